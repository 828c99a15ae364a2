import { createHash } from 'node:crypto';
import { lstat, readFile, realpath } from 'node:fs/promises';
import { join, posix } from 'node:path';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import type { Entry } from '../log/entry.ts';
import type { Problem } from '../log/problem.ts';
import { readDrawing } from '../markdown/drawing.ts';
import type { Href, Urls } from '../urls/urls.ts';
import { refusal, type Refusal } from './pictures.ts';

/** A file of the log that an entry links to, ready to be served. */
export interface LinkedFile {
  /** Its path below `content/`. */
  readonly path: string;
  /** The file name on the site: its own name with a hash of its bytes. */
  readonly name: string;
  readonly href: Href;
}

/** The file or refusal for each path below `content/` that an entry links to. */
export type LinkedFiles = Map<string, LinkedFile | Refusal>;

/** The file at a path, if it is served. */
export function servedFile(files: LinkedFiles, path: string): LinkedFile | undefined {
  const found = files.get(path);
  return found && 'rule' in found ? undefined : found;
}

const largestFile = 10 * 1024 * 1024;

/**
 * The kinds of files that an entry can link to, by extension, with a check of their first bytes. None can run a script
 * on the site: browsers show PDFs in a viewer of their own and text as text (`nosniff`), and drawings are sanitised.
 */
const kinds: Readonly<Record<string, RegExp | 'text' | 'json' | 'drawing'>> = {
  avif: /^.{4}ftypavi[fs]/s,
  csv: 'text',
  gif: /^GIF8[79]a/,
  ipynb: 'json',
  jpeg: /^\xff\xd8\xff/,
  jpg: /^\xff\xd8\xff/,
  pdf: /^%PDF-/,
  png: /^\x89PNG\r\n/,
  svg: 'drawing',
  txt: 'text',
  webp: /^RIFF.{4}WEBP/s,
};

/** Reads the files that an entry links to and that are not in `seen`, and adds them. Reports problems at the links. */
export async function readLinkedFiles(folder: string, entry: Entry, urls: Urls, seen: LinkedFiles): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { path, range } of entry.body.files) {
    const result = seen.get(path) ?? (await readLinkedFile(folder, path, urls));
    seen.set(path, result);
    if ('rule' in result) problems.push({ ...result, file: entry.file, range });
  }
  return problems;
}

/** Reads a file below `content/` that an entry links to. Returns its address, or the reason why it is not served. */
export async function readLinkedFile(folder: string, path: string, urls: Urls): Promise<LinkedFile | Refusal> {
  const content = join(folder, 'content');
  const stats = await lstat(join(content, path)).catch(() => undefined);
  if (!stats) return refusal('missing-file', `There is no file "content/${path}".`);
  if (stats.isSymbolicLink()) return refusal('symbolic-link', `"content/${path}" is a symbolic link.`);
  const real = await realpath(join(content, path)).catch(() => '');
  const inside = real === join(await realpath(content).catch(() => ''), ...path.split('/'));
  if (!stats.isFile() || !inside) {
    return refusal('missing-file', `"content/${path}" is not a regular file in this folder. Case matters.`);
  }
  if (stats.size > largestFile) {
    return refusal('linked-file', `"content/${path}" has ${stats.size} bytes, more than 10 MiB.`);
  }
  const bytes = await linkedFileBytes(folder, { path }).catch(() => undefined);
  if (!bytes) return refusal('missing-file', `"content/${path}" cannot be read.`);
  if (typeof bytes === 'string') return refusal('linked-file', `"content/${path}" is not served. ${bytes}`);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const { name: base, ext } = posix.parse(path);
  const name = `${base.replace(/[^\p{L}\p{N}._]+/gu, '-').replace(/-$/, '')}-${hash}.${ext.slice(1).toLowerCase()}`;
  return { path, name, href: urls.file(`files/${name}`) };
}

/** The bytes of a file as the site serves it, with drawings sanitised. If it is not served, the reason as text. */
export async function linkedFileBytes(
  folder: string,
  { path }: Pick<LinkedFile, 'path'>,
): Promise<Uint8Array<ArrayBuffer> | string> {
  const bytes = new Uint8Array(await readFile(join(folder, 'content', ...path.split('/'))));
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const kind = Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
  if (kind instanceof RegExp) {
    const first = Buffer.from(bytes.buffer, 0, Math.min(bytes.length, 16)).toString('latin1');
    return kind.test(first) ? bytes : `It is not a ${ending} file.`;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (kind === 'json') JSON.parse(text);
    if (kind !== 'drawing') return kind === undefined ? `This type of file is not supported.` : bytes;
    const drawing = readDrawing(text);
    if (typeof drawing === 'string') return drawing;
    drawing.svg.properties.xmlns = 'http://www.w3.org/2000/svg';
    const svg = unified()
      .use(rehypeStringify, { space: 'svg' })
      .stringify({ type: 'root', children: [drawing.svg] });
    return new TextEncoder().encode(svg);
  } catch {
    return kind === 'json' ? 'It is not a notebook: its JSON is invalid.' : 'It is not UTF-8 text.';
  }
}
