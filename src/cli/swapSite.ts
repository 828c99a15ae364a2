import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, fsyncSync, linkSync, lstatSync, mkdirSync, openSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { listFiles, type Listing } from '../integration/siteFiles.ts';
import { parseJson } from '../log/json.ts';
import { isRunning } from './buildLock.ts';
import { retryRename } from './retryRename.ts';
import { keptName } from './siteFolder.ts';

/** The folders of a build of the site `out`. */
export interface BuildFolders {
  readonly out: string;
  /** The new files while the site is built: beside `out`, or inside if nothing can be created beside it. */
  readonly next: string;
  /** The new files while they are copied into `out`, if it is on another disk. */
  readonly copy: string;
}

/** Names inside `out` while it is changed. */
const steps = {
  /** The new files that are not in place yet, with the list of all changes. */
  ready: '.learnlog-ready',
  /** What was in the places of the changes before. */
  old: '.learnlog-old',
} as const;

/** The file with the list of changes. It is whole when `ready` gets its name, so that a killed build can be finished. */
const listName = '.learnlog-changes';

/** A change of the site, by a path relative to `out` with forward slashes. */
interface Change {
  readonly path: string;
  /** Whether a new file is put there. Otherwise, a file or a folder is removed. */
  readonly isPut: boolean;
}

/** The folders in which this process builds the site `out`. None of them exists yet. */
export async function nameFolders(out: string): Promise<BuildFolders> {
  const inside = await realpath(out).catch(() => out);
  return { out, next: `${out}.next-${process.pid}`, copy: join(inside, `.learnlog-next-${process.pid}`) };
}

/** Creates the folder for the new files, and returns the folders with the one that could be created. */
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

/** Cleans up after killed builds of the site `out`, and makes the changes that one of them had begun to make. */
export async function clearAfterKilled(out: string): Promise<void> {
  const parent = dirname(out);
  for (const name of await readdir(parent).catch(() => [])) {
    const id = name.startsWith(`${basename(out)}.`) && /^\.next-(\d+)$/.exec(name.slice(basename(out).length))?.[1];
    if (id && !isRunning(Number(id))) await rm(join(parent, name), { recursive: true, force: true });
  }
  for (const name of await readdir(out).catch(() => [])) {
    const id = /^\.learnlog-next-(\d+)$/.exec(name)?.[1];
    if (id !== undefined && !isRunning(Number(id))) await rm(join(out, name), { recursive: true, force: true });
  }
  makeChanges(out);
}

/**
 * Changes the site in place: puts the new files there, and removes all that was in it but `kept`. `out` itself stays, as
 * it may be a symbolic link, a mount point or a Git worktree. An error undoes what was changed.
 */
export async function swapSite(
  { out, next, copy }: BuildFolders,
  before: Listing,
  kept: ReadonlySet<string> = new Set(),
): Promise<void> {
  if (!existsSync(out)) return retryRename(next, out);
  const changes = changesBetween(before, [...listFiles(next).files], kept);
  if (changes.length === 0) return rm(next, { recursive: true });
  if (next !== copy) await moveInto(next, copy);
  writeList(join(copy, listName), changes);
  renameSync(copy, join(out, steps.ready));
  makeChanges(out);
}

/**
 * The changes in their order. What is in the way of new files is removed first. Then come additions, and then the files
 * that replace others, so that what a page refers to is there before the page. The rest is removed last.
 */
function changesBetween(
  { files, folders, others }: Listing,
  written: readonly string[],
  kept: ReadonlySet<string>,
): readonly Change[] {
  const [needed, inUse] = [new Set(written), foldersOf([...written, ...kept])];
  // On the disks of Windows and macOS, they are the names of the same files.
  const taken = new Set([...written, ...foldersOf(written)].map(folded));
  const gone = new Set<string>();
  const removed: string[] = [];
  const remove = (path: string): void => {
    gone.add(path);
    if (!gone.has(posix.dirname(path))) removed.push(path);
  };
  for (const path of folders) if (!inUse.has(path)) remove(path);
  for (const path of others) remove(path);
  for (const path of files) if (!needed.has(path) && !kept.has(path)) remove(path);
  const isInTheWay = (path: string) => taken.has(folded(path));
  const change = (isPut: boolean) => (path: string) => ({ path, isPut });
  return [
    ...removed.filter(isInTheWay).map(change(false)),
    ...written.filter((path) => !files.has(path)).map(change(true)),
    ...written.filter((path) => files.has(path)).map(change(true)),
    ...removed.filter((path) => !isInTheWay(path)).map(change(false)),
  ];
}

function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const found = new Set(['.']);
  for (const path of paths) {
    for (let folder = posix.dirname(path); !found.has(folder); folder = posix.dirname(folder)) found.add(folder);
  }
  return found;
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** Whether a name in the folder of a site is not part of the site. */
export function isReserved(name: string): boolean {
  return name === keptName || /^\.learnlog-(?:ready|old|next-\d+)$/.test(name);
}

async function moveInto(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch {
    // Another disk, or a bind mount.
    await cp(from, to, { recursive: true });
  }
}

/** Makes the changes that are ready, or the rest of them after a killed build. An error undoes all of them. */
function makeChanges(out: string): void {
  const [ready, old] = [join(out, steps.ready), join(out, steps.old)];
  if (isFolder(ready)) {
    const changes = readList(join(ready, listName)) ?? [];
    if (!isFolder(old)) rmSync(old, { force: true });
    mkdirSync(old, { recursive: true });
    try {
      for (const change of changes) makeChange(out, change);
    } catch (error) {
      for (const change of changes.toReversed()) undoChange(out, change);
      clear(out);
      throw error;
    }
  }
  clear(out);
}

/** Removes what is only needed while the site is changed. It first makes sure that no build continues the changes. */
function clear(out: string): void {
  const [ready, old] = [join(out, steps.ready), join(out, steps.old)];
  if (isFolder(ready)) retryRename(ready, join(old, steps.ready));
  for (const path of [ready, old]) rmSync(path, { recursive: true, force: true });
}

/** Makes a change unless a killed build has made it. */
function makeChange(out: string, { path, isPut }: Change): void {
  const [fresh, now, old] = [join(out, steps.ready, path), join(out, path), join(out, steps.old, path)];
  if (isPut ? !exists(fresh) : exists(old) || !exists(now)) return;
  const link = [...foldersOf([path])].find((folder) => folder !== '.' && isLink(join(out, folder)));
  if (link !== undefined) throw new Error(`${join(out, link)} is a symbolic link.`);
  const isOld = exists(now) && !exists(old);
  if (isOld) mkdirSync(dirname(old), { recursive: true });
  if (isPut) {
    // A reader finds the old file until there is the new one.
    if (isOld) linkOrCopy(now, old);
    mkdirSync(dirname(now), { recursive: true });
    retryRename(fresh, now);
  } else retryRename(now, old);
}

/** Undoes a change if it was made. All later ones have been undone. */
function undoChange(out: string, { path, isPut }: Change): void {
  const [fresh, now, old] = [join(out, steps.ready, path), join(out, path), join(out, steps.old, path)];
  if (isPut ? exists(fresh) : !exists(old)) return;
  rmSync(now, { recursive: true, force: true });
  if (exists(old)) retryRename(old, now);
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Some file systems have no hard links.
    copyFileSync(from, to);
  }
}

/** Whether there is something at a path, even a symbolic link to nowhere. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // There is a file where a folder would have to be.
    return false;
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Writes the list of changes with a checksum, and waits until it is on the disk. */
function writeList(file: string, changes: readonly Change[]): void {
  const text = JSON.stringify(changes);
  const descriptor = openSync(file, 'wx');
  try {
    writeFileSync(descriptor, `${hashOf(text)}\n${text}`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Reads a list of changes. Undefined if it is damaged, or names something outside of the site: anybody can write one. */
function readList(file: string): readonly Change[] | undefined {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  const [hash, text = ''] = readFileSync(file, 'utf8').split('\n');
  if (hash !== hashOf(text)) return undefined;
  const changes = parseJson(text);
  return Array.isArray(changes) && changes.every(isChange) ? changes : undefined;
}

function isChange(value: unknown): value is Change {
  const { path, isPut } = value as Partial<Change>;
  if (typeof path !== 'string' || typeof isPut !== 'boolean') return false;
  const names = path.split('/');
  return !isReserved(names[0] ?? '') && names.every((name) => !/^\.{0,2}$|[\\\0]/.test(name));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
