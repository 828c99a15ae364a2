import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../loader/fixtures/folder.ts';
import { today, createEntry } from './new.ts';

test('an entry is written where no file is, its folder included', async () => {
  const folder = await makeFolder({});
  expect(await createEntry(folder, { file: 'content/pages/a.md', text: 'new' })).toEqual([]);
  expect(await readFile(join(folder, 'content/pages/a.md'), 'utf8')).toBe('new');
});

test('a file that came to be in the meantime stays as it is, and is a problem', async () => {
  const folder = await makeFolder({ 'content/pages/a.md': 'old' });
  const problems = await createEntry(folder, { file: 'content/pages/a.md', text: 'new' });
  expect(problems.map(({ rule, file }) => [rule, file])).toEqual([['address-taken', 'content/pages/a.md']]);
  expect(await readFile(join(folder, 'content/pages/a.md'), 'utf8')).toBe('old');
});

test('today is a day of the calendar', () => {
  expect(today()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});
