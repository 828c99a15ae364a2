import { expect, test } from 'vitest';
import type { FacetNames } from '../../search/shared/facetColumn.ts';
import { readTypedFilter } from './facetNames.ts';

const names: FacetNames = {
  type: { paper: ['Paper', 'Papers'], video: ['Video', 'Videos'] },
  topic: { rl: ['Reinforcement learning'], scaling: ['Scaling'], été: ['Été'] },
  year: { '2016': ['2016'], '2018': ['2018'], '2020': ['2020'] },
};
const understood = (facet: string, ...values: readonly string[]) =>
  readTypedFilter({ facet, values, isExcluded: false, start: 0, end: 0 }, names);

test.each([
  ['type', 'Papers', ['paper']],
  ['type', 'vid', ['video']],
  ['topic', 'reinforcement learning', ['rl']],
  ['topic', 'ete', ['été']],
  ['year', '2017..2020', ['2018', '2020']],
  ['year', '2018', ['2018']],
] as const)('%s:%s is known by its id, its name or how it begins', (facet, value, values) => {
  expect(understood(facet, value)).toMatchObject({ values, unknown: [] });
});

test('what is no value is told, with the one that it may stand for', () => {
  expect(understood('topic', 'scalng', 'zzzzzz').unknown).toEqual([
    { value: 'scalng', suggestion: 'scaling' },
    { value: 'zzzzzz' },
  ]);
  expect(understood('year', '1990..1999')).toMatchObject({ values: [], unknown: [{ value: '1990..1999' }] });
});
