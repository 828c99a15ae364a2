import { words } from 'virtual:learnlog/words';
import { element, icon } from '../elements.ts';
import type { Hit, ExcerptPart } from './hit.ts';

const { search: phrases } = words;

/** A page that was found, as an option of the list; with the sections that have the words, as a group of options. */
export function hitElement(hit: Hit): HTMLElement {
  const link = pageLink(hit);
  if (hit.sections.length === 0) return link;
  return element('div', { role: 'group', 'aria-label': hit.title }, link, ...hit.sections.map(sectionLink));
}

function pageLink({ url, title, type, label, excerpt }: Hit): HTMLAnchorElement {
  return element(
    'a',
    { class: 'hit', role: 'option', tabindex: '-1', href: url },
    icon(type),
    element('strong', {}, title),
    element('small', {}, label),
    passage(excerpt),
  );
}

function sectionLink({ url, title, excerpt }: Hit['sections'][number]): HTMLAnchorElement {
  return element(
    'a',
    { class: 'hit section', role: 'option', tabindex: '-1', href: url },
    element('span', {}),
    element('strong', {}, title),
    element('small', {}, phrases.section),
    passage(excerpt),
  );
}

/** A stretch of text with what was found in it marked. */
export function passage(pieces: readonly ExcerptPart[]): HTMLParagraphElement {
  return element('p', {}, ...pieces.map(({ text, isMatch }) => (isMatch ? element('mark', {}, text) : text)));
}
