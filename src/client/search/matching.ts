import { search, totalPages, type Result } from './pagefind.ts';
import { isUnspaced, nameEnd, spaced, spacedTex, tellingWords } from '../../search/shared/text.ts';

/** Where fewer pages than this have all the words, those that have some of them are found too. */
const few = 3;
/** How many words are looked up at most, the longest ones: each may cost a part of the index, and long words are rare. */
const lookedUp = 3;

/** Of some words, those that are looked up. */
export function longest(words: readonly string[]): readonly string[] {
  const few = words.toSorted((a, b) => b.length - a.length).slice(0, lookedUp);
  return words.filter((word) => few.includes(word));
}

/** The words for which Pagefind is asked: characters and TeX as the index has them, no words that say nothing. */
export function termsOf(words: readonly string[], small: ReadonlySet<string>): string[] {
  return tellingWords(words, small)
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
export function withPhrase(phrase: string): Promise<readonly Result[]> {
  return hasLetter(phrase) ? search(`"${asIndexed(phrase).replaceAll('"', ' ')}"`) : Promise.resolve([]);
}

/**
 * Finds the pages that have all the words, those with a name that ends as the words do first, since of a thousand pages
 * that have a word, the one with no other in its title is meant; and where few have all, those that have most of what
 * tells something.
 */
export async function matching(words: readonly string[], small: ReadonlySet<string>): Promise<readonly Result[]> {
  const terms = termsOf(words, small);
  const last = terms.at(-1);
  if (last === undefined) return [];
  const asked = longest(terms);
  const [all, ended] = await Promise.all([allOf(words, asked), search(`"${last}${nameEnd}"`)]);
  const byPlace = new Map(all.map((result) => [result.place, result]));
  const named = ended.flatMap(({ place }) => byPlace.get(place) ?? []);
  const isNamed = placesOf(named);
  const found = [...named, ...all.filter(({ place }) => !isNamed.has(place))];
  if (terms.length === 1 || found.length >= few) return found;
  const isFound = placesOf(found);
  const some = await someOf(asked, found.at(-1)?.score ?? 1);
  return [...found, ...some.filter(({ place }) => !isFound.has(place))];
}

/** The places of what was found. */
export function placesOf(results: readonly Result[]): ReadonlySet<number> {
  return new Set(results.map(({ place }) => place));
}

/** A row of characters without spaces is found as it stands; words in any order. */
function allOf(words: readonly string[], terms: readonly string[]): Promise<readonly Result[]> {
  const [only] = words;
  return words.length === 1 && only !== undefined && isUnspaced(only) ? withPhrase(only) : search(terms.join(' '));
}

/** Pages that have some of the words, by how rare these are in the log; none scores better than `most`. */
async function someOf(terms: readonly string[], most: number): Promise<readonly Result[]> {
  const [total, ...lists] = await Promise.all([totalPages(), ...terms.map((term) => search(term))]);
  const sums = new Map<number, { result: Result; sum: number }>();
  for (const list of lists) {
    const top = list[0]?.score || 1;
    const rarity = Math.log(1 + total / (1 + list.length));
    for (const result of list) {
      const sum = (sums.get(result.place)?.sum ?? 0) + rarity * (0.5 + result.score / top);
      sums.set(result.place, { result, sum });
    }
  }
  const sorted = [...sums.values()].sort((a, b) => b.sum - a.sum);
  const best = sorted[0]?.sum || 1;
  return sorted.map(({ result, sum }) => ({ ...result, score: (most * sum) / best }));
}
