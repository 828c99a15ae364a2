import { libraryFacets, type LibraryFacet } from './facets.ts';
import type { Log, Note, Resource } from './log.ts';

/** The maximum number of items on a list page. */
export const listPageSize = 100;

/** A page of a list that is split over several pages. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** 1 for the first page of the list. */
  readonly number: number;
  /** The number of pages in the list. */
  readonly all: number;
  /** The number of items in the list. */
  readonly total: number;
}

/** A page of the list of resources with a facet value; of a topic, the notes on it follow. */
export interface FacetListPage {
  readonly facet: LibraryFacet;
  readonly value: string;
  readonly listPage: ListPage<Resource | Note>;
}

/** The pages of a list; an empty list has one. */
export function listPagesOf<Item>(list: readonly Item[], size = listPageSize): readonly ListPage<Item>[] {
  const all = Math.max(1, Math.ceil(list.length / size));
  return Array.from({ length: all }, (_, index) => ({
    items: list.slice(index * size, (index + 1) * size),
    number: index + 1,
    all,
    total: list.length,
  }));
}

/** The list pages of all library facets. Every topic has at least one; its best resources come first. */
export function facetListPages(log: Log): readonly FacetListPage[] {
  return libraryFacets.flatMap((facet) =>
    listsOf(log, facet).flatMap(({ value, items }) =>
      listPagesOf(items).map((listPage) => ({ facet, value, listPage })),
    ),
  );
}

function listsOf(log: Log, facet: LibraryFacet): { value: string; items: (Resource | Note)[] }[] {
  if (facet !== 'topic')
    return log.facetValues(facet).map(({ value, resources }) => ({ value, items: [...resources] }));
  return log.topics.map((topic) => ({ value: topic.id, items: [...log.resourcesOn(topic), ...log.notesOn(topic)] }));
}

/** The page numbers in a pager: the first, the last, and those around the current page; 0 is a gap. */
export function numbersAround({ number, all }: Pick<ListPage<unknown>, 'number' | 'all'>): readonly number[] {
  const shown = [...new Set([1, number - 1, number, number + 1, all])].filter((one) => one >= 1 && one <= all);
  return shown.flatMap((one, index) => {
    const missing = one - (shown[index - 1] ?? 0) - 1;
    return missing === 0 ? [one] : missing === 1 ? [one - 1, one] : [0, one];
  });
}
