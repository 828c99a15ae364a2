import type { Entry, EntryKey } from '../log/entry.ts';
import { dropUnmetFixes } from '../log/fixes.ts';
import type { Log } from '../log/log.ts';
import { compareProblems, type Problem } from '../log/problem.ts';
import type { Records } from '../log/records.ts';
import { makeUrls } from '../urls/urls.ts';
import { attemptLog } from './attemptLog.ts';
import type { Diagnostics } from './diagnosticsCache.ts';
import { frontmatterOf, readSourceFiles, type SourceFile } from './files.ts';
import { readLinkedFiles, type LinkedFiles } from './linkedFiles.ts';
import { readLock } from './readLinkLock.ts';
import { readPictures, type Pictures } from './pictures.ts';
import type { RenderEnvironment } from './renderEntry.ts';
import { checkSlots } from './slots.ts';
import { readTheme, themeFile, type Theme } from './theme.ts';
import { readWords, wordsFile } from './words.ts';

/** Everything in a log's folder, read once. */
export interface LogSources {
  readonly folder: string;
  readonly files: readonly SourceFile[];
  /** Entries that exist but cannot be read. */
  readonly unreadable: readonly EntryKey[];
  /** The fields of `content/log.md`, and the owner's words, which affect every other entry. */
  readonly root: Pick<RenderEnvironment, 'macros' | 'site' | 'language' | 'words'>;
  readonly links: Records['links'];
  readonly theme?: Theme;
  /** The text of each file, the theme and the words included, for code frames and fixes. */
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** A log put together from its sources and the diagnostics of its files. */
export interface AssembledLog {
  readonly log: Log;
  /** The entries that could be read. */
  readonly entries: readonly Entry[];
  /** Entries that exist but could not be read. */
  readonly broken: ReadonlySet<EntryKey>;
  /** All problems, sorted by position. */
  readonly problems: readonly Problem[];
}

/** Reads a log's folder, except for the pictures, which are listed only in the entries. */
export async function readSources(folder: string): Promise<LogSources> {
  const { files, unreadable, problems } = await readSourceFiles(folder);
  const lock = await readLock(folder);
  const { theme, text, problems: themeProblems } = await readTheme(folder);
  const texts = new Map(files.map(({ file, text: content }) => [file, content]));
  if (text !== undefined) texts.set(themeFile, text);
  const rootFile = files.find(({ kind }) => kind === 'log');
  const fields = rootFile && frontmatterOf(rootFile).fields;
  const { macros, site, language } = fields && 'macros' in fields ? fields : { macros: {}, language: 'en' };
  const { words, text: wordsText, problems: wordsProblems } = await readWords(folder, language);
  if (wordsText !== undefined) texts.set(wordsFile, wordsText);
  return {
    folder,
    files,
    unreadable,
    root: { macros, site, language, words },
    links: lock.links,
    theme,
    texts,
    problems: [...problems, ...lock.problems, ...themeProblems, ...wordsProblems, ...(await checkSlots(folder))],
  };
}

/** Builds the graph of a log and lists all its problems. */
export async function assembleLog(
  { folder, files, unreadable, root, links, problems }: LogSources,
  diagnostics: Diagnostics,
  {
    drafts,
    changes = {},
    pictures = new Map(),
    linkedFiles = new Map(),
  }: {
    readonly drafts: boolean;
    readonly changes?: Records['changes'];
    readonly pictures?: Pictures;
    readonly linkedFiles?: LinkedFiles;
  },
): Promise<AssembledLog> {
  const read = [...diagnostics.values()].flatMap(({ entry }) => entry ?? []);
  const unread = [...diagnostics].flatMap(([source, { entry }]) => (entry ? [] : [source.key]));
  const broken = new Set([...unreadable, ...unread]);
  const { log, ...graph } = attemptLog(read, { drafts, broken, records: { links, changes } });
  const entries = read.filter((entry) => !graph.failed.has(entry));
  for (const { key } of graph.failed) broken.add(key);
  const found = [...problems, ...graph.problems, ...ownProblems(diagnostics, entries)];
  const urls = makeUrls(root.site);
  for (const entry of entries) {
    found.push(...(await readPictures(folder, entry, urls, pictures)));
    found.push(...(await readLinkedFiles(folder, entry, urls, linkedFiles)));
  }
  const settled = dropUnmetFixes(found, new Set(files.map(({ key }) => key)));
  return { log, entries, broken, problems: settled.sort(compareProblems) };
}

/**
 * The problems of each file by itself. If log.md cannot be read, its macros are missing and every formula that uses one
 * would be reported, so problems of formulas are left out.
 */
function ownProblems(diagnostics: Diagnostics, entries: readonly Entry[]): readonly Problem[] {
  const isRooted = entries.some(({ kind }) => kind === 'log');
  const own = [...diagnostics.values()].flatMap(({ problems }) => problems);
  return own.filter(({ rule }) => isRooted || rule !== 'invalid-math');
}
