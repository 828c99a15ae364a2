import { createHash } from 'node:crypto';
import { openCache, type CachedFile } from './cache.ts';
import type { SourceFile } from './files.ts';
import type { EntryDiagnostics } from './renderEntry.ts';

/** The diagnostics of a log's files. */
export type Diagnostics = ReadonlyMap<SourceFile, EntryDiagnostics>;

/**
 * The number of files in the cache. An edit rewrites only one of them; with a thousand entries, they are megabytes in
 * all.
 */
const shards = 64;

/** The diagnostics in each file of the cache, by a hash of the entry's text. */
export type RememberedDiagnostics = Map<string, ReadonlyMap<string, EntryDiagnostics>>;

/**
 * Reads the cached diagnostics of these files with these TeX macros. `save()` replaces the stale ones with fresh ones,
 * and returns the diagnostics of all files, in the order of the files. What is in `remembered` is not read again.
 */
export async function openDiagnosticsCache(
  folder: string,
  files: readonly SourceFile[],
  macros: Readonly<Record<string, string>>,
  remembered: RememberedDiagnostics = new Map(),
): Promise<{ readonly known: Diagnostics; save(fresh: Diagnostics): Promise<Diagnostics> }> {
  const cache = await openCache(folder, 'entries');
  const keys = Array.from({ length: shards }, () => new Map<SourceFile, string>());
  for (const source of files) {
    const hash = hashOf(source);
    keys[(hash[0] ?? 0) % shards]?.set(source, hash.toString('base64url'));
  }
  const opened = keys.map((ofShard, index) => {
    const file = cache.file(JSON.stringify(macros), String(index));
    return openShard(file, ofShard, remembered.get(file.name) ?? storedIn(file));
  });
  const known: Diagnostics = new Map(opened.flatMap((shard) => [...shard.known]));
  return {
    known,
    save: async (fresh) => {
      remembered.clear();
      for (const shard of opened) remembered.set(shard.name, await shard.save(fresh));
      await cache.prune();
      return new Map(files.map((source) => [source, fresh.get(source) ?? known.get(source) ?? { problems: [] }]));
    },
  };
}

const hashes = new WeakMap<SourceFile, Buffer>();

/** A hash of a file’s path and text, computed once. */
export function hashOf(source: SourceFile): Buffer {
  const hash = hashes.get(source) ?? createHash('sha256').update(`${source.file}\0${source.text}`).digest();
  hashes.set(source, hash);
  return hash;
}

function storedIn(file: CachedFile): ReadonlyMap<string, EntryDiagnostics> {
  const bytes = file.readChecked();
  return new Map<string, EntryDiagnostics>(bytes && JSON.parse(Buffer.from(bytes).toString('latin1')));
}

/** JSON without any character beyond ASCII, which takes half the time to read. */
function asciiJson(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[\u0080-\uffff]/g, escaped);
}

/** One file of the cache, with the keys of the sources whose diagnostics are in it. `save()` returns all that is in it. */
function openShard(
  file: CachedFile,
  keys: ReadonlyMap<SourceFile, string>,
  stored: ReadonlyMap<string, EntryDiagnostics>,
): {
  readonly name: string;
  readonly known: Diagnostics;
  save(fresh: Diagnostics): Promise<ReadonlyMap<string, EntryDiagnostics>>;
} {
  const known = new Map<SourceFile, EntryDiagnostics>();
  for (const [source, key] of keys) {
    const diagnostics = stored.get(key);
    if (diagnostics) known.set(source, diagnostics);
  }
  return {
    name: file.name,
    known,
    save: async (fresh) => {
      const lasting: [string, EntryDiagnostics][] = [];
      for (const [source, key] of keys) {
        const { entry, problems } = fresh.get(source) ?? known.get(source) ?? { problems: [] };
        // On a faster or less busy machine, the same file may finish in time.
        if (!problems.some(({ rule }) => rule === 'time-limit')) lasting.push([key, { entry, problems }]);
      }
      const isStale = [...keys.keys()].some((source) => fresh.has(source)) || stored.size !== lasting.length;
      if (isStale) await file.write(asciiJson(lasting));
      return new Map(lasting);
    },
  };
}
