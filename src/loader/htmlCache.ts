import type { Entry, EntryKey } from '../log/entry.ts';
import { makeUrls, type Urls } from '../urls/urls.ts';
import { openCache, type CachedFile } from './cache.ts';
import { hashOf, type Diagnostics } from './diagnosticsCache.ts';
import type { SourceFile } from './files.ts';
import { readLinkedFiles, servedFile } from './linkedFiles.ts';
import type { PackedHtml } from './packedHtml.ts';
import { readPictures, shownPicture } from './pictures.ts';
import type { RenderedEntry, RenderEnvironment } from './renderEntry.ts';
import { renderAll } from './renderPool.ts';

/** Renders the files whose diagnostics or HTML are not cached, and caches their HTML. */
export async function renderFiles(
  files: readonly SourceFile[],
  environment: RenderEnvironment,
  known: Diagnostics,
  remembered: Map<string, PackedHtml> | undefined,
): Promise<{
  readonly rendered: ReadonlyMap<SourceFile, RenderedEntry>;
  readonly html: ReadonlyMap<EntryKey, PackedHtml | undefined>;
}> {
  const changed = await renderAll(
    files.filter((source) => !known.has(source)),
    environment,
  );
  const cache = await openCache(environment.folder, 'html', remembered);
  const { site, language, words, macros } = environment;
  const urls = makeUrls(site);
  const settings = JSON.stringify({ site, language, words, macros });
  const cached = new Map<SourceFile, CachedFile>();
  for (const source of files) {
    const { entry } = changed.get(source) ?? known.get(source) ?? {};
    // The links of an invalid entry are unknown.
    if (entry) cached.set(source, cache.file(settings, ...(await partsOfHtml(source, entry, environment, urls))));
  }
  const kept = new Map(
    files.flatMap((source) => (changed.has(source) ? [] : [[source, cached.get(source)?.readChecked()] as const])),
  );
  const missing = [...kept].flatMap(([source, html]) => (html ? [] : [source]));
  const rendered = new Map([...changed, ...(await renderAll(missing, environment))]);
  for (const [source, { html }] of rendered) await cached.get(source)?.write(html);
  await cache.prune();
  return {
    rendered,
    html: new Map(files.map((source) => [source.key, rendered.get(source)?.html ?? kept.get(source)])),
  };
}

/** The inputs of an entry's HTML in addition to the log's settings: its text, and the linked entries and pictures. */
async function partsOfHtml(
  source: SourceFile,
  entry: Entry,
  { folder, linkTargets, pictures, linkedFiles }: RenderEnvironment,
  urls: Urls,
): Promise<readonly string[]> {
  await readPictures(folder, entry, urls, pictures);
  await readLinkedFiles(folder, entry, urls, linkedFiles);
  const linked = new Set(entry.body.links.map(({ target }) => target));
  const shown = new Set(entry.body.images.map(({ path }) => path));
  const summaries = [...linked].map((key) => linkTargets.get(key) ?? null);
  const facts = [...shown].map((path) => shownPicture(pictures, path));
  const files = entry.body.files.map(({ path }) => servedFile(linkedFiles, path)?.href ?? null);
  return [hashOf(source).toString('base64url'), JSON.stringify([summaries, facts, files])];
}
