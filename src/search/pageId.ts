/** What the browser needs to know of all pages of an index. */
export interface Pages {
  readonly count: number;
  readonly tag: string;
}

/**
 * The id of the page at a place, by which its fragment is named. The tag is that of the whole index, so that no fragment
 * of an earlier one is taken from a cache.
 */
export function pageId(place: number, tag: string): string {
  return `${place.toString(36)}-${tag}`;
}

/** The place of the page with an id. */
export function placeOf(id: string): number {
  return Number.parseInt(id, 36);
}
