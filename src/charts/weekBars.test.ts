import { describe, expect, test } from 'vitest';
import type { Entry } from '../log/entry.ts';
import { link, logEntry, page, resource, week } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { weekBars, type Amount } from './weekBars.ts';

const root = logEntry({ topics: { rl: 'RL', nets: 'Nets', unused: 'Unused' } });

const said = ({ amount, about }: Amount) => `${about ? '~' : ''}${amount}`;

function chartOf(...entries: readonly Entry[]) {
  const chart = weekBars(buildLog([root, ...entries], { drafts: false }).log);
  return (
    chart && {
      unit: chart.unit,
      longest: chart.longest,
      total: said(chart.total),
      outside: said(chart.outside),
      topics: chart.topics.map((part) => `${part.topic?.id} ${said(part)}`),
      bars: chart.bars.map(({ total: { amount, about }, parts }) => [
        said({ amount, about }),
        ...parts.map((part) => `${part.topic?.id} ${said(part)}`),
      ]),
    }
  );
}

const first = week('1', { end: '2025-02-13' }, link('resources/a'), link('resources/b'), link('resources/c'));
const second = week('2', { start: '2025-02-14', end: '2025-02-20' }, link('resources/a'), link('resources/d'));

describe('without logged time', () => {
  test('bars count the resources that first appear in each week, by their first topic', () => {
    const topics = { a: 'nets', b: ['rl', 'nets'], c: 'rl', d: 'nets' };
    const resources = Object.entries(topics).map(([id, of]) => resource(id, { topics: of }));
    expect(chartOf(first, second, ...resources)).toEqual({
      unit: 'resources',
      longest: 3,
      total: '4',
      outside: '0',
      topics: ['rl 2', 'nets 2'],
      bars: [
        ['3', 'rl 2', 'nets 1'],
        ['1', 'nets 1'],
      ],
    });
  });

  test('resources without a topic form their own part, and those outside weeks are counted separately', () => {
    const early = page('early', { place: 'before' }, link('resources/e'));
    const resources = [resource('a', { topics: 'nets' }), resource('b'), resource('e'), resource('unmet')];
    expect(chartOf(early, first, ...resources)).toMatchObject({
      total: '2',
      outside: '2',
      topics: ['nets 1', 'undefined 1'],
      bars: [['2', 'nets 1', 'undefined 1']],
    });
  });
});

describe('with topics in topics', () => {
  const topics = { ai: 'AI', rl: { parent: 'ai' }, nets: { parent: 'ai' }, cnn: { parent: 'nets' }, git: 'Git' };
  const partsOf = (...spent: readonly string[]) => {
    const times = Object.fromEntries(spent.map((topic) => [topic, '1h']));
    const log = buildLog([logEntry({ topics }), week('1', { spent: times })], { drafts: false }).log;
    return weekBars(log)?.topics.map(({ topic, amount }) => `${topic?.id} ${amount}`);
  };

  test('parts are the outermost ones', () => {
    expect(partsOf('ai', 'rl', 'cnn', 'git')).toEqual(['ai 180', 'git 60']);
  });

  test('parts are those inside if all time is on one', () => {
    expect(partsOf('rl', 'nets', 'cnn')).toEqual(['rl 60', 'nets 120']);
    expect(partsOf('ai', 'cnn')).toEqual(['ai 60', 'nets 60']);
    expect(partsOf('nets', 'cnn')).toEqual(['nets 60', 'cnn 60']);
    expect(partsOf('cnn')).toEqual(['cnn 60']);
  });
});

describe('with logged time', () => {
  test('bars add up minutes of resources and weeks, with estimates marked', () => {
    const own = week('1', { end: '2025-02-13', spent: { rl: '~30m' } }, link('resources/a'), link('resources/b'));
    const resources = [
      resource('a', { topics: 'nets', spent: '2h' }),
      resource('b', { topics: 'rl' }),
      resource('d', { topics: 'nets', sessions: { on: '2025-02-15', time: '45m' } }),
    ];
    expect(chartOf(own, second, ...resources)).toEqual({
      unit: 'minutes',
      longest: 150,
      total: '~195',
      outside: '0',
      topics: ['rl ~30', 'nets 165'],
      bars: [
        ['~150', 'rl ~30', 'nets 120'],
        ['45', 'nets 45'],
      ],
    });
  });

  test('a session counts in the week of its day, otherwise in the week where its resource first appears', () => {
    const sessions = [
      { on: '2025-02-08', time: '1m' },
      { on: '2025-02-20', time: '10m' },
      { on: '2025-02', time: '100m' },
      { on: '2026-01-01', time: '1000m' },
    ];
    const bars = [
      ['1101', 'undefined 1101'],
      ['10', 'undefined 10'],
    ];
    expect(chartOf(first, second, resource('a', { sessions }))).toMatchObject({ bars, outside: '0' });
    expect(chartOf(first, second, resource('unmet', { sessions }))).toMatchObject({
      bars: [
        ['1', 'undefined 1'],
        ['10', 'undefined 10'],
      ],
      outside: '1100',
    });
  });

  test('if weeks overlap, a session counts in the one where its resource first appears, otherwise in the later one', () => {
    const long = week('1', { end: '2025-02-20' }, link('resources/a'));
    const time = { sessions: { on: '2025-02-15', time: '5m' } };
    expect(chartOf(long, second, resource('a', time))).toMatchObject({ bars: [['5', 'undefined 5'], ['0']] });
    expect(chartOf(long, second, resource('unmet', time))).toMatchObject({ bars: [['0'], ['5', 'undefined 5']] });
  });

  test('an open week and one that spans two years take the sessions of their days', () => {
    const spanning = week('1', { start: '2024-12-28', end: '2025-01-03' });
    const open = week('2', { start: '2025-01-04' });
    const sessions = [
      { on: '2025-01-01', time: '1m' },
      { on: '2025-06-01', time: '10m' },
    ];
    expect(chartOf(spanning, open, resource('a', { sessions }))).toMatchObject({
      bars: [
        ['1', 'undefined 1'],
        ['10', 'undefined 10'],
      ],
    });
  });
});

test('without anything in a week, there is no chart', () => {
  expect(chartOf()).toBeUndefined();
  expect(chartOf(week('1'), resource('a'))).toBeUndefined();
  expect(chartOf(resource('a', { spent: '2h' }))).toBeUndefined();
});

test('without hours in a week, resources are counted', () => {
  const met = resource('a', { topics: 'nets' });
  expect(chartOf(first, met, resource('unmet', { spent: '2h' }))).toMatchObject({
    unit: 'resources',
    bars: [['1', 'nets 1']],
  });
});

test('a log of one week without topics has one bar of one part', () => {
  const { log } = buildLog([logEntry(), first, resource('a')], { drafts: false });
  expect(weekBars(log)?.bars).toMatchObject([{ total: { amount: 1 }, parts: [{ topic: undefined, amount: 1 }] }]);
});
