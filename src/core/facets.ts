import type { Log, Resource } from './log.ts';
import { levels, statuses } from './schema.ts';

/** The ways to narrow down the library, in their order on the page. */
export const facetIds = ['type', 'topic', 'level', 'status'] as const;
export type Facet = (typeof facetIds)[number];

/** A value of a facet, with the resources that have it. */
export interface FacetValue {
  readonly value: string;
  readonly resources: readonly Resource[];
}

/** The values that a resource has in a facet. */
export function valuesOf(resource: Resource, facet: Facet): readonly string[] {
  if (facet === 'topic') return resource.topics.map(({ id }) => id);
  return [resource[facet]].filter((value) => value !== undefined);
}

/** The facets of a log, each with the values that occur, in the order of the vocabulary. */
export function facets(log: Log): readonly { readonly facet: Facet; readonly values: readonly FacetValue[] }[] {
  const order: Readonly<Record<Facet, readonly string[]>> = {
    type: log.types,
    topic: log.topics.map(({ id }) => id),
    level: levels,
    status: statuses,
  };
  return facetIds
    .map((facet) => ({
      facet,
      values: order[facet]
        .map((value) => ({
          value,
          resources: log.resources.filter((resource) => valuesOf(resource, facet).includes(value)),
        }))
        .filter(({ resources }) => resources.length > 0),
    }))
    .filter(({ values }) => values.length > 0);
}
