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
    const range = kindOf(path);
    if (typeof range === 'string') {
      report('misplaced-file', path, range);
      continue;
    }
    const name = path.slice(path.lastIndexOf('/') + 1, -'.md'.length);
    const wrong = range.kind === 'log' ? undefined : wrongName(name);
    if (wrong !== undefined) {
      report('file-name', path, wrong);
      continue;
    }
    const read = await readText(folder, path, largestFile);
    const key = range.key(name);
    if ('text' in read) {
      files.push({ kind: range.kind, key, file: path, text: read.text });
      for (const problem of hiddenCharacters(path, read.text)) problems.push(problem);
    } else {
      unreadable.push(key);
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

function kindOf(path: string): { kind: EntryKind; key: (name: string) => EntryKey } | string {
  if (!path.endsWith('.md')) return `"${path}" does not end in ".md", as entries do.`;
  if (path === 'content/log.md') return { kind: 'log', key: () => logKey };
  const [, parent = '', ...rest] = path.split('/');
  const kind = kinds.get(parent);
  if (!kind || rest.length !== 1) return `No entry is read from the folder "${path.slice(0, path.lastIndexOf('/'))}".`;
  return { kind, key: (name) => entryKey(parent, name) };
}

/** Says what is wrong with the name of an entry. */
function wrongName(name: string): string | undefined {
  if (!idForm.test(name.normalize('NFC'))) return `"${name}" has characters that an id cannot have.`;
  const unmet = idForm.test(name) ? unmetByName(name) : 'has composed letters (NFC)';
  return unmet && `A file name ${unmet}, but here it is "${name}".`;
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
