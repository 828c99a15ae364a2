import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { openCache, type CachedFile } from '../loader/cache.ts';
import { packPages, type PackedPage, type PackedPages } from './packedPages.ts';
import type { SearchProgram } from './shard.ts';

/** The pages of the last index of a log, in shards. */
export interface ShardCache {
  /** What was last written in this language. Undefined without a program; damaged shards are left out. */
  read(language: string): { readonly shards: readonly PackedPages[]; readonly program: SearchProgram } | undefined;
  /** Keeps these pages and no others. Rewrites only shards that have changed since `read()`. */
  write(language: string, pages: readonly PackedPage[], program: SearchProgram): Promise<void>;
}

/** The number of shards. An edit rewrites only one of them; with ten thousand entries, they are 50 MB in all. */
const shardCount = 16;

/** Opens the cached search shards of the log in a folder. */
export async function openShardCache(folder: string): Promise<ShardCache> {
  const cache = await openCache(folder, 'search');
  const programFile = (language: string) => cache.file(language);
  const shardFiles = (language: string) =>
    Array.from({ length: shardCount }, (_, number) => cache.file(language, String(number)));
  const stored = new Map<string, PackedPages>();
  return {
    read: (language) => {
      const program = read<SearchProgram>(programFile(language));
      if (!program) return undefined;
      const shards = shardFiles(language).flatMap((file) => {
        const shard = read<PackedPages>(file);
        if (shard) stored.set(file.name, shard);
        return shard ?? [];
      });
      return { shards, program };
    },
    write: async (language, pages, program) => {
      const known = programFile(language);
      if (!known.readChecked()) await known.write(serialize(program));
      const files = shardFiles(language);
      const groups = files.map((): PackedPage[] => []);
      for (const page of pages) groups[shardOf(page)]?.push(page);
      for (const [number, file] of files.entries()) {
        const group = groups[number] ?? [];
        if (!holds(stored.get(file.name), group)) await file.write(serialize(packPages(group)));
      }
      await cache.prune();
    },
  };
}

function read<Value>(file: CachedFile): Value | undefined {
  const content = file.readChecked();
  return content && (deserialize(content) as Value);
}

/** The number of a page's shard: a hash of its address, so that a new page changes no other shard. */
function shardOf({ pages, at }: PackedPage): number {
  const hash = createHash('sha256').update(pages.urls[at] ?? '');
  return hash.digest().readUInt32BE() % shardCount;
}

/** Whether a shard holds these pages and no others. */
function holds(shard: PackedPages | undefined, group: readonly PackedPage[]): boolean {
  return shard?.urls.length === group.length && group.every(({ pages }) => pages === shard);
}
