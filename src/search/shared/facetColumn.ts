/** How the values of each facet are called, by facet and value; made when the index is built. */
export type FacetNames = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What the entries have in one facet. */
export interface FacetColumn {
  readonly values: readonly string[];
  /** By index, the number of the value, or the numbers of several or none. */
  readonly of: readonly (number | readonly number[])[];
}

/** The values that the entry at a index has. */
export function valuesAt({ values, of }: FacetColumn, index: number): readonly string[] {
  return [of[index] ?? []].flat().map((number) => values[number] ?? '');
}

/** Number of pages by value. */
export type ValueCounts = Readonly<Record<string, number>>;

/** How many of the indexes have each value of a facet. */
export function countValues(column: FacetColumn, indexes: Iterable<number>): ValueCounts {
  const counts = column.values.map(() => 0);
  for (const index of indexes) {
    for (const number of [column.of[index] ?? []].flat()) counts[number] = (counts[number] ?? 0) + 1;
  }
  return Object.fromEntries(column.values.map((value, number) => [value, counts[number] ?? 0]));
}
