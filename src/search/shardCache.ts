import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { programHash } from '../loader/programHash.ts';
import { makeUnsealer, writeSealed } from '../loader/seal.ts';
import type { SearchProgram, Shard } from './shard.ts';

/** What a document of a shard is made of. */
export interface ShardSource {
  readonly url: string;
  readonly source: string;
}

/** Shards from earlier, by all that they are made of. */
export interface ShardCache {
  get(documents: readonly ShardSource[], language: string): Promise<Shard | undefined>;
  put(documents: readonly ShardSource[], language: string, shard: Shard): Promise<void>;
  getProgram(language: string): Promise<SearchProgram | undefined>;
  putProgram(language: string, program: SearchProgram): Promise<void>;
  /** Removes what was neither asked for nor put since. */
  prune(): Promise<void>;
}

/**
 * Opens the cache of search shards of the log in a folder: a file for each, named by a hash of what its documents
 * are made of, their language and the program. A file that is damaged counts as missing, and a cache that cannot be written is done without.
 */
export async function openShardCache(folder: string): Promise<ShardCache> {
  const place = join(folder, '.astro', 'search');
  const base = await programHash('search');
  const used = new Set<string>();
  const unsealed = makeUnsealer();
  const read = async <Value>(name: string): Promise<Value | undefined> => {
    try {
      const data = unsealed(await readFile(join(place, name)));
      return data && (deserialize(data) as Value);
    } catch {
      return undefined;
    }
  };
  const write = (name: string, value: unknown) => writeSealed(join(place, name), serialize(value));
  const nameOf = (language: string, documents: readonly ShardSource[] = []) => {
    const hash = createHash('sha256').update(`${base} ${language}`);
    for (const { url, source } of documents) hash.update(`${url.length} ${source.length} ${url}`).update(source);
    const name = hash.digest('hex').slice(0, 40);
    used.add(name);
    return name;
  };
  return {
    get: (documents, language) => read<Shard>(nameOf(language, documents)),
    put: (documents, language, shard) => write(nameOf(language, documents), shard),
    getProgram: (language) => read<SearchProgram>(nameOf(language)),
    putProgram: (language, program) => write(nameOf(language), program),
    prune: async () => {
      if (!existsSync(place)) return;
      for (const name of await readdir(place)) {
        if (!used.has(name)) await rm(join(place, name), { force: true });
      }
    },
  };
}
