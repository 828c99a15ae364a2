import { expect, test } from 'vitest';
import { entryKey } from '../log/entry.ts';
import { readEntry } from './renderEntry.ts';

const source = {
  kind: 'week',
  key: entryKey('weeks', 'a'),
  file: 'content/weeks/a.md',
  text: '---\ntitle: A\nstart: 2025-01-01\n---\n',
} as const;

test.each([
  [
    'an error in a plugin',
    new Error('no such node'),
    'render-failure',
    'This entry cannot be rendered: "no such node".',
  ],
  [
    'a stack overflow',
    new RangeError('Maximum call stack size exceeded'),
    'nesting-limit',
    'This entry is nested far more deeply than 60 levels, so that it cannot be read.',
  ],
])('%s becomes a problem in the entry', async (_, error, rule, message) => {
  const { entry, problems, result } = await readEntry({ ...source }, () => Promise.reject(error));
  expect(entry?.key).toBe(source.key);
  expect(result).toBeUndefined();
  expect(problems).toEqual([{ rule, file: source.file, range: { line: 1, column: 1 }, message }]);
});
