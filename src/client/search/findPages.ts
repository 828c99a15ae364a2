import { search, totalPages, type Result } from './pagefind.ts';
import { isUnspaced, nameEnd, spaced, spacedTex, significantWords } from '../../search/shared/text.ts';

/** Where fewer pages than this have all the words, those that have some of them are found too. */
const few = 3;
/** How many words are looked up at most, the longest ones: each may cost a part of the index, and long words are rare. */
const maxLookups = 3;

/** Of some words, those that are looked up. */
export function longestWords(words: readonly string[]): readonly string[] {
  const few = words.toSorted((a, b) => b.length - a.length).slice(0, maxLookups);
  return words.filter((word) => few.includes(word));
}

/** The words for which Pagefind is asked: characters and TeX as the index has them, no words that say nothing. */
export function termsOf(words: readonly string[], small: ReadonlySet<string>): string[] {
  return significantWords(words, small)
    .flatMap((word) => asIndexed(word).split(/\s+/))
    .filter(hasLetter);
}

function asIndexed(text: string): string {
  return spaced(text.includes('\\') ? spacedTex(text) : text);
}

function hasLetter(text: string): boolean {
  return /[\p{L}\p{N}+#]/u.test(text);
}

/** All pages that have a phrase, word by word; where a word of it is not in the log, none. */
export function findPhrase(phrase: string): Promise<readonly Result[]> {
  return hasLetter(phrase) ? search(`"${asIndexed(phrase).replaceAll('"', ' ')}"`) : Promise.resolve([]);
}

/**
 * Finds the pages that have all the words, those with a name that ends as the words do first, since of a thousand pages
 * that have a word, the one with no other in its title is meant; and where few have all, those that have most of what
 * tells something.
 */
export async function findPages(words: readonly string[], small: ReadonlySet<string>): Promise<readonly Result[]> {
  const terms = termsOf(words, small);
  const last = terms.at(-1);
  if (last === undefined) return [];
  const asked = longestWords(terms);
  const [all, ended] = await Promise.all([findAll(words, asked), search(`"${last}${nameEnd}"`)]);
  const byIndex = new Map(all.map((result) => [result.index, result]));
  const named = ended.flatMap(({ index }) => byIndex.get(index) ?? []);
  const isNamed = indexesOf(named);
  const found = [...named, ...all.filter(({ index }) => !isNamed.has(index))];
  if (terms.length === 1 || found.length >= few) return found;
  const isFound = indexesOf(found);
  const some = await findSome(asked, found.at(-1)?.score ?? 1);
  return [...found, ...some.filter(({ index }) => !isFound.has(index))];
}

/** The indexes of what was found. */
export function indexesOf(results: readonly Result[]): ReadonlySet<number> {
  return new Set(results.map(({ index }) => index));
}

/** A row of characters without spaces is found as it stands; words in any order. */
function findAll(words: readonly string[], terms: readonly string[]): Promise<readonly Result[]> {
  const [only] = words;
  return words.length === 1 && only !== undefined && isUnspaced(only) ? findPhrase(only) : search(terms.join(' '));
}

/** Pages that have some of the words, by how rare these are in the log; none scores better than `most`. */
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
