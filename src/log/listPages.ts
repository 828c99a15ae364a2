import { libraryFacets, type LibraryFacet } from './facets.ts';
import type { Log, Node, Topic } from './log.ts';

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

/** A page of the list of resources with a facet value. On a topic, its notes, weeks and pages follow. */
export interface FacetListPage {
  readonly facet: LibraryFacet;
  readonly value: string;
  readonly listPage: ListPage<Node>;
  /** The items of the page. Only a topic with others in it has more than one section. */
  readonly sections: readonly TopicSection[];
}

/** The entries on a topic itself, or on a topic in it. */
export interface TopicSection {
  /** The topic in it. */
  readonly topic?: Topic;
  readonly items: readonly Node[];
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
    listsOf(log, facet).flatMap(({ value, sections }) => {
      const listed = sections.flatMap(({ topic, items }) => items.map((item) => ({ topic, item })));
      return listPagesOf(listed).map(({ items, ...listPage }) => ({
        facet,
        value,
        listPage: { ...listPage, items: items.map(({ item }) => item) },
        sections: [...Map.groupBy(items, ({ topic }) => topic)].map(([topic, some]) => ({
          ...(topic && { topic }),
          items: some.map(({ item }) => item),
        })),
      }));
    }),
  );
}

function listsOf(log: Log, facet: LibraryFacet): { value: string; sections: readonly TopicSection[] }[] {
  if (facet !== 'topic')
    return log.facetValues(facet).map(({ value, resources }) => ({ value, sections: [{ items: resources }] }));
  return log.topics.map((topic) => ({ value: topic.id, sections: sectionsOf(log, topic) }));
}

/**
 * The entries on a topic, each once: first those only on the topic itself, then those on each topic in it. An entry on
 * several of these is under the first.
 */
export function sectionsOf(log: Log, topic: Topic): readonly TopicSection[] {
  const entriesOn = (of: Topic): readonly Node[] => [...log.resourcesOn(of), ...log.proseOn(of)];
  const inside = log.topicsIn(topic);
  const owners = new Map(inside.toReversed().flatMap((one) => entriesOn(one).map((item) => [item, one] as const)));
  const groups = Map.groupBy(entriesOn(topic), (item) => owners.get(item));
  return [undefined, ...inside].flatMap((one): TopicSection[] => {
    const items = groups.get(one);
    return items ? [{ ...(one && { topic: one }), items }] : [];
  });
}

/** The page numbers in a pager: the first, the last, and those around the current page; 0 is a gap. */
export function numbersAround({ number, all }: Pick<ListPage<unknown>, 'number' | 'all'>): readonly number[] {
  const shown = [...new Set([1, number - 1, number, number + 1, all])].filter((one) => one >= 1 && one <= all);
  return shown.flatMap((one, index) => {
    const missing = one - (shown[index - 1] ?? 0) - 1;
    return missing === 0 ? [one] : missing === 1 ? [one - 1, one] : [0, one];
  });
}
