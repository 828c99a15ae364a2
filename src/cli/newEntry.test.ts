import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../loader/fixtures/folder.ts';
import { today, createEntry } from './new.ts';

test('an entry is written to a new file, and its folder is created', async () => {
  const folder = await makeFolder({});
  expect(await createEntry(folder, { file: 'content/pages/a.md', text: 'new' })).toEqual([]);
  expect(await readFile(join(folder, 'content/pages/a.md'), 'utf8')).toBe('new');
});

test('a file created in the meantime is kept and reported', async () => {
  const folder = await makeFolder({ 'content/pages/a.md': 'old' });
  const problems = await createEntry(folder, { file: 'content/pages/a.md', text: 'new' });
  expect(problems.map(({ rule, file }) => [rule, file])).toEqual([['address-taken', 'content/pages/a.md']]);
  expect(await readFile(join(folder, 'content/pages/a.md'), 'utf8')).toBe('old');
});

test('today is a calendar date', () => {
  expect(today()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});
