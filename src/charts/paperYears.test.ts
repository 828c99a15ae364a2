import { expect, test } from 'vitest';
import { resource } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { paperYears } from './paperYears.ts';

function chartOf(...dates: readonly (string | undefined)[]) {
  const papers = dates.map((published, index) => resource(`p${index}`, { published }));
  const video = resource('video', { type: 'video', published: '2001' });
  return paperYears(buildLog([...papers, video], { drafts: false }).log);
}

test('papers are counted by year, including empty years, with estimates marked', () => {
  const chart = chartOf('2017-06-12', '~2017', '2020-01', undefined);
  expect(chart?.columns).toEqual([
    { from: 2017, to: 2017, papers: 2, about: true },
    { from: 2018, to: 2018, papers: 0, about: false },
    { from: 2019, to: 2019, papers: 0, about: false },
    { from: 2020, to: 2020, papers: 1, about: false },
  ]);
  expect(chart).toMatchObject({ longest: 2, total: 3, undated: 1 });
});

test.each([
  [['1965', '2024'], 60, [1965, 1965]],
  [['1958', '2024'], 14, [1955, 1959]],
  [['1687', '2024'], 35, [1680, 1689]],
] as const)('the years %j make %i columns, the first of which is %j', (years, number, [from, to]) => {
  const columns = chartOf(...years)?.columns;
  expect(columns).toHaveLength(number);
  expect(columns?.[0]).toMatchObject({ from, to, papers: 1 });
  expect(columns?.at(-1)).toMatchObject({ papers: 1 });
});

test('papers of one year, without dates, or no papers at all make no chart', () => {
  expect(chartOf()).toBeUndefined();
  expect(chartOf(undefined)).toBeUndefined();
  expect(chartOf('2017', '2017-06')).toBeUndefined();
});
