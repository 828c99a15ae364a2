import { words as phrases } from 'virtual:learnlog/words';
import { correctedQuery, type Correction } from './queryCorrection.ts';
import type { SearchTerms } from './searchHandoff.ts';
import { toHit, type Hit } from './hit.ts';
import type { FacetNames } from '../../search/shared/facetColumn.ts';
import type { Narrowing } from './facetNames.ts';
import { longest, matching, placesOf, withPhrase } from './matching.ts';
import { missingWords } from './missing.ts';
import { columnOf, conditionsOf, countPages, type Counts, type Filters } from './narrowing.ts';
import { besideIndex, everything, prepare, type Fragment, type Result, type Sort } from './pagefind.ts';
import { pastedId } from './pastedId.ts';
import { parseQuery, type Query } from './query.ts';
import { rank } from './rank.ts';
import { tellingWords } from '../../search/shared/text.ts';
import { narrowed } from './typedFacets.ts';

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
  readonly sought: Pick<SearchTerms, 'words' | 'phrases'>;
  /** The places of all hits, best first: resources count from 0 in the order met, weeks and pages come after them. */
  readonly places: readonly number[];
  /** What the query narrowed down by itself, as it was understood. */
  readonly narrowings: readonly Narrowing[];
  /** Words of the query that nothing has; they were left out where there were others. */
  readonly missing: readonly string[];
  /** What may have been meant, each of which finds something. */
  readonly corrections: readonly Correction[];
  /** The first of the corrections, where nothing was found for the query as it is and this was searched for instead. */
  readonly instead?: Correction;
}

/** How many of the first hits are put into order by what is known of them: those that a reader is shown, and some more. */
const ordered = 14;

const smallWords: ReadonlySet<string> = new Set(phrases.search.small.split(' '));
const facetByName = new Map(
  Object.entries(phrases.facets).flatMap(([facet, name]) => [
    [facet, facet],
    [name.toLowerCase(), facet],
  ]),
);

/** Loads what the first search needs, with the facets that are to be counted, while the reader still thinks of words. */
export function getReady(facets: readonly string[]): void {
  prepare();
  void Promise.allSettled(facets.map(columnOf));
}

/**
 * Finds pages by a query, or all pages where it is empty. Where no page has one of its words and the log has one like
 * it, searches for that instead, and says so. Throws where the index cannot be had.
 */
export async function find(text: string, options: SearchOptions = {}): Promise<Found> {
  const query = parseQuery(text, (name) => facetByName.get(name));
  const names = query.facets.length > 0 ? (JSON.parse(await besideIndex('facets.json')) as FacetNames) : {};
  const found = await findAsTyped(text, query, names, options);
  const isUnknown = found.narrowings.some(({ unknown }) => unknown.length > 0);
  if (found.missing.length === 0 && !isUnknown) return found;
  const corrections = await correctedQuery(text, query, found);
  const [first] = corrections;
  if (!first) return found;
  const other = parseQuery(first.text, (name) => facetByName.get(name));
  const instead = await findAsTyped(first.text, other, names, options);
  return instead.total === 0 ? found : { ...instead, corrections, instead: first };
}

async function findAsTyped(text: string, query: Query, names: FacetNames, options: SearchOptions): Promise<Found> {
  const { narrowings, isLeft } = await narrowed(query, names);
  const id = pastedId(text);
  const typed = id === undefined ? query.words.map((word) => word.text) : [];
  const words = [...typed, ...query.phrases.flatMap((phrase) => phrase.split(/\s+/))];
  const results = id === undefined ? await resultsOf(query, words, options) : await withPhrase(id);
  const left = results.filter(({ place }) => isLeft(place));
  const chosen = await conditionsOf(options.filters ?? {});
  const found = left.filter(({ place }) => [...chosen.values()].every((has) => has(place)));
  const first = await Promise.all(words.length > 0 ? found.slice(0, ordered).map(loaded) : []);
  const fragments = first.map(({ fragment }) => fragment);
  const missing = await missingWords(typed, smallWords, fragments);
  const isNothing = missing.length > 0 && missing.length === longest(tellingWords(typed, smallWords)).length;
  const list = isNothing ? [] : options.sort ? found : [...inOrder(words, first), ...found.slice(first.length)];
  const places = isNothing ? [] : left.map(({ place }) => place);
  return {
    total: list.length,
    places: list.map(({ place }) => place),
    counts: await countPages(places, chosen, options.facets ?? []),
    hits: (from, to) => Promise.all(list.slice(from, to).map(async (result) => toHit(await result.load()))),
    sought: { words: tellingWords(typed, smallWords).filter((word) => !word.includes('\\')), phrases: query.phrases },
    narrowings,
    missing,
    corrections: [],
  };
}

/** The pages that have all the phrases, in the order of the words, or as it is wished. */
async function resultsOf(query: Query, words: readonly string[], { sort }: SearchOptions): Promise<readonly Result[]> {
  const found = words.length > 0 ? await matching(words, smallWords) : await everything(sort);
  const sets = (await Promise.all(query.phrases.map(withPhrase))).map(placesOf);
  const all = found.filter(({ place }) => sets.every((set) => set.has(place)));
  if (!sort || words.length === 0) return all;
  const byPlace = new Map(all.map((result) => [result.place, result]));
  return (await everything(sort)).flatMap(({ place }) => byPlace.get(place) ?? []);
}

interface Loaded {
  readonly result: Result;
  readonly fragment: Fragment;
}

async function loaded(result: Result): Promise<Loaded> {
  return { result, fragment: await result.load() };
}

function inOrder(words: readonly string[], first: readonly Loaded[]): Result[] {
  const telling = tellingWords(words, smallWords);
  const top = Math.max(...first.map(({ result }) => result.score), Number.MIN_VALUE);
  return first
    .map(({ result, fragment: { meta } }) => {
      const { title = '', authors = '', about = '', label = '', alias = '', best = '' } = meta;
      const facts = `${authors} ${about} ${label}`;
      const page = { title, facts, best, names: alias.split(', '), score: result.score / top };
      return { result, value: rank(words, telling, page) };
    })
    .sort((a, b) => b.value - a.value)
    .map(({ result }) => result);
}
