import { lstat, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix, sep } from 'node:path';
import { readLinkedFile } from '../../loader/linkedFiles.ts';
import { readPicture } from '../../loader/pictures.ts';
import { makeUrls } from '../../urls/urls.ts';
import { unmetByName } from '../../log/ids.ts';
import type { Found, Reading, Remark } from './found.ts';

/** Larger files are neither pictures nor served. In bytes. */
const largestFile = 10 * 1024 * 1024;
const pictureNames = /\.(?:png|jpe?g|webp|gif|svg)$/i;

/** The places in the log of files that records refer to, and remarks on those that cannot be copied. */
export interface Attachments {
  /** Paths in the log's folder by paths in the imported folder. */
  readonly places: ReadonlyMap<string, string>;
  readonly remarks: readonly Remark[];
}

/**
 * Finds a place in `content/images` or `content/files` for each file that records refer to, with its folders. Only
 * regular files inside the imported folder are copied, and only if the site would show or serve them. A file that the
 * log already has, with the same bytes, keeps its place. Writes nothing into the log.
 */
export async function placeAttachments(
  folder: string,
  source: string,
  { found, files }: Pick<Reading, 'found' | 'files'>,
): Promise<Attachments> {
  const owners = new Map<string, Found>();
  for (const one of found) {
    for (const attachment of one.attachments ?? []) if (!owners.has(attachment)) owners.set(attachment, one);
  }
  const places = new Map<string, string>();
  const remarks: Remark[] = [];
  if (owners.size === 0) return { places, remarks };
  const root = await realpath(source);
  const trial = await mkdtemp(join(tmpdir(), 'learnlog-import-'));
  const taken = new Set<string>();
  try {
    for (const [attachment, { at }] of owners) {
      const bytes = await bytesOf(root, attachment, files);
      if (typeof bytes === 'string') {
        remarks.push({ kind: 'dropped', at, message: bytes });
        continue;
      }
      const place = await freePlace(folder, attachment, bytes, taken);
      const refusal = await refusalOf(trial, bytes, place);
      if (refusal !== undefined) {
        remarks.push({ kind: 'dropped', at, message: refusal });
        continue;
      }
      taken.add(place.toLowerCase());
      places.set(attachment, place);
    }
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
  return { places, remarks };
}

/** Copies a file of the imported folder into the log, without overwriting anything. Returns whether it is there. */
export async function copyAttachment(
  folder: string,
  source: string,
  attachment: string,
  place: string,
  files?: Reading['files'],
): Promise<boolean> {
  const root = await realpath(source);
  const bytes = await bytesOf(root, attachment, files);
  if (typeof bytes === 'string') return false;
  const to = join(folder, place);
  await mkdir(dirname(to), { recursive: true });
  try {
    await writeFile(to, bytes, { flag: 'wx' });
    return true;
  } catch (error) {
    // It is there already, from an earlier import.
    return error instanceof Error && 'code' in error && error.code === 'EEXIST';
  }
}

/** The bytes of an attachment, or why it is not copied. */
async function bytesOf(root: string, attachment: string, files: Reading['files']): Promise<Uint8Array | string> {
  return files?.get(attachment) ?? readInside(root, attachment);
}

/** The bytes of a regular file inside a folder, or why it is not copied. */
async function readInside(root: string, attachment: string): Promise<Buffer | string> {
  const path = join(root, attachment);
  const stats = await lstat(path).catch(() => undefined);
  if (!stats) return 'A file it refers to is missing.';
  const real = await realpath(path).catch(() => '');
  if (!stats.isFile() || !real.startsWith(`${root}${sep}`)) {
    return 'A file it refers to is not a regular file in the imported folder.';
  }
  if (stats.size > largestFile) return 'A file it refers to is larger than 10 MiB.';
  return readFile(path);
}

/** A path in the log for a file: one with the same bytes, or else a free one. */
async function freePlace(
  folder: string,
  attachment: string,
  bytes: Uint8Array,
  taken: ReadonlySet<string>,
): Promise<string> {
  const base = pictureNames.test(attachment) ? 'content/images' : 'content/files';
  const { dir, name, ext } = posix.parse(attachment.split('/').map(cleanName).join('/'));
  for (let number = 1; ; number += 1) {
    const place = posix.join(base, dir, `${name}${number === 1 ? '' : `-${number}`}${ext}`);
    if (taken.has(place.toLowerCase())) continue;
    const there = await readFile(join(folder, place)).catch((error: NodeJS.ErrnoException) => error);
    if (there instanceof Error ? there.code === 'ENOENT' || there.code === 'ENOTDIR' : there.equals(bytes))
      return place;
  }
}

/** The name of a file or folder without characters that have a meaning in addresses or are not allowed everywhere. */
function cleanName(name: string): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length).normalize('NFC');
  let clean = stem.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-');
  while (/^[-._]/.test(clean)) clean = clean.slice(1);
  while (/[-.]$/.test(clean)) clean = clean.slice(0, -1);
  const short = [...(clean === '' ? 'file' : clean)].slice(0, 60).join('');
  return `${unmetByName(short) === undefined ? short : `file-${short}`}${ending.toLowerCase()}`;
}

/** Why the site would not show or serve a file; undefined if it would. */
async function refusalOf(trial: string, bytes: Uint8Array, place: string): Promise<string | undefined> {
  const to = join(trial, place);
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, bytes);
  const path = place.slice('content/'.length);
  const urls = makeUrls(undefined);
  const read = pictureNames.test(path) ? await readPicture(trial, path, urls) : await readLinkedFile(trial, path, urls);
  await rm(to, { force: true });
  return 'rule' in read ? `A file it refers to is not allowed in a log (${read.rule}).` : undefined;
}
