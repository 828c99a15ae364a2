import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { numberTerms, readTerm, rowAt, startOf, type Numbering, type PackedPage } from './packedPages.ts';
import { fields, type IndexFile, type SearchProgram } from './shard.ts';
import {
  entryPath,
  fragmentPath,
  metaPath,
  pageId,
  partPath,
  signature,
  wasmName,
  type Entry,
  type Meta,
} from './shared/pagefindFiles.ts';

/** Uncompressed bytes in a part of the index; about 7 kB compressed. A word is never split. */
const partSize = 20_000;

/**
 * Merges pages into one Pagefind index, with the same bytes however they were packed. The parts are smaller than
 * Pagefind's, which make a search load about 23 kB per word. A page's id is its index in `pages`, so no list of ids is
 * needed.
 */
export function mergePages(
  pages: readonly PackedPage[],
  tags: readonly string[],
  { files, entry }: SearchProgram,
): IndexFile[] {
  const { words, bytes } = encodeWords(pages);
  const parts = splitIntoParts(words).map((part) => packPart(part, bytes));
  const meta = pack([
    encodeMeta(
      entry.version,
      pages.map(({ pages: packed, at }, index) => [pageId(index, tags), packed.lengths[at] ?? 0]),
      parts.map(({ from, to, id }) => [from, to, id]),
    ),
  ]);
  const hash = hashOf(meta).slice(0, idLength);
  return [
    ...files,
    ...pages.map(({ pages: packed, at }, index) => ({
      path: fragmentPath(pageId(index, tags)),
      content: rowAt(packed.fragments, at),
    })),
    ...parts.map(({ file }) => file),
    { path: metaPath(hash), content: meta },
    { path: entryPath, content: entryFile(entry, hash, pages.length) },
  ];
}

/** A word of the index, and where its `Word` in CBOR (RFC 8949) ends. It starts where the last one ends. */
interface EncodedWord {
  readonly word: string;
  readonly end: number;
}

/** The words of the pages, sorted, each once. They are written into one array, because a log has millions of uses. */
function encodeWords(pages: readonly PackedPage[]): {
  readonly words: readonly EncodedWord[];
  readonly bytes: Uint8Array;
} {
  const { names, numbersIn } = numberTerms(pages);
  const { counts, sizes } = measureUses(pages, names.length, numbersIn);
  const room = names.reduce((sum, name, term) => sum + 3 * name.length + 5 * maxHead + (sizes[term] ?? 0), 0);
  const target = Buffer.allocUnsafe(room);
  let at = 0;
  const starts = new Float64Array(names.length);
  const leaveRoomForUses = (term: number | undefined) => {
    at = writeHead(target, at, arrayType, term === undefined ? 0 : (counts[term] ?? 0));
    if (term === undefined) return;
    starts[term] = at;
    at += sizes[term] ?? 0;
  };
  const words = wordsIn(names).map(({ word, term, spellings }) => {
    at = writeHead(target, at, arrayType, 3);
    at = writeText(target, at, word);
    leaveRoomForUses(term);
    at = writeHead(target, at, arrayType, spellings.length);
    for (const spelling of spellings) {
      at = writeHead(target, at, arrayType, 2);
      at = writeText(target, at, spelling.text);
      leaveRoomForUses(spelling.term);
    }
    return { word, end: at };
  });
  writeUses(pages, numbersIn, starts, target);
  return { words, bytes: target };
}

/** The number of uses of each term, and their bytes in all. */
function measureUses(
  pages: readonly PackedPage[],
  termCount: number,
  numbersIn: Numbering['numbersIn'],
): { readonly counts: Uint32Array; readonly sizes: Float64Array } {
  const counts = new Uint32Array(termCount);
  const sizes = new Float64Array(termCount);
  const last = new Uint32Array(termCount);
  for (const [index, { pages: packed, at }] of pages.entries()) {
    const { uses, places } = packed;
    const numbers = numbersIn(packed);
    const { values: terms } = uses;
    const { ends: stops } = places;
    const end = uses.ends[at] ?? 0;
    let start = startOf(places, startOf(uses, at));
    for (let row = startOf(uses, at); row < end; row += 1) {
      const term = numbers[terms[row] ?? 0] ?? 0;
      const stop = stops[row] ?? 0;
      counts[term] = (counts[term] ?? 0) + 1;
      sizes[term] = (sizes[term] ?? 0) + 1 + headLength(index - (last[term] ?? 0)) + stop - start;
      last[term] = index;
      start = stop;
    }
  }
  return { counts, sizes };
}

/** Writes the uses of each term, in the order of the pages, as CBOR of `Use`. */
function writeUses(
  pages: readonly PackedPage[],
  numbersIn: Numbering['numbersIn'],
  starts: Float64Array,
  target: Buffer,
): void {
  const ends = starts.slice();
  const last = new Uint32Array(starts.length);
  for (const [index, { pages: packed, at }] of pages.entries()) {
    const { uses, places } = packed;
    const numbers = numbersIn(packed);
    const { values: terms } = uses;
    const { values: bytes, ends: stops } = places;
    const end = uses.ends[at] ?? 0;
    let start = startOf(places, startOf(uses, at));
    for (let row = startOf(uses, at); row < end; row += 1) {
      const term = numbers[terms[row] ?? 0] ?? 0;
      const stop = stops[row] ?? 0;
      let to = writeHead(target, ends[term] ?? 0, arrayType, 3);
      to = writeHead(target, to, unsignedType, index - (last[term] ?? 0));
      // Faster than `set()` for a few bytes.
      for (let from = start; from < stop; from += 1) target[to++] = bytes[from] ?? 0;
      ends[term] = to;
      last[term] = index;
      start = stop;
    }
  }
}

interface IndexWord {
  readonly word: string;
  /** The number of its term; undefined if only its other spellings are used. */
  readonly term: number | undefined;
  readonly spellings: readonly { readonly text: string; readonly term: number }[];
}

/** The sorted words among some terms, with their other spellings. */
function wordsIn(names: readonly string[]): readonly IndexWord[] {
  const sorted = names
    .map((name, term) => ({ name, term, key: sortKey(name) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
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

const [unsignedType, textType, arrayType] = [0, 3, 4] as const;
/** The most bytes in the head of an item whose value or length has 32 bits. */
const maxHead = 5;

function headLength(value: number): number {
  return value < 24 ? 1 : value < 0x100 ? 2 : value < 0x10000 ? 3 : maxHead;
}

/** Writes a text, and returns its end. */
function writeText(target: Buffer, at: number, text: string): number {
  let end = writeHead(target, at, textType, text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x80) {
      end = writeHead(target, at, textType, Buffer.byteLength(text));
      return end + target.write(text, end);
    }
    // Most words are ASCII, and `write()` takes long for short texts.
    target[end++] = code;
  }
  return end;
}

/** `Meta` in CBOR, without filters and sort orders. */
function encodeMeta(version: string, pages: Meta[1], parts: Meta[2]): Uint8Array {
  const texts = [version, ...pages.map(([id]) => id), ...parts.flat(), ...fields];
  const target = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + 3 * text.length + 3 * maxHead, 6 * maxHead));
  let at = writeText(target, writeHead(target, 0, arrayType, 6), version);
  at = writeHead(target, at, arrayType, pages.length);
  for (const [id, words] of pages) {
    at = writeText(target, writeHead(target, at, arrayType, 2), id);
    at = writeHead(target, at, unsignedType, words);
  }
  at = writeHead(target, at, arrayType, parts.length);
  for (const part of parts) {
    at = writeHead(target, at, arrayType, part.length);
    for (const text of part) at = writeText(target, at, text);
  }
  at = writeHead(target, writeHead(target, at, arrayType, 0), arrayType, 0);
  at = writeHead(target, at, arrayType, fields.length);
  for (const name of fields) at = writeText(target, at, name);
  return target.subarray(0, at);
}

/** Writes the head of a CBOR item (RFC 8949, section 3), and returns its end. */
function writeHead(target: Uint8Array, at: number, type: number, value: number): number {
  const first = type << 5;
  const length = headLength(value);
  if (length === 1) target[at] = first + value;
  else {
    target[at] = first + (length === 2 ? 24 : length === 3 ? 25 : 26);
    for (let byte = length - 1, rest = value; byte > 0; byte -= 1, rest >>>= 8) target[at + byte] = rest & 0xff;
  }
  return at + length;
}

/**
 * A text whose order by code units is the order of the original by bytes in UTF-8, which Pagefind uses: surrogates come
 * after all other code units.
 */
function sortKey(text: string): string {
  return text.replace(/[\ud800-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
  });
}

/** Words in sequence, and where they are in the array of all words. */
interface Part {
  readonly from: string;
  readonly start: number;
  to: string;
  end: number;
  count: number;
}

function splitIntoParts(words: readonly EncodedWord[]): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (const { word, end } of words) {
    let part = parts.at(-1);
    if (!part || end - part.start > partSize) {
      part = { from: word, start, to: word, end, count: 0 };
      parts.push(part);
    }
    part.to = word;
    part.end = end;
    part.count += 1;
    start = end;
  }
  return parts;
}

interface PackedPart {
  readonly from: string;
  readonly to: string;
  readonly id: string;
  readonly file: IndexFile;
}

/** The length of the names of parts. */
const idLength = 10;

/** A part, named by what is in it. It is compressed when somebody wants it: after an edit, most parts are the same. */
function packPart({ from, start, to, end, count }: Part, bytes: Uint8Array): PackedPart {
  const heads = Buffer.alloc(2 * maxHead);
  const length = writeHead(heads, writeHead(heads, 0, arrayType, 1), arrayType, count);
  const data = [heads.subarray(0, length), bytes.subarray(start, end)];
  const hash = hashOf(...data);
  const id = hash.slice(0, idLength);
  const file = {
    path: partPath(id),
    hash,
    get content() {
      return pack(data);
    },
  };
  return { from, to, id, file };
}

/** Packs CBOR into a Pagefind file. */
function pack(data: readonly Uint8Array[]): Uint8Array {
  return gzipSync(Buffer.concat([Buffer.from(signature), ...data]), { level: 6 });
}

function entryFile(entry: Entry, hash: string, pages: number): Uint8Array {
  const languages = Object.keys(entry.languages).map((language) => [
    language,
    { hash, wasm: wasmName, page_count: pages },
  ]);
  return new TextEncoder().encode(JSON.stringify({ ...entry, languages: Object.fromEntries(languages) }));
}

function hashOf(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
