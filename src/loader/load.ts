import type { Entry, EntryKey } from '../log/entry.ts';
import { settleFixes } from '../log/fixes.ts';
import { buildLog } from '../log/buildLog.ts';
import { linkedEntry } from '../log/nodes.ts';
import type { LinkedEntry, Log } from '../log/log.ts';
import { compareProblems, foldProblems, type Problem } from '../log/problem.ts';
import type { Records } from '../log/records.ts';
import type { Bodies } from '../site.ts';
import { makeUrls } from '../urls/urls.ts';
import { openFindingCache, type FindingCache } from './findingCache.ts';
import { readSourceFiles, type SourceFile } from './files.ts';
import type { Rendering, Surroundings } from './finding.ts';
import { readFrontmatter } from './frontmatter.ts';
import { unpackHtml, type PackedHtml } from './packedHtml.ts';
import { readPictures, type Picture } from './pictures.ts';
import { openRenderCache } from './renderCache.ts';
import { renderAll } from './sharing.ts';
import { readHistory } from './history.ts';
import { readLock } from './linkLock.ts';
import { checkSlots } from './slots.ts';
import { readTheme, themeFile, type Theme } from './theme.ts';

/** A log as it was read from its folder. */
export interface LoadedLog {
  readonly log: Log;
  /** What the log was built from. */
  readonly entries: readonly Entry[];
  readonly html: Bodies;
  /** The pictures that are served as files; drawings are part of the pages. */
  readonly pictures: readonly Picture[];
  /** The owner's style sheet, where there is one. */
  readonly theme?: Theme;
  /** Everything that is wrong, sorted by place. The log is to be published only where nothing of it is an error. */
  readonly problems: readonly Problem[];
  /** The text of each file, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Reads a log from its folder: every file of `content/`, checked, linked and rendered. Never throws for what a person
 * wrote; all of it is in `problems`, in one run. Drafts are part of the log only where `drafts` says so. What was found
 * and rendered earlier is kept in `.astro/` of the folder, by all that it was made of, and not made again. Who reads a
 * log again and again keeps a map for it, `remembered`, so that HTML is read once.
 */
export async function loadLog(
  folder: string,
  { drafts, remembered = new Map() }: { readonly drafts: boolean; readonly remembered?: Map<string, PackedHtml> },
): Promise<LoadedLog> {
  const { files, unreadable, problems: fileProblems } = await readSourceFiles(folder);
  const { macros, site, language } = rootOf(files);
  const findings = await openFindingCache(folder, macros);
  const linked = linkedIn(files, findings, drafts);
  const around: Surroundings = { folder, site, language, macros, linked };
  const renderings = new Map<SourceFile, Rendering>();
  const render = async (sources: readonly SourceFile[]) => {
    for (const [index, rendering] of (await renderAll(sources, around)).entries()) {
      const source = sources[index];
      if (!source) continue;
      renderings.set(source, rendering);
      findings.put(source, { entry: rendering.entry, problems: rendering.problems });
    }
  };
  await render(files.filter((source) => !findings.get(source)));
  const found = files.map((source) => ({ source, ...(findings.get(source) ?? { problems: [] }) }));
  const entries = found.flatMap(({ entry }) => entry ?? []);
  const { pictures, problems: pictureProblems } = await readPictures(folder, entries, makeUrls(site));
  const cache = await openRenderCache(around, pictures, remembered);
  const kept = new Map(
    found.flatMap((one) => (renderings.has(one.source) ? [] : [[one.source, cache.get(one)] as const])),
  );
  await render([...kept].flatMap(([source, html]) => (html === undefined ? [source] : [])));
  for (const one of found) {
    const rendering = renderings.get(one.source);
    if (rendering) await cache.put(one, rendering.html);
  }
  await Promise.all([findings.save(), cache.prune()]);
  const bodies = new Map(
    found.map(({ source }) => [source.key, renderings.get(source)?.html ?? kept.get(source)] as const),
  );
  const html: Bodies = {
    get: (key) => {
      const packed = bodies.get(key);
      return packed && unpackHtml(packed);
    },
    keys: () => bodies.keys(),
  };

  const broken = new Set([...unreadable, ...found.flatMap(({ source, entry }) => (entry ? [] : [source.key]))]);
  const { links, problems: lockProblems } = await readLock(folder);
  const records: Records = { links, changes: await readHistory(folder) };
  const { log, problems: graphProblems } = buildLog(entries, { drafts, broken, records });
  const { theme, text: themeText, problems: themeProblems } = await readTheme(folder);
  const lists = files.map((source) => findings.get(source)?.problems ?? []);
  const all = [
    ...fileProblems,
    ...lockProblems,
    ...graphProblems,
    ...pictureProblems,
    ...themeProblems,
    ...(await checkSlots(folder)),
    ...ownProblems(lists, entries),
  ];
  const sorted = settleFixes(all, new Set(files.map(({ key }) => key))).sort(compareProblems);
  const problems = foldProblems(sorted);
  const texts = textsOf(files, themeText);
  const published = entries.filter((entry) => drafts || entry.kind === 'log' || !entry.fields.draft);
  const shown = new Set(published.flatMap(({ body }) => body.images.map(({ path }) => path)));
  const served = [...pictures.values()].filter((picture) => 'href' in picture).filter(({ path }) => shown.has(path));
  return { log, entries, html, pictures: served, ...(theme && { theme }), problems, texts };
}

/** What `content/log.md` says that has a part in every other entry. */
export function rootOf(files: readonly SourceFile[]): Pick<Surroundings, 'macros' | 'site' | 'language'> {
  const root = files.find(({ kind }) => kind === 'log');
  const fields = root && readFrontmatter('log', root.text, root.file).fields;
  if (!fields) return { macros: {}, language: 'en' };
  const { macros, site, language } = fields;
  return { macros, site, language };
}

/** What is told of each entry that may be linked to, by the frontmatter alone. */
function linkedIn(
  files: readonly SourceFile[],
  findings: FindingCache,
  drafts: boolean,
): ReadonlyMap<EntryKey, LinkedEntry> {
  const linked = new Map<EntryKey, LinkedEntry>();
  for (const source of files) {
    const { kind, key, text, file } = source;
    const known = findings.get(source);
    const fields = known ? known.entry?.fields : readFrontmatter(kind, text, file).fields;
    if (!fields || ('draft' in fields && fields.draft && !drafts)) continue;
    const told = linkedEntry({ kind, key, fields });
    if (told) linked.set(key, told);
  }
  return linked;
}

/**
 * What is wrong with each file by itself. Without log.md its macros are not known, and every formula that uses one
 * looks wrong: then nothing is said of formulas.
 */
export function ownProblems(lists: readonly (readonly Problem[])[], entries: readonly Entry[]): readonly Problem[] {
  const isRooted = entries.some(({ kind }) => kind === 'log');
  return lists.flat().filter(({ rule }) => isRooted || rule !== 'invalid-math');
}

/** The text of each file of a log, its theme included, for code frames and mends. */
export function textsOf(files: readonly SourceFile[], theme: string | undefined): ReadonlyMap<string, string> {
  const texts = files.map(({ file, text }) => [file, text] as const);
  return new Map(theme === undefined ? texts : [...texts, [themeFile, theme]]);
}
