import { expect, test } from 'vitest';
import { count } from './count.ts';

test.each([
  [count(1, 'file'), '1 file'],
  [count(0, 'file'), '0 files'],
  [count(2, 'piece of advice', 'pieces of advice'), '2 pieces of advice'],
  [count(12_345, 'problem'), '12,345 problems'],
])('a number agrees with its noun: %s', (text, expected) => {
  expect(text).toBe(expected);
});
