/** The names of facet values, by facet and value. */
export type FacetNames = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The values of all entries in one facet. */
export interface FacetColumn {
  readonly values: readonly string[];
  /** For each entry, the position of its value in `values`, or the positions of several or none. */
  readonly of: readonly (number | readonly number[])[];
}

/** The values of the entry at an index. */
export function valuesAt({ values, of }: FacetColumn, index: number): readonly string[] {
  return [of[index] ?? []].flat().map((number) => values[number] ?? '');
}

/** The number of pages by value. */
export type ValueCounts = Readonly<Record<string, number>>;

/** Counts the entries with each value of a facet, among those at some indexes. */
export function countValues(column: FacetColumn, indexes: Iterable<number>): ValueCounts {
  const counts = column.values.map(() => 0);
  for (const index of indexes) {
    for (const number of [column.of[index] ?? []].flat()) counts[number] = (counts[number] ?? 0) + 1;
  }
  return Object.fromEntries(column.values.map((value, number) => [value, counts[number] ?? 0]));
}
