import { hash } from 'node:crypto';
import type { OwnWords } from '../i18n/ownWords.ts';
import type { Entry, EntryKey } from '../log/entry.ts';
import type { EntrySummary, Log } from '../log/log.ts';
import { summarizeEntry } from '../log/nodes.ts';
import type { Problem } from '../log/problem.ts';
import { writtenPlaces } from '../markdown/parse.ts';
import type { WrittenPlaces } from '../markdown/writtenPlaces.ts';
import type { Bodies } from '../site.ts';
import { assembleLog, readSources } from './assembleLog.ts';
import { openCache } from './cache.ts';
import { openDiagnosticsCache, type Diagnostics, type RememberedDiagnostics } from './diagnosticsCache.ts';
import { frontmatterOf, type RememberedFiles, type SourceFile } from './files.ts';
import { readHistory } from './history.ts';
import { renderFiles } from './htmlCache.ts';
import { readInlineTexts } from './inlineTexts.ts';
import { sizeOfHtml, unpackHtml, type PackedHtml } from './packedHtml.ts';
import { servedFile, type LinkedFile, type LinkedFiles } from './linkedFiles.ts';
import type { Picture, Pictures } from './pictures.ts';
import type { RenderedEntry } from './renderEntry.ts';
import type { Theme } from './theme.ts';

/** A log, read from its folder. */
export interface LoadedLog {
  readonly log: Log;
  /** The owner's words, if any. */
  readonly words: OwnWords;
  /** The entries that the log was built from. */
  readonly entries: readonly Entry[];
  readonly html: Bodies;
  /** The pictures that are served as files. Drawings are inlined in the pages. */
  readonly pictures: readonly Picture[];
  /** The other files that published entries link to. */
  readonly files: readonly LinkedFile[];
  /** The owner's style sheet, if any. */
  readonly theme?: Theme;
  /** Returns `make()`, cached by `texts`, which must determine it. */
  readonly remember: (texts: readonly string[], make: () => string) => string;
  /** All problems, sorted by position. A log with errors must not be published. */
  readonly problems: readonly Problem[];
  /** The text of each file, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  /** What the Markdown that is published changes in the text of an entry. */
  readonly placesIn: (key: EntryKey, text: string) => WrittenPlaces;
}

/** The parts of a log's caches that a process keeps in memory, so that it does not read them again. */
export interface Remembered {
  readonly files: RememberedFiles;
  readonly html: Map<string, PackedHtml>;
  readonly diagnostics: RememberedDiagnostics;
}

/**
 * Reads a log from its folder: checks, links and renders every file of `content/`. Never throws for invalid content;
 * all of its errors are in `problems`. Drafts are included only if `drafts` is true. Diagnostics and HTML are cached in
 * `.astro/` of the folder. Pass the same `remembered` on every call to read them from disk only once.
 */
export async function loadLog(
  folder: string,
  { drafts, remembered }: { readonly drafts: boolean; readonly remembered?: Remembered },
): Promise<LoadedLog> {
  // Git runs while the files are read.
  const history = readHistory(folder);
  const sources = await readSources(folder, remembered?.files);
  const { files, root, theme, texts } = sources;
  const cache = await openDiagnosticsCache(folder, files, root.macros, remembered?.diagnostics);
  const pictures: Pictures = new Map();
  const linkedFiles: LinkedFiles = new Map();
  const linkTargets = await linkTargetsIn(files, cache.known, root.macros, drafts);
  const environment = { folder, ...root, linkTargets, pictures, linkedFiles };
  const { rendered, html } = await renderFiles(files, environment, cache.known, remembered?.html);
  const diagnostics = await cache.save(rendered);
  const { changes } = await history;
  const { log, entries, problems } = await assembleLog(sources, diagnostics, {
    drafts,
    changes,
    pictures,
    linkedFiles,
  });
  const published = entries.filter((entry) => drafts || entry.kind === 'log' || !entry.fields.draft);
  const served = { pictures: servedPictures(published, pictures), files: servedFiles(published, linkedFiles) };
  return {
    log,
    words: root.words,
    entries,
    html: unpacking(html),
    ...served,
    ...(theme && { theme }),
    remember: await remembering(folder),
    problems,
    texts,
    placesIn: placesFound(rendered),
  };
}

/** Places that were found while the entries were read. Those of the other entries are looked for when they are needed. */
function placesFound(rendered: ReadonlyMap<SourceFile, RenderedEntry>): LoadedLog['placesIn'] {
  const known = new Map([...rendered].map(([{ key }, { places }]) => [key, places]));
  return (key, text) => known.get(key) ?? writtenPlaces(text);
}

/** How long a text that was made for a feed is kept, and how many: more than there are items in the feeds of a log. */
const recent = { hours: 24 * 90, files: 3000 };

async function remembering(folder: string): Promise<LoadedLog['remember']> {
  const cache = await openCache(folder, 'feeds');
  /** An item is in several feeds. */
  const known = new Map<string, string>();
  let isTidy = false;
  return (texts, make) => {
    const file = cache.file(...texts);
    const stored = () => {
      const bytes = file.readChecked();
      return bytes && Buffer.from(bytes).toString('utf8');
    };
    const made = () => {
      const text = make();
      void file.write(text);
      if (!isTidy) void cache.keepRecent(recent);
      isTidy = true;
      return text;
    };
    const text = known.get(file.name) ?? stored() ?? made();
    known.set(file.name, text);
    return text;
  };
}

/** The summary of each entry. One that was not read again is the same object. */
const summaries = new WeakMap<Entry, EntrySummary>();

/** A summary of each link target, from its frontmatter only. */
async function linkTargetsIn(
  files: readonly SourceFile[],
  known: Diagnostics,
  macros: Readonly<Record<string, string>>,
  drafts: boolean,
): Promise<ReadonlyMap<EntryKey, EntrySummary>> {
  const targets = new Map<EntryKey, EntrySummary>();
  for (const source of files) {
    const { kind, key } = source;
    const diagnostics = known.get(source);
    const fields = diagnostics ? diagnostics.entry?.fields : frontmatterOf(source).fields;
    if (!fields || ('draft' in fields && fields.draft && !drafts)) continue;
    const inline = diagnostics ? diagnostics.entry?.inline : (await readInlineTexts(fields, macros)).inline;
    const remembered = diagnostics?.entry && summaries.get(diagnostics.entry);
    const summary = remembered ?? attemptSummary({ kind, key, fields, inline });
    if (summary && diagnostics?.entry) summaries.set(diagnostics.entry, summary);
    if (summary) targets.set(key, summary);
  }
  return targets;
}

/**
 * A summary, or undefined if the entry makes this program fail. Building the graph then fails as well, and reports it.
 */
function attemptSummary(entry: Parameters<typeof summarizeEntry>[0]): EntrySummary | undefined {
  try {
    return summarizeEntry(entry);
  } catch {
    return undefined;
  }
}

/** Bodies that are unpacked each time a page shows them. A hash is made once, for the pages and for the search. */
function unpacking(html: ReadonlyMap<EntryKey, PackedHtml | undefined>): Bodies {
  const hashes = new Map<EntryKey, string>();
  return {
    get: (key) => {
      const packed = html.get(key);
      return packed && unpackHtml(packed);
    },
    keys: () => html.keys(),
    hashOf: (key) => {
      const packed = html.get(key);
      if (!packed) return undefined;
      const known = hashes.get(key) ?? hash('sha256', packed, 'base64url');
      hashes.set(key, known);
      return known;
    },
    sizeOf: (key) => {
      const packed = html.get(key);
      return packed && sizeOfHtml(packed);
    },
  };
}

/** The pictures in the published entries, in their order, without drawings. */
function servedPictures(published: readonly Entry[], pictures: Pictures): readonly Picture[] {
  const shown = new Set(published.flatMap(({ body }) => body.images.map(({ path }) => path)));
  return [...shown].flatMap((path) => pictures.get(path) ?? []).filter((picture) => 'href' in picture);
}

/** The files that published entries link to, each name once. */
function servedFiles(published: readonly Entry[], files: LinkedFiles): readonly LinkedFile[] {
  const linked = published.flatMap(({ body }) => body.files.flatMap(({ path }) => servedFile(files, path) ?? []));
  return [...new Map(linked.map((file) => [file.name, file])).values()];
}
