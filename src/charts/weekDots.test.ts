import { expect, test } from 'vitest';
import { buildLog } from '../log/buildLog.ts';
import { link, logEntry, resource, week } from '../log/fixtures/entries.ts';
import { weekBars } from './weekBars.ts';
import { weekDots } from './weekDots.ts';

const day = (index: number) => new Date(Date.UTC(2025, 0, 6 + index * 7)).toISOString().slice(0, 10);

function dotsOf(weeks: number, { perWeek = 2, fields = {} }: { perWeek?: number; fields?: object } = {}) {
  const entries = Array.from({ length: weeks }, (_, index) => [
    week(
      `w${index}`,
      { start: day(index), ...fields },
      ...Array.from({ length: perWeek }, (__, one) => link(`resources/r${index}-${one}`)),
    ),
    ...Array.from({ length: perWeek }, (__, one) =>
      resource(`r${index}-${one}`, { topics: one % 2 === 0 ? 'nets' : 'rl', ...(one === 0 && { status: 'queued' }) }),
    ),
  ]).flat();
  const { log } = buildLog([logEntry({ topics: { rl: 'RL', nets: 'Nets', empty: 'Empty' } }), ...entries], {
    drafts: false,
  });
  return { dots: weekDots(log), bars: weekBars(log) };
}

test('a short log has a dot for each resource, by topic', () => {
  const { dots } = dotsOf(3);
  expect(dots?.weeks.map(({ resources }) => resources.map(({ id }) => id))).toEqual([
    ['r0-1', 'r0-0'],
    ['r1-1', 'r1-0'],
    ['r2-1', 'r2-0'],
  ]);
  expect(dots?.topics.map(({ id }) => id)).toEqual(['rl', 'nets']);
  expect([dots?.hasUnread, dots?.hasUnrecorded]).toEqual([true, false]);
});

test('the dots of a week and its bar agree, and both say what is not recorded', () => {
  const { dots, bars } = dotsOf(2, { fields: { unrecorded: '5 papers' } });
  expect(dots?.weeks.map(({ resources, unrecorded }) => [resources.length, unrecorded])).toEqual([
    [2, 5],
    [2, 5],
  ]);
  expect(bars?.bars.map(({ total, unrecorded }) => [total.amount, unrecorded])).toEqual([
    [2, 5],
    [2, 5],
  ]);
  expect(bars?.longest).toBe(7);
});

test.each([
  ['of many weeks', 9, {}],
  ['with a week of very many resources', 2, { perWeek: 61 }],
  ['that logs its time', 2, { fields: { spent: { rl: '2h' } } }],
  ['without resources', 2, { perWeek: 0 }],
])('a log %s has none', (_, weeks, options) => {
  expect(dotsOf(weeks, options).dots).toBeUndefined();
});
