import type { Filters } from './facetFilters.ts';
import type { Sort } from './pagefind.ts';

/** What a reader has asked of the library; the whole of it is in the address. */
export interface LibraryState {
  readonly words: string;
  /** An order of `Sort` and its direction, `year:desc`; empty for the usual one. */
  readonly order: string;
  readonly chosen: Filters;
}

/** Reads what an address asks for; parameters that are no facets are left alone. */
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

/** The query of the address that asks for the same, with its `?`; empty for the whole library in its usual order. */
export function addressOf({ words, order, chosen }: LibraryState): string {
  const parameters = new URLSearchParams();
  if (words.trim() !== '') parameters.set('q', words);
  for (const [facet, values] of Object.entries(chosen)) for (const value of values) parameters.append(facet, value);
  if (order !== '') parameters.set('sort', order);
  return parameters.size > 0 ? `?${parameters}` : '';
}

/** Whether something is left out. */
export function isNarrowed({ words, chosen }: LibraryState): boolean {
  return words.trim() !== '' || Object.keys(chosen).length > 0;
}

/** The order in which resources are to be shown: as it is wished, else the best first, else as they were met. */
export function sortOf({ words, order }: LibraryState): Sort | undefined {
  const [by, direction] = order.split(':');
  if (by && (direction === 'asc' || direction === 'desc')) return { [by]: direction };
  return words.trim() === '' ? { met: 'asc' } : undefined;
}

/** The same without one of its facets, or without its words. */
export function without(state: LibraryState, part: string): LibraryState {
  if (part === 'words') return { ...state, words: '' };
  return { ...state, chosen: Object.fromEntries(Object.entries(state.chosen).filter(([facet]) => facet !== part)) };
}
