import { createHash } from 'node:crypto';
import { lstat, readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Entry } from '../log/entry.ts';
import type { Problem } from '../log/problem.ts';
import type { RuleId } from '../log/rules.ts';
import type { Urls } from '../urls/urls.ts';
import { readDrawing, type Drawing } from '../markdown/drawing.ts';
import { failureOf } from './entryFailure.ts';
import type { ImageCopy, ImageFacts } from '../markdown/renderContext.ts';
import { openCache, type Cache } from './cache.ts';

/** A picture of the log, ready to be served. */
export interface Picture extends ImageFacts {
  /** Its path below `content/`. */
  readonly path: string;
  /** The file name on the site: its own name with a hash of its bytes. */
  readonly name: string;
  readonly copies: readonly (ImageCopy & { readonly name: string })[];
}

const largestFile = 2 * 1024 * 1024;
const mostPixels = 40_000_000;
/** Widths of copies, in pixels: a phone, the text column, and the same two on high-density screens. */
const widths = [400, 700, 1050, 1400];

/** The picture, drawing or refusal for each picture path below `content/` that an entry uses. */
export type Pictures = Map<string, Picture | Drawing | Refusal>;

/** Reads the pictures of an entry that are not in `seen`, and adds them. Reports problems where a picture is used. */
export async function readPictures(folder: string, entry: Entry, urls: Urls, seen: Pictures): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { path, range } of entry.body.images) {
    const result = seen.get(path) ?? (await attemptPicture(folder, path, urls));
    seen.set(path, result);
    if ('rule' in result) problems.push({ ...result, file: entry.file, range });
  }
  return problems;
}

/** Reads a picture as `readPicture()` does. Never throws: an exception becomes a refusal. */
async function attemptPicture(folder: string, path: string, urls: Urls): Promise<Picture | Drawing | Refusal> {
  try {
    return await readPicture(folder, path, urls);
  } catch (error) {
    const { rule, message } = failureOf(path, error, `"content/${path}"`);
    return refusal(rule, message);
  }
}

/** The picture at a path, if it can be shown. */
export function shownPicture(pictures: Pictures, path: string): Picture | Drawing | undefined {
  const found = pictures.get(path);
  return found && 'rule' in found ? undefined : found;
}

/** Why a picture cannot be shown. */
export interface Refusal {
  readonly rule: RuleId;
  readonly message: string;
}

export function refusal(rule: RuleId, message: string): Refusal {
  return { rule, message };
}

/**
 * Reads a picture below `content/` of a log's folder. Returns its facts, or the reason why it cannot be shown. Accepts
 * PNG, JPEG, WebP and GIF, recognised by their first bytes, of at most 2 MiB and 40 million pixels, and SVG drawings.
 */
export async function readPicture(folder: string, path: string, urls: Urls): Promise<Picture | Drawing | Refusal> {
  const content = join(folder, 'content');
  const file = join(content, path);
  const stats = await lstat(file).catch(() => undefined);
  if (!stats) return refusal('missing-image', `There is no file "content/${path}".`);
  if (stats.isSymbolicLink()) return refusal('symbolic-link', `"content/${path}" is a symbolic link.`);
  const inside =
    (await realpath(file).catch(() => '')) === join(await realpath(content).catch(() => ''), ...path.split('/'));
  if (!stats.isFile() || !inside)
    return refusal('missing-image', `"content/${path}" is not a regular file in this folder. Case matters.`);
  const stamp = [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs, urls.file('images/')].join();
  const known = latest.get(file);
  if (known?.stamp === stamp) return known.result;
  const result = await readPictureFile(folder, path, stats.size, urls);
  latest.set(file, { stamp, result });
  return result;
}

/** Each picture as it was last read, so that `dev` reads only the pictures that have changed. */
const latest = new Map<string, { readonly stamp: string; readonly result: Picture | Drawing | Refusal }>();

async function readPictureFile(
  folder: string,
  path: string,
  size: number,
  urls: Urls,
): Promise<Picture | Drawing | Refusal> {
  if (size > largestFile) return refusal('image-limit', `"content/${path}" has ${size} bytes, more than 2 MiB.`);
  const bytes = await readFile(join(folder, 'content', path)).catch(() => undefined);
  if (!bytes) return refusal('missing-image', `"content/${path}" cannot be read.`);
  if (path.endsWith('.svg')) {
    const drawing = readDrawing(bytes.toString('utf8'));
    return typeof drawing === 'string'
      ? refusal('image-kind', `"content/${path}" cannot be shown. ${drawing}`)
      : drawing;
  }
  const first = bytes.toString('latin1', 0, 12);
  if (!starts.some((start) => start.test(first)))
    return refusal('image-kind', `"content/${path}" is not a png, jpg, webp, gif or svg picture.`);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const header = await readHeaderOnce(folder, bytes, hash);
  if (!header) return refusal('image-kind', `"content/${path}" is damaged or cut short, and cannot be shown.`);
  const { format, width, height } = header;
  if (hasTooManyPixels(header))
    return refusal('image-limit', `"content/${path}" has ${width} × ${height} pixels, more than 40 million.`);
  // The name is part of addresses, where characters such as "#", "?" and a space have a meaning.
  const base = path
    .slice(path.lastIndexOf('/') + 1)
    .replace(extname(path), '')
    .replace(/[^\p{L}\p{N}._]+/gu, '-')
    .replace(/-$/, '');
  const nameOf = (ending: string) => `${base}-${hash.slice(0, 10)}${ending}`;
  const name = nameOf(`.${format === 'jpeg' ? 'jpg' : format}`);
  const copies = widthsOf(header).map((wide) => {
    const copy = format === 'webp' && wide === width ? name : nameOf(`-${wide}.webp`);
    return { name: copy, href: urls.file(`images/${copy}`), width: wide };
  });
  return { path, name, href: urls.file(`images/${name}`), width, height, copies };
}

interface Header {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly isAnimated: boolean;
}

/** The first bytes of each format. Other files never reach the library, which reads many more formats. */
const starts: readonly RegExp[] = [/^\x89PNG\r\n/, /^\xff\xd8\xff/, /^GIF8[79]a/, /^RIFF.{4}WEBP/s];

function hasTooManyPixels({ width, height }: Header): boolean {
  return width * height > mostPixels;
}

const caches = new Map<string, Promise<Cache>>();

function headersOf(folder: string): Promise<Cache> {
  const cache = caches.get(folder) ?? openCache(folder, 'headers');
  caches.set(folder, cache);
  return cache;
}

/** Removes the cached headers of pictures that this process has not read. */
export async function pruneHeaders(folder: string): Promise<void> {
  await (await headersOf(folder)).prune();
}

/**
 * The header of a picture, or undefined if the picture is damaged. It is cached by the hash of the bytes, because all
 * pixels have to be read.
 */
async function readHeaderOnce(folder: string, bytes: Buffer, hash: string): Promise<Header | undefined> {
  const cached = (await headersOf(folder)).file(hash);
  const known = cached.readChecked();
  if (known) return (JSON.parse(Buffer.from(known).toString('utf8')) as Header | null) ?? undefined;
  const header = await readHeader(bytes);
  const isSound = header && (hasTooManyPixels(header) || (await isWhole(bytes)));
  await cached.write(JSON.stringify(isSound ? header : null));
  return isSound ? header : undefined;
}

/** The library for pictures, which takes a tenth of a second to load. Headers and copies are cached. */
export async function loadSharp(): Promise<typeof import('sharp')['default']> {
  return (await import('sharp')).default;
}

/**
 * Reads the header of a picture, without the library's pixel limit, which would hide the number of pixels. Returns
 * undefined if it is damaged.
 */
async function readHeader(bytes: Buffer): Promise<Header | undefined> {
  const sharp = await loadSharp();
  try {
    const { format, autoOrient, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    // The size as browsers show it: cameras record the orientation in the metadata and do not rotate the pixels.
    return { format, ...autoOrient, isAnimated: pages > 1 };
  } catch {
    return undefined;
  }
}

/** Whether all pixels of a picture can be read. If not, a browser shows only part of it, or nothing. */
async function isWhole(bytes: Buffer): Promise<boolean> {
  const sharp = await loadSharp();
  try {
    const picture = sharp(bytes, { limitInputPixels: false, failOn: 'error', sequentialRead: true });
    const { width, height } = await picture.metadata();
    // The last line can be read only after all others.
    await picture
      .extract({ left: 0, top: height - 1, width, height: 1 })
      .raw()
      .toBuffer();
    return true;
  } catch {
    return false;
  }
}

/** The widths of a picture's copies. The original's width replaces larger ones. */
function widthsOf({ format, width, isAnimated }: Header): readonly number[] {
  const narrower = widths.filter((wide) => wide < width);
  if (format === 'gif' || isAnimated || narrower.length === 0) return [];
  return narrower.length < widths.length ? [...narrower, width] : narrower;
}

/** The bytes of a picture from the log's folder. */
export function pictureBytes(folder: string, picture: Picture): Promise<Buffer> {
  return readFile([folder, 'content', ...picture.path.split('/')].join(sep));
}
