import type { IndexedPage } from './shared/pagefindFiles.ts';
import { folded, isUnspaced } from './shared/text.ts';

/** About 23 kB compressed, loaded only for spelling corrections. */
const maxWords = 6_000;
/** Metadata fields with words that readers search for. */
const significant = ['title', 'authors', 'about', 'best', 'alias'];
/** A word in one of these fields counts as much as this many pages with it in their text. */
const significantWeight = 20;

/** A word's folded form, its weight, and the last of its spellings in code unit order. */
export type WordCount = readonly [folded: string, count: number, spelling: string];

/** Counts the words of pages that can be misspelled. */
export function countWords(pages: readonly IndexedPage[]): WordCount[] {
  return mergeCounts(
    pages.flatMap(({ meta, content }) => [
      ...distinct(significant.map((field) => meta[field] ?? '').join(' ')).map(
        ([key, spelling]) => [key, significantWeight, spelling] as const,
      ),
      ...distinct(content).map(([key, spelling]) => [key, 1, spelling] as const),
    ]),
  );
}

function mergeCounts(counts: Iterable<WordCount>): WordCount[] {
  const words = new Map<string, WordCount>();
  for (const [key, count, spelling] of counts) {
    const known = words.get(key);
    const last = known && known[2] > spelling ? known[2] : spelling;
    words.set(key, [key, (known?.[1] ?? 0) + count, last]);
  }
  return [...words.values()];
}

/** The words for spelling corrections, most useful first: words of titles, authors and topics before those of notes. */
export function vocabularyOf(counts: readonly (readonly WordCount[])[]): string[] {
  return mergeCounts(counts.flat())
    .sort(([, a, one], [, b, other]) => b - a || (one < other ? -1 : 1))
    .slice(0, maxWords)
    .map(([, , spelling]) => spelling);
}

/** The words of a text that can be misspelled, by folded form: 3 to 30 letters, of scripts with word spaces. */
function distinct(text: string): [folded: string, spelling: string][] {
  const words = (text.match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?/gu) ?? []).map((word) => word.replace(/['’].*/, ''));
  return [
    ...new Map(
      words
        .filter((word) => word.length >= 3 && word.length <= 30 && !isUnspaced(word))
        .map((word) => [folded(word), word.toLowerCase()]),
    ),
  ];
}
