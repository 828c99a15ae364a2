import { lockFile, parseLock } from '../log/linkLock.ts';
import type { LinkRecords } from '../log/linkRecord.ts';
import { startOfFile, type Problem } from '../log/problem.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from './files.ts';

const largestLock = 16 * 1024 * 1024;

/** The results of `learnlog links` for the log in a folder. Empty if the command has not been run. */
export async function readLock(
  folder: string,
): Promise<{ readonly links: LinkRecords; readonly problems: readonly Problem[] }> {
  if (!existsSync(join(folder, lockFile))) return { links: {}, problems: [] };
  const read = await readText(folder, lockFile, largestLock);
  if (!('text' in read)) return { links: {}, problems: [{ ...read, file: lockFile, range: startOfFile }] };
  const lock = parseLock(read.text);
  if ('links' in lock) return { links: lock.links, problems: [] };
  return { links: {}, problems: [{ rule: 'invalid-lock', file: lockFile, range: startOfFile, message: lock.message }] };
}
