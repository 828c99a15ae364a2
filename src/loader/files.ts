import { lstatSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isInDrafts, publishedFile } from '../log/drafts.ts';
import { entryKey, folders, logKey, type EntryKey, type EntryKind } from '../log/entry.ts';
import { hiddenCharacters } from '../log/hiddenCharacters.ts';
import { idForm, unmetByName } from '../log/ids.ts';
import { defaultNaming, periodFolder, periodNames, type Period } from '../log/period.ts';
import { compareText, startOfFile, type Problem } from '../log/problem.ts';
import type { RuleId } from '../log/rules.ts';
import { failureOf } from './entryFailure.ts';
import { readFrontmatter, readPeriod } from './frontmatter.ts';

/** A Markdown file of a log, before it is parsed. */
export interface SourceFile {
  readonly kind: EntryKind;
  readonly key: EntryKey;
  /** Relative to the log's folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** Set by `frontmatterOf()`, and passed to workers with the file. */
  frontmatter?: Frontmatter;
}

type Frontmatter = ReturnType<typeof readFrontmatter<EntryKind>>;

/** The frontmatter of a file. Its YAML is parsed only once. Never throws: an exception becomes a problem. */
export function frontmatterOf(source: SourceFile): Frontmatter {
  source.frontmatter ??= attemptFrontmatter(source);
  return source.frontmatter;
}

function attemptFrontmatter({ kind, text, file }: SourceFile): Frontmatter {
  try {
    return readFrontmatter(kind, text, file);
  } catch (error) {
    return { ranges: {}, problems: [failureOf(file, error)] };
  }
}

const largestFile = 512 * 1024;
const retryMs = 5;
const kinds = new Map<string, EntryKind>(Object.entries(folders).map(([kind, folder]) => [folder, kind as EntryKind]));

/** The Markdown files of a log. */
export interface SourceFiles {
  readonly files: readonly SourceFile[];
  /** Entries that exist but cannot be read. */
  readonly unreadable: readonly EntryKey[];
  readonly problems: readonly Problem[];
}

/** A file as it was last read. */
interface RememberedFile {
  /** Changes with the file. */
  readonly stamp: string;
  /** The period of the log then, which decides what kind of entry it is. */
  readonly period: Period | undefined;
  readonly source: SourceFile;
  readonly problems: readonly Problem[];
}

/** The files of a log as they were last read, by path. */
export type RememberedFiles = Map<string, RememberedFile>;

/**
 * Reads every Markdown file below `content/` of a log's folder, sorted by path. Never follows symbolic links. Files in
 * `remembered` that have not changed are not read again.
 */
export async function readSourceFiles(folder: string, remembered: RememberedFiles = new Map()): Promise<SourceFiles> {
  const problems: Problem[] = [];
  const files: SourceFile[] = [];
  const unreadable: EntryKey[] = [];
  const report = (rule: RuleId, file: string, message: string) =>
    problems.push({ rule, file, range: startOfFile, message });

  const { paths, others } = await listTexts(folder);
  for (const path of others) report('unread-file', path, unreadMessage(path));
  const period = paths.includes(rootFile) ? await periodOf(folder, remembered.get(rootFile)) : defaultNaming.period;
  const owners = new Map<EntryKey, string>();
  // Drafts come last, so that none takes the place of a published entry.
  for (const path of [...paths.filter((one) => !isInDrafts(one)), ...paths.filter(isInDrafts)]) {
    const stamp = settledStamp(join(folder, path));
    const last = remembered.get(path);
    const same = stamp !== undefined && last?.stamp === stamp && last.period === period ? last : undefined;
    const place = same?.source ?? placeOf(path, period);
    if ('rule' in place) {
      // Until log.md can be read, any folder could be named after its period.
      const [, key] = period === undefined ? (weekForm.exec(path) ?? []) : [];
      if (key !== undefined) unreadable.push(key as EntryKey);
      else report(place.rule, path, place.message);
      continue;
    }
    const owner = owners.get(place.key);
    if (owner !== undefined) {
      const message = `The address of this file, "${place.key}/", is already taken by ${owner}.`;
      report('address-taken', path, message);
      continue;
    }
    owners.set(place.key, path);
    if (same) {
      files.push(same.source);
      problems.push(...same.problems);
      continue;
    }
    remembered.delete(path);
    const read = await readText(folder, path, largestFile);
    if ('text' in read) {
      const source = { ...place, file: path, text: read.text };
      const hidden = hiddenCharacters(path, read.text);
      if (stamp !== undefined) remembered.set(path, { stamp, period, source, problems: hidden });
      files.push(source);
      for (const problem of hidden) problems.push(problem);
    } else {
      unreadable.push(place.key);
      report(read.rule, path, read.message);
    }
  }
  if (!files.some(({ kind }) => kind === 'log') && !problems.some(({ file }) => file === 'content/log.md')) {
    report('missing-log', 'content/log.md', 'There is no file "content/log.md".');
  }
  return { files, unreadable, problems };
}

/** In milliseconds. If a file changes twice within the resolution of a file system's times, its times stay the same. */
const timeResolution = 3000;

/** A text that changes with a file, or undefined if the file is missing or has just been written. */
export function settledStamp(path: string): string | undefined {
  const { mtimeMs, ctimeMs, size, ino } = lstatSync(path, { throwIfNoEntry: false }) ?? { ctimeMs: Infinity };
  const isSettled = Date.now() - Math.max(mtimeMs ?? 0, ctimeMs) > timeResolution;
  return isSettled ? [mtimeMs, ctimeMs, size, ino].join(' ') : undefined;
}

const rootFile = `content/${logKey}.md`;
const weekForm = /^content\/([^/]+\/[^/]+)\.md$/;

/** The period that log.md names; undefined if that cannot be read. `last` is that file as it was last read. */
export async function periodOf(folder: string, last?: RememberedFile): Promise<Period | undefined> {
  if (last && last.stamp === settledStamp(join(folder, rootFile))) return last.period;
  const read = await readText(folder, rootFile, largestFile);
  return 'text' in read ? readPeriod(read.text) : undefined;
}

/** Formats of text files that somebody may expect to be entries. */
const otherTexts =
  /\.(?:adoc|asciidoc|bib|csv|docx|html?|ipynb|mdown|mkd|odt|org|qmd|ris|rmd|rst|tex|textile|tsv|typ)$/i;

/** The formats that `learnlog import` turns into entries. */
const importable = /\.(?:bib|ris|csv|tsv)$/i;

function unreadMessage(path: string): string {
  const message = `"${path}" is not read: entries end in ".md".`;
  if (!importable.test(path)) return message;
  return `${message} Run learnlog import ${/\s/.test(path) ? `"${path}"` : path} to make entries of it.`;
}

/** The Markdown files below `content/`, and other texts. */
async function listTexts(folder: string): Promise<{ readonly paths: string[]; readonly others: string[] }> {
  const [paths, others]: [string[], string[]] = [[], []];
  const visit = async (path: string): Promise<void> => {
    const children = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
    for (const child of children) {
      if (child.name.startsWith('.')) continue;
      if (child.isDirectory()) await visit(`${path}/${child.name}`);
      else if (/\.(md|markdown|mdx)$/i.test(child.name)) paths.push(`${path}/${child.name}`);
      else if (otherTexts.test(child.name)) others.push(`${path}/${child.name}`);
    }
  };
  await visit('content');
  return { paths: paths.sort(compareText), others: others.sort(compareText) };
}

/** The most folders that a note can be nested in, because paths have a maximum length. */
export const mostFolders = 8;

/**
 * The kind and the key of the entry in a file of a log with this period, or why it cannot be an entry. A draft has the
 * key that it will have once it is published.
 */
export function placeOf(
  path: string,
  period: Period | undefined = defaultNaming.period,
): { readonly kind: EntryKind; readonly key: EntryKey } | { readonly rule: RuleId; readonly message: string } {
  const misplaced = (message: string) => ({ rule: 'misplaced-file', message }) as const;
  if (!path.endsWith('.md')) return misplaced(`"${path}" does not end in ".md", as entries do.`);
  if (path === rootFile) return { kind: 'log', key: logKey };
  const [, parent = '', ...names] = publishedFile(path).slice(0, -'.md'.length).split('/');
  const kind = kinds.get(parent) ?? (period !== undefined && parent === periodFolder(period) ? 'week' : undefined);
  if (!kind || names.length === 0 || (kind !== 'note' && names.length > 1)) {
    const other = names.length === 1 && periodNames.find((name) => periodFolder(name) === parent);
    const hint = other ? ` If the log is kept in ${parent}, write "period: ${other}" in ${rootFile}.` : '';
    return misplaced(`Entries are not read from the folder "${path.slice(0, path.lastIndexOf('/'))}".${hint}`);
  }
  if (names.length > mostFolders + 1) return misplaced(`"${path}" is in more than ${mostFolders} folders of notes.`);
  const wrong = wrongName(names);
  return wrong === undefined ? { kind, key: entryKey(parent, names.join('/')) } : { rule: 'file-name', message: wrong };
}

/** Says what is wrong with the name of an entry, or of a folder around it. */
function wrongName(names: readonly string[]): string | undefined {
  for (const [index, name] of names.entries()) {
    const isFolder = index < names.length - 1;
    if (!idForm.test(name.normalize('NFC'))) return `"${name}" has characters that an id cannot have.`;
    const unmet = idForm.test(name) ? unmetByName(name) : 'has composed letters (NFC)';
    // The preview of the note "a" is the file "a.json", so no folder beside it can have this name.
    const clash = isFolder && /\.json$/i.test(name) ? 'does not end in ".json"' : undefined;
    const wrong = unmet ?? clash;
    if (wrong !== undefined) return `A ${isFolder ? 'folder' : 'file'} name ${wrong}, but here it is "${name}".`;
  }
  return undefined;
}

/** The text of a file, or the reason why it cannot be read. `limit` is in bytes and a multiple of 1,024. */
export async function readText(
  folder: string,
  name: string,
  limit: number,
  more = 10,
): Promise<{ text: string } | { rule: RuleId; message: string }> {
  const path = join(folder, name);
  try {
    // Synchronous, because fs/promises takes several times as long for a thousand small files.
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) return { rule: 'symbolic-link', message: `"${name}" is a symbolic link.` };
    if (!stats.isFile()) return { rule: 'unreadable-file', message: `"${name}" is not a regular file.` };
    if (stats.size > limit) {
      return { rule: 'file-limit', message: `This file has ${stats.size} bytes, more than ${limit / 1024} KiB.` };
    }
    const bytes = readFileSync(path);
    // Another program is writing the file. Read it again.
    if (bytes.length !== stats.size && more > 0) {
      await wait(retryMs);
      return await readText(folder, name, limit, more - 1);
    }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    const message =
      error instanceof TypeError ? `"${name}" is not UTF-8 text.` : `"${name}" cannot be read: ${codeOf(error)}.`;
    return { rule: 'unreadable-file', message };
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
