import { libraryFacets, type LibraryFacet } from './facets.ts';
import type { Log, Resource } from './log.ts';

/** How many resources a page of a list shows at most. */
export const listPageSize = 100;

/** What one page of a list shows, where the list is too long for one. */
export interface ListPage {
  readonly resources: readonly Resource[];
  /** 1 for the first page of the list. */
  readonly number: number;
  /** How many pages the list has. */
  readonly all: number;
  /** How many resources the list has. */
  readonly total: number;
}

/** A page of the list of the resources with a value of a facet. */
export interface FacetListPage {
  readonly facet: LibraryFacet;
  readonly value: string;
  readonly listPage: ListPage;
}

/** The pages of a list; an empty list has one. */
export function listPagesOf(list: readonly Resource[], size = listPageSize): readonly ListPage[] {
  const all = Math.max(1, Math.ceil(list.length / size));
  return Array.from({ length: all }, (_, index) => ({
    resources: list.slice(index * size, (index + 1) * size),
    number: index + 1,
    all,
    total: list.length,
  }));
}

/** The pages of the lists of all facets of the library. Every topic has one, with the best resources first. */
export function facetListPages(log: Log): readonly FacetListPage[] {
  return libraryFacets.flatMap((facet) =>
    listsOf(log, facet).flatMap(({ value, resources }) =>
      listPagesOf(resources).map((listPage) => ({ facet, value, listPage })),
    ),
  );
}

function listsOf(log: Log, facet: LibraryFacet) {
  if (facet !== 'topic') return log.facetValues(facet);
  return log.topics.map((topic) => ({ value: topic.id, resources: log.resourcesOn(topic) }));
}

/** The numbers of the pages that a pager offers: the first, the last, and those around this one; 0 stands for a gap. */
export function numbersAround({ number, all }: Pick<ListPage, 'number' | 'all'>): readonly number[] {
  const shown = [...new Set([1, number - 1, number, number + 1, all])].filter((one) => one >= 1 && one <= all);
  return shown.flatMap((one, index) => {
    const missing = one - (shown[index - 1] ?? 0) - 1;
    return missing === 0 ? [one] : missing === 1 ? [one - 1, one] : [0, one];
  });
}
