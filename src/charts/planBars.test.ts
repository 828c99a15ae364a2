import { expect, test } from 'vitest';
import type { Entry } from '../log/entry.ts';
import { link, logEntry, resource, week } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { planBars, type PlanChart } from './planBars.ts';

const root = logEntry({ topics: { rl: 'RL' } });

function chartOf(...entries: readonly Entry[]): PlanChart | undefined {
  return planBars(buildLog([root, ...entries], { drafts: false }).log);
}

test('each week with a plan or time has a bar, and only weeks with a plan count in the sum', () => {
  const chart = chartOf(
    week('1', { planned: '~10h', spent: { rl: '4h' } }),
    week('2', { start: '2025-02-14', planned: '1h', spent: { rl: '~2h' } }),
    week('3', { start: '2025-02-21', spent: { rl: '30m' } }),
    week('4', { start: '2025-02-28' }),
    week('5', { start: '2025-03-07', planned: '2h' }),
  );
  expect(chart?.bars.map(({ week: { id }, planned, spent }) => [id, planned?.amount, spent.amount])).toEqual([
    ['1', 600, 240],
    ['2', 60, 120],
    ['3', undefined, 30],
    ['5', 120, 0],
  ]);
  expect(chart).toMatchObject({
    longest: 600,
    planned: { amount: 780, about: true },
    spent: { amount: 360, about: true },
    weeksPlanned: 3,
    weeksOver: 1,
  });
});

test('there is no chart without a plan, or without hours to compare it with', () => {
  expect(chartOf()).toBeUndefined();
  expect(chartOf(week('1', { spent: { rl: '4h' } }))).toBeUndefined();
  expect(chartOf(week('1', { planned: '4h' }, link('resources/a')), resource('a'))).toBeUndefined();
});
