import { describe, expect, test } from 'vitest';
import {
  dayAfter,
  dayBefore,
  daysBetween,
  dayOf,
  firstDay,
  formatDate,
  lastDay,
  parseDate,
  weekdayOf,
  yearOf,
  type CalendarDate,
} from './date.ts';

const read = (text: string): CalendarDate => parseDate(text) ?? expect.fail(`"${text}" is no date`);

describe('parseDate', () => {
  test.each([
    '2026-11-02T10:00:00Z',
    '2026-11-02T23:30:00.123+01:00',
    '2026-11-02 10:00:00 +0100',
    '2026-11-02T10:00',
    '2026-11-02t10:00z',
  ])('takes the day of %s as written', (text) => {
    expect(parseDate(text)).toEqual({ iso: '2026-11-02', about: false });
  });

  test.each([
    ['2025', { iso: '2025', about: false }],
    ['2025-02', { iso: '2025-02', about: false }],
    ['2025-02-07', { iso: '2025-02-07', about: false }],
    ['~2025', { iso: '2025', about: true }],
    ['~2025-02', { iso: '2025-02', about: true }],
    ['~2025-02-17', { iso: '2025-02-17', about: true }],
    ['2024-02-29', { iso: '2024-02-29', about: false }],
  ])('parses "%s" with its precision', (text, expected) => {
    expect(parseDate(text)).toEqual(expected);
  });

  test.each([
    ['empty text', ''],
    ['30 February', '2025-02-30'],
    ['29 February outside a leap year', '2025-02-29'],
    ['month 13', '2025-13'],
    ['month 0', '2025-00-01'],
    ['day 0', '2025-01-00'],
    ['one digit for the month', '2025-2-07'],
    ['two digits for the year', '25-02-07'],
    ['a time of day without minutes', '2025-02-07T10'],
    ['a time of day behind a month', '2025-02T10:00'],
    ['another order', '07-02-2025'],
    ['slashes', '2025/02/07'],
    ['a space after the tilde', '~ 2025'],
    ['two tildes', '~~2025'],
    ['words', 'February 2025'],
    ['a second line', '2025\n2026'],
  ])('rejects %s', (_, text) => {
    expect(parseDate(text)).toBeUndefined();
  });
});

describe('the days and year of a date', () => {
  test.each([
    ['2025', '2025-01-01', '2025-12-31'],
    ['2025-02', '2025-02-01', '2025-02-28'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-12', '2025-12-01', '2025-12-31'],
    ['2025-02-07', '2025-02-07', '2025-02-07'],
    ['~2025-04', '2025-04-01', '2025-04-30'],
  ])('"%s" is from %s to %s', (text, first, last) => {
    expect([firstDay(read(text)), lastDay(read(text))]).toEqual([first, last]);
  });

  test('returns the year', () => {
    expect(['~2017', '2017-06', '2017-06-12'].map((text) => yearOf(read(text)))).toEqual([2017, 2017, 2017]);
  });
});

describe('daysBetween', () => {
  test.each([
    ['2025-02-07', '2025-02-07', 1],
    ['2025-02-07', '2025-02-16', 10],
    ['2024-02-28', '2024-03-01', 3],
    // A day has 23 or 25 hours when the clocks change.
    ['2025-03-29', '2025-03-31', 3],
    ['2025-10-25', '2025-10-27', 3],
    ['2024-12-31', '2025-01-01', 2],
  ])('counts both %s and %s', (first, last, days) => {
    expect(daysBetween(first, last)).toBe(days);
  });
});

test.each([
  ['2025-02-17', '2025-02-16'],
  ['2025-03-01', '2025-02-28'],
  ['2024-03-01', '2024-02-29'],
  ['2025-01-01', '2024-12-31'],
])('the day before %s is %s', (day, before) => {
  expect(dayBefore(day)).toBe(before);
});

test.each([
  ['2024-02-28', 2, '2024-03-01'],
  ['2025-01-01', -1, '2024-12-31'],
  ['2025-03-30', 1, '2025-03-31'],
] as const)('%s plus %i days is %s', (day, days, other) => {
  expect(dayAfter(day, days)).toBe(other);
});

test.each([
  ['2025-02-03', 1],
  ['2025-02-09', 7],
  ['2024-02-29', 4],
] as const)('%s is day %i of its week, counted from Monday', (day, number) => {
  expect(weekdayOf(day)).toBe(number);
});

test.each(['2025', '~2025-02', '2025-02-07'])('the date "%s" round-trips', (text) => {
  expect(formatDate(read(text))).toBe(text);
});

test('the day of a moment is in local time', () => {
  expect(dayOf(new Date(2026, 0, 5, 0, 0, 1))).toBe('2026-01-05');
  expect(dayOf(new Date(2026, 11, 31, 23, 59, 59))).toBe('2026-12-31');
});
