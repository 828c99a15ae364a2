import { words } from 'virtual:learnlog/words';
import { fill } from '../../i18n/phrase.ts';
import { element, icon } from '../elements.ts';
import type { Hit } from './hit.ts';
import { passage } from './hitElements.ts';

/** A resource that was found, as a row like those of the page. */
export function resourceRow({ url, title, type, label, excerpt }: Hit): HTMLLIElement {
  const row = element('li', { class: 'row', 'data-url': url });
  const link = element('a', { href: url });
  link.textContent = title;
  const heading = element('h2', {});
  heading.append(link);
  const facts = element('p', { class: 'meta' });
  facts.textContent = label;
  const text = passage(excerpt);
  text.className = 'judgement';
  const content = element('div', {});
  content.append(heading, facts, text);
  row.append(knownBox(url, title), icon(type), content);
  return row;
}

/** The box by which a reader says that they know a resource, by the last part of its address. */
function knownBox(url: string, title: string): HTMLElement {
  const box = document.createElement('known-box');
  box.dataset.of = decodeURIComponent(url.split('/').at(-2) ?? '');
  box.dataset.name = fill(words.library.know, { title });
  return box;
}
