import { expect, test } from 'vitest';
import type { Entry } from '../core/entry.ts';
import { link, logEntry, resource, week } from '../core/fixtures/entries.ts';
import { buildLog } from '../core/log.ts';
import { weekBars } from './weekBars.ts';

const root = logEntry({ topics: { rl: 'RL', nets: 'Nets', unused: 'Unused' } });

function chartOf(...entries: readonly Entry[]) {
  const { log } = buildLog([root, ...entries], { drafts: false });
  const chart = weekBars(log);
  return (
    chart && {
      unit: chart.unit,
      longest: chart.longest,
      total: chart.total,
      topics: chart.topics.map(({ id }) => id),
      bars: chart.bars.map(({ total, about, parts }) => [
        total,
        about,
        ...parts.map(({ topic, amount }) => `${topic.id} ${amount}`),
      ]),
    }
  );
}

const weeks = [
  week('1', {}, link('resources/a'), link('resources/b'), link('resources/c')),
  week('2', { start: '2025-02-14' }, link('resources/a'), link('resources/d')),
];

test('without logged time, bars count the resources met first in each week, by their first topic', () => {
  const topics = { a: 'nets', b: ['rl', 'nets'], c: 'rl', d: 'nets' };
  const resources = Object.entries(topics).map(([id, of]) => resource(id, { topics: of }));
  expect(chartOf(...weeks, ...resources)).toEqual({
    unit: 'resources',
    longest: 3,
    total: 4,
    topics: ['rl', 'nets'],
    bars: [
      [3, false, 'rl 2', 'nets 1'],
      [1, false, 'nets 1'],
    ],
  });
});

test('with logged time, bars add up minutes of resources and of weeks, and say where they are estimated', () => {
  const [, second] = weeks;
  const first = week('1', { spent: { rl: '~30m' } }, link('resources/a'), link('resources/b'));
  const sessions = [
    { on: '2025-02-15', time: '20m' },
    { on: '2025-02-16', time: '25m' },
  ];
  const resources = [
    resource('a', { topics: 'nets', spent: '2h' }),
    resource('b', { topics: 'rl' }),
    resource('d', { topics: 'nets', sessions }),
  ];
  expect(chartOf(first, second as Entry, ...resources)).toEqual({
    unit: 'minutes',
    longest: 150,
    total: 195,
    topics: ['rl', 'nets'],
    bars: [
      [150, true, 'rl 30', 'nets 120'],
      [45, false, 'nets 45'],
    ],
  });
});

test('there is no chart where no week has anything to show', () => {
  expect(chartOf()).toBeUndefined();
  expect(chartOf(week('1'), resource('a'))).toBeUndefined();
});
