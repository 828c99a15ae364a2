import { expect, test } from 'vitest';
import { countByRule, foldProblems, formatRest, summarize } from './problemCounts.ts';
import type { RuleId } from './rules.ts';

const problems = (rule: RuleId, number: number) => Array.from({ length: number }, (_, line) => ({ rule, line }));

test('keeps the first problems of each rule, and counts the others', () => {
  const many = [...problems('unknown-entry', 300), ...problems('doubtful-formula', 20), ...problems('top-heading', 21)];
  const { shown, rest } = foldProblems(many, 20);
  expect(shown).toEqual([...many.slice(0, 20), ...many.slice(300, 340)]);
  expect([...rest]).toEqual([
    ['unknown-entry', 280],
    ['top-heading', 1],
  ]);
});

test('counts problems by rule: errors first, and the most frequent first', () => {
  const mixed = [
    ...problems('unused-topic', 3),
    ...problems('doubtful-formula', 2),
    ...problems('unknown-topic', 1),
    ...problems('unknown-entry', 1),
    ...problems('invalid-date', 2),
  ];
  expect([...countByRule(mixed)]).toEqual([
    ['invalid-date', 2],
    ['unknown-entry', 1],
    ['unknown-topic', 1],
    ['doubtful-formula', 2],
    ['unused-topic', 3],
  ]);
});

test('sums problems up by severity and rule', () => {
  const mixed = [...problems('unused-topic', 1), ...problems('doubtful-formula', 1200), ...problems('invalid-date', 2)];
  expect(summarize(countByRule(mixed))).toBe(
    '2 errors, 1,200 warnings, 1 piece of advice: 2 invalid-date, 1,200 doubtful-formula, 1 unused-topic',
  );
});

test('says how to see the others', () => {
  expect(formatRest('unknown-entry', 1280)).toBe(
    '… and 1,280 more unknown-entry: learnlog check --rule unknown-entry shows them',
  );
  expect(formatRest('unknown-entry', 1, { isShownByCheck: false })).toBe('… and 1 more unknown-entry');
});
