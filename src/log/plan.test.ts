import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween } from './date.ts';
import {
  mostPlanWeeks,
  planWeeks,
  readPlanAddress,
  readPlanHours,
  readPlanStart,
  writePlanAddress,
  type PlannedStep,
  type PlanWeek,
} from './plan.ts';

const plan = (minutes: readonly number[], minutesPerWeek: number, start = '2026-01-05') =>
  planWeeks(
    minutes.map((time, index) => ({ id: `step-${index + 1}`, minutes: time })),
    { start, minutesPerWeek },
  ) ?? [];

const itemsOf = (weeks: readonly PlanWeek[]) =>
  weeks.map(({ items }) => items.map(({ id, minutes }) => `${id}: ${minutes}`));

describe('a plan', () => {
  test('has consecutive weeks of seven days, across the end of a year too', () => {
    const weeks = plan([60, 60, 60], 60, '2026-12-20');
    expect(weeks.map(({ number, start, end }) => [number, start, end])).toEqual([
      [1, '2026-12-20', '2026-12-26'],
      [2, '2026-12-27', '2027-01-02'],
      [3, '2027-01-03', '2027-01-09'],
    ]);
  });

  test('spreads a step longer than a week and marks where it continues', () => {
    const weeks = plan([30, 150, 10], 60);
    expect(itemsOf(weeks)).toEqual([['step-1: 30', 'step-2: 30'], ['step-2: 60'], ['step-2: 60'], ['step-3: 10']]);
    expect(weeks.flatMap(({ items }) => items.map(({ isBegun, continues }) => [isBegun, continues]))).toEqual([
      [false, false],
      [false, true],
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  test('does not start a step in the last minutes of a week, unless it fits', () => {
    expect(itemsOf(plan([50, 30, 30], 60))).toEqual([['step-1: 50'], ['step-2: 30', 'step-3: 30']]);
    expect(itemsOf(plan([50, 10], 60))).toEqual([['step-1: 50', 'step-2: 10']]);
    expect(itemsOf(plan([40, 30], 60))).toEqual([['step-1: 40', 'step-2: 20'], ['step-2: 10']]);
  });

  test('lists a step that adds no effort in order, without starting a week for it', () => {
    expect(itemsOf(plan([60, 0], 60))).toEqual([['step-1: 60', 'step-2: 0']]);
    expect(itemsOf(plan([0], 60))).toEqual([['step-1: 0']]);
  });

  test('without steps has no weeks', () => {
    expect(plan([], 60)).toEqual([]);
  });

  test('of more than ten years is undefined', () => {
    expect(
      planWeeks([{ id: 'a', minutes: mostPlanWeeks * 60 }], { start: '2026-01-05', minutesPerWeek: 60 }),
    ).toHaveLength(mostPlanWeeks);
    expect(
      planWeeks([{ id: 'a', minutes: mostPlanWeeks * 60 + 1 }], { start: '2026-01-05', minutesPerWeek: 60 }),
    ).toBeUndefined();
    const steps = Array.from({ length: mostPlanWeeks + 1 }, (_, index) => ({ id: String(index), minutes: 50 }));
    expect(planWeeks(steps, { start: '2026-01-05', minutesPerWeek: 60 })).toBeUndefined();
    expect(planWeeks(steps.slice(1), { start: '2026-01-05', minutesPerWeek: 60 })).toHaveLength(mostPlanWeeks);
  });
});

describe('for any steps', () => {
  const steps = fc
    .array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 40 })
    .map((all) => all.map((minutes, index): PlannedStep => ({ id: String(index), minutes })));
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
  const given = fc.record({
    steps,
    start: day.map((one) => one.toISOString().slice(0, 10)),
    week: fc.integer({ min: 60, max: 4_800 }),
  });

  test('every minute of each step is planned, in order, and no week exceeds its minutes', () => {
    fc.assert(
      fc.property(given, ({ steps: all, start, week }) => {
        const weeks = planWeeks(all, { start, minutesPerWeek: week });
        if (!weeks) return;
        const items = weeks.flatMap((one) => one.items);
        const sums = Map.groupBy(items, ({ id }) => id);
        expect(
          [...sums].map(([id, parts]) => ({ id, minutes: parts.reduce((sum, part) => sum + part.minutes, 0) })),
        ).toEqual(all);
        for (const parts of sums.values()) {
          expect(parts.map(({ isBegun }) => isBegun)).toEqual(parts.map((_, index) => index > 0));
          expect(parts.map(({ continues }) => continues)).toEqual(parts.map((_, index) => index < parts.length - 1));
        }
        expect(items.map(({ id }) => Number(id))).toEqual(items.map(({ id }) => Number(id)).sort((a, b) => a - b));
        for (const one of weeks) {
          expect(one.items.length).toBeGreaterThan(0);
          expect(one.items.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(week);
          expect(daysBetween(one.start, one.end)).toBe(7);
        }
      }),
    );
  });

  test('less than twenty minutes of a week are left free, except at the end', () => {
    fc.assert(
      fc.property(given, ({ steps: all, start, week }) => {
        for (const { items } of planWeeks(all, { start, minutesPerWeek: week })?.slice(0, -1) ?? []) {
          expect(week - items.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThan(20);
        }
      }),
    );
  });
});

test.each([
  ['2026-01-05', '2026-01-05'],
  ['2024-02-29', '2024-02-29'],
  ['2026-02-29', undefined],
  ['2026-01', undefined],
  ['~2026-01-05', undefined],
  ['1999-12-31', undefined],
  ['3000-01-01', undefined],
  ['', undefined],
])('parses "%s" as the first day %s', (text, day) => {
  expect(readPlanStart(text)).toBe(day);
});

test.each([
  ['5', 300],
  ['2.5', 150],
  ['1', 60],
  ['80', 4_800],
  ['0.5', undefined],
  ['80.5', undefined],
  ['-5', undefined],
  ['1e1', undefined],
  ['', undefined],
])('parses "%s" hours a week as %s minutes', (text, minutes) => {
  expect(readPlanHours(text)).toBe(minutes);
});

describe('the address of a plan', () => {
  test.each([
    ['?start=2026-12-07&hours=5', { start: '2026-12-07', hours: '5', isFree: false }],
    [
      '?start=2026-12-07&hours=2.5&without=a,b&free',
      { start: '2026-12-07', hours: '2.5', without: ['a', 'b'], isFree: true },
    ],
    [`?without=${encodeURIComponent('深度')},a%2Cb`, { without: ['深度', 'a', 'b'], isFree: false }],
    ['?hours=81&start=2026-12-07', { start: '2026-12-07', isFree: false }],
    ['?hours=5&start=2026-02-31', { hours: '5', isFree: false }],
    ['?without=,,%00,%E0%A4%A', { without: ['\u0000', '\uFFFD%A'], isFree: false }],
    ['?start=tomorrow&hours=-1', undefined],
    ['?free', undefined],
    ['', undefined],
  ])('reads "%s"', (query, address) => {
    expect(readPlanAddress(query)).toEqual(address);
  });

  test('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.record({
          start: fc.constant('2026-12-07'),
          hours: fc.constantFrom('5', '2.5'),
          without: fc.array(fc.stringMatching(/^[\p{L}\d-]+$/u), { minLength: 1 }),
          isFree: fc.boolean(),
        }),
        (address) => {
          expect(readPlanAddress(writePlanAddress(address))).toEqual(address);
        },
      ),
    );
  });

  test('has no escapes that it does not need', () => {
    expect(writePlanAddress({ start: '2026-12-07', hours: '5', without: ['a-b', 'c.d'], isFree: false })).toBe(
      '?start=2026-12-07&hours=5&without=a-b,c.d',
    );
  });
});
