import { countValues, valuesAt, type FacetColumn, type ValueCounts } from '../../search/shared/facetColumn.ts';
import { readIndexFile } from './pagefind.ts';

/** Values by facet: several of one facet mean "or", facets mean "and". */
export type Filters = Readonly<Record<string, readonly string[]>>;
/** Number of pages by facet and value. */
export type Counts = Readonly<Record<string, ValueCounts>>;

/** Whether the page at a index is left. */
export type Condition = (index: number) => boolean;

/** What the entries have in a facet, which is nothing where there is no such facet. */
export async function columnOf(facet: string): Promise<FacetColumn> {
  return JSON.parse(await readIndexFile(`facets/${facet}.json`)) as FacetColumn;
}

/** Whether a page has one of the values of a facet. */
export async function having(facet: string, values: readonly string[]): Promise<Condition> {
  const column = await columnOf(facet);
  return (index) => valuesAt(column, index).some((value) => values.includes(value));
}

/** For each facet that is chosen from, whether a page has one of the values. */
export async function conditionsOf(filters: Filters): Promise<ReadonlyMap<string, Condition>> {
  const conditions = Object.entries(filters).map(
    async ([facet, values]) => [facet, await having(facet, values)] as const,
  );
  return new Map(await Promise.all(conditions));
}

/** Counts for each value of some facets how many pages it would leave, together with what is chosen in the others. */
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
