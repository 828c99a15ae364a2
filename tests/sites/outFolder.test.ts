import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { bytesOf, learnlog, temporaryFolder } from '../site.ts';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let folder = '';
let whole: Readonly<Record<string, string>>;

beforeAll(async () => {
  place = await temporaryFolder();
  folder = join(place.path, 'log');
  await cp(dirname(inject('folders').minimal), folder, { recursive: true });
  whole = await bytesOf(join(folder, 'dist'));
});
afterAll(() => place.remove());

const build = (...words: readonly string[]) => learnlog('--folder', folder, 'build', ...words);

/** Mounts a file system on a folder; false if this machine does not allow it. */
function isMounted(at: string, ...words: readonly string[]): boolean {
  try {
    execFileSync('mount', [...words, at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** These tests build the site again. Unit tests of `swapSite()` and `explainRefusal()` cover the rest. */
const inCampaign = test.runIf(isCampaign);

describe('a build', () => {
  test('refuses the folder of the log, its content and the files of others, and changes nothing', async () => {
    const diary = join(place.path, 'diary');
    await mkdir(diary);
    await writeFile(join(diary, 'diary.txt'), 'Dear diary');
    const before = await bytesOf(place.path);
    for (const out of [folder, join(folder, 'content'), diary]) {
      const { code, output } = await build('--out', out);
      expect(code).toBe(1);
      expect(output).toMatch(/^Nothing was built into .*Choose a(nother|.* empty) folder/);
    }
    expect(await bytesOf(place.path)).toEqual(before);
  });

  test('creates a missing folder', async () => {
    const out = join(place.path, 'new/site');
    expect(await build('--out', out)).toMatchObject({ code: 0 });
    expect(await bytesOf(out)).toEqual(whole);
  });

  inCampaign('replaces the folder the next time', async () => {
    const out = join(place.path, 'new/site');
    await writeFile(join(out, 'old.html'), 'of an earlier build');
    expect(await build('--out', out)).toMatchObject({ code: 0 });
    expect(await bytesOf(out)).toEqual(whole);
    expect(await readdir(dirname(out))).toEqual(['site']);
  });

  inCampaign('replaces a dist/ from a version that did not mark it', async () => {
    await rm(join(folder, 'dist/.learnlog'));
    expect(await build()).toMatchObject({ code: 0 });
    expect(await bytesOf(join(folder, 'dist'))).toEqual(whole);
  });

  test('leaves dist a symbolic link, and replaces what it leads to', async () => {
    const root = join(place.path, 'www');
    await mkdir(root);
    await rm(join(folder, 'dist'), { recursive: true });
    await symlink(root, join(folder, 'dist'));
    try {
      expect(await build()).toMatchObject({ code: 0 });
      expect(await readlink(join(folder, 'dist'))).toBe(root);
      expect(await bytesOf(root)).toEqual(whole);
    } finally {
      await rm(join(folder, 'dist'));
    }
  });

  inCampaign('leaves the .git of a worktree', async () => {
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'dist/.git'), 'gitdir: ../.git/worktrees/dist\n');
    for (let times = 0; times < 2; times += 1) {
      expect(await build()).toMatchObject({ code: 0 });
      const { '.git': _, ...site } = await bytesOf(join(folder, 'dist'));
      expect(site).toEqual(whole);
    }
    expect(await readFile(join(folder, 'dist/.git'), 'utf8')).toContain('worktrees/dist');
    await rm(join(folder, 'dist'), { recursive: true });
  });

  inCampaign.each(['another disk', 'a bind mount'])('replaces the contents of dist if it is %s', async (kind) => {
    const [dist, elsewhere] = [join(folder, 'dist'), join(place.path, 'elsewhere')];
    for (const path of [dist, elsewhere]) await mkdir(path, { recursive: true });
    const words = kind === 'a bind mount' ? ['--bind', elsewhere] : ['-t', 'tmpfs', 'tmpfs'];
    if (!isMounted(dist, ...words))
      return console.warn('NOT TESTED: a mount point, since nothing can be mounted here.');
    try {
      for (let times = 0; times < 2; times += 1) expect(await build()).toMatchObject({ code: 0 });
      expect(await bytesOf(dist)).toEqual(whole);
      expect((await readdir(folder)).sort()).toEqual(['.astro', 'content', 'dist']);
    } finally {
      execFileSync('umount', [dist]);
    }
  });

  inCampaign('needs to write nothing in the log if the site is elsewhere', async () => {
    await rm(join(folder, '.astro'), { recursive: true });
    if (!isMounted(folder, '--bind', folder)) {
      return console.warn('NOT TESTED: a log to read only, since nothing can be mounted here.');
    }
    try {
      execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
      const out = join(place.path, 'of-read-only');
      const { code, output } = await build('--out', out);
      expect(output).not.toMatch(/\n\s+at /);
      expect(code).toBe(0);
      expect(await bytesOf(out)).toEqual(whole);
      expect(await readdir(folder)).not.toContain('.astro');
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

test('a review refuses the folder of the log and the files of others too', async () => {
  const before = await bytesOf(place.path);
  for (const out of [folder, join(place.path, 'diary')]) {
    const { code, output } = await learnlog('--folder', folder, 'review', folder, '--out', out);
    expect(code).toBe(1);
    expect(output).toContain('Nothing was reviewed into');
  }
  expect(await bytesOf(place.path)).toEqual(before);
});
