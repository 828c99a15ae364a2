import { expect, test } from 'vitest';
import type { Entry } from '../log/entry.ts';
import { logEntry, resource, week } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { dayCalendar, type DayCalendar } from './dayCalendar.ts';

function calendarOf(...entries: readonly Entry[]): DayCalendar | undefined {
  return dayCalendar(buildLog([logEntry({ topics: { rl: 'RL' } }), ...entries], { drafts: false }).log);
}

test('days have the minutes of their sessions and their finished resources, with estimates marked', () => {
  const calendar = calendarOf(
    resource('a', {
      finished: '~2025-02-11',
      sessions: [
        { on: '2025-02-11', time: '1h' },
        { on: '2025-02-10', time: '20m' },
      ],
    }),
    resource('b', { sessions: { on: '2025-02-10', time: '~10m' } }),
    resource('c', { finished: '2025-03-01' }),
  );
  expect(calendar?.days).toEqual([
    { day: '2025-02-10', time: { amount: 30, about: true }, finished: { amount: 0, about: false } },
    { day: '2025-02-11', time: { amount: 60, about: false }, finished: { amount: 1, about: true } },
    { day: '2025-03-01', time: { amount: 0, about: false }, finished: { amount: 1, about: false } },
  ]);
  expect(calendar).toMatchObject({ unit: 'minutes', longest: 60, total: { amount: 90, about: true } });
});

test('time without a day is separate: of weeks, of resources, of months', () => {
  const calendar = calendarOf(
    week('1', { spent: { rl: '1m' } }),
    resource('a', { spent: '~10m' }),
    resource('b', {
      sessions: [
        { on: '2025-02', time: '100m' },
        { on: '2025-02-10', time: '1000m' },
      ],
    }),
  );
  expect(calendar).toMatchObject({ total: { amount: 1000, about: false }, loose: { amount: 111, about: true } });
});

test('the time of a week of a single known day has that day', () => {
  const calendar = calendarOf(
    week('1', { start: '2025-02-10', end: '2025-02-10', spent: { rl: '1h' } }),
    week('2', { start: '2025-02-11', end: '2025-02-12', spent: { rl: '2h' } }),
    week('3', { start: '2025-03', end: '2025-03', spent: { rl: '4h' } }),
    resource('a', { sessions: { on: '2025-02-10', time: '20m' } }),
  );
  expect(calendar).toMatchObject({
    isOfSessions: false,
    days: [{ day: '2025-02-10', time: { amount: 80, about: false } }],
    loose: { amount: 360, about: false },
  });
});

test('without sessions, days count finished resources', () => {
  const calendar = calendarOf(
    resource('a', { finished: '2025-02-10' }),
    resource('b', { finished: '2025-02-10' }),
    resource('c', { finished: '~2025' }),
    resource('d', { spent: '4h' }),
  );
  expect(calendar).toMatchObject({
    unit: 'resources',
    longest: 2,
    total: { amount: 2, about: false },
    loose: { amount: 1, about: true },
  });
});

test('weeks are ranges of days, and an open week ends on the last logged day', () => {
  const weeks = [week('1', { start: '2024-12-30', end: '2025-01-05' }), week('2', { start: '2025-01-06' })];
  const logged = resource('a', { finished: '2025-01-09' });
  expect(calendarOf(...weeks, logged)?.weeks).toEqual([
    ['2024-12-30', '2025-01-05'],
    ['2025-01-06', '2025-01-09'],
  ]);
  expect(calendarOf(...weeks, resource('a', { finished: '2025-01-01' }))?.weeks[1]).toEqual([
    '2025-01-06',
    '2025-01-06',
  ]);
});

test('without full dates, there is no calendar', () => {
  expect(calendarOf()).toBeUndefined();
  expect(calendarOf(week('1'), resource('a', { finished: '2025-02', spent: '4h' }))).toBeUndefined();
  expect(calendarOf(resource('a', { sessions: { on: '2025', time: '1h' } }))).toBeUndefined();
});
