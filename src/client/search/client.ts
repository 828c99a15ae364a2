import { words as phrases } from 'virtual:learnlog/words';
import { correctedQuery, type Correction } from './queryCorrection.ts';
import type { SearchTerms } from './searchHandoff.ts';
import { toHit, type Hit } from './hit.ts';
import type { FacetNames } from '../../search/shared/facetColumn.ts';
import type { TypedFilter } from './facetNames.ts';
import { longestWords, findPages, indexesOf, findPhrase, termsOf } from './findPages.ts';
import { haveAllWords, missingWords } from './missingWords.ts';
import { columnOf, conditionsOf, countPages, type Counts, type Filters } from './facetFilters.ts';
import { readIndexFile, allPages, preload, type Fragment, type Result, type Sort } from './pagefind.ts';
import { pastedId } from './pastedId.ts';
import { parseQuery, type Query } from './query.ts';
import { rank } from './rank.ts';
import { readable, significantWords } from '../../search/shared/text.ts';
import { matchTypedFacets } from './typedFacets.ts';

/** Options of a search in addition to the query. */
export interface SearchOptions {
  /** Facet values that the reader chose; the query may add filters. */
  readonly filters?: Filters;
  /** Best first if undefined. */
  readonly sort?: Sort;
  /** The facets whose values are to be counted. */
  readonly facets?: readonly string[];
  /** Called with the first hits if they are loaded before those that they are ranked among. */
  readonly onFirst?: (hits: readonly Hit[], found: Found) => void;
}

/** The result of a search. */
export interface Found {
  readonly total: number;
  /** For each requested facet, how many pages each value leaves, given the values chosen in other facets. */
  readonly counts: Counts;
  /** Loads the hits from one position up to another. */
  hits(from: number, to: number): Promise<readonly Hit[]>;
  /** The words and phrases to highlight, without stop words. */
  readonly terms: Pick<SearchTerms, 'words' | 'phrases'>;
  /** The indexes of all hits, best first. The indexes of resources come first, in order of appearance. */
  readonly indexes: readonly number[];
  /** The filters in the query. */
  readonly typedFilters: readonly TypedFilter[];
  /** Words of the query that no page has. */
  readonly missing: readonly string[];
  /** Corrected queries, likeliest first; each has results. */
  readonly corrections: readonly Correction[];
  /** The correction that was searched for, if the query as typed has words that no page has. */
  readonly instead?: Correction;
}

/** How many of the first hits are ranked by their metadata: those shown at first, and a few more. */
const ranked = 12;

/** How many of these are shown before the others are loaded: with HTTP/1.1, a browser has at most six connections. */
const shownFirst = 6;

const stopWords: ReadonlySet<string> = new Set(phrases.search.small.split(' '));
/** Every facet by its name in the language of the log, and by its id, unless that is the name of another facet. */
const facetByName = new Map([
  ...Object.entries(phrases.facets).map(([facet, name]) => [name.toLowerCase(), facet] as const),
  ...Object.keys(phrases.facets).map((facet) => [facet, facet] as const),
]);

/** Loads the files of the first search before the reader types. */
export function preloadSearch(facets: readonly string[]): void {
  preload();
  void Promise.allSettled(facets.map(columnOf));
}

/**
 * Finds the pages for a query, or all pages if it is empty. If no page has one of its words, searches for the likeliest
 * correction, if there is one. Throws if the index cannot be loaded.
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
  const loading = words.length > 0 ? found.slice(0, ranked).map(withFragment) : [];
  const terms = termsOf(words, stopWords);
  const foundWith = async (first: readonly LoadedResult[], missing: readonly string[]): Promise<Found> => {
    const isNothing = missing.length > 0 && missing.length === longestWords(significantWords(typed, stopWords)).length;
    const list = isNothing ? [] : options.sort ? found : [...rankResults(words, first), ...found.slice(first.length)];
    const indexes = isNothing ? [] : left.map(({ index }) => index);
    return {
      total: list.length,
      indexes: list.map(({ index }) => index),
      counts: await countPages(indexes, chosen, options.facets ?? []),
      hits: (from, to) => Promise.all(list.slice(from, to).map(async (result) => toHit(await result.load(), terms))),
      terms: {
        words: significantWords(typed, stopWords).filter((word) => !word.includes('\\')),
        phrases: query.phrases,
      },
      typedFilters,
      missing,
      corrections: [],
    };
  };
  let isComplete = false;
  const showFirst = async () => {
    const first = await Promise.all(loading.slice(0, shownFirst));
    const isKnown = typedFilters.every(({ unknown }) => unknown.length === 0);
    // Otherwise, a correction may be searched for instead.
    if (!isKnown || !haveAllWords(first.map(fragmentOf), typed, stopWords)) return;
    const soFar = await foundWith(first, []);
    const hits = await soFar.hits(0, first.length);
    if (!isComplete) options.onFirst?.(hits, soFar);
  };
  // If they fail to load, so does the search.
  if (options.onFirst && loading.length > shownFirst) void showFirst().catch(() => {});
  const first = await Promise.all(loading);
  const complete = await foundWith(first, await missingWords(typed, stopWords, first.map(fragmentOf)));
  isComplete = true;
  return complete;
}

/** The pages with all the phrases, in the requested order or best first. */
async function resultsOf(query: Query, words: readonly string[], { sort }: SearchOptions): Promise<readonly Result[]> {
  const found = words.length > 0 ? await findPages(words, stopWords) : await allPages(sort);
  const sets = (await Promise.all(query.phrases.map(findPhrase))).map(indexesOf);
  const all = found.filter(({ index }) => sets.every((set) => set.has(index)));
  if (!sort || words.length === 0) return all;
  const byIndex = new Map(all.map((result) => [result.index, result]));
  return (await allPages(sort)).flatMap(({ index }) => byIndex.get(index) ?? []);
}

interface LoadedResult {
  readonly result: Result;
  readonly fragment: Fragment;
}

function fragmentOf({ fragment }: LoadedResult): Fragment {
  return fragment;
}

async function withFragment(result: Result): Promise<LoadedResult> {
  return { result, fragment: await result.load() };
}

function rankResults(words: readonly string[], first: readonly LoadedResult[]): Result[] {
  const significant = significantWords(words, stopWords);
  const top = Math.max(...first.map(({ result }) => result.score), Number.MIN_VALUE);
  return first
    .map(({ result, fragment: { meta } }) => {
      const { title = '', authors = '', about = '', label = '', alias = '', best = '' } = meta;
      const facts = `${authors} ${about} ${label}`;
      const page = {
        title,
        facts,
        best: best === '' ? [] : readable(best).split(', '),
        names: alias.split(', '),
        score: result.score / top,
      };
      return { result, value: rank(words, significant, page) };
    })
    .sort((a, b) => b.value - a.value)
    .map(({ result }) => result);
}
