import { describe, expect, test } from 'vitest';
import { buildLog } from '../log/buildLog.ts';
import { link, logEntry, resource, week } from '../log/fixtures/entries.ts';
import { groupedBars } from './groupedBars.ts';

/** A log with a week every `days` days, each with a resource on its own topic, and one more in the first week. */
function chartOf(weeks: number, days: number) {
  const dayOf = (index: number) => new Date(Date.UTC(2020, 0, 1 + index * days)).toISOString().slice(0, 10);
  const numbers = Array.from({ length: weeks }, (_, index) => index);
  const entries = numbers.flatMap((index) => [
    week(
      `w${index}`,
      { start: dayOf(index) },
      link(`resources/r${index}`),
      ...(index === 0 ? [link('resources/more')] : []),
    ),
    resource(`r${index}`, { topics: index % 2 === 0 ? 'rl' : 'nets' }),
  ]);
  const root = logEntry({ topics: { rl: 'RL', nets: 'Nets' } });
  return groupedBars(buildLog([root, ...entries, resource('more', { topics: 'nets' })], { drafts: false }).log);
}

const shown = (chart: ReturnType<typeof chartOf>) =>
  chart?.bars.map(({ weeks, total, parts }) => [
    weeks.length,
    total.amount,
    ...parts.map(({ topic, amount }) => `${topic?.id} ${amount}`),
  ]);

describe('a chart', () => {
  test('has a bar for each week of a short log', () => {
    const chart = chartOf(26, 7);
    expect([chart?.span, chart?.bars.length, chart?.longest]).toEqual(['week', 26, 2]);
  });

  test('has a bar for each month of a log of more than 26 weeks', () => {
    const chart = chartOf(27, 7);
    expect([chart?.span, chart?.longest, chart?.total.amount]).toEqual(['month', 6, 28]);
    // Five weeks of January 2020 start with its first day.
    expect(shown(chart)?.slice(0, 2)).toEqual([
      [5, 6, 'rl 3', 'nets 3'],
      [4, 4, 'rl 2', 'nets 2'],
    ]);
  });

  test('has a bar for each year of a log of more than 60 months', () => {
    const chart = chartOf(61, 31);
    expect([chart?.span, chart?.bars.length]).toEqual(['year', 6]);
    expect(shown(chart)?.[0]).toEqual([12, 13, 'rl 6', 'nets 7']);
  });
});

test('bars of the same length and topic are no chart', () => {
  const weeks = [week('a', {}, link('resources/a')), week('b', { start: '2025-02-14' }, link('resources/b'))];
  const barsOf = (topic: string) =>
    groupedBars(
      buildLog(
        [
          logEntry({ topics: { rl: 'RL', nets: 'Nets' } }),
          ...weeks,
          resource('a', { topics: 'rl' }),
          resource('b', { topics: topic }),
        ],
        { drafts: false },
      ).log,
    );
  expect(barsOf('rl')).toBeUndefined();
  expect(barsOf('nets')?.bars).toHaveLength(2);
});
