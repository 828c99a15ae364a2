import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { cp, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isRunning } from './buildLock.ts';
import { retryRename } from './retryRename.ts';
import { keptName } from './siteFolder.ts';

/** The folders of a build of the site `out`. */
export interface BuildFolders {
  readonly out: string;
  /** The new site while it is built: beside `out`, or inside if nothing can be created beside it. */
  readonly next: string;
  /** The old site while a renamed folder replaces it. */
  readonly last: string;
  /** The new site while it is copied into `out`, if `out` itself has to stay. */
  readonly copy: string;
}

/** Names inside `out` while its contents are replaced. Each step starts with a rename, so its name is the redo record. */
const steps = {
  /** The complete new site. Everything else in `out` is old. */
  ready: '.learnlog-ready',
  /** What is left of the new site. Everything else in `out` is new. */
  moving: '.learnlog-moving',
  old: '.learnlog-old',
} as const;

/** The folders in which this process builds the site `out`. None of them exists yet. */
export async function nameFolders(out: string): Promise<BuildFolders> {
  const inside = await realpath(out).catch(() => out);
  const copy = join(inside, `.learnlog-next-${process.pid}`);
  return { out, next: `${out}.next-${process.pid}`, last: `${out}.last-${process.pid}`, copy };
}

/** Creates the folder for the new site, and returns the folders with the one that could be created. */
export async function createFolders(folders: BuildFolders): Promise<BuildFolders> {
  const { out, next, copy } = folders;
  try {
    await mkdir(next);
    return folders;
  } catch (error) {
    if (!existsSync(out)) throw error;
    await mkdir(copy);
    return { ...folders, next: copy };
  }
}

/**
 * Cleans up after killed builds of the site `out`. If one was killed while it replaced the old site, restores the old
 * site, or puts the new one in place if it is complete.
 */
export async function clearAfterKilled(out: string): Promise<void> {
  const parent = dirname(out);
  for (const name of (await readdir(parent).catch(() => [])).sort()) {
    if (!name.startsWith(`${basename(out)}.`)) continue;
    const [, kind, id] = /^\.(next|last)-(\d+)$/.exec(name.slice(basename(out).length)) ?? [];
    if (kind === undefined || isRunning(Number(id))) continue;
    if (kind === 'last' && !existsSync(out)) retryRename(join(parent, name), out);
    else await rm(join(parent, name), { recursive: true, force: true });
  }
  for (const name of await readdir(out).catch(() => [])) {
    const id = /^\.learnlog-next-(\d+)$/.exec(name)?.[1];
    if (id !== undefined && !isRunning(Number(id))) await rm(join(out, name), { recursive: true, force: true });
  }
  if (Object.values(steps).some((name) => existsSync(join(out, name)))) await finishContentSwap(out);
}

/**
 * Replaces the old site with the new one. `out` itself stays if it is a symbolic link, a mount point or a Git worktree:
 * then only its contents are replaced.
 */
export async function swapSite(folders: BuildFolders): Promise<void> {
  const { out, next, last } = folders;
  if (!mustStay(folders)) {
    try {
      swapFolders(folders);
      await rm(last, { recursive: true, force: true });
      return;
    } catch (error) {
      // A bind mount can be on the same disk as its parent, and cannot be renamed either.
      if (!(error instanceof Error && 'code' in error && error.code === 'EBUSY' && existsSync(out))) throw error;
    }
  }
  if (next !== folders.copy) await moveInto(next, folders.copy);
  await rename(folders.copy, join(out, steps.ready));
  await finishContentSwap(out);
}

function mustStay({ out, next, copy }: BuildFolders): boolean {
  if (next === copy) return true;
  const stats = lstatSync(out, { throwIfNoEntry: false });
  if (!stats) return false;
  return stats.isSymbolicLink() || stats.dev !== statSync(dirname(out)).dev || existsSync(join(out, keptName));
}

async function moveInto(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch {
    // Another disk, or a bind mount.
    await cp(from, to, { recursive: true });
  }
}

/** Renames both folders. It is synchronous, so that no signal is handled in between. */
function swapFolders({ out, next, last }: BuildFolders): void {
  const hasOld = existsSync(out);
  if (hasOld) retryRename(out, last);
  try {
    retryRename(next, out);
  } catch (error) {
    if (hasOld) retryRename(last, out);
    throw error;
  }
}

/** Replaces the contents of `out`, or continues where a killed build stopped. An error restores the old contents. */
async function finishContentSwap(out: string): Promise<void> {
  const [ready, moving, old] = [join(out, steps.ready), join(out, steps.moving), join(out, steps.old)];
  const done: { readonly from: string; readonly to: string }[] = [];
  const move = (from: string, to: string) => {
    renameSync(from, to);
    done.push({ from, to });
  };
  try {
    if (existsSync(ready)) {
      mkdirSync(old, { recursive: true });
      const names = readdirSync(out).filter((name) => name !== keptName && name !== steps.ready && name !== steps.old);
      for (const name of names) move(join(out, name), join(old, name));
      move(ready, moving);
    }
    if (existsSync(moving)) {
      for (const name of readdirSync(moving)) move(join(moving, name), join(out, name));
      rmdirSync(moving);
    }
  } catch (error) {
    for (const { from, to } of done.reverse()) renameSync(to, from);
    if (existsSync(ready)) {
      // This also restores what an earlier, killed build moved away.
      for (const name of readdirSync(old)) renameSync(join(old, name), join(out, name));
      await rm(ready, { recursive: true, force: true });
    }
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}
