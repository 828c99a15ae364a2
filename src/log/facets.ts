import { minutesOf, type Length } from './length.ts';

/** The filters for resources. A search uses the same names. */
export const facetIds = ['type', 'topic', 'level', 'status', 'year', 'length', 'access', 'series', 'week'] as const;
export type Facet = (typeof facetIds)[number];

/** The facets on the library page, in order. Each of their values has its own page. */
export const libraryFacets = ['type', 'topic', 'level', 'status', 'year'] as const;
export type LibraryFacet = (typeof libraryFacets)[number];

/** Length bands: under half an hour, up to two hours, longer. */
export const lengthBands = ['short', 'medium', 'long'] as const;
export type LengthBand = (typeof lengthBands)[number];

/** The band of a length. */
export function lengthBand(length: Length): LengthBand {
  const { minutes } = minutesOf(length);
  return minutes < 30 ? 'short' : minutes <= 120 ? 'medium' : 'long';
}
