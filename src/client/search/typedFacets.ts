import type { FacetNames } from '../../search/shared/facetColumn.ts';
import { readTypedFilter, type TypedFilter } from './facetNames.ts';
import { indexesOf, findPhrase } from './findPages.ts';
import { hasValue, type Condition } from './facetFilters.ts';
import type { FacetTerm, Query } from './query.ts';
import { authorTokens } from '../../search/shared/text.ts';

/** Resolves the facets in a query, and returns a condition made of its facets and exclusions. */
export async function matchTypedFacets(
  query: Query,
  names: FacetNames,
): Promise<{ readonly typedFilters: readonly TypedFilter[]; readonly matches: Condition }> {
  const facets = await Promise.all(query.facets.map((term) => resolve(term, names)));
  const without = await Promise.all(query.excluded.map((phrase) => anyOf([phrase])));
  return {
    typedFilters: facets.map(([one]) => one),
    matches: (index) =>
      facets.every(([{ isExcluded, values, unknown }, has]) =>
        values.length + unknown.length === 0 ? true : has(index) !== isExcluded,
      ) && without.every((has) => !has(index)),
  };
}

async function resolve(term: FacetTerm, names: FacetNames): Promise<readonly [TypedFilter, Condition]> {
  if (term.facet === 'author') return byAuthor(term);
  const one = readTypedFilter(term, names);
  return [one, one.values.length > 0 ? await hasValue(term.facet, one.values) : () => false];
}

/** There are too many authors for a facet column. Their names are special words in the index. */
async function byAuthor({ facet, values, isExcluded }: FacetTerm): Promise<readonly [TypedFilter, Condition]> {
  const found = await Promise.all(values.map(async (value) => (await findPhrase(authorTokens(value))).length > 0));
  const one: TypedFilter = {
    facet,
    isExcluded,
    values: values.filter((_, index) => found[index]),
    unknown: values.filter((_, index) => !found[index]).map((value) => ({ value })),
  };
  return [one, await anyOf(one.values.map(authorTokens))];
}

async function anyOf(phrases: readonly string[]): Promise<Condition> {
  const lists = await Promise.all(phrases.map(findPhrase));
  const indexes = indexesOf(lists.flat());
  return (index) => indexes.has(index);
}
