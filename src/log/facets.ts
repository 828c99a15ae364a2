import { minutesOf, type Length } from './duration.ts';

/** The ways to narrow down resources, by the names that a search may use too. */
export const facetIds = ['type', 'topic', 'level', 'status', 'year', 'length', 'access', 'series', 'week'] as const;
export type Facet = (typeof facetIds)[number];

/** The facets on the page of the library, in their order there; each of their values has a page of its own. */
export const libraryFacets = ['type', 'topic', 'level', 'status', 'year'] as const;
export type LibraryFacet = (typeof libraryFacets)[number];

/** How long a resource takes, roughly: under half an hour, up to two hours, more. */
export const lengthBands = ['short', 'medium', 'long'] as const;
export type LengthBand = (typeof lengthBands)[number];

/** The band that a length falls into. */
export function lengthBand(length: Length): LengthBand {
  const minutes = minutesOf(length);
  return minutes < 30 ? 'short' : minutes <= 120 ? 'medium' : 'long';
}
