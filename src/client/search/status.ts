import { words } from 'virtual:learnlog/words';
import { counted, fill } from '../../i18n/phrase.ts';
import type { Found } from './client.ts';
import { element } from '../elements.ts';

const { search: phrases, language } = words;
/** How long a reader does not type before the result is said, in milliseconds. */
const pause = 600;

/** How many pages there are, after what was not found and what was looked for instead. */
export function statusOf(shown: number, { total, missing, corrections, instead }: Found): string {
  const changes = instead?.changes ?? missing.map((from) => ({ from }));
  const wrong = new Intl.ListFormat(language).format(changes.map(({ from }) => quoted(from)));
  return [
    ...(changes.length > 0 ? [fill(phrases.missing, { words: wrong })] : []),
    ...(instead ? [fill(phrases.instead, { query: instead.text })] : []),
    ...(total > 0 ? [summaryOf(shown, total)] : corrections.length > 0 ? [] : [phrases.none]),
  ].join(' ');
}

function summaryOf(shown: number, total: number): string {
  const pages = counted(words.pages, total, language);
  return shown < total ? fill(words.firstShown, { pages, n: shown.toLocaleString(language) }) : pages;
}

function quoted(text: string): string {
  return fill(phrases.quoted, { text });
}

/** Says something to screen readers, but only when the reader stops typing: a count at each key would be noise. */
export interface Announcer {
  readonly node: HTMLElement;
  say(text: string): void;
}

/** A live region that waits for a pause. */
export function makeAnnouncer(): Announcer {
  const node = element('p', { class: 'visually-hidden', role: 'status' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (text: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      node.textContent = text;
    }, pause);
  };
  return { node, say };
}
