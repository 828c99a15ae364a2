import { randomUUID } from 'node:crypto';
import { link, lstat, open, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { onOneLine } from '../loader/terminal.ts';
import { renameAgain } from './renameAgain.ts';

/** What a file of a log says now, and what it is to say, without the mark of its encoding. */
export interface Replacement {
  /** Relative to the log's folder. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Writes a file whole or not at all, and only where it still is what was read; says so where it is not. Gives whether it
 * was written.
 */
export async function replaceFile(
  folder: string,
  { file, before, after }: Replacement,
  say: (line: string) => unknown,
): Promise<boolean> {
  const path = join(folder, file);
  // A name with a dot first is no entry.
  const next = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    const stats = await lstat(path);
    const bytes = await readFile(path);
    const mark = bytes.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark : Buffer.alloc(0);
    const handle = await open(next, 'wx');
    try {
      await handle.chmod(stats.mode & 0o777);
      await handle.writeFile(Buffer.concat([mark, Buffer.from(after)]));
      await handle.sync();
    } finally {
      await handle.close();
    }
    const isSame = stats.isFile() && (await readFile(path)).equals(Buffer.concat([mark, Buffer.from(before)]));
    if (isSame) renameAgain(next, path);
    else say(onOneLine(`${file} changed in the meantime and was not written.`));
    return isSame;
  } catch (error) {
    say(onOneLine(`${file} could not be written and is unchanged: ${error}`));
    return false;
  } finally {
    await rm(next, { force: true }).catch(() => undefined);
  }
}

/** Writes a new file whole or not at all; throws `EEXIST` where there is one. */
export async function createFile(path: string, text: string): Promise<void> {
  const next = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    await writeFile(next, text, { flag: 'wx' });
    // A rename would write over a file of that name; a second name does not.
    await link(next, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      // Some disks, such as those of cameras, know no second names.
      return writeFile(path, text, { flag: 'wx' });
    });
  } finally {
    await rm(next, { force: true });
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
