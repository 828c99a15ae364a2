import { search, totalPages, type Result } from './pagefind.ts';
import { isUnspaced, nameEnd, spacedTex, significantWords, termsIn } from '../../search/shared/text.ts';

/** If fewer pages than this have all the words, pages with some of them are found too. */
const enoughPages = 3;
/**
 * How many words are looked up, because each may load a part of the index. The longest are the rarest, so those are
 * taken.
 */
const maxLookups = 3;

/** The words to look up. */
export function longestWords(words: readonly string[]): readonly string[] {
  const longest = words.toSorted((a, b) => b.length - a.length).slice(0, maxLookups);
  return words.filter((word) => longest.includes(word));
}

/** The search terms for Pagefind: without stop words, and as indexed. */
export function termsOf(words: readonly string[], stopWords: ReadonlySet<string>): string[] {
  return significantWords(words, stopWords).flatMap(termsOfWord);
}

function termsOfWord(word: string): string[] {
  return termsIn(word.includes('\\') ? spacedTex(word) : word);
}

/** Finds the pages with a phrase; none if a word of it is not in the index. */
export function findPhrase(phrase: string): Promise<readonly Result[]> {
  const terms = termsOfWord(phrase);
  return terms.length > 0 ? search(`"${terms.join(' ')}"`) : Promise.resolve([]);
}

/**
 * Finds the pages with all the words. Those whose name ends with the last word come first: of a thousand pages with a
 * word, the reader means the one with nothing else in its title. If few pages have all the words, adds pages with some.
 */
export async function findPages(words: readonly string[], stopWords: ReadonlySet<string>): Promise<readonly Result[]> {
  const terms = termsOf(words, stopWords);
  const last = terms.at(-1);
  if (last === undefined) return [];
  const asked = longestWords(terms);
  const [all, nameMatches] = await Promise.all([findAll(words, asked), search(`"${last}${nameEnd}"`)]);
  const byIndex = new Map(all.map((result) => [result.index, result]));
  const named = nameMatches.flatMap(({ index }) => byIndex.get(index) ?? []);
  const isNamed = indexesOf(named);
  const found = [...named, ...all.filter(({ index }) => !isNamed.has(index))];
  if (terms.length === 1 || found.length >= enoughPages) return found;
  const isFound = indexesOf(found);
  const some = await findSome(asked, found.at(-1)?.score ?? 1);
  return [...found, ...some.filter(({ index }) => !isFound.has(index))];
}

export function indexesOf(results: readonly Result[]): ReadonlySet<number> {
  return new Set(results.map(({ index }) => index));
}

/** Finds terms in any order. If they are one word, such as a dotted name, finds them as a phrase if any page has it. */
async function findAll(words: readonly string[], terms: readonly string[]): Promise<readonly Result[]> {
  const [word] = words;
  if (words.length > 1 || word === undefined || termsOfWord(word).length === 1) return search(terms.join(' '));
  const phrases = await findPhrase(word);
  // Characters of a script without word spaces mean nothing in another order.
  return phrases.length > 0 || isUnspaced(word) ? phrases : search(terms.join(' '));
}

/** Pages with some of the terms, weighted by how rare these are. No score is higher than `most`. */
async function findSome(terms: readonly string[], most: number): Promise<readonly Result[]> {
  const [total, ...lists] = await Promise.all([totalPages(), ...terms.map((term) => search(term))]);
  const sums = new Map<number, { result: Result; sum: number }>();
  for (const list of lists) {
    const top = list[0]?.score || 1;
    const rarity = Math.log(1 + total / (1 + list.length));
    for (const result of list) {
      const sum = (sums.get(result.index)?.sum ?? 0) + rarity * (0.5 + result.score / top);
      sums.set(result.index, { result, sum });
    }
  }
  const sorted = [...sums.values()].sort((a, b) => b.sum - a.sum);
  const best = sorted[0]?.sum || 1;
  return sorted.map(({ result, sum }) => ({ ...result, score: (most * sum) / best }));
}
