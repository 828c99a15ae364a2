import { createHash } from 'node:crypto';
import type { SearchDocument } from './documents.ts';
import { mergeShards } from './mergeShards.ts';
import type { Pages } from './shared/pagefindFiles.ts';
import { indexShard, type IndexFile, type SearchProgram, type Shard } from './shard.ts';
import type { ShardCache } from './shardCache.ts';
import { vocabularyOf } from './vocabulary.ts';

/** A shard has at most about so many documents: that many are indexed again where one has changed. */
const shardSize = 400;

/**
 * Builds the search index of the documents with Pagefind, and beside it what Pagefind does not do: the words of the log,
 * the indexes of its pages, and the JSON of `beside`, by path. Documents are shared out by their addresses, and a share
 * of which nothing has changed comes from the cache. Throws where Pagefind reports an error.
 */
export async function buildIndex(
  documents: readonly SearchDocument[],
  language: string,
  beside: Readonly<Record<string, unknown>>,
  cache?: ShardCache,
): Promise<readonly IndexFile[]> {
  const { shards, program } = await indexed(splitIntoShards(documents), language, cache);
  const indexes = new Map(documents.map(({ url }, index) => [url, index]));
  const tag = indexTag(shards, documents);
  return [
    ...(await mergeShards(shards, indexes, tag, program)),
    textFile('vocabulary.txt', vocabularyOf(shards.map(({ words }) => words)).join('\n')),
    ...Object.entries(beside).map(([path, value]) => textFile(path, JSON.stringify(value))),
    textFile('pages.json', JSON.stringify({ count: documents.length, tag } satisfies Pages)),
  ];
}

/** The documents in shares, by a hash of their addresses: a new one changes one share, but where their number doubles. */
function splitIntoShards(documents: readonly SearchDocument[]): readonly (readonly SearchDocument[])[] {
  const count = 2 ** Math.max(0, Math.ceil(Math.log2(documents.length / shardSize)));
  const shares: SearchDocument[][] = Array.from({ length: count }, () => []);
  for (const document of documents) {
    const number = createHash('sha256').update(document.url).digest().readUInt32BE() % count;
    shares[number]?.push(document);
  }
  const used = shares.filter((share) => share.length > 0);
  return used.length > 0 ? used : [[]];
}

async function indexed(
  shares: readonly (readonly SearchDocument[])[],
  language: string,
  cache: ShardCache | undefined,
): Promise<{ readonly shards: readonly Shard[]; readonly program: SearchProgram }> {
  let program = cache?.getProgram(language);
  const shards: Shard[] = [];
  for (const share of shares) {
    const sources = share.map(({ url, source }) => ({ url, source: source() }));
    const known = program && cache?.get(sources, language);
    if (known) {
      shards.push(known);
      continue;
    }
    const made = await indexShard(
      share.map(({ url, html }) => ({ url, html: html() })),
      language,
    );
    // Of no documents at all, Pagefind gives a program for no language.
    if (!program && share.length > 0) await cache?.putProgram(language, made.program);
    program ??= made.program;
    await cache?.put(sources, language, made.shard);
    shards.push(made.shard);
  }
  await cache?.prune();
  if (!program) throw new Error('There is no share of documents.');
  return { shards, program };
}

/** What is another for another index, so that no page of an earlier one is taken from a cache of the browser. */
function indexTag(shards: readonly Shard[], documents: readonly SearchDocument[]): string {
  const pages = new Map(shards.flatMap((shard) => shard.pages.map(({ url, fragment }) => [url, fragment] as const)));
  const hash = createHash('sha256');
  for (const { url } of documents) {
    const fragment = pages.get(url);
    if (!fragment) throw new Error(`Pagefind left out ${url}.`);
    hash.update(fragment);
  }
  return hash.digest('hex').slice(0, 8);
}

function textFile(path: string, text: string): IndexFile {
  return { path, content: new TextEncoder().encode(text) };
}
