import type { Entry, EntryKey } from '../core/entry.ts';
import { settleFixes } from '../core/fixes.ts';
import { buildLog, type Log } from '../core/log.ts';
import { compareProblems, type Problem } from '../core/problem.ts';
import type { Records } from '../core/records.ts';
import type { Drawing } from '../markdown/drawing.ts';
import { renderMarkdown, type RenderContext } from '../markdown/render.ts';
import { makeUrls, type Urls } from '../urls.ts';
import { makeWording } from '../wording.ts';
import { readSourceFiles, type SourceFile } from './files.ts';
import { readHistory } from './history.ts';
import { readLock } from './linkLock.ts';
import { readPicture, type Picture, type Refusal } from './pictures.ts';
import { guarded, problemsOf, readEntry } from './reading.ts';
import { checkSlots } from './slots.ts';
import { readTheme, themeFile, type Theme } from './theme.ts';

/** A log as it was read from its folder. */
export interface LoadedLog {
  readonly log: Log;
  /** What the log was built from. */
  readonly entries: readonly Entry[];
  /** What else the log was built from: what is recorded of its links and files. */
  readonly records: Records;
  /** The rendered body of each entry. */
  readonly html: ReadonlyMap<EntryKey, string>;
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
 * wrote; all of it is in `problems`, in one run. Drafts are part of the log only where `drafts` says so.
 */
export async function loadLog(folder: string, options: { readonly drafts: boolean }): Promise<LoadedLog> {
  const { files, unreadable, problems: fileProblems } = await readSourceFiles(folder);
  const readings = files.map(readEntry);
  const entries = readings.flatMap(({ entry }) => entry ?? []);
  const broken = new Set([...unreadable, ...readings.flatMap(({ source, entry }) => (entry ? [] : [source.key]))]);
  const { links, problems: lockProblems } = await readLock(folder);
  const records: Records = { links, changes: await readHistory(folder) };
  const { log, problems: graphProblems } = buildLog(entries, { drafts: options.drafts, broken, records });
  const urls = makeUrls(log.site);
  const { theme, text: themeText, problems: themeProblems } = await readTheme(folder);
  const { pictures, problems: pictureProblems } = await readPictures(folder, entries, urls);
  const context: RenderContext = {
    urls,
    wording: makeWording(log.language),
    find: log.find,
    image: (path) => pictures.get(path),
    macros: macrosOf(entries),
  };
  const html = new Map<EntryKey, string>();
  for (const { source, vfile, tree } of readings) {
    if (tree) html.set(source.key, (await guarded(vfile, () => renderMarkdown(tree, vfile, context))) ?? '');
  }
  const found = [
    ...fileProblems,
    ...lockProblems,
    ...graphProblems,
    ...pictureProblems,
    ...themeProblems,
    ...(await checkSlots(folder)),
    ...ownProblems(readings.map(problemsOf), entries),
  ];
  const problems = settleFixes(found, new Set(files.map(({ key }) => key))).sort(compareProblems);
  const texts = textsOf(files, themeText);
  const published = entries.filter((entry) => options.drafts || entry.kind === 'log' || !entry.fields.draft);
  const shown = new Set(published.flatMap(({ body }) => body.images.map(({ path }) => path)));
  const served = [...pictures.values()].filter((picture) => 'href' in picture).filter(({ path }) => shown.has(path));
  return { log, entries, records, html, pictures: served, ...(theme && { theme }), problems, texts };
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

/** The TeX macros of a log. */
export function macrosOf(entries: readonly Entry[]): Readonly<Record<string, string>> {
  return entries.find((entry) => entry.kind === 'log')?.fields.macros ?? {};
}

/** Looks at every picture that the entries show, once each; a problem stands where the picture is shown. */
export async function readPictures(
  folder: string,
  entries: readonly Entry[],
  urls: Urls,
): Promise<{ readonly pictures: ReadonlyMap<string, Picture | Drawing>; readonly problems: readonly Problem[] }> {
  const results = new Map<string, Picture | Drawing | Refusal>();
  const problems: Problem[] = [];
  for (const entry of entries) {
    for (const { path, place } of entry.body.images) {
      const result = results.get(path) ?? (await readPicture(folder, path, urls));
      results.set(path, result);
      if ('rule' in result) problems.push({ ...result, file: entry.file, place });
    }
  }
  const pictures = new Map([...results].flatMap(([path, result]) => ('rule' in result ? [] : [[path, result]])));
  return { pictures, problems };
}
