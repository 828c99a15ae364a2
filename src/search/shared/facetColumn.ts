/** How the values of each facet are called, by facet and value; made when the index is built. */
export type FacetNames = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What the entries have in one facet. */
export interface FacetColumn {
  readonly values: readonly string[];
  /** By place, the number of the value, or the numbers of several or none. */
  readonly of: readonly (number | readonly number[])[];
}

/** The values that the entry at a place has. */
export function valuesAt({ values, of }: FacetColumn, place: number): readonly string[] {
  return [of[place] ?? []].flat().map((number) => values[number] ?? '');
}

/** Number of pages by value. */
export type ValueCounts = Readonly<Record<string, number>>;

/** How many of the places have each value of a facet. */
export function countValues(column: FacetColumn, places: Iterable<number>): ValueCounts {
  const counts = column.values.map(() => 0);
  for (const place of places) {
    for (const number of [column.of[place] ?? []].flat()) counts[number] = (counts[number] ?? 0) + 1;
  }
  return Object.fromEntries(column.values.map((value, number) => [value, counts[number] ?? 0]));
}
