import { randomUUID } from 'node:crypto';
import { link, lstat, open, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { onOneLine } from '../loader/terminal.ts';
import { retryRename } from './retryRename.ts';

/** The text of a file before and after a change, without a byte order mark. */
export interface Replacement {
  /** Relative to the log's folder. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Writes a file completely or not at all, and only if it has not changed since it was read. Reports a failure through
 * `say` and returns whether the file was written.
 */
export async function replaceFile(
  folder: string,
  { file, before, after }: Replacement,
  say: (line: string) => unknown,
): Promise<boolean> {
  const path = join(folder, file);
  // The loader ignores names that start with a dot.
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
    if (isSame) retryRename(next, path);
    else say(onOneLine(`${file} changed in the meantime and was not written.`));
    return isSame;
  } catch (error) {
    say(onOneLine(`${file} could not be written and is unchanged: ${error}`));
    return false;
  } finally {
    await rm(next, { force: true }).catch(() => undefined);
  }
}

/** Writes a new file completely or not at all. Throws `EEXIST` if the file exists. */
export async function createFile(path: string, text: string | Uint8Array): Promise<void> {
  const next = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    await writeFile(next, text, { flag: 'wx' });
    // A rename would overwrite an existing file; a hard link does not.
    await link(next, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      // Some file systems, such as FAT, have no hard links.
      return writeFile(path, text, { flag: 'wx' });
    });
  } finally {
    await rm(next, { force: true });
  }
}

/** Writes one of the program's own files completely or not at all, replacing the last one. */
export async function writeWhole(path: string, text: string | Uint8Array): Promise<void> {
  const next = `${path}.${randomUUID()}`;
  try {
    await writeFile(next, text, { flag: 'wx' });
    retryRename(next, path);
  } finally {
    await rm(next, { force: true });
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
