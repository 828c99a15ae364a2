import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, readlink, realpath, rename, rm, symlink } from 'node:fs/promises';
import { link, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listFiles } from '../integration/siteFiles.ts';
import { clearAfterKilled, createFolders, isReserved, nameFolders, swapSite } from './swapSite.ts';

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

/** The content of each file of the site, with everything that is left in its folder. */
async function shown(): Promise<Readonly<Record<string, string>>> {
  const paths = [...listFiles(site).files].sort();
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(site, path), 'utf8')])),
  );
}

/** Makes a site of these new files and of kept ones. */
async function swap(written: Readonly<Record<string, string>>, kept: readonly string[] = []): Promise<void> {
  const before = listFiles(site, isReserved);
  const folders = await createFolders(await nameFolders(site));
  for (const [path, text] of Object.entries(written)) {
    await mkdir(dirname(join(folders.next, path)), { recursive: true });
    await writeFile(join(folders.next, path), text);
  }
  await swapSite(folders, before, new Set(kept));
}

test('the first site gets its place', async () => {
  await swap({ 'index.html': 'new', 'a/b': 'new' });
  expect([await readdir(folder), await shown()]).toEqual([['dist'], { 'index.html': 'new', 'a/b': 'new' }]);
});

test('new files replace old ones, kept ones are not touched, and no others remain', async () => {
  await make('dist/index.html', 'dist/kept/a', 'dist/kept/old', 'dist/old/deep/a', 'dist/old.html');
  await mkdir(join(site, 'empty'));
  await symlink('kept/a', join(site, 'link'));
  await swap({ 'index.html': 'new', 'new/a': 'new' }, ['kept/a']);
  expect(await shown()).toEqual({ 'index.html': 'new', 'new/a': 'new', 'kept/a': 'dist/kept/a' });
  expect([await readdir(folder), (await readdir(site)).sort()]).toEqual([['dist'], ['index.html', 'kept', 'new']]);
});

test('a file takes the place of a folder, of a link and of a file with another case, and a folder that of a file', async () => {
  await make('elsewhere/a', 'dist/a/b', 'dist/c', 'dist/Page/index.html');
  await symlink('../elsewhere', join(site, 'link'));
  const written = { a: 'new', 'c/d': 'new', 'link/a': 'new', 'page/index.html': 'new' };
  await swap(written);
  expect(await shown()).toEqual(written);
  expect(await readFile(join(folder, 'elsewhere/a'), 'utf8')).toBe('elsewhere/a');
});

test('a site without changes is left alone', async () => {
  await make('dist/index.html');
  await swap({}, ['index.html']);
  expect([await readdir(folder), await shown()]).toEqual([['dist'], { 'index.html': 'dist/index.html' }]);
});

test('leftovers of killed builds are removed, but not those of running builds', async () => {
  const running = [`dist.next-${process.ppid}`, `dist/.learnlog-next-${process.ppid}`];
  const killed = [`dist.next-${gone}`, `dist/.learnlog-next-${gone}`, 'dist/.learnlog-old'];
  await make('dist/index.html', 'dist.old/a', ...[...running, ...killed].map((name) => `${name}/a`));
  await clearAfterKilled(site);
  expect((await readdir(folder)).sort()).toEqual(['dist', `dist.next-${process.ppid}`, 'dist.old']);
  expect(await readdir(site)).toEqual([`.learnlog-next-${process.ppid}`, 'index.html']);
});

test('a worktree keeps its link to the repository, and a symbolic link is kept', async () => {
  await make('dist/index.html', 'dist/old/a', 'dist/.git');
  await swap({ 'index.html': 'new' });
  expect(await shown()).toEqual({ '.git': 'dist/.git', 'index.html': 'new' });
  await make('www/index.html', 'www/old/a');
  await rm(site, { recursive: true });
  await symlink('www', site);
  await swap({ 'index.html': 'new' });
  expect(await readlink(site)).toBe('www');
  expect([await readdir(join(folder, 'www')), await shown()]).toEqual([['index.html'], { 'index.html': 'new' }]);
});

/** What a list of changes says: a path is put there or removed. */
type Changes = readonly { readonly path: string; readonly isPut: boolean }[];

/** Writes a list of changes as a build does. */
async function ready(changes: Changes): Promise<void> {
  const text = JSON.stringify(changes);
  await mkdir(join(site, '.learnlog-ready'), { recursive: true });
  const hash = createHash('sha256').update(text).digest('hex');
  await writeFile(join(site, '.learnlog-ready/.learnlog-changes'), `${hash}\n${text}`);
}

describe('a build that is killed while it changes the site', () => {
  const changes = [
    { path: 'a', isPut: false },
    { path: 'a/b', isPut: true },
    { path: 'index.html', isPut: true },
    { path: 'old', isPut: false },
  ];
  /** What it does, one step at a time. */
  const steps = [
    () => mkdir(join(site, '.learnlog-old')),
    () => rename(join(site, 'a'), join(site, '.learnlog-old/a')),
    () => mkdir(join(site, 'a')),
    () => rename(join(site, '.learnlog-ready/a/b'), join(site, 'a/b')),
    () => link(join(site, 'index.html'), join(site, '.learnlog-old/index.html')),
    () => rename(join(site, '.learnlog-ready/index.html'), join(site, 'index.html')),
    () => rename(join(site, 'old'), join(site, '.learnlog-old/old')),
    () => rename(join(site, '.learnlog-ready'), join(site, '.learnlog-old/.learnlog-ready')),
    () => rm(join(site, '.learnlog-old/.learnlog-ready'), { recursive: true }),
  ];
  const last = { a: 'dist/a', 'index.html': 'dist/index.html', 'kept.html': 'dist/kept.html', 'old/c': 'dist/old/c' };
  const next = { 'a/b': 'new', 'index.html': 'new', 'kept.html': 'dist/kept.html' };

  async function kill(after: number): Promise<void> {
    await make(...Object.values(last));
    await ready(changes);
    await mkdir(join(site, '.learnlog-ready/a'));
    for (const path of ['a/b', 'index.html']) await writeFile(join(site, '.learnlog-ready', path), 'new');
    for (const step of steps.slice(0, after)) await step();
  }

  test.each([...steps.keys(), steps.length])('after %d steps is finished by the next one', async (after) => {
    await kill(after);
    await clearAfterKilled(site);
    expect(await shown()).toEqual(next);
  });

  test.each([...steps.keys()].slice(0, -2))(
    'after %d steps, and that cannot be finished, has its old site restored',
    async (after) => {
      await kill(after);
      // The last change cannot be made.
      await ready([...changes, { path: 'kept.html/deep', isPut: true }]);
      await mkdir(join(site, '.learnlog-ready/kept.html'));
      await writeFile(join(site, '.learnlog-ready/kept.html/deep'), '');
      await expect(clearAfterKilled(site)).rejects.toThrow(/EEXIST|ENOTDIR/);
      expect(await shown()).toEqual(last);
    },
  );
});

test.each([
  ['above the site', '../diary.txt'],
  ['in a linked folder', 'link/diary.txt'],
  ['the repository of a worktree', '.git'],
])('a list of changes that somebody else wrote cannot remove what is %s', async (_, path) => {
  await make('diary.txt', 'dist/.git', 'dist/index.html');
  await symlink('..', join(site, 'link'));
  await ready([{ path, isPut: false }]);
  await clearAfterKilled(site).catch(() => undefined);
  expect(existsSync(join(folder, 'diary.txt')) && existsSync(join(site, '.git'))).toBe(true);
  expect((await readdir(site)).sort()).toEqual(['.git', 'index.html', 'link']);
});

test('a damaged list of changes is ignored', async () => {
  await make('dist/index.html', 'dist/.learnlog-ready/index.html');
  await ready([{ path: 'index.html', isPut: true }]);
  await cp(join(folder, 'dist/index.html'), join(site, '.learnlog-ready/.learnlog-changes'));
  await clearAfterKilled(site);
  expect(await shown()).toEqual({ 'index.html': 'dist/index.html' });
});
