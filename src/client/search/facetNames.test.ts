import { expect, test } from 'vitest';
import type { FacetNames } from '../../search/shared/facetColumn.ts';
import { readTypedFilter } from './facetNames.ts';

const names: FacetNames = {
  type: { paper: ['Paper', 'Papers'], video: ['Video', 'Videos'] },
  topic: { rl: ['Reinforcement learning'], scaling: ['Scaling'], été: ['Été'] },
  year: { '2016': ['2016'], '2018': ['2018'], '2020': ['2020'] },
};
const resolve = (facet: string, ...values: readonly string[]) =>
  readTypedFilter({ facet, values, isExcluded: false, start: 0, end: 0 }, names);

test.each([
  ['type', 'Papers', ['paper']],
  ['type', 'vid', ['video']],
  ['topic', 'reinforcement learning', ['rl']],
  ['topic', 'ete', ['été']],
  ['year', '2017..2020', ['2018', '2020']],
  ['year', '2018', ['2018']],
] as const)('%s:%s matches an id, a name or a prefix', (facet, value, values) => {
  expect(resolve(facet, value)).toMatchObject({ values, unknown: [] });
});

test('an unknown value is reported, with a similar one', () => {
  expect(resolve('topic', 'scalng', 'zzzzzz').unknown).toEqual([
    { value: 'scalng', suggestion: 'scaling' },
    { value: 'zzzzzz' },
  ]);
  expect(resolve('year', '1990..1999')).toMatchObject({ values: [], unknown: [{ value: '1990..1999' }] });
});
