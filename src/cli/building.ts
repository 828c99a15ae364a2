import { existsSync, renameSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The folders of a build, beside the site that it is to replace. */
export interface BuildFolders {
  /** The site in the making. */
  readonly next: string;
  /** The site that was there, for the moment in which they change places. */
  readonly last: string;
}

/** Where this process builds the site `out`. */
export function foldersOf(out: string): BuildFolders {
  return { next: `${out}.next-${process.pid}`, last: `${out}.last-${process.pid}` };
}

/**
 * Marks the log in a folder as being built by this process; gives what takes the mark away again, or the number of the
 * process that builds it already. A mark left by a process that was killed does not count.
 */
export async function claimBuild(folder: string): Promise<(() => void) | number> {
  const mark = join(folder, '.astro', 'building');
  const claim = async () => {
    await mkdir(dirname(mark), { recursive: true });
    await writeFile(mark, String(process.pid), { flag: 'wx' });
  };
  try {
    const other = Number(await readFile(mark, 'utf8').catch(() => '0'));
    if (isRunning(other)) return other;
    await rm(mark, { force: true });
    await claim();
    return () => rmSync(mark, { force: true });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    // Where nothing can be written, nothing can be kept of a build, and two do not disturb each other.
    return isTaken ? Number(await readFile(mark, 'utf8').catch(() => '0')) : () => undefined;
  }
}

/**
 * Clears away what builds of the site `out` left that were killed. One of them may have been killed between taking the
 * old site away and putting the new one in its place: then the old one is put back.
 */
export async function clearAfterKilled(out: string): Promise<void> {
  const parent = dirname(out);
  const names = await readdir(parent).catch(() => []);
  for (const name of names.sort()) {
    if (!name.startsWith(`${basename(out)}.`)) continue;
    const [, what, id] = /^\.(next|last)-(\d+)$/.exec(name.slice(basename(out).length)) ?? [];
    if (what === undefined || isRunning(Number(id))) continue;
    if (what === 'last' && !existsSync(out)) await rename(join(parent, name), out);
    else await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(id: number): boolean {
  if (!Number.isInteger(id) || id <= 0 || id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It runs, but is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Has the end of this process, by a signal too, clear up first; gives what does so earlier. */
export function clearAtEnd(clear: () => void): () => void {
  const names = Object.keys(signals) as (keyof typeof signals)[];
  const stop = (signal: NodeJS.Signals) => process.exit(signals[signal as keyof typeof signals]);
  process.on('exit', clear);
  for (const name of names) process.on(name, stop);
  return () => {
    process.off('exit', clear);
    for (const name of names) process.off(name, stop);
    clear();
  };
}

/** Puts the new site in the place of the old one. Nothing else of this process happens meanwhile. */
export function swapIn({ next, last }: BuildFolders, out: string): void {
  const isThere = existsSync(out);
  if (isThere) renameSync(out, last);
  try {
    renameSync(next, out);
  } catch (error) {
    if (isThere) renameSync(last, out);
    throw error;
  }
}
