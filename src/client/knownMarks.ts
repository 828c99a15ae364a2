import { words } from 'virtual:learnlog/progress';
import type { ReadGraph } from '../log/readGraph.ts';
import { fill } from '../i18n/phrase.ts';
import { element } from './elements.ts';

const folder = `${import.meta.env.BASE_URL}resources/`;

/** Marks what the reader knows in the places that have no box: in lists, on cards and among the parts of a series. */
export function showMarks(read: ReadGraph, known: ReadonlySet<string>): void {
  for (const old of document.querySelectorAll('.known-mark')) old.remove();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.brief > a, a.card, .series li > a')) {
    const mark = markOf(idOf(link, read), read, known);
    const title = link.querySelector(':scope > strong, :scope > span:not(.visually-hidden)');
    if (mark) (title ?? link).append(mark);
  }
  for (const series of document.querySelectorAll<HTMLElement>('section.series')) {
    const mark = markOf(series.dataset.of, read, known);
    if (mark) series.querySelector('h2')?.append(mark);
  }
}

function idOf({ pathname }: HTMLAnchorElement, read: ReadGraph): string | undefined {
  if (!pathname.startsWith(folder)) return undefined;
  return read.idOf(decodeURIComponent(pathname.slice(folder.length).replace(/\/$/, '')));
}

/** A tick, or for a series `3 of 8 known`; undefined for what the reader does not know. */
function markOf(id: string | undefined, read: ReadGraph, known: ReadonlySet<string>): HTMLElement | undefined {
  const node = id === undefined ? undefined : read.graph.get(id);
  if (!node) return undefined;
  const parts = read.partsOf(node);
  const number = parts.filter((part) => known.has(part.id)).length;
  if (known.has(node.id) || (parts.length > 0 && number === parts.length)) {
    const spoken = element('span', { class: 'visually-hidden' }, ` ${words.mark}`);
    return element('span', { class: 'known-mark' }, ' ✓', spoken);
  }
  if (number === 0) return undefined;
  const [some, all] = [number, parts.length].map((count) => count.toLocaleString(words.language));
  return element('span', { class: 'known-mark' }, ' ', fill(words.knownOf, { known: some ?? '', all: all ?? '' }));
}
