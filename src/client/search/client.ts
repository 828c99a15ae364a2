import { words as phrases } from 'virtual:learnlog/words';
import { correctedQuery, type Correction } from './queryCorrection.ts';
import type { SearchTerms } from './searchHandoff.ts';
import { toHit, type Hit } from './hit.ts';
import type { FacetNames } from '../../search/shared/facetColumn.ts';
import type { TypedFilter } from './facetNames.ts';
import { longestWords, findPages, indexesOf, findPhrase } from './findPages.ts';
import { missingWords } from './missingWords.ts';
import { columnOf, conditionsOf, countPages, type Counts, type Filters } from './facetFilters.ts';
import { readIndexFile, allPages, preload, type Fragment, type Result, type Sort } from './pagefind.ts';
import { pastedId } from './pastedId.ts';
import { parseQuery, type Query } from './query.ts';
import { rank } from './rank.ts';
import { significantWords } from '../../search/shared/text.ts';
import { matchTypedFacets } from './typedFacets.ts';

/** What is asked beside the words. */
export interface SearchOptions {
  /** What is chosen from facets; a query may narrow down further. */
  readonly filters?: Filters;
  /** An order instead of the best first. */
  readonly sort?: Sort;
  /** The facets of which the values are to be counted. */
  readonly facets?: readonly string[];
}

/** What was found. */
export interface Found {
  readonly total: number;
  /** For each facet asked for, how many pages each value would leave together with what is chosen in the others. */
  readonly counts: Counts;
  /** The hits from one position to another, loaded when asked for. */
  hits(from: number, to: number): Promise<readonly Hit[]>;
  /** Words and phrases that the pages were found by, without those that say nothing. */
  readonly terms: Pick<SearchTerms, 'words' | 'phrases'>;
  /** The indexes of all hits, best first: resources count from 0 in the order met, weeks and pages come after them. */
  readonly indexes: readonly number[];
  /** What the query filters by itself. */
  readonly typedFilters: readonly TypedFilter[];
  /** Words of the query that nothing has; they were left out where there were others. */
  readonly missing: readonly string[];
  /** What may have been meant, each of which finds something. */
  readonly corrections: readonly Correction[];
  /** The first of the corrections, where nothing was found for the query as it is and this was searched for instead. */
  readonly instead?: Correction;
}

/** How many of the first hits are put into order by what is known of them: those that a reader is shown, and some more. */
const ordered = 14;

const stopWords: ReadonlySet<string> = new Set(phrases.search.small.split(' '));
const facetByName = new Map(
  Object.entries(phrases.facets).flatMap(([facet, name]) => [
    [facet, facet],
    [name.toLowerCase(), facet],
  ]),
);

/** Loads what the first search needs, with the facets that are to be counted, while the reader still thinks of words. */
export function preloadSearch(facets: readonly string[]): void {
  preload();
  void Promise.allSettled(facets.map(columnOf));
}

/**
 * Finds pages by a query, or all pages where it is empty. Where no page has one of its words and the log has one like
 * it, searches for that instead, and says so. Throws where the index cannot be had.
 */
export async function find(text: string, options: SearchOptions = {}): Promise<Found> {
  const query = parseQuery(text, (name) => facetByName.get(name));
  const names = query.facets.length > 0 ? (JSON.parse(await readIndexFile('facets.json')) as FacetNames) : {};
  const found = await findAsTyped(text, query, names, options);
  const isUnknown = found.typedFilters.some(({ unknown }) => unknown.length > 0);
  if (found.missing.length === 0 && !isUnknown) return found;
  const corrections = await correctedQuery(text, query, found);
  const [first] = corrections;
  if (!first) return found;
  const other = parseQuery(first.text, (name) => facetByName.get(name));
  const instead = await findAsTyped(first.text, other, names, options);
  return instead.total === 0 ? found : { ...instead, corrections, instead: first };
}

async function findAsTyped(text: string, query: Query, names: FacetNames, options: SearchOptions): Promise<Found> {
  const { typedFilters, matches } = await matchTypedFacets(query, names);
  const id = pastedId(text);
  const typed = id === undefined ? query.words.map((word) => word.text) : [];
  const words = [...typed, ...query.phrases.flatMap((phrase) => phrase.split(/\s+/))];
  const results = id === undefined ? await resultsOf(query, words, options) : await findPhrase(id);
  const left = results.filter(({ index }) => matches(index));
  const chosen = await conditionsOf(options.filters ?? {});
  const found = left.filter(({ index }) => [...chosen.values()].every((has) => has(index)));
  const first = await Promise.all(words.length > 0 ? found.slice(0, ordered).map(loaded) : []);
  const fragments = first.map(({ fragment }) => fragment);
  const missing = await missingWords(typed, stopWords, fragments);
  const isNothing = missing.length > 0 && missing.length === longestWords(significantWords(typed, stopWords)).length;
  const list = isNothing ? [] : options.sort ? found : [...inOrder(words, first), ...found.slice(first.length)];
  const indexes = isNothing ? [] : left.map(({ index }) => index);
  return {
    total: list.length,
    indexes: list.map(({ index }) => index),
    counts: await countPages(indexes, chosen, options.facets ?? []),
    hits: (from, to) => Promise.all(list.slice(from, to).map(async (result) => toHit(await result.load()))),
    terms: { words: significantWords(typed, stopWords).filter((word) => !word.includes('\\')), phrases: query.phrases },
    typedFilters,
    missing,
    corrections: [],
  };
}

/** The pages that have all the phrases, in the order of the words, or as it is wished. */
async function resultsOf(query: Query, words: readonly string[], { sort }: SearchOptions): Promise<readonly Result[]> {
  const found = words.length > 0 ? await findPages(words, stopWords) : await allPages(sort);
  const sets = (await Promise.all(query.phrases.map(findPhrase))).map(indexesOf);
  const all = found.filter(({ index }) => sets.every((set) => set.has(index)));
  if (!sort || words.length === 0) return all;
  const byIndex = new Map(all.map((result) => [result.index, result]));
  return (await allPages(sort)).flatMap(({ index }) => byIndex.get(index) ?? []);
}

interface Loaded {
  readonly result: Result;
  readonly fragment: Fragment;
}

async function loaded(result: Result): Promise<Loaded> {
  return { result, fragment: await result.load() };
}

function inOrder(words: readonly string[], first: readonly Loaded[]): Result[] {
  const significant = significantWords(words, stopWords);
  const top = Math.max(...first.map(({ result }) => result.score), Number.MIN_VALUE);
  return first
    .map(({ result, fragment: { meta } }) => {
      const { title = '', authors = '', about = '', label = '', alias = '', best = '' } = meta;
      const facts = `${authors} ${about} ${label}`;
      const page = { title, facts, best, names: alias.split(', '), score: result.score / top };
      return { result, value: rank(words, significant, page) };
    })
    .sort((a, b) => b.value - a.value)
    .map(({ result }) => result);
}
