import type { FacetNames } from '../../search/shared/facetColumn.ts';
import { narrowing, type Narrowing } from './facetNames.ts';
import { placesOf, withPhrase } from './matching.ts';
import { having, type Condition } from './narrowing.ts';
import type { FacetTerm, Query } from './query.ts';
import { authorTokens } from '../../search/shared/text.ts';

/** What a query narrows down by itself: how it was understood, and which pages are left. */
export interface Narrowed {
  readonly narrowings: readonly Narrowing[];
  readonly isLeft: Condition;
}

/** Understands the facets and the exclusions of a query and looks up their pages. */
export async function narrowed(query: Query, names: FacetNames): Promise<Narrowed> {
  const facets = await Promise.all(query.facets.map((term) => understood(term, names)));
  const without = await Promise.all(query.excluded.map((phrase) => anyOf([phrase])));
  return {
    narrowings: facets.map(([one]) => one),
    isLeft: (place) =>
      facets.every(([{ isExcluded, values, unknown }, has]) =>
        values.length + unknown.length === 0 ? true : has(place) !== isExcluded,
      ) && without.every((has) => !has(place)),
  };
}

async function understood(term: FacetTerm, names: FacetNames): Promise<readonly [Narrowing, Condition]> {
  if (term.facet === 'author') return byAuthor(term);
  const one = narrowing(term, names);
  return [one, one.values.length > 0 ? await having(term.facet, one.values) : () => false];
}

/** People are too many for a facet: each name is a word of its own in the index. */
async function byAuthor({ facet, values, isExcluded }: FacetTerm): Promise<readonly [Narrowing, Condition]> {
  const found = await Promise.all(values.map(async (value) => (await withPhrase(authorTokens(value))).length > 0));
  const one: Narrowing = {
    facet,
    isExcluded,
    values: values.filter((_, index) => found[index]),
    unknown: values.filter((_, index) => !found[index]).map((value) => ({ value })),
  };
  return [one, await anyOf(one.values.map(authorTokens))];
}

async function anyOf(phrases: readonly string[]): Promise<Condition> {
  const lists = await Promise.all(phrases.map(withPhrase));
  const places = placesOf(lists.flat());
  return (place) => places.has(place);
}
