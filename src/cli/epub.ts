import { createHash, hash } from 'node:crypto';
import { lstat, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { makeBook, type Book, type BookSubject } from '../exports/book.ts';
import { coverPicture, epubFiles, picturePath } from '../exports/epub.ts';
import { bookCover } from '../loader/bookCover.ts';
import { toSite } from '../loader/loadedSite.ts';
import { openLogOnce } from '../loader/openLogOnce.ts';
import { loadSharp, pictureBytes, type Picture } from '../loader/pictures.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import { count } from '../log/count.ts';
import { resourceKey } from '../log/entry.ts';
import type { Log } from '../log/log.ts';
import { didYouMean } from '../log/suggest.ts';
import type { Href, Urls } from '../urls/urls.ts';
import { report } from './check.ts';
import { createFile, writeWhole } from './replaceFile.ts';

export interface EpubOptions {
  /** The id of the topic that the book is about. */
  readonly topic?: string;
  /** The id of the resource to which the book is the path. */
  readonly path?: string;
  /** The file for the book, as an absolute path. */
  readonly out?: string;
  /** The version of this program, which the book names. */
  readonly version: string;
}

/**
 * Makes an e-book of the log in a folder, without drafts, and returns the exit code. Errors in the log stop it. The same
 * files give the same bytes. A file is replaced only if it is a book exactly as this command wrote it.
 */
export async function writeEpub(folder: string, { version, out, ...of }: EpubOptions): Promise<number> {
  const loaded = await openLogOnce(folder).read({ drafts: false });
  const code = report({ title: loaded.log.title, ...loaded }, { print: complain });
  if (code !== 0) return complain('\nNo book was made.');
  const subject = subjectOf(loaded.log, of);
  if (typeof subject === 'string') return complain(onOneLine(`No book was made. ${subject}`));
  const file = out ?? join(folder, `${of.topic ?? of.path ?? 'log'}.epub`);
  const last = await lastBook(file);
  if (last === 'foreign')
    return complain(
      onOneLine(
        `No book was made. ${file} is not a book exactly as Learnlog wrote it. Move it, or choose another file with --out.`,
      ),
    );
  const site = toSite(loaded);
  const book = makeBook(site, subject, loaded.pictures);
  const files = epubFiles(book, { version, identifier: book.address ?? identifierOf(book) });
  const pictures = await picturesOf(book, folder, loaded.pictures);
  const bytes = pack(
    files,
    new Map([[picturePath(coverPicture), await bookCover(site, pagesOf(site.urls, subject), book)], ...pictures]),
  );
  await mkdir(dirname(file), { recursive: true });
  await (last === 'none' ? createFile : writeWhole)(file, bytes);
  const more = pictures.size > 0 ? ` and ${count(pictures.size, 'picture')}` : '';
  say(onOneLine(`The book is in ${file}: ${count(book.chapters.length, 'chapter')}${more}.`));
  return 0;
}

/** What the book is to contain, or why there is no such book. */
function subjectOf(
  log: Log,
  { topic: topicId, path: resourceId }: Pick<EpubOptions, 'topic' | 'path'>,
): BookSubject | string {
  if (topicId !== undefined) {
    const topic = log.topics.find(({ id }) => id === topicId);
    const names = log.topics.map(({ id }) => id);
    return topic ? { kind: 'topic', topic } : `This log has no topic "${topicId}".${didYouMean(topicId, names)}`;
  }
  if (resourceId === undefined) return { kind: 'log' };
  const goal = log.find(resourceKey(resourceId));
  const names = log.resources.map(({ id }) => id);
  return goal?.kind === 'resource'
    ? { kind: 'path', goal }
    : `This log has no resource "${resourceId}".${didYouMean(resourceId, names)}`;
}

/** The pages on the site that have the same as a book, the best first. */
function pagesOf(urls: Urls, subject: BookSubject): readonly Href[] {
  if (subject.kind === 'topic') return [urls.topic(subject.topic)];
  return subject.kind === 'path' ? [urls.pathTo(subject.goal), urls.entry(subject.goal)] : [];
}

/** The identifier of a book without an address: a UUID from its title and authors (RFC 9562, version 8). */
function identifierOf({ title, partOf, authors }: Book): string {
  const digits = hash('sha256', JSON.stringify([title, partOf, ...authors]));
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`];
  return `urn:uuid:${[...parts, digits.slice(20, 32)].join('-')}`;
}

/** The width of the largest screens of e-readers, in pixels. */
const widest = 1600;

/** The bytes of the pictures of a book, by their path in it: small enough, upright, and in a format of EPUB 2. */
async function picturesOf(
  book: Book,
  folder: string,
  pictures: readonly Picture[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const picture of pictures) {
    const file = book.pictures.get(picture.href);
    if (file !== undefined) found.set(picturePath(file), await bookPicture(folder, picture));
  }
  return found;
}

async function bookPicture(folder: string, picture: Picture): Promise<Uint8Array> {
  const bytes = await pictureBytes(folder, picture);
  const ending = picture.name.slice(picture.name.lastIndexOf('.') + 1);
  if (ending === 'gif' || (ending === 'png' && picture.width <= widest)) return bytes;
  const sharp = await loadSharp();
  const image = sharp(bytes, { failOn: 'none' });
  const { orientation = 1 } = await image.metadata();
  if (ending === 'jpg' && picture.width <= widest && orientation === 1) return bytes;
  const scaled = image.rotate().resize({ width: widest, withoutEnlargement: true });
  // A page can be dark, but what is transparent is usually meant for a light one.
  return ending === 'png'
    ? scaled.png().toBuffer()
    : scaled.flatten({ background: '#fff' }).jpeg({ quality: 85 }).toBuffer();
}

/** The entry of the archive with the digest of all others. Some reading systems store bookmarks in the file of a book. */
const digestFile = 'META-INF/learnlog.sha256';

/** The first day that the format knows, in local time as the library writes it, so that it is the same everywhere. */
const mtime = new Date(1980, 0, 1);

/** Packs the files of a book (EPUB 3.3, section 4.3): the media type first, uncompressed. */
function pack(texts: ReadonlyMap<string, string>, pictures: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const written = [...texts].map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  const files = Object.fromEntries([...written, ...pictures]);
  const digest = new TextEncoder().encode(digestOf(files));
  const entries = Object.entries({ ...files, [digestFile]: digest }).map(
    ([path, bytes]): [string, Zippable[string]] => [path, [bytes, { level: path === 'mimetype' ? 0 : 9, mtime }]],
  );
  return zipSync(Object.fromEntries(entries));
}

/** The digest of the files in an archive, except for the one that has it. */
function digestOf(files: Readonly<Record<string, Uint8Array>>): string {
  const digest = createHash('sha256');
  for (const path of Object.keys(files)
    .filter((name) => name !== digestFile)
    .sort()) {
    digest.update(JSON.stringify([path, hash('sha256', files[path] ?? '')]));
  }
  return digest.digest('hex');
}

/** Whether there is no file, a book exactly as this command wrote it, or anything else. */
async function lastBook(file: string): Promise<'none' | 'own' | 'foreign'> {
  const stats = await lstat(file).catch(() => undefined);
  if (!stats) return 'none';
  if (!stats.isFile()) return 'foreign';
  try {
    const files = unzipSync(await readFile(file));
    return new TextDecoder().decode(files[digestFile]) === digestOf(files) ? 'own' : 'foreign';
  } catch {
    return 'foreign';
  }
}
