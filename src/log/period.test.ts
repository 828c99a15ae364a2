import { describe, expect, test } from 'vitest';
import { parseDate } from './date.ts';
import { periodFolder, periodNames, usualEnd, type Period } from './period.ts';

const sprint = { one: 'sprint', other: 'sprints' };

test.each<[Period, string, string]>([
  ['week', '2025-02-07', '2025-02-13'],
  ['week', '2025-02', '2025-02-28'],
  [sprint, '2025-02-07', '2025-02-13'],
  ['month', '2025-02-07', '2025-02-28'],
  ['month', '2024-02-01', '2024-02-29'],
  ['month', '2025-03', '2025-03-31'],
  ['month', '2025', '2025-12-31'],
  ['day', '2025-02-07', '2025-02-07'],
  ['session', '2025-02-07', '2025-02-07'],
  ['lecture', '2025-02-07', '2025-02-07'],
  ['lecture', '2025-03', '2025-03-31'],
  ['chapter', '~2025', '2025-12-31'],
])('without an end, %o that starts on %s lasts until %s', (period, start, end) => {
  const date = parseDate(start);
  expect(date && usualEnd(date, period)).toBe(end);
});

describe('the folder of a period', () => {
  test('is its plural', () => {
    expect(periodNames.map(periodFolder)).toEqual(['weeks', 'days', 'months', 'sessions', 'lectures', 'chapters']);
  });

  test.each([
    ['Sprints', 'sprints'],
    ['U\u0308bungen', 'übungen'],
    ['jours d’étude', 'jours-d-étude'],
    ['スプリント', 'スプリント'],
  ])('of a word of its own, "%s", is "%s"', (other, folder) => {
    expect(periodFolder({ one: 'x', other })).toBe(folder);
  });

  test.each(['notes', 'Pages', 'topics', 'path', 'all', 'con'])('is weeks/ if "%s" has another use', (other) => {
    expect(periodFolder({ one: 'x', other })).toBe('weeks');
  });
});
