import { expect, test } from 'vitest';
import { foldProblems, type Problem } from './problem.ts';

const problem = (file: string, line: number): Problem => ({
  rule: 'unknown-entry',
  file,
  range: { line, column: 1 },
  message: 'It is not there.',
  fix: { range: { line, column: 1, endLine: line, endColumn: 2 }, text: 'a', description: 'mends it' },
});

test('sums up the rest after a hundred problems of one rule in a file', () => {
  const many = Array.from({ length: 5000 }, (_, index) => problem('a.md', index + 1));
  const others = [problem('b.md', 1), { ...problem('a.md', 1), rule: 'missing-image' } as const];
  const folded = foldProblems([...many, ...others]);
  expect(folded.slice(0, 100)).toEqual(many.slice(0, 100));
  expect(folded.slice(101)).toEqual(others);
  expect(folded[100]?.message).toBe('It is not there. This file has 4899 more of these.');
  expect(folded[100]?.fix).toBeUndefined();
});

test('keeps a hundred problems or fewer', () => {
  const few = Array.from({ length: 100 }, (_, index) => problem('a.md', index + 1));
  expect(foldProblems(few)).toEqual(few);
});
