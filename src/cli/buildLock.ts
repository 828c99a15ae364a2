import { existsSync, rmSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createFile } from './replaceFile.ts';

/**
 * Marks the log in a folder as being built by this process. Returns a function that removes the mark, or the id of the
 * process that is already building the log. The mark of a killed process does not count.
 */
export async function claimBuild(folder: string): Promise<(() => void) | number> {
  const mark = join(folder, '.astro', 'building');
  try {
    await mkdir(dirname(mark), { recursive: true });
    if ((await createMark(mark)) || ((await removeStaleMark(mark)) && (await createMark(mark)))) {
      return () => rmSync(mark, { force: true });
    }
  } catch {
    // Two builds of a log in a read-only folder share no cache, so they cannot disturb each other.
    return () => undefined;
  }
  return ownerOf(mark);
}

/** Writes the mark with the id of this process; false if there already is a mark. */
async function createMark(mark: string): Promise<boolean> {
  try {
    await createFile(mark, String(process.pid));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the mark of a process that has ended; false if that process still runs. */
async function removeStaleMark(mark: string): Promise<boolean> {
  if (isRunning(await ownerOf(mark))) return false;
  const taken = `${mark}-${process.pid}`;
  await rename(mark, taken).catch(() => undefined);
  const isStale = !isRunning(await ownerOf(taken));
  // Another process may have written its own mark in the meantime.
  if (isStale) await rm(taken, { force: true });
  else await rename(taken, mark);
  return isStale;
}

async function ownerOf(mark: string): Promise<number> {
  return Number(await readFile(mark, 'utf8').catch(() => '0'));
}

/** Whether a process other than this one runs. */
export function isRunning(id: number): boolean {
  if (!Number.isInteger(id) || id <= 0 || id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It runs, but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Cleans up when this process ends, even by a signal. Returns a function that cleans up at once instead. */
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

/** Removes folders until they stay removed: threads of the bundler cannot be stopped and may still write there. */
export function removeFolders(folders: readonly string[]): void {
  const paths = folders.filter((path) => existsSync(path));
  let quiet = paths.length === 0 ? quietRounds : 0;
  for (let round = 0; quiet < quietRounds && round < mostRounds; round += 1) {
    quiet = paths.some((path) => existsSync(path)) ? 0 : quiet + 1;
    for (const path of paths) removeNow(path);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, roundLength);
  }
}

/** In milliseconds. */
const roundLength = 50;
const quietRounds = 6;
const mostRounds = 60;

function removeNow(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Something was written into it in the meantime. The next round tries again.
  }
}
