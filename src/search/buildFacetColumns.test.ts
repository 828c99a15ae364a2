import { expect, test } from 'vitest';
import { valuesOf } from '../log/facetValues.ts';
import { facetIds } from '../log/facets.ts';
import { loadLog } from '../loader/load.ts';
import { logs } from '../../tests/site.ts';
import { makeWording } from '../i18n/wording.ts';
import { countValues, valuesAt } from './shared/facetColumn.ts';
import { buildFacetColumns, sortOrders } from './buildFacetColumns.ts';

/** Numbers between 0 and 1 that are the same every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

test.each(['example', 'everything'] as const)(
  'for 200 pairs of facet values of the log "%s", counts are those of going through its resources',
  async (name) => {
    const { log } = await loadLog(logs[name].folder, { drafts: false });
    const columns = buildFacetColumns(log);
    const random = numbers(1);
    const pick = <Item>(list: readonly Item[]) => list[Math.floor(random() * list.length)] as Item;
    const having = (facet: (typeof facetIds)[number], value: string) =>
      log.resources.filter((resource) => valuesOf(log, resource, facet).includes(value));
    const filled = facetIds.filter((facet) => log.resources.some((one) => valuesOf(log, one, facet).length > 0));
    let found = 0;
    for (let pair = 0; pair < 200; pair += 1) {
      const [first, second] = [pick(filled), pick(filled)];
      const chosen = valuesOf(
        log,
        pick(having(first, pick(columns[first]?.values ?? [])).concat(log.resources)),
        first,
      )[0];
      if (chosen === undefined) continue;
      const column = columns[first];
      const other = columns[second];
      if (!column || !other) return expect.fail('there are columns');
      const indexes = log.resources.flatMap((_, index) => (valuesAt(column, index).includes(chosen) ? [index] : []));
      const byHand = other.values.map((value) => [
        value,
        having(first, chosen).filter((resource) => valuesOf(log, resource, second).includes(value)).length,
      ]);
      expect(countValues(other, indexes), `${first}:${chosen} by ${second}`).toEqual(Object.fromEntries(byHand));
      found += indexes.length;
    }
    expect(found).toBeGreaterThan(200);
  },
);

test('each order has the indexes of the entries with its value, ascending', async () => {
  const { log } = await loadLog(logs.everything.folder, { drafts: false });
  const entries = log.nodes;
  const { year, title, length } = sortOrders(log, makeWording(log.language));
  const years = (year ?? [])
    .map((index) => entries[index])
    .flatMap((one) => (one?.kind === 'resource' ? (one.published?.iso ?? '') : []));
  expect(years).toEqual(years.toSorted());
  expect(years).not.toContain('');
  expect(title?.length).toBe(entries.length);
  expect(length?.length).toBe(log.resources.filter((one) => one.length).length);
});

test('notes, weeks and pages can be found by their kind and their topics', async () => {
  const { log } = await loadLog(logs.everything.folder, { drafts: false });
  const columns = buildFacetColumns(log);
  const values = (facet: string, id: string) => {
    const index = log.nodes.findIndex((node) => node.kind !== 'resource' && node.id === id);
    return valuesAt(columns[facet] ?? expect.fail(`there is no column "${facet}"`), index);
  };
  expect(values('kind', 'git/rebase-onto')).toEqual(['note']);
  expect(values('type', 'git/rebase-onto')).toEqual(['note']);
  expect(values('topic', 'git/rebase-onto')).toEqual(['git']);
  expect(values('topic', 'loose')).toEqual([]);
  expect(values('level', 'loose')).toEqual([]);
  expect(values('topic', '02-gap')).toEqual(['sequence-models']);
  expect(values('topic', 'about')).toEqual(['foundations', 'c.tools_2']);
});
