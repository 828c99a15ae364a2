import type { IndexedPage } from './shared/pagefindFiles.ts';
import { numberWords, rowAt, type PackedPage } from './packedPages.ts';
import { folded, isUnspaced } from './shared/text.ts';

/** About 23 kB compressed, loaded only for spelling corrections. */
const maxWords = 6_000;
/** Metadata fields with words that readers search for. */
const significant = ['title', 'authors', 'about', 'best', 'alias'];
/** A word in one of these fields counts as much as this many pages with it in their text. */
const significantWeight = 20;

/** The words of a page that can be misspelled, each as its folded form and its spelling. */
export function vocabularyWords({ meta, content }: IndexedPage): {
  /** In its title, and in the names of authors, topics and the like. */
  readonly named: readonly string[];
  readonly written: readonly string[];
} {
  return { named: distinct(significant.map((field) => meta[field] ?? '').join(' ')), written: distinct(content) };
}

/** The words for spelling corrections, most useful first: words of titles, authors and topics before those of notes. */
export function vocabularyOf(pages: readonly PackedPage[]): string[] {
  const { names, numbersIn } = numberWords(pages);
  const weights = new Float64Array(names.length);
  const add = (numbers: Uint32Array, own: Uint32Array, weight: number) => {
    for (let at = 0; at < own.length; at += 1) {
      const number = numbers[own[at] ?? 0] ?? 0;
      weights[number] = (weights[number] ?? 0) + weight;
    }
  };
  for (const { pages: packed, at } of pages) {
    const numbers = numbersIn(packed);
    add(numbers, rowAt(packed.named, at), significantWeight);
    add(numbers, rowAt(packed.written, at), 1);
  }
  const words = new Map<string, { weight: number; spelling: string }>();
  for (const [number, name] of names.entries()) {
    const [folded = '', spelling = folded] = name.split(separator);
    const known = words.get(folded);
    const weight = weights[number] ?? 0;
    if (!known) words.set(folded, { weight, spelling });
    else {
      known.weight += weight;
      // The last spelling in code unit order stands for all.
      if (spelling > known.spelling) known.spelling = spelling;
    }
  }
  return [...words.values()]
    .sort((a, b) => b.weight - a.weight || (a.spelling < b.spelling ? -1 : 1))
    .slice(0, maxWords)
    .map(({ spelling }) => spelling);
}

/** Between the folded form of a word and its spelling, if they differ. */
const separator = '\0';

/** The words of a text that can be misspelled, by folded form: 3 to 30 letters, of scripts with word spaces. */
function distinct(text: string): string[] {
  const keys = new Map<string, string | undefined>();
  const spellings = new Map<string, string>();
  for (const [found] of text.matchAll(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?/gu)) {
    const word = found.replace(/['’].*/, '');
    if (word.length < 3 || word.length > 30) continue;
    if (!keys.has(word)) keys.set(word, isUnspaced(word) ? undefined : folded(word));
    const key = keys.get(word);
    if (key !== undefined) spellings.set(key, word.toLowerCase());
  }
  return [...spellings].map(([key, spelling]) => (key === spelling ? key : `${key}${separator}${spelling}`));
}
