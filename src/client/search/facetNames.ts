import leven from 'leven';
import type { FacetNames } from '../../search/shared/facetColumn.ts';
import { parseYears, type FacetTerm } from './query.ts';
import { folded } from '../../search/shared/text.ts';

/** A facet term of a query, resolved to values of the log. */
export interface TypedFilter {
  readonly facet: string;
  /** A page matches if it has one of these values, or none of them if `isExcluded`. */
  readonly values: readonly string[];
  readonly isExcluded: boolean;
  /** Typed values that do not exist, with a similar one. */
  readonly unknown: readonly { readonly value: string; readonly suggestion?: string }[];
}

/** Resolves a facet term. A value may be an id, a name in singular or plural, a prefix of these, or a range of years. */
export function readTypedFilter(term: FacetTerm, names: FacetNames): TypedFilter {
  const values = new Set<string>();
  const unknown: { value: string; suggestion?: string }[] = [];
  const known = names[term.facet] ?? {};
  for (const typed of term.values) {
    const found = term.facet === 'year' && parseYears(typed) ? yearsIn(typed, known) : valuesNamed(typed, known);
    for (const value of found) values.add(value);
    if (found.length === 0) unknown.push({ value: typed, ...suggestionFor(typed, known) });
  }
  return { facet: term.facet, values: [...values], isExcluded: term.isExcluded, unknown };
}

function yearsIn(typed: string, known: FacetNames[string]): string[] {
  const { first, last } = parseYears(typed) ?? { first: 0, last: 0 };
  return Object.keys(known).filter((year) => Number(year) >= first && Number(year) <= last);
}

function valuesNamed(typed: string, known: FacetNames[string]): string[] {
  const withName = (isIt: (name: string) => boolean) =>
    Object.entries(known).flatMap(([value, names]) =>
      [value, ...names].some((name) => isIt(folded(name))) ? [value] : [],
    );
  const query = folded(typed);
  const whole = withName((name) => name === query);
  return whole.length > 0 ? whole : withName((name) => name.startsWith(query));
}

function suggestionFor(typed: string, known: FacetNames[string]): { suggestion?: string } {
  const wrong = folded(typed);
  const maxDistance = Math.max(1, Math.floor(wrong.length / 3));
  const near = Object.entries(known)
    .flatMap(([value, names]) => [value, ...names].map((name) => ({ value, distance: leven(wrong, folded(name)) })))
    .filter(({ distance }) => distance <= maxDistance)
    .sort((a, b) => a.distance - b.distance)[0];
  return near ? { suggestion: near.value } : {};
}
