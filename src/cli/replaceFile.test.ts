import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFile } from './replaceFile.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learnlog-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a new file has its text, and nothing is left beside it', async () => {
  await createFile(join(folder, 'a.md'), 'New');
  expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe('New');
  expect(await readdir(folder)).toEqual(['a.md']);
});

test('a file that is there already stays as it is', async () => {
  await writeFile(join(folder, 'a.md'), 'Old');
  await expect(createFile(join(folder, 'a.md'), 'New')).rejects.toThrow('EEXIST');
  expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe('Old');
  expect(await readdir(folder)).toEqual(['a.md']);
});
