import { words } from 'virtual:learnlog/words';
import { fill } from '../../i18n/phrase.ts';
import type { Found } from './client.ts';
import type { ValueCounts } from '../../search/shared/facetColumn.ts';
import { button, element } from '../elements.ts';
import { icon } from './icon.ts';

const { search: phrases, searchKeys, kinds } = words;
const base = import.meta.env.BASE_URL;

/** Buttons to filter by type, with the number of pages; none if there is only one type. */
export function typeChips(counts: ValueCounts, chosen: string, choose: (type: string) => void): HTMLElement[] {
  const present = Object.keys(kinds).filter((type) => counts[type]);
  if (present.length < 2) return [];
  const all = Object.values(counts).reduce((sum, number) => sum + number, 0);
  const chip = (type: string, label: string) =>
    button({ class: 'chip', 'aria-pressed': String(type === chosen) }, label, () => choose(type));
  return [chip('', `${phrases.all} ${all}`), ...present.map((type) => chip(type, `${kinds[type]} ${counts[type]}`))];
}

/** Buttons to search for the other corrections. */
export function correctionChips({ corrections, instead }: Found, choose: (text: string) => void): HTMLElement[] {
  return corrections
    .filter((correction) => correction !== instead)
    .map(({ text }) => button({ class: 'chip' }, text, () => choose(text)));
}

/** An option that repeats a search. Its button is for the mouse only; the keyboard cannot reach inside an option. */
export function recentOption(text: string, forget: () => void): HTMLElement {
  const cross = button({ tabindex: '-1', 'aria-hidden': 'true', title: fill(phrases.forget, { text }) }, '×', forget);
  const option = element('div', { role: 'option', 'data-search': text }, icon('recent'), element('bdi', {}, text));
  return element('div', { class: 'recent', role: 'presentation' }, option, cross);
}

/** A hint about the query language, with a link to its description unless that is on the page. */
export function advice({ hasDescription }: { readonly hasDescription: boolean }): HTMLElement {
  const link = element('a', { href: `${base}search/#page.how` }, phrases.how);
  return element('p', { class: 'advice' }, phrases.try, ...(hasDescription ? [] : [' ', link]));
}

/** The keys of the search box. Hidden from screen readers, which announce them by the role of the field. */
export function keysLine(): HTMLElement {
  const control = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl';
  const rows = [
    [searchKeys.move, '↑', '↓'],
    [searchKeys.open, 'Enter'],
    [searchKeys.newTab, control, 'Enter'],
    [searchKeys.forget, 'Delete'],
  ] as const;
  const line = element('p', { class: 'keys', 'aria-hidden': 'true' });
  for (const [phrase, ...keys] of rows) {
    const [before = '', after = ''] = phrase.split('{keys}');
    line.append(element('span', {}, before, ...keys.map((key) => element('kbd', {}, key)), after));
  }
  return line;
}
