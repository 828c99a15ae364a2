import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimBuild } from './buildLock.ts';

/** No process has this number: it is above Linux's maximum, and not a multiple of four, as on Windows. */
const gone = 4_194_305;

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learnlog-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a log is claimed only if no running process builds it', async () => {
  const mark = join(folder, '.astro', 'building');
  await mkdir(join(folder, '.astro'));
  await writeFile(mark, String(process.ppid));
  expect(await claimBuild(folder)).toBe(process.ppid);
  await writeFile(mark, String(gone));
  const release = await claimBuild(folder);
  expect(await readFile(mark, 'utf8')).toBe(String(process.pid));
  if (typeof release === 'function') release();
  expect(await readdir(join(folder, '.astro'))).toEqual([]);
});
