import { createHash } from 'node:crypto';
import type { SearchDocument } from './documents.ts';
import { mergePages } from './mergePages.ts';
import { rowAt, type PackedPage, type PackedPages } from './packedPages.ts';
import { pagesPerTag, tagLength, type Pages } from './shared/pagefindFiles.ts';
import { indexShard, type IndexFile, type SearchProgram } from './shard.ts';
import type { ShardCache } from './shardCache.ts';
import { vocabularyOf } from './vocabulary.ts';

/** The most documents that Pagefind indexes at once, because all of a long log would not fit into memory. */
const maxDocuments = 400;

/**
 * Builds the search index with Pagefind, and adds a vocabulary, the number of pages, and the JSON files in `extra`, by
 * path. Only documents whose `source` has changed are indexed again. Throws if Pagefind reports an error.
 */
export async function buildIndex(
  documents: readonly SearchDocument[],
  language: string,
  extra: Readonly<Record<string, unknown>>,
  cache?: ShardCache,
): Promise<readonly IndexFile[]> {
  const { pages, program } = await indexPages(documents, language, cache);
  const tags = indexTags(pages);
  return [
    ...mergePages(pages, tags, program),
    textFile('vocabulary.txt', vocabularyOf(pages).join('\n')),
    ...Object.entries(extra).map(([path, value]) => textFile(path, JSON.stringify(value))),
    textFile('pages.json', JSON.stringify({ count: documents.length, tags } satisfies Pages)),
  ];
}

/** The pages of the documents, in their order, and Pagefind's program. */
async function indexPages(
  documents: readonly SearchDocument[],
  language: string,
  cache: ShardCache | undefined,
): Promise<{ readonly pages: readonly PackedPage[]; readonly program: SearchProgram }> {
  const stored = cache?.read(language);
  let program = stored?.program;
  const sources = new Map(documents.map(({ url, source }) => [url, hashOf(source())]));
  const indexed = new Map<string, PackedPage>();
  const add = (pages: PackedPages) => {
    for (const [at, url] of pages.urls.entries()) {
      if (sources.get(url) === pages.sources[at]) indexed.set(url, { pages, at });
    }
  };
  stored?.shards.forEach(add);
  const changed = documents.filter(({ url }) => !indexed.has(url));
  // The program comes with the pages, even if there are none.
  for (let first = 0; first < changed.length || !program; first += maxDocuments) {
    const some = changed.slice(first, first + maxDocuments);
    const made = await indexShard(
      some.map(({ url, html }) => ({ url, source: sources.get(url) ?? '', html: html() })),
      language,
    );
    program ??= made.program;
    add(made.pages);
  }
  const pages = documents.map(({ url }) => {
    const page = indexed.get(url);
    if (!page) throw new Error(`Pagefind left out ${url}.`);
    return page;
  });
  // Without documents, Pagefind returns a program for no language.
  if (pages.length > 0) await cache?.write(language, pages, program);
  return { pages, program };
}

/**
 * A hash of each few pages in sequence. It is part of their file names, so that browsers do not take old pages from their
 * cache, and load only those that have changed.
 */
function indexTags(pages: readonly PackedPage[]): readonly string[] {
  const tags: string[] = [];
  for (let first = 0; first < pages.length; first += pagesPerTag) {
    const hash = createHash('sha256');
    for (const { pages: packed, at } of pages.slice(first, first + pagesPerTag)) {
      hash.update(rowAt(packed.fragments, at));
    }
    tags.push(hash.digest('hex').slice(0, tagLength));
  }
  return tags;
}

function hashOf(source: string): string {
  return createHash('sha256').update(source).digest('base64url');
}

function textFile(path: string, text: string): IndexFile {
  return { path, content: new TextEncoder().encode(text) };
}
