import { words } from 'virtual:learnlog/words';
import { fill } from '../../i18n/phrase.ts';
import { element } from '../elements.ts';
import { ofLog } from '../ofLog.ts';
import { icon } from './icon.ts';
import type { Hit } from './hit.ts';
import { passage } from './hitElements.ts';

/** Creates a row for a resource, like the rows that the page is built with. */
export function resourceRow({ url, title, type, label, excerpt }: Hit): HTMLLIElement {
  const heading = element('h2', {}, element('a', { href: url, ...ofLog }, title));
  const text = passage(excerpt);
  text.className = 'row-note';
  const content = element('div', {}, heading, element('p', { class: 'meta' }, label), text);
  return element('li', { class: 'row', 'data-url': url }, knownBox(url, title), icon(type), content);
}

/** The checkbox to mark a resource as known; its id is the last segment of its address. */
function knownBox(url: string, title: string): HTMLElement {
  const box = document.createElement('known-box');
  box.dataset.of = decodeURIComponent(url.split('/').at(-2) ?? '');
  box.dataset.name = fill(words.library.know, { title });
  return box;
}
