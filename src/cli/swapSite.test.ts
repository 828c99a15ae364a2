import { mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clearAfterKilled, createFolders, nameFolders, swapSite } from './swapSite.ts';

/** No process has this number: it is above Linux's maximum, and not a multiple of four, as on Windows. */
const gone = 4_194_305;

let folder = '';
let site = '';

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'learnlog-')));
  site = join(folder, 'dist');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Writes files whose content is their path. */
async function make(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), path);
  }
}

const shown = () => readFile(join(site, 'index.html'), 'utf8');

/** Replaces the site with one of a single page. */
async function swap(): Promise<void> {
  const folders = await createFolders(await nameFolders(site));
  await writeFile(join(folders.next, 'index.html'), 'new');
  await swapSite(folders);
}

test('a new folder replaces the old one, and no other files remain', async () => {
  await make('dist/index.html', 'dist/old.html');
  await swap();
  expect([await readdir(folder), await readdir(site), await shown()]).toEqual([['dist'], ['index.html'], 'new']);
});

test('leftovers of killed builds are removed, but not those of running builds', async () => {
  const running = [`dist.next-${process.ppid}`, `dist/.learnlog-next-${process.ppid}`];
  const killed = [`dist.next-${gone}`, `dist.last-${gone}`, `dist/.learnlog-next-${gone}`];
  await make('dist/index.html', 'dist.old/a', ...[...running, ...killed].map((name) => `${name}/a`));
  await clearAfterKilled(site);
  expect((await readdir(folder)).sort()).toEqual(['dist', `dist.next-${process.ppid}`, 'dist.old']);
  expect(await readdir(site)).toEqual([`.learnlog-next-${process.ppid}`, 'index.html']);
});

test('a site that a killed build had renamed is restored', async () => {
  await make(`dist.last-${gone}/index.html`, `dist.next-${gone}/index.html`);
  await clearAfterKilled(site);
  expect(await readdir(folder)).toEqual(['dist']);
  expect(await shown()).toBe(`dist.last-${gone}/index.html`);
});

test('a site that cannot be replaced is kept', async () => {
  await make('dist/index.html');
  const folders = await createFolders(await nameFolders(site));
  await rm(folders.next, { recursive: true });
  await expect(swapSite(folders)).rejects.toThrow('ENOENT');
  expect(await shown()).toBe('dist/index.html');
});

test('a worktree keeps its link to the repository, and a symbolic link is kept', async () => {
  await make('dist/index.html', 'dist/old/a', 'dist/.git');
  await swap();
  expect((await readdir(site)).sort()).toEqual(['.git', 'index.html']);
  expect(await shown()).toBe('new');
  await make('www/index.html', 'www/old/a');
  await rm(site, { recursive: true });
  await symlink('www', site);
  await swap();
  expect(await readlink(site)).toBe('www');
  expect([await readdir(join(folder, 'www')), await shown()]).toEqual([['index.html'], 'new']);
});

describe('a build that is killed while it replaces the contents', () => {
  test.each([
    ['before the old site is moved', ['index.html', 'old/a', '.learnlog-ready/index.html']],
    ['while the old site is moved', ['old/a', '.learnlog-old/index.html', '.learnlog-ready/index.html']],
    ['before the new site is moved', ['.learnlog-old/index.html', '.learnlog-moving/index.html']],
    ['when the new site is moved', ['index.html', '.learnlog-old/index.html', '.learnlog-moving/.learnlog']],
    ['before the old site is removed', ['index.html', '.learnlog-old/index.html']],
  ])('%s is finished by the next one', async (_, files) => {
    await make('dist/.git', ...files.map((file) => `dist/${file}`));
    await clearAfterKilled(site);
    expect((await readdir(site)).filter((name) => name !== '.learnlog').sort()).toEqual(['.git', 'index.html']);
    const page = files.find((file) => /(?:ready|moving)\/index/.test(file)) ?? 'index.html';
    expect(await shown()).toBe(`dist/${page}`);
  });

  test('and cannot be finished has its old site restored', async () => {
    await make('dist/.git', 'dist/.learnlog-old/index.html', 'dist/old/a');
    // A second `.git` cannot take the name of the first.
    await make('dist/.learnlog-ready/.git/a', 'dist/.learnlog-ready/index.html');
    await expect(clearAfterKilled(site)).rejects.toThrow();
    expect(await shown()).toBe('dist/.learnlog-old/index.html');
    await clearAfterKilled(site);
    expect((await readdir(site)).sort()).toEqual(['.git', 'index.html', 'old']);
  });
});
