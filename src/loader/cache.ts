import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { link, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { programHash } from './programHash.ts';

/** A folder in `.astro/` that keeps results between builds, each in a file named by a hash of its inputs. */
export interface Cache {
  /** The file for the result that this version of the program makes from these inputs. */
  file(...parts: readonly string[]): CachedFile;
  /** Removes every file that `file()` has not returned. */
  prune(): Promise<void>;
  /** Removes files written more than `hours` hours ago, and all but the newest `files` of the rest. */
  keepRecent(limits: { readonly hours: number; readonly files: number }): Promise<void>;
}

export interface CachedFile {
  /** The same inputs always give the same name. */
  readonly name: string;
  /** Returns its content, or undefined if it is missing, damaged or was not written by this user on this machine. */
  readChecked(): Uint8Array | undefined;
  /** Writes it atomically. Failures are ignored, because the content is rebuilt next time. */
  write(content: string | Uint8Array): Promise<void>;
}

const checksumBytes = 32;

/** The folder whose code makes the results of a part, in addition to the code that reads entries. */
const foldersOf: Readonly<Partial<Record<string, 'cli' | 'integration' | 'search'>>> = {
  answers: 'cli',
  pages: 'integration',
  search: 'search',
};

const parts = [
  'answers',
  'entries',
  'feeds',
  'filled',
  'headers',
  'html',
  'pages',
  'pictures',
  'renderer',
  'search',
] as const;

/**
 * Removes the results of earlier builds of a log, so that the next one starts from its files. Returns whether it could:
 * a symbolic link may lead to somebody else's folders of the same names.
 */
export async function forgetResults(folder: string): Promise<boolean> {
  const stats = await lstat(join(folder, '.astro')).catch(() => undefined);
  if (stats?.isSymbolicLink()) return false;
  for (const part of parts) {
    if (part !== 'answers') await rm(join(folder, '.astro', part), { recursive: true, force: true });
  }
  return true;
}

/**
 * Opens a folder of a log's cache. Content in `remembered`, by file name, is not read again; content that is read or
 * written is added to it.
 *
 * A pull request can add files to a cache, and their text, addresses and scripts would be published without a review.
 * So each file has a checksum that only this machine can make (HMAC, RFC 2104). The checksum covers the file name, so
 * that one file cannot replace another.
 */
export async function openCache(
  folder: string,
  part: (typeof parts)[number],
  remembered?: Map<string, Uint8Array>,
): Promise<Cache> {
  const directory = join(folder, '.astro', part);
  const key = await machineKey(folder);
  const program = programHash(foldersOf[part]);
  const used = new Set<string>();
  let isReported = false;

  const checksum = (name: string, content: string | Uint8Array) =>
    createHmac('sha256', key ?? '')
      .update(`${part}/${name}\n`)
      .update(content)
      .digest();

  const readChecked = (name: string): Uint8Array | undefined => {
    let bytes: Buffer;
    try {
      bytes = readFileSync(join(directory, name));
    } catch {
      return undefined;
    }
    const content = bytes.subarray(checksumBytes);
    if (checksum(name, content).equals(bytes.subarray(0, checksumBytes))) return content;
    if (!isReported) console.error('Files in .astro/ are damaged or from another machine. They will be rebuilt.');
    isReported = true;
    return undefined;
  };

  return {
    file: (...parts) => {
      const name = hashOf([program, ...parts]);
      used.add(name);
      return {
        name,
        readChecked: () => {
          const content = remembered?.get(name) ?? (key && readChecked(name));
          if (content) remembered?.set(name, content);
          return content;
        },
        write: async (content) => {
          if (typeof content !== 'string') remembered?.set(name, content);
          if (!key) return;
          const bytes = typeof content === 'string' ? Buffer.from(content) : content;
          await writeWhole(join(directory, name), [checksum(name, bytes), bytes]);
        },
      };
    },
    prune: async () => {
      for (const name of await readdir(directory).catch(() => [])) {
        if (used.has(name)) continue;
        remembered?.delete(name);
        await rm(join(directory, name), { recursive: true, force: true }).catch(() => undefined);
      }
    },
    keepRecent: async ({ hours, files }) => {
      const names = await readdir(directory).catch(() => []);
      const times = names.map((name) => {
        const { mtimeMs = 0 } = statSync(join(directory, name), { throwIfNoEntry: false }) ?? {};
        return { name, written: mtimeMs };
      });
      const oldest = Date.now() - hours * 3_600_000;
      const newestFirst = times.sort((a, b) => b.written - a.written);
      const old = newestFirst.filter(({ written }, index) => index >= files || written < oldest);
      for (const { name } of old) await rm(join(directory, name), { force: true }).catch(() => undefined);
    },
  };
}

function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 40);
}

/** Writes a file of several parts without copying them: the records of a long log are large. */
async function writeWhole(file: string, parts: readonly Uint8Array[]): Promise<void> {
  const next = `${file}.${process.pid}`;
  try {
    // Takes a fraction of the processor time of asynchronous calls.
    mkdirSync(dirname(file), { recursive: true });
    const descriptor = openSync(next, 'w');
    try {
      for (const part of parts) writeFileSync(descriptor, part);
    } finally {
      closeSync(descriptor);
    }
    renameSync(next, file);
  } catch {
    await rm(next, { force: true }).catch(() => undefined);
  }
}

/**
 * A secret of this user on this machine, created on first use. Undefined if it cannot be stored, or only inside the
 * log's folder, where a pull request could add one. Without a secret, nothing is cached.
 */
async function machineKey(folder: string): Promise<Buffer | undefined> {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  const state = resolve(XDG_STATE_HOME || LOCALAPPDATA || join(homedir(), '.local', 'state'));
  const file = join(state, 'learnlog', 'cache-key');
  if (file.startsWith(`${resolve(folder)}${sep}`)) return undefined;
  const stored = () => readFile(file).catch(() => undefined);
  const existing = await stored();
  if (existing) return existing;
  const next = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(next, randomBytes(32), { mode: 0o600 });
    // If several processes start at once, the first key wins. Some file systems have no hard links.
    await link(next, file).catch(({ code }) => (code === 'EEXIST' ? undefined : rename(next, file)));
  } catch {
    // The folder is not writable.
  }
  await rm(next, { force: true }).catch(() => undefined);
  return stored();
}
