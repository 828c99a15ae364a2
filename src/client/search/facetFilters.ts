import { countValues, valuesAt, type FacetColumn, type ValueCounts } from '../../search/shared/facetColumn.ts';
import { readIndexFile } from './pagefind.ts';

/** Values by facet: a page matches if it has one of the values in every facet. */
export type Filters = Readonly<Record<string, readonly string[]>>;
/** The number of pages by facet and value. */
export type Counts = Readonly<Record<string, ValueCounts>>;

/** Whether the page at an index matches. */
export type Condition = (index: number) => boolean;

/** Loads the values of all entries in a facet. */
export async function columnOf(facet: string): Promise<FacetColumn> {
  return JSON.parse(await readIndexFile(`facets/${facet}.json`)) as FacetColumn;
}

/** The condition that a page has one of the values in a facet. */
export async function hasValue(facet: string, values: readonly string[]): Promise<Condition> {
  const column = await columnOf(facet);
  return (index) => valuesAt(column, index).some((value) => values.includes(value));
}

/** The conditions for chosen values, by facet. */
export async function conditionsOf(filters: Filters): Promise<ReadonlyMap<string, Condition>> {
  const conditions = Object.entries(filters).map(
    async ([facet, values]) => [facet, await hasValue(facet, values)] as const,
  );
  return new Map(await Promise.all(conditions));
}

/** Counts the pages with each value of some facets, given the values chosen in other facets. */
export async function countPages(
  indexes: readonly number[],
  chosen: ReadonlyMap<string, Condition>,
  facets: readonly string[],
): Promise<Counts> {
  const groups = facets.map(async (facet) => {
    const others = [...chosen].filter(([name]) => name !== facet).map(([, matches]) => matches);
    const left = indexes.filter((index) => others.every((matches) => matches(index)));
    return [facet, countValues(await columnOf(facet), left)] as const;
  });
  return Object.fromEntries(await Promise.all(groups));
}
