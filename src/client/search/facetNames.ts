import leven from 'leven';
import type { FacetNames } from '../../search/shared/facetColumn.ts';
import { parseYears, type FacetTerm } from './query.ts';
import { folded } from '../../search/shared/text.ts';

/** A part of a query as it was understood. */
export interface TypedFilter {
  readonly facet: string;
  /** Values of which a page has to have one, or none where it is excluded. */
  readonly values: readonly string[];
  readonly isExcluded: boolean;
  /** What was typed and is no value, with the value that it may stand for. */
  readonly unknown: readonly { readonly value: string; readonly suggestion?: string }[];
}

/** Understands a part of a query: a value may be an id or a name, in one or many, or how these begin; years a stretch. */
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
  const called = (isIt: (name: string) => boolean) =>
    Object.entries(known).flatMap(([value, names]) =>
      [value, ...names].some((name) => isIt(folded(name))) ? [value] : [],
    );
  const wanted = folded(typed);
  const whole = called((name) => name === wanted);
  return whole.length > 0 ? whole : called((name) => name.startsWith(wanted));
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
