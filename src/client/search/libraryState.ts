import type { Filters } from './facetFilters.ts';
import type { Sort } from './pagefind.ts';

/** The reader's filters and order in the library, as they are in the address. */
export interface LibraryState {
  readonly words: string;
  /** A key of `Sort` and a direction, such as `year:desc`; empty for the default. */
  readonly order: string;
  readonly chosen: Filters;
}

/** Reads the state from an address; ignores parameters that are not facets. */
export function readState(parameters: URLSearchParams, facets: readonly string[]): LibraryState {
  const chosen = facets.flatMap((facet) => {
    const values = parameters.getAll(facet).filter((value) => value !== '');
    return values.length > 0 ? [[facet, values] as const] : [];
  });
  return {
    words: parameters.get('q') ?? '',
    order: parameters.get('sort') ?? '',
    chosen: Object.fromEntries(chosen),
  };
}

/** The query string for a state, with its `?`; empty for the whole library in its default order. */
export function addressOf({ words, order, chosen }: LibraryState): string {
  const parameters = new URLSearchParams();
  if (words.trim() !== '') parameters.set('q', words);
  for (const [facet, values] of Object.entries(chosen)) for (const value of values) parameters.append(facet, value);
  if (order !== '') parameters.set('sort', order);
  return parameters.size > 0 ? `?${parameters}` : '';
}

/** Whether the state filters the library. */
export function isNarrowed({ words, chosen }: LibraryState): boolean {
  return words.trim() !== '' || Object.keys(chosen).length > 0;
}

/** The chosen order. By default, best first (undefined) if there are words, otherwise the order of appearance. */
export function sortOf({ words, order }: LibraryState): Sort | undefined {
  const [by, direction] = order.split(':');
  if (by && (direction === 'asc' || direction === 'desc')) return { [by]: direction };
  return words.trim() === '' ? { met: 'asc' } : undefined;
}

/** The state without one of its facets, or without its words. */
export function without(state: LibraryState, part: string): LibraryState {
  if (part === 'words') return { ...state, words: '' };
  return { ...state, chosen: Object.fromEntries(Object.entries(state.chosen).filter(([facet]) => facet !== part)) };
}
