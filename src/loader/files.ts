import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { entryKey, folders, logKey, type EntryKey, type EntryKind } from '../log/entry.ts';
import { hiddenCharacters } from '../log/hiddenCharacters.ts';
import { idForm, unmetByName } from '../log/ids.ts';
import { compareText, startOfFile, type Problem } from '../log/problem.ts';
import type { RuleId } from '../log/rules.ts';
import { failureOf } from './entryFailure.ts';
import { readFrontmatter } from './frontmatter.ts';

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
const kinds = new Map<string, EntryKind>(Object.entries(folders).map(([kind, folder]) => [folder, kind as EntryKind]));

/** The Markdown files of a log. */
export interface SourceFiles {
  readonly files: readonly SourceFile[];
  /** Entries that exist but cannot be read. */
  readonly unreadable: readonly EntryKey[];
  readonly problems: readonly Problem[];
}

/** Reads every Markdown file below `content/` of a log's folder, sorted by path. Never follows symbolic links. */
export async function readSourceFiles(folder: string): Promise<SourceFiles> {
  const problems: Problem[] = [];
  const files: SourceFile[] = [];
  const unreadable: EntryKey[] = [];
  const report = (rule: RuleId, file: string, message: string) =>
    problems.push({ rule, file, range: startOfFile, message });

  for (const path of await listMarkdown(folder)) {
    const place = placeOf(path);
    if ('rule' in place) {
      report(place.rule, path, place.message);
      continue;
    }
    const read = await readText(folder, path, largestFile);
    if ('text' in read) {
      files.push({ ...place, file: path, text: read.text });
      for (const problem of hiddenCharacters(path, read.text)) problems.push(problem);
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

async function listMarkdown(folder: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (path: string): Promise<void> => {
    const children = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
    for (const child of children) {
      if (child.name.startsWith('.')) continue;
      if (child.isDirectory()) await visit(`${path}/${child.name}`);
      else if (/\.(md|markdown|mdx)$/i.test(child.name)) found.push(`${path}/${child.name}`);
    }
  };
  await visit('content');
  return found.sort(compareText);
}

/** How many folders can be around a note: paths have a maximum length. */
export const mostFolders = 8;

/** The kind and the key of the entry in a file, or why it cannot be an entry. */
export function placeOf(
  path: string,
): { readonly kind: EntryKind; readonly key: EntryKey } | { readonly rule: RuleId; readonly message: string } {
  const misplaced = (message: string) => ({ rule: 'misplaced-file', message }) as const;
  if (!path.endsWith('.md')) return misplaced(`"${path}" does not end in ".md", as entries do.`);
  if (path === `content/${logKey}.md`) return { kind: 'log', key: logKey };
  const [, parent = '', ...names] = path.slice(0, -'.md'.length).split('/');
  const kind = kinds.get(parent);
  if (!kind || names.length === 0 || (kind !== 'note' && names.length > 1)) {
    return misplaced(`No entry is read from the folder "${path.slice(0, path.lastIndexOf('/'))}".`);
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
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) return { rule: 'symbolic-link', message: `"${name}" is a symbolic link.` };
    if (!stats.isFile()) return { rule: 'unreadable-file', message: `"${name}" is not a regular file.` };
    if (stats.size > limit) {
      return { rule: 'file-limit', message: `This file has ${stats.size} bytes, more than ${limit / 1024} KiB.` };
    }
    const bytes = await readFile(path);
    // Another program is writing the file. Read it again.
    if (bytes.length !== stats.size && more > 0) return await readText(folder, name, limit, more - 1);
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
