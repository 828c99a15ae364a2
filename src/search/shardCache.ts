import { deserialize, serialize } from 'node:v8';
import { openCache, type CachedFile } from '../loader/cache.ts';
import type { SearchProgram, Shard } from './shard.ts';

/** The content of a document, as the key of a shard. */
export interface ShardSource {
  readonly url: string;
  readonly source: string;
}

/** Shards of earlier builds, by language and content. */
export interface ShardCache {
  get(documents: readonly ShardSource[], language: string): Shard | undefined;
  put(documents: readonly ShardSource[], language: string, shard: Shard): Promise<void>;
  getProgram(language: string): SearchProgram | undefined;
  putProgram(language: string, program: SearchProgram): Promise<void>;
  /** Removes entries that were neither read nor written since the cache was opened. */
  prune(): Promise<void>;
}

/** Opens the cached search shards of the log in a folder. */
export async function openShardCache(folder: string): Promise<ShardCache> {
  const cache = await openCache(folder, 'search');
  const fileOf = (language: string, documents: readonly ShardSource[] = []) =>
    cache.file(language, ...documents.flatMap(({ url, source }) => [url, source]));
  const read = <Value>(file: CachedFile): Value | undefined => {
    const content = file.readChecked();
    return content && (deserialize(content) as Value);
  };
  return {
    get: (documents, language) => read<Shard>(fileOf(language, documents)),
    put: (documents, language, shard) => fileOf(language, documents).write(serialize(shard)),
    getProgram: (language) => read<SearchProgram>(fileOf(language)),
    putProgram: (language, program) => fileOf(language).write(serialize(program)),
    prune: () => cache.prune(),
  };
}
