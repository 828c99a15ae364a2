import { minutesOf } from '../log/length.ts';
import { valuesOf } from '../log/facetValues.ts';
import { facetIds } from '../log/facets.ts';
import type { Log } from '../log/log.ts';
import { compareText } from '../log/problem.ts';
import { withParents } from '../log/topicTree.ts';
import type { Wording } from '../i18n/wording.ts';
import type { FacetColumn } from './shared/facetColumn.ts';

/** The values of all entries in each facet, and in `kind`: resource, week, note or page. In the order of `log.nodes`. */
export function buildFacetColumns(log: Log): Readonly<Record<string, FacetColumn>> {
  const columns = facetIds.map((facet) => {
    const lists = log.nodes.map((entry) => {
      if (entry.kind === 'resource') return valuesOf(log, entry, facet);
      if (facet === 'topic') return withParents(entry.topics).map(({ id }) => id);
      return facet === 'type' ? [entry.kind] : [];
    });
    return [facet, columnOf(lists)] as const;
  });
  return { ...Object.fromEntries(columns), kind: columnOf(log.nodes.map(({ kind }) => [kind])) };
}

function columnOf(lists: readonly (readonly string[])[]): FacetColumn {
  const values = [...new Set(lists.flat())].sort(compareText);
  const numbers = new Map(values.map((value, number) => [value, number]));
  const of = lists.map((list) => {
    const own = list.flatMap((value) => numbers.get(value) ?? []);
    return own.length === 1 ? (own[0] ?? []) : own;
  });
  return { values, of };
}

/** For each other order, the indexes of the entries, ascending; without entries that lack the value. */
export function sortOrders(log: Log, wording: Wording): Readonly<Record<string, readonly number[]>> {
  const { compare } = new Intl.Collator(log.language, { numeric: true });
  const sorted = <Item, Key>(
    items: readonly Item[],
    keyOf: (item: Item) => Key | undefined,
    inOrder: (a: Key, b: Key) => number,
  ) =>
    items
      .flatMap((item, index) => {
        const key = keyOf(item);
        return key === undefined ? [] : [{ index, key }];
      })
      .sort((a, b) => inOrder(a.key, b.key) || a.index - b.index)
      .map(({ index }) => index);
  // Resources come first in the index, so their indexes are those in `log.resources`.
  return {
    year: sorted(log.resources, ({ published }) => published?.iso, compareText),
    length: sorted(
      log.resources,
      ({ length }) => length && minutesOf(length).minutes,
      (a, b) => a - b,
    ),
    title: sorted(log.nodes, ({ title }) => title, compare),
    author: sorted(log.resources, (resource) => wording.makers(resource) || undefined, compare),
  };
}
