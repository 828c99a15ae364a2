import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimBuild, clearAfterKilled, foldersOf, swapIn } from './building.ts';

/** No process has this number: it is above the largest of Linux and no multiple of four, as those of Windows are. */
const gone = 4_194_305;

let folder = '';
let site = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learnlog-'));
  site = join(folder, 'dist');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function make(name: string): Promise<void> {
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'index.html'), name);
}

const shown = () => readFile(join(site, 'index.html'), 'utf8');

test('what killed builds left is cleared away, and what others build at this moment is not', async () => {
  for (const name of ['dist', `dist.next-${gone}`, `dist.last-${gone}`, `dist.next-${process.ppid}`, 'dist.old']) {
    await make(name);
  }
  await clearAfterKilled(site);
  expect((await readdir(folder)).sort()).toEqual(['dist', `dist.next-${process.ppid}`, 'dist.old']);
  expect(await shown()).toBe('dist');
});

test('a site that a killed build had taken away is put back', async () => {
  await make(`dist.last-${gone}`);
  await make(`dist.next-${gone}`);
  await clearAfterKilled(site);
  expect(await readdir(folder)).toEqual(['dist']);
  expect(await shown()).toBe(`dist.last-${gone}`);
});

test('a site that cannot be put in place leaves the last one there', async () => {
  await make('dist');
  expect(() => swapIn(foldersOf(site), site)).toThrow('ENOENT');
  expect(await shown()).toBe('dist');
});

test('a log that another process builds is not claimed, and one whose builder is gone is', async () => {
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
