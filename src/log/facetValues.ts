import { lengthBand, lengthBands, type Facet } from './facets.ts';
import { levels } from './level.ts';
import type { FacetValue, Log, Resource } from './log.ts';
import { accesses, statuses } from './schema.ts';
import { withParents } from './topicTree.ts';

/** The values of a facet for a resource. */
export function valuesOf(log: Log, resource: Resource, facet: Facet): readonly string[] {
  const met = log.firstMet(resource);
  const values: Readonly<Record<Facet, readonly (string | undefined)[]>> = {
    type: [resource.type],
    topic: withParents(resource.topics).map(({ id }) => id),
    level: [resource.level],
    status: [resource.status],
    year: [resource.published?.iso.slice(0, 4)],
    length: [resource.length && lengthBand(resource.length)],
    access: [resource.access],
    series: [resource.series],
    week: [met?.kind === 'week' ? met.id : undefined],
  };
  return values[facet].filter((value) => value !== undefined);
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
