import { describe, expect, test } from 'vitest';
import { calendarGrid } from './calendarGrid.ts';
import type { DayCalendar } from './dayCalendar.ts';

function calendar(days: Readonly<Record<string, number>>, weeks: DayCalendar['weeks'] = []): DayCalendar {
  const amounts = Object.values(days);
  return {
    unit: 'minutes',
    isOfSessions: true,
    days: Object.entries(days).map(([day, minutes]) => ({
      day,
      time: { amount: minutes, about: false },
      finished: { amount: minutes === 0 ? 1 : 0, about: false },
    })),
    weeks,
    longest: Math.max(...amounts),
    total: { amount: 0, about: false },
    loose: { amount: 0, about: false },
  };
}

const options = { firstWeekday: 1, mostColumns: 10 };

test('each day is in the column of its week and the row of its weekday', () => {
  const { cells, columns, strips, weekdays } = calendarGrid(calendar({ '2024-12-31': 60, '2025-01-06': 15 }), options);
  expect(cells.map(({ day, column, row, level }) => [day, column, row, level])).toEqual([
    ['2024-12-31', 0, 1, 4],
    ['2025-01-06', 1, 0, 1],
  ]);
  expect({ columns, strips, weekdays }).toEqual({ columns: 2, strips: 1, weekdays: [1, 2, 3, 4, 5, 6, 7] });
});

test('weeks start on the first weekday of the language', () => {
  const { cells, weekdays } = calendarGrid(calendar({ '2025-01-06': 15 }), { ...options, firstWeekday: 7 });
  expect(cells[0]).toMatchObject({ column: 0, row: 1 });
  expect(weekdays).toEqual([7, 1, 2, 3, 4, 5, 6]);
});

test('only days of logged weeks have a cell', () => {
  const { cells } = calendarGrid(calendar({ '2025-01-07': 30 }, [['2025-01-06', '2025-01-08']]), options);
  expect(cells.map(({ day, logged }) => [day, logged !== undefined])).toEqual([
    ['2025-01-06', false],
    ['2025-01-07', true],
    ['2025-01-08', false],
  ]);
});

test('levels are quarters of the longest day, and 0 for days with finished resources only', () => {
  const days = { '2025-01-06': 25, '2025-01-07': 26, '2025-01-08': 75, '2025-01-09': 100, '2025-01-10': 0 };
  expect(calendarGrid(calendar(days), options).cells.map(({ level }) => level)).toEqual([1, 2, 3, 4, 0]);
});

describe('a long calendar', () => {
  test('continues in another strip, and omits strips without a log', () => {
    const { cells, strips } = calendarGrid(calendar({ '2025-01-06': 30, '2025-03-17': 30, '2026-01-05': 30 }), options);
    expect(cells.map(({ day, strip, column }) => [day, strip, column])).toEqual([
      ['2025-01-06', 0, 0],
      ['2025-03-17', 1, 0],
      ['2026-01-05', 2, 2],
    ]);
    expect(strips).toBe(3);
  });

  test('names each month once per strip, with the year if it is the first and fits', () => {
    const { months } = calendarGrid(calendar({ '2024-12-30': 30, '2025-05-01': 30 }), options);
    expect(months).toEqual([
      { day: '2025-01-01', strip: 0, column: 0, hasYear: true },
      { day: '2025-02-01', strip: 0, column: 4, hasYear: false },
      { day: '2025-03-01', strip: 0, column: 8, hasYear: false },
      { day: '2025-03-10', strip: 1, column: 0, hasYear: false },
      { day: '2025-04-01', strip: 1, column: 3, hasYear: false },
      { day: '2025-05-01', strip: 1, column: 7, hasYear: false },
    ]);
  });
});
