import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { encode } from 'cborg';
import { numberTerms, readTerm, rowAt, startOf, type Numbering, type PackedPage } from './packedPages.ts';
import { fields, type IndexFile, type SearchProgram } from './shard.ts';
import { entryPath, fragmentPath, metaPath, pageId, partPath, signature, type Entry } from './shared/pagefindFiles.ts';

/** Uncompressed bytes in a part of the index; about 7 kB compressed. A word is never split. */
const partSize = 20_000;

/**
 * Merges pages into one Pagefind index, with the same bytes however they were packed. The parts are smaller than
 * Pagefind's, which make a search load about 23 kB per word. A page's id is its index in `pages`, so no list of ids is
 * needed.
 */
export async function mergePages(
  pages: readonly PackedPage[],
  tags: readonly string[],
  { files, entry }: SearchProgram,
): Promise<IndexFile[]> {
  const parts = await Promise.all(splitIntoParts(encodeWords(pages)).map(packPart));
  const meta = await pack([
    encode([
      entry.version,
      pages.map(({ pages: packed, at }, index) => [pageId(index, tags), packed.lengths[at] ?? 0]),
      parts.map(({ from, to, id }) => [from, to, id]),
      [],
      [],
      fields,
    ]),
  ]);
  const hash = hashOf(meta);
  return [
    ...files,
    ...pages.map(({ pages: packed, at }, index) => ({
      path: fragmentPath(pageId(index, tags)),
      content: rowAt(packed.fragments, at),
    })),
    ...parts.map(({ id, content }) => ({ path: partPath(id), content })),
    { path: metaPath(hash), content: meta },
    { path: entryPath, content: entryFile(entry, hash, pages.length) },
  ];
}

/** A word of the index, and its `Word` in CBOR (RFC 8949). */
interface EncodedWord {
  readonly word: string;
  readonly bytes: Uint8Array;
}

/** The words of the pages, sorted, each once. Numbers are written into one array, because a log has millions of uses. */
function encodeWords(pages: readonly PackedPage[]): readonly EncodedWord[] {
  const { names, numbersIn } = numberTerms(pages);
  const uses = new Uint32Array(names.length);
  const bytes = new Float64Array(names.length);
  forEachUse(pages, names.length, numbersIn, (term, step, _, start, end) => {
    uses[term] = (uses[term] ?? 0) + 1;
    bytes[term] = (bytes[term] ?? 0) + 1 + headLength(step) + end - start;
  });
  const words = wordsIn(names);
  const room = names.reduce((sum, name, term) => sum + 3 * name.length + 5 * maxHead + (bytes[term] ?? 0), 0);
  const target = Buffer.allocUnsafe(room);
  let at = 0;
  const ends = new Float64Array(names.length);
  const writeUses = (term: number | undefined) => {
    at = writeHead(target, at, arrayType, term === undefined ? 0 : (uses[term] ?? 0));
    if (term === undefined) return;
    ends[term] = at;
    at += bytes[term] ?? 0;
  };
  const writeText = (text: string) => {
    at = writeHead(target, at, textType, Buffer.byteLength(text));
    at += target.write(text, at);
  };
  const encoded = words.map(({ word, term, spellings }) => {
    const start = at;
    at = writeHead(target, at, arrayType, 3);
    writeText(word);
    writeUses(term);
    at = writeHead(target, at, arrayType, spellings.length);
    for (const spelling of spellings) {
      at = writeHead(target, at, arrayType, 2);
      writeText(spelling.text);
      writeUses(spelling.term);
    }
    return { word, bytes: target.subarray(start, at) };
  });
  forEachUse(pages, names.length, numbersIn, (term, step, source, start, stop) => {
    let end = writeHead(target, writeHead(target, ends[term] ?? 0, arrayType, 3), unsignedType, step);
    for (let from = start; from < stop; from += 1) target[end++] = source[from] ?? 0;
    ends[term] = end;
  });
  return encoded;
}

interface IndexWord {
  readonly word: string;
  /** The number of its term; undefined if only its other spellings are used. */
  readonly term: number | undefined;
  readonly spellings: readonly { readonly text: string; readonly term: number }[];
}

/** The sorted words among some terms, with their other spellings. */
function wordsIn(names: readonly string[]): readonly IndexWord[] {
  const isBefore = names.some((name) => surrogate.test(name)) ? isBeforeInUtf8 : isBeforeInUtf16;
  const sorted = names.map((name, term) => ({ name, term })).sort((a, b) => (isBefore(a.name, b.name) ? -1 : 1));
  const words: { word: string; term: number | undefined; spellings: { text: string; term: number }[] }[] = [];
  for (const { name, term } of sorted) {
    const { word, spelling } = readTerm(name);
    const last = words.at(-1);
    if (spelling === undefined) words.push({ word, term, spellings: [] });
    else if (last?.word === word) last.spellings.push({ text: spelling, term });
    else words.push({ word, term: undefined, spellings: [{ text: spelling, term }] });
  }
  return words;
}

/**
 * Calls `use` for each use of each term: with the term’s number, the step from the previous page with it, and the place
 * as a range of bytes. The pages of each term come in order.
 */
function forEachUse(
  pages: readonly PackedPage[],
  terms: number,
  numbersIn: Numbering['numbersIn'],
  use: (term: number, step: number, places: Uint8Array, start: number, end: number) => void,
): void {
  const last = new Uint32Array(terms);
  for (const [index, { pages: packed, at }] of pages.entries()) {
    const { uses, places } = packed;
    const numbers = numbersIn(packed);
    const end = uses.ends[at] ?? 0;
    let start = startOf(places, startOf(uses, at));
    for (let row = startOf(uses, at); row < end; row += 1) {
      const term = numbers[uses.values[row] ?? 0] ?? 0;
      const stop = places.ends[row] ?? 0;
      use(term, index - (last[term] ?? 0), places.values, start, stop);
      last[term] = index;
      start = stop;
    }
  }
}

const [unsignedType, textType, arrayType] = [0, 3, 4] as const;
/** The most bytes in the head of an item whose value or length has 32 bits. */
const maxHead = 5;

function headLength(value: number): number {
  return value < 24 ? 1 : value < 0x100 ? 2 : value < 0x10000 ? 3 : maxHead;
}

/** Writes the head of a CBOR item (RFC 8949, section 3), and returns its end. */
function writeHead(target: Buffer, at: number, type: number, value: number): number {
  const first = type << 5;
  if (value < 24) return target.writeUInt8(first + value, at);
  if (value < 0x100) return target.writeUInt8(value, target.writeUInt8(first + 24, at));
  if (value < 0x10000) return target.writeUInt16BE(value, target.writeUInt8(first + 25, at));
  return target.writeUInt32BE(value, target.writeUInt8(first + 26, at));
}

const surrogate = /[\ud800-\udfff]/;

/** Compares texts by their bytes in UTF-8, as Pagefind does. */
function isBeforeInUtf8(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}

/** The same for texts without surrogates. */
function isBeforeInUtf16(a: string, b: string): boolean {
  return a < b;
}

interface Part {
  readonly from: string;
  to: string;
  readonly words: Uint8Array[];
}

function splitIntoParts(words: Iterable<EncodedWord>): readonly Part[] {
  const parts: Part[] = [];
  let bytesLeft = 0;
  for (const { word, bytes } of words) {
    let part = parts.at(-1);
    if (!part || bytes.length > bytesLeft) {
      part = { from: word, to: word, words: [] };
      parts.push(part);
      bytesLeft = partSize;
    }
    part.words.push(bytes);
    part.to = word;
    bytesLeft -= bytes.length;
  }
  return parts;
}

interface PackedPart {
  readonly from: string;
  readonly to: string;
  readonly id: string;
  readonly content: Uint8Array;
}

async function packPart({ from, to, words }: Part): Promise<PackedPart> {
  const heads = Buffer.alloc(2 * maxHead);
  const end = writeHead(heads, writeHead(heads, 0, arrayType, 1), arrayType, words.length);
  const content = await pack([heads.subarray(0, end), ...words]);
  return { from, to, id: hashOf(content), content };
}

/** Packs CBOR into a Pagefind file. */
function pack(data: readonly Uint8Array[]): Promise<Uint8Array> {
  return promisify(gzip)(Buffer.concat([Buffer.from(signature), ...data]), { level: 9 });
}

function entryFile(entry: Entry, hash: string, pages: number): Uint8Array {
  const languages = Object.entries(entry.languages).map(([language, { wasm }]) => [
    language,
    { hash, wasm, page_count: pages },
  ]);
  return new TextEncoder().encode(JSON.stringify({ ...entry, languages: Object.fromEntries(languages) }));
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 10);
}
