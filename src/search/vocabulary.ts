import type { IndexedPage } from './shared/pagefindFiles.ts';
import { folded, isUnspaced } from './shared/text.ts';

/** The most words that are kept: about 23 kB as a host sends them, loaded only for a word that nothing has. */
const limit = 6_000;
/** Fields of words that people look for. */
const significant = ['title', 'authors', 'about', 'best', 'alias'];
/** What a word there counts, in pages that merely use it. */
const significantWeight = 20;

/** A word by its folded form, and how much its uses count. Of several spellings it has the last one in the order of code units. */
export type WordCount = readonly [folded: string, count: number, spelling: string];

/** Counts the words of pages that can be mistyped. */
export function countWords(pages: readonly IndexedPage[]): WordCount[] {
  return summed(
    pages.flatMap(({ meta, content }) => [
      ...distinct(significant.map((field) => meta[field] ?? '').join(' ')).map(
        ([key, spelling]) => [key, significantWeight, spelling] as const,
      ),
      ...distinct(content).map(([key, spelling]) => [key, 1, spelling] as const),
    ]),
  );
}

function summed(counts: Iterable<WordCount>): WordCount[] {
  const words = new Map<string, WordCount>();
  for (const [key, count, spelling] of counts) {
    const known = words.get(key);
    const last = known && known[2] > spelling ? known[2] : spelling;
    words.set(key, [key, (known?.[1] ?? 0) + count, last]);
  }
  return [...words.values()];
}

/**
 * The words that the index knows, the most useful ones first: those of titles, authors and topics before those of
 * notes, each by the number of pages that have it. What is corrected is corrected to one of them.
 */
export function vocabularyOf(counts: readonly (readonly WordCount[])[]): string[] {
  return summed(counts.flat())
    .sort(([, a, one], [, b, other]) => b - a || (one < other ? -1 : 1))
    .slice(0, limit)
    .map(([, , spelling]) => spelling);
}

/** The words of a text that can be mistyped: letters only, three at least, of scripts with spaces; by their folded form. */
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
