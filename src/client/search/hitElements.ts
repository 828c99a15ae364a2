import { words } from 'virtual:learnlog/words';
import { element } from '../elements.ts';
import { ofLog } from '../ofLog.ts';
import { icon } from './icon.ts';
import type { ExcerptPart, Hit } from './hit.ts';

/** Creates the option for a page, grouped with the options for its matching sections. */
export function hitElement(hit: Hit): HTMLElement {
  // The icon `note` belongs to callouts.
  const link = option('hit', hit, icon(hit.type === 'note' ? 'notebook' : hit.type), hit.label);
  if (hit.sections.length === 0) return link;
  const sections = hit.sections.map((section) =>
    option('hit section', section, element('span', {}), words.search.section),
  );
  return element('div', { role: 'group', 'aria-label': hit.title }, link, ...sections);
}

function option(
  className: string,
  { url, title, excerpt }: Hit['sections'][number],
  sign: Element,
  label: string,
): HTMLAnchorElement {
  return element(
    'a',
    { class: className, role: 'option', tabindex: '-1', href: url },
    sign,
    element('strong', ofLog, title),
    element('small', {}, label),
    passage(excerpt),
  );
}

/** A paragraph with the matches of an excerpt in `<mark>`. */
export function passage(parts: readonly ExcerptPart[]): HTMLParagraphElement {
  return element('p', ofLog, ...parts.map(({ text, isMatch }) => (isMatch ? element('mark', {}, text) : text)));
}
