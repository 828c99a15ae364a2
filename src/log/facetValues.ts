import { lengthBand, lengthBands, type Facet } from './facets.ts';
import { levels } from './level.ts';
import type { FacetValue, Log, Resource } from './log.ts';
import { accesses, statuses } from './schema.ts';
import { withParents } from './topicTree.ts';

/** The values of a facet for a resource. */
export function valuesOf(log: Log, resource: Resource, facet: Facet): readonly string[] {
  if (facet === 'topic') return withParents(resource.topics).map(({ id }) => id);
  const value = onlyValueOf(log, resource, facet);
  return value === undefined ? [] : [value];
}

function onlyValueOf(log: Log, resource: Resource, facet: Exclude<Facet, 'topic'>): string | undefined {
  switch (facet) {
    case 'year':
      return resource.published?.iso.slice(0, 4);
    case 'length':
      return resource.length && lengthBand(resource.length);
    case 'week': {
      const met = log.firstMet(resource);
      return met?.kind === 'week' ? met.id : undefined;
    }
    default:
      return resource[facet];
  }
}

/** The given facets with the values that occur in a log; facets without values are left out. */
export function facets<Wanted extends Facet>(
  log: Log,
  wanted: readonly Wanted[],
): readonly { readonly facet: Wanted; readonly values: readonly FacetValue[] }[] {
  return wanted.map((facet) => ({ facet, values: log.facetValues(facet) })).filter(({ values }) => values.length > 0);
}

/** The given facets that divide the resources of a log: not those with one value that all resources have. */
export function dividingFacets<Wanted extends Facet>(
  log: Log,
  wanted: readonly Wanted[],
): ReturnType<typeof facets<Wanted>> {
  const { length: all } = log.resources;
  return facets(log, wanted).filter(
    ({ values }) => values.length > 1 || values.some(({ resources }) => resources.length < all),
  );
}

/** Collects the values of a facet that occur in a log, in vocabulary order; years in descending order. */
export function collectFacet(log: Log, facet: Facet): readonly FacetValue[] {
  const byValue = new Map<string, Resource[]>(orderOf(log, facet).map((value) => [value, []]));
  for (const resource of log.resources) {
    for (const value of valuesOf(log, resource, facet)) byValue.get(value)?.push(resource);
  }
  const values = [...byValue].map(([value, resources]) => ({ value, resources }));
  return values.filter(({ resources }) => resources.length > 0);
}

function orderOf(log: Log, facet: Facet): readonly string[] {
  const orders: Readonly<Record<Facet, () => readonly string[]>> = {
    type: () => log.types,
    topic: () => log.topics.map(({ id }) => id),
    level: () => levels,
    status: () => statuses,
    year: () => [...new Set(log.resources.flatMap((one) => valuesOf(log, one, 'year')))].sort().reverse(),
    length: () => lengthBands,
    access: () => accesses,
    series: () => log.resources.filter((one) => log.partsOf(one).length > 0).map(({ id }) => id),
    week: () => log.weeks.map(({ id }) => id),
  };
  return orders[facet]();
}
