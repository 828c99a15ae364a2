import type { Entry, EntryKey } from '../log/entry.ts';
import { dropUnmetFixes } from '../log/fixes.ts';
import type { Log } from '../log/log.ts';
import { earlierTargets } from '../log/moves.ts';
import { compareProblems, type Problem } from '../log/problem.ts';
import type { Records } from '../log/records.ts';
import { makeUrls } from '../urls/urls.ts';
import { attemptLog } from './attemptLog.ts';
import type { Diagnostics } from './diagnosticsCache.ts';
import { followMoves, isLostPath } from './followMoves.ts';
import { frontmatterOf, readSourceFiles, type RememberedFiles, type SourceFile } from './files.ts';
import { readMoves } from './history.ts';
import { readLinkedFile, readLinkedFiles, type LinkedFiles } from './linkedFiles.ts';
import { packageRepository } from './packageRepository.ts';
import { readLock } from './readLinkLock.ts';
import { pruneHeaders, readPictures, type Pictures } from './pictures.ts';
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
  /** The repository that `package.json` names. */
  readonly repository?: string | undefined;
  readonly theme?: Theme;
  /** The text of each file, including the theme and the words, for code frames and fixes. */
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

/**
 * Reads everything in a log's folder except its pictures, which only the entries name. Files in `remembered` that have
 * not changed are not read again.
 */
export async function readSources(folder: string, remembered?: RememberedFiles): Promise<LogSources> {
  const { files, unreadable, problems } = await readSourceFiles(folder, remembered);
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
    repository: await packageRepository(folder),
    theme,
    texts,
    problems: [...problems, ...lock.problems, ...themeProblems, ...wordsProblems, ...(await checkSlots(folder))],
  };
}

/** Builds the graph of a log and lists all its problems. */
export async function assembleLog(
  { folder, files, unreadable, root, links, repository, problems }: LogSources,
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
  const graphWith = (moves: Records['moves']) =>
    attemptLog(read, { drafts, broken, records: { links, changes, moves, repository } });
  const first = graphWith(new Map());
  const entries = read.filter((entry) => !first.failed.has(entry));
  const found = [...problems, ...ownProblems(diagnostics, entries)];
  const urls = makeUrls(root.site);
  for (const entry of entries) {
    found.push(...(await readPictures(folder, entry, urls, pictures)));
    found.push(...(await readLinkedFiles(folder, entry, urls, linkedFiles)));
  }
  await pruneHeaders(folder);
  // Git is asked about moved files only if a path leads nowhere.
  const isLost = found.some(isLostPath) || first.problems.some(isLostEntry);
  const moves = isLost ? await readMoves(folder) : new Map<string, string>();
  const { log, ...graph } = moves.size > 0 ? graphWith(moves) : first;
  for (const { key } of graph.failed) broken.add(key);
  const settled = dropUnmetFixes([...found, ...graph.problems], new Set(files.map(({ key }) => key)));
  const sources = new Set(files.map(({ file }) => file));
  const exists = async (file: string): Promise<boolean> => {
    if (file.endsWith('.md')) return sources.has(file);
    const served = await readLinkedFile(folder, file.slice('content/'.length), urls);
    return !('rule' in served && served.rule === 'missing-file');
  };
  const all = moves.size > 0 ? await followMoves(settled, entries, moves, exists) : settled;
  return { log, entries, broken, problems: withoutLinked(all, entries, moves).toSorted(compareProblems) };
}

function isLostEntry({ rule }: Problem): boolean {
  return rule === 'unknown-entry' || rule === 'unknown-resource';
}

/**
 * Without the problems of files that are not entries, such as notebooks, if an entry links to them or did before a
 * move.
 */
function withoutLinked(
  problems: readonly Problem[],
  entries: readonly Entry[],
  moves: Records['moves'],
): readonly Problem[] {
  if (!problems.some(({ rule }) => rule === 'unread-file')) return problems;
  const targetsOf = ({ file, body }: Entry) => [
    ...body.files.map(({ path }) => `content/${path}`),
    ...[...body.files, ...body.outside].flatMap(({ address }) => earlierTargets(moves, file, address?.text)),
  ];
  const linked = new Set(entries.flatMap(targetsOf));
  return problems.filter(({ rule, file }) => rule !== 'unread-file' || !linked.has(file));
}

/**
 * The problems of each file by itself. If log.md cannot be read, its macros are missing and every formula that uses one
 * would be reported, so formula problems are left out.
 */
function ownProblems(diagnostics: Diagnostics, entries: readonly Entry[]): readonly Problem[] {
  const isRooted = entries.some(({ kind }) => kind === 'log');
  const own = [...diagnostics.values()].flatMap(({ problems }) => problems);
  return own.filter(({ rule }) => isRooted || rule !== 'invalid-math');
}
