import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { lookup } from 'mrmime';
import { close } from 'pagefind';
import type { Log } from '../log/log.ts';
import type { LoadedLog } from '../loader/load.ts';
import type { OpenLog } from '../loader/openLog.ts';
import { makeUrls } from '../urls/urls.ts';
import { buildIndex } from '../search/buildIndex.ts';
import { makeWording, type Wording } from '../i18n/wording.ts';
import { buildFacetColumns, sortOrders } from '../search/buildFacetColumns.ts';
import { searchDocuments } from '../search/documents.ts';
import { buildFacetNames } from '../search/buildFacetNames.ts';
import type { IndexFile } from '../search/shard.ts';
import { openShardCache, type ShardCache } from '../search/shardCache.ts';
import { withIndex } from '../search/withIndex.ts';

/**
 * Builds the search index while Astro builds the pages, and writes it beside them. In Astro’s `dev`, builds it at the first
 * request after a change.
 */
export function searchIndex(log: OpenLog): AstroIntegration {
  let built: Promise<readonly IndexFile[]> | undefined;
  return {
    name: 'learnlog:search',
    hooks: {
      'astro:build:start': () => {
        built = indexOf(log);
        // A failure is reported at the end of the build.
        built.catch(() => {});
      },
      'astro:build:done': async ({ dir, logger }) => {
        const files = (await built) ?? [];
        const folder = join(fileURLToPath(dir), 'pagefind');
        for (const part of new Set(files.map(({ path }) => dirname(path))))
          mkdirSync(join(folder, part), { recursive: true });
        // Takes less processor time than asynchronous writing, and nothing else is left to do.
        for (const { path, content } of files) writeFileSync(join(folder, path), content);
        await close();
        const page = join(fileURLToPath(dir), 'search', 'index.html');
        writeFileSync(page, withIndex(readFileSync(page, 'utf8'), files));
        logger.info(`search index of ${files.length} files`);
      },
      'astro:server:setup': ({ server }) => {
        const fileOf = searchFiles(log);
        server.middlewares.use((request, response, next) => {
          const path = /\/pagefind\/([^?]+)/.exec(request.url ?? '')?.[1];
          if (path === undefined) return next();
          fileOf(decodeURIComponent(path))
            .then((content) => {
              response.statusCode = content ? 200 : 404;
              response.setHeader('Content-Type', lookup(path) ?? 'application/octet-stream');
              response.setHeader('Cache-Control', 'no-cache');
              response.end(content);
            })
            .catch(next);
        });
      },
    },
  };
}

/** Finds files of the search index in `dev`, by path. Builds the index at the first request after a change. */
export function searchFiles(log: OpenLog): (path: string) => Promise<Uint8Array | undefined> {
  let last: { readonly of: LoadedLog; readonly files: Promise<ReadonlyMap<string, IndexFile>> } | undefined;
  return async (path) => {
    const loaded = await log.read({ drafts: true });
    if (last?.of !== loaded) {
      const files = openShardCache(log.folder).then((cache) => indexOfLog(loaded, cache));
      last = { of: loaded, files: files.then((list) => new Map(list.map((file) => [file.path, file]))) };
    }
    return (await last.files).get(path)?.content;
  };
}

/** The files of the search index of a log as it is published. Pagefind runs until `close()` is called. */
export async function indexOf(log: OpenLog): Promise<readonly IndexFile[]> {
  return indexOfLog(await log.read({ drafts: false }), await openShardCache(log.folder));
}

/** The files of the search index of a log. */
export function indexOfLog(
  { log, words, html }: Pick<LoadedLog, 'log' | 'words' | 'html'>,
  cache?: ShardCache,
): Promise<readonly IndexFile[]> {
  const wording = makeWording(log.language, words, log);
  const documents = searchDocuments({ log, html, urls: makeUrls(log.site), wording });
  return buildIndex(documents, log.language, facetFiles(log, wording), cache);
}

/** The data of facets and sort orders for the browser, by path. */
function facetFiles(log: Log, wording: Wording): Readonly<Record<string, unknown>> {
  const inFolder = (folder: string, tables: Readonly<Record<string, unknown>>) =>
    Object.entries(tables).map(([name, table]) => [`${folder}/${name}.json`, table]);
  return Object.fromEntries([
    ['facets.json', buildFacetNames(log, wording)],
    ...inFolder('facets', buildFacetColumns(log)),
    ...inFolder('sorts', sortOrders(log, wording)),
  ]);
}
