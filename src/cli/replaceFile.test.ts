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

test('a new file has its text, and no other file remains', async () => {
  await createFile(join(folder, 'a.md'), 'New');
  expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe('New');
  expect(await readdir(folder)).toEqual(['a.md']);
});

test('an existing file is unchanged', async () => {
  await writeFile(join(folder, 'a.md'), 'Old');
  await expect(createFile(join(folder, 'a.md'), 'New')).rejects.toThrow('EEXIST');
  expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe('Old');
  expect(await readdir(folder)).toEqual(['a.md']);
});
