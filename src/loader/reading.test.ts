import { expect, test } from 'vitest';
import { entryKey } from '../log/entry.ts';
import { guarded, problemsOf, readEntry } from './reading.ts';

const source = {
  kind: 'week',
  key: entryKey('weeks', 'a'),
  file: 'content/weeks/a.md',
  text: '---\ntitle: A\nstart: 2025-01-01\n---\n',
} as const;

test.each([
  [
    'an error of a plugin',
    new Error('no such node'),
    'render-failure',
    'This entry cannot be rendered: "no such node".',
  ],
  [
    'a stack that overflows',
    new RangeError('Maximum call stack size exceeded'),
    'nesting-limit',
    'This entry is nested far more deeply than 60 levels, so that it cannot be read.',
  ],
])('%s becomes a problem of the entry', async (_, error, rule, message) => {
  const reading = readEntry(source);
  expect(await guarded(reading.vfile, () => Promise.reject(error))).toBeUndefined();
  expect(problemsOf(reading)).toEqual([{ rule, file: source.file, place: { line: 1, column: 1 }, message }]);
});
