import { mkdir, readdir, readFile, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, posix, sep } from 'node:path';
import { parse, stringify } from 'yaml';
import { folders, type EntryKind } from '../../src/log/entry.ts';
import type { schemas } from '../../src/log/schema.ts';

export type Kind = keyof typeof schemas;

/** An entry, as its author sees it. */
export interface Entry {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** The owner's files, by path from the log's folder. Those of entries can be taken apart. */
export type Files = ReadonlyMap<string, Entry | Uint8Array>;

/** Reads every file in a log's folder. */
export async function readFiles(folder: string): Promise<Files> {
  const children = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = children.filter((child) => child.isFile()).map((child) => join(child.parentPath, child.name));
  const files = paths.sort().map(async (path) => {
    const bytes = await readFile(path);
    const name = path
      .slice(folder.length + 1)
      .split(sep)
      .join('/');
    return [name, kindOf(name) === undefined ? bytes : readEntry(bytes.toString('utf8'))] as const;
  });
  return new Map(await Promise.all(files));
}

function readEntry(text: string): Entry {
  const [, fields, body] = /^---\n(.*?\n)---\n\n?(.*)$/s.exec(text) ?? [];
  if (fields === undefined || body === undefined) throw new Error(`No frontmatter: ${text.slice(0, 60)}`);
  return { fields: parse(fields) as Entry['fields'], body };
}

function bytesOf(content: Entry | Uint8Array): Uint8Array {
  if (content instanceof Uint8Array) return content;
  return Buffer.from(`---\n${stringify(content.fields)}---\n\n${content.body}`);
}

/**
 * Changes the files in a folder from one state to another, and leaves the files that are in both as they are. With
 * `keepsTimes`, a changed file keeps its modification time, as with `cp -p`.
 */
export async function changeFiles(folder: string, from: Files, to: Files, keepsTimes = false): Promise<void> {
  for (const path of from.keys()) {
    if (to.has(path)) continue;
    await rm(join(folder, path), { force: true });
    // A folder that is left empty goes too: an empty `slots/` would still need a bundler.
    await rmdir(dirname(join(folder, path))).catch(() => undefined);
  }
  for (const [path, content] of to) {
    if (from.get(path) === content) continue;
    const file = join(folder, path);
    const times = keepsTimes ? await stat(file).catch(() => undefined) : undefined;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytesOf(content));
    if (times) await utimes(file, times.atime, times.mtime);
  }
}

const kinds = new Map<string, EntryKind>(Object.entries(folders).map(([kind, folder]) => [folder, kind as EntryKind]));

/** The kind of the entry at a path, in the folders that a log has if it is kept in weeks. */
export function kindOf(path: string): Kind | undefined {
  if (path === 'content/log.md') return 'log';
  if (!path.startsWith('content/') || !path.endsWith('.md')) return undefined;
  const [first = '', ...below] = path.replace(/^content\/(?:drafts\/)?/, '').split('/');
  // A note can be directly in the folder of drafts.
  return below.length === 0 ? 'note' : kinds.get(first);
}

/** The id of an entry: its path in the folder of its kind, without the extension. */
export function idOf(path: string): string {
  return path.replace(/^content\/(?:drafts\/)?(?:(?:weeks|notes|pages|resources)\/)?/, '').replace(/\.md$/, '');
}

/** Replaces or removes a file. */
export function withFile(files: Files, path: string, content: Entry | Uint8Array | undefined): Files {
  const next = new Map(files);
  if (content === undefined) next.delete(path);
  else next.set(path, content);
  return next;
}

/** Changes the entries of a log. */
export function mapEntries(files: Files, change: (entry: Entry, path: string) => Entry): Files {
  return new Map([...files].map(([path, content]) => [path, 'body' in content ? change(content, path) : content]));
}

/** The address of a file from an entry. */
export function linkTo(target: string, from: string): string {
  return posix.relative(posix.dirname(from), target);
}

const link = /\[((?:[^[\]]|\[[^\]]*\])*)\]\((?!#|[a-z]+:)([^)\s#]+)([^)]*)\)/g;

/** Replaces the links to files in the body of an entry. Each is the text, the path from the log's folder, and the rest. */
export function mapLinks(
  { fields, body }: Entry,
  path: string,
  replace: (text: string, target: string, rest: string) => string,
): Entry {
  const next = body.replace(link, (_, text: string, address: string, rest: string) =>
    replace(text, posix.join(posix.dirname(path), address), rest),
  );
  return { fields, body: next };
}

/** Replaces a name wherever it is a key or a value. A replacement of undefined removes it, and the field if it is empty. */
export function replaceName(value: unknown, from: string, to: string | undefined): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) {
    const items = value.map((item) => replaceName(item, from, to)).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).flatMap(([key, inner]) => {
    const name = key === from ? to : key;
    const next = replaceName(inner, from, to);
    return name === undefined || next === undefined ? [] : [[name, next] as const];
  });
  // `{ resource: …, reason: … }` means nothing without its resource.
  const isLost = Object.values(value).includes(from) && to === undefined;
  return isLost || pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}
