import { createHash } from 'node:crypto';
import type { SearchDocument } from './documents.ts';
import { mergeShards } from './mergeShards.ts';
import { pagesPerTag, type Pages } from './shared/pagefindFiles.ts';
import { indexShard, type IndexFile, type SearchProgram, type Shard } from './shard.ts';
import type { ShardCache } from './shardCache.ts';
import { vocabularyOf } from './vocabulary.ts';

/** The usual maximum of documents in a shard. A changed document causes its shard to be indexed again. */
const shardSize = 400;

/**
 * Builds the search index with Pagefind, and adds a vocabulary, the number of pages, and the JSON files in `extra`, by
 * path. Unchanged shards come from the cache. Throws if Pagefind reports an error.
 */
export async function buildIndex(
  documents: readonly SearchDocument[],
  language: string,
  extra: Readonly<Record<string, unknown>>,
  cache?: ShardCache,
): Promise<readonly IndexFile[]> {
  const { shards, program } = await indexShards(splitIntoShards(documents), language, cache);
  const indexes = new Map(documents.map(({ url }, index) => [url, index]));
  const tags = indexTags(shards, documents);
  return [
    ...(await mergeShards(shards, indexes, tags, program)),
    textFile('vocabulary.txt', vocabularyOf(shards.map(({ words }) => words)).join('\n')),
    ...Object.entries(extra).map(([path, value]) => textFile(path, JSON.stringify(value))),
    textFile('pages.json', JSON.stringify({ count: documents.length, tags } satisfies Pages)),
  ];
}

/** Assigns documents to shards by a hash of their addresses, so that a new one changes only its shard. */
function splitIntoShards(documents: readonly SearchDocument[]): readonly (readonly SearchDocument[])[] {
  const count = 2 ** Math.max(0, Math.ceil(Math.log2(documents.length / shardSize)));
  const shards: SearchDocument[][] = Array.from({ length: count }, () => []);
  for (const document of documents) {
    const number = createHash('sha256').update(document.url).digest().readUInt32BE() % count;
    shards[number]?.push(document);
  }
  const used = shards.filter((shard) => shard.length > 0);
  return used.length > 0 ? used : [[]];
}

async function indexShards(
  parts: readonly (readonly SearchDocument[])[],
  language: string,
  cache: ShardCache | undefined,
): Promise<{ readonly shards: readonly Shard[]; readonly program: SearchProgram }> {
  let program = cache?.getProgram(language);
  const shards: Shard[] = [];
  for (const part of parts) {
    const sources = part.map(({ url, source }) => ({ url, source: source() }));
    const known = program && cache?.get(sources, language);
    if (known) {
      shards.push(known);
      continue;
    }
    const made = await indexShard(
      part.map(({ url, html }) => ({ url, html: html() })),
      language,
    );
    // Without documents, Pagefind returns a program for no language.
    if (!program && part.length > 0) await cache?.putProgram(language, made.program);
    program ??= made.program;
    await cache?.put(sources, language, made.shard);
    shards.push(made.shard);
  }
  await cache?.prune();
  if (!program) throw new Error('There is no shard.');
  return { shards, program };
}

/**
 * A hash of each few pages in sequence. It is part of their file names, so that browsers do not take old pages from their
 * cache, and load only those that have changed.
 */
function indexTags(shards: readonly Shard[], documents: readonly SearchDocument[]): readonly string[] {
  const pages = new Map(shards.flatMap((shard) => shard.pages.map(({ url, fragment }) => [url, fragment] as const)));
  const tags: string[] = [];
  for (let first = 0; first < documents.length; first += pagesPerTag) {
    const hash = createHash('sha256');
    for (const { url } of documents.slice(first, first + pagesPerTag)) {
      const fragment = pages.get(url);
      if (!fragment) throw new Error(`Pagefind left out ${url}.`);
      hash.update(fragment);
    }
    tags.push(hash.digest('hex').slice(0, 6));
  }
  return tags;
}

function textFile(path: string, text: string): IndexFile {
  return { path, content: new TextEncoder().encode(text) };
}
