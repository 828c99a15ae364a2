import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { Refused } from '../found.ts';

/** More than any export has. A small file can claim to contain far more than a disk can hold. In bytes. */
const mostBytes = 1024 ** 3;
const mostFiles = 100_000;

/** What is left of the limits. */
export interface Budget {
  bytes: number;
  files: number;
}

class TooLarge extends Error {}

/**
 * Unpacks a zip file into an empty folder, with any zip files in it, into which Notion splits a large export. Names
 * that lead out of the folder, links and encrypted files are not unpacked. `failure` is the reason why nothing is.
 */
export async function unzip(
  path: string,
  folder: string,
  budget: Budget = { bytes: mostBytes, files: mostFiles },
): Promise<{ readonly refused: readonly Refused[] } | { readonly failure: string }> {
  const refused: Refused[] = [];
  try {
    await unpack(path, folder, budget, refused);
    const parts = (await readdir(folder)).filter((name) => /\.zip$/i.test(name));
    for (const part of parts) {
      await unpack(join(folder, part), folder, budget, refused);
      await rm(join(folder, part));
    }
    return { refused };
  } catch (error) {
    if (error instanceof TooLarge)
      return { failure: 'It contains more than 1 GiB or 100,000 files. Unpack it yourself.' };
    return { failure: `It cannot be unpacked: ${error instanceof Error ? error.message : error}.` };
  }
}

async function unpack(path: string, folder: string, budget: Budget, refused: Refused[]): Promise<void> {
  // yauzl refuses names that are absolute or lead upwards.
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) {
      budget.files -= 1;
      if (budget.files < 0) throw new TooLarge();
      const { fileName } = entry;
      if (/\/$|(?:^|\/)__MACOSX\//.test(fileName)) continue;
      const refuse = (reason: string) => refused.push({ at: { file: fileName }, reason });
      // The mode of a file on Unix is in the upper half.
      const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
      if (isLink) refuse('It is a symbolic link.');
      else if (entry.isEncrypted()) refuse('It is encrypted.');
      else await write(zip, entry, join(folder, fileName), budget, refuse);
    }
  } finally {
    zip.close();
  }
}

function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      zip.off('entry', onEntry).off('end', onEnd).off('error', onError);
      done();
    };
    const onEntry = (entry: Entry) => settle(() => resolve(entry));
    const onEnd = () => settle(() => resolve(undefined));
    const onError = (error: Error) => settle(() => reject(error));
    zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
    zip.readEntry();
  });
}

/** Writes a new file, and counts the bytes that it really has. */
async function write(
  zip: ZipFile,
  entry: Entry,
  to: string,
  budget: Budget,
  refuse: (reason: string) => void,
): Promise<void> {
  const counted = new Transform({
    transform: (chunk: Buffer, _, done) => {
      budget.bytes -= chunk.length;
      done(budget.bytes < 0 ? new TooLarge() : null, chunk);
    },
  });
  try {
    await mkdir(dirname(to), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), counted, createWriteStream(to, { flags: 'wx' }));
  } catch (error) {
    if (error instanceof TooLarge) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    refuse(
      code === 'EEXIST'
        ? 'Another file in the zip file has the same name.'
        : `It cannot be unpacked: ${code ?? message}.`,
    );
  }
}
