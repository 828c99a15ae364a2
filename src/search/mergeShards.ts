import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { encode } from 'cborg';
import { type IndexFile, type SearchProgram, type Shard, unpack } from './shard.ts';
import {
  entryPath,
  fragmentPath,
  metaPath,
  pageId,
  partPath,
  signature,
  type Entry,
  type Use,
  type Word,
} from './shared/pagefindFiles.ts';

/** Uncompressed bytes in a part of the index; about 7 kB compressed. A word is never split. */
const partSize = 20_000;

/**
 * Merges shards into one Pagefind index, with the same bytes for any split of the documents. The parts are smaller than
 * Pagefind's, which make a search load about 23 kB per word. A page's id is its index in `indexes`, which maps addresses
 * to indexes, so no list of ids is needed.
 */
export async function mergeShards(
  shards: readonly Shard[],
  indexes: ReadonlyMap<string, number>,
  tags: readonly string[],
  { files, entry }: SearchProgram,
): Promise<IndexFile[]> {
  const pageIndex = (url: string) => {
    const index = indexes.get(url);
    if (index === undefined) throw new Error(`Pagefind returned the unknown page "${url}".`);
    return index;
  };
  const pages = shards
    .flatMap((shard) => shard.pages.map(({ url, ...page }) => ({ ...page, index: pageIndex(url) })))
    .sort((a, b) => a.index - b.index);
  const fields = [...new Set(shards.flatMap((shard) => shard.fields))].sort();
  const sources = shards.map((shard) => ({
    words: wordsOf(shard),
    indexes: shard.pages.map(({ url }) => pageIndex(url)),
    fields: shard.fields.map((field) => fields.indexOf(field)),
  }));
  const parts: PackedPart[] = [];
  // One at a time, so that all words are never in memory at once.
  for (const part of splitIntoParts(mergeWords(sources))) parts.push(await packPart(part));
  const meta = await pack(
    encode([
      entry.version,
      pages.map(({ index, length }) => [pageId(index, tags), length]),
      parts.map(({ from, to, id }) => [from, to, id]),
      [],
      [],
      fields,
    ]),
  );
  const hash = hashOf(meta);
  return [
    ...files,
    ...pages.map(({ index, fragment }) => ({
      path: fragmentPath(pageId(index, tags)),
      content: fragment,
    })),
    ...parts.map(({ id, content }) => ({ path: partPath(id), content })),
    { path: metaPath(hash), content: meta },
    { path: entryPath, content: entryFile(entry, hash, pages.length) },
  ];
}

/** Reads the parts one by one, so that the words of all shards are never in memory at once. */
function* wordsOf({ parts }: Shard): Generator<Word> {
  for (const part of parts) yield* (unpack(part) as [Word[]])[0];
}

interface Source {
  readonly words: Iterator<Word>;
  /** In the order of the shard's own numbers. */
  readonly indexes: readonly number[];
  readonly fields: readonly number[];
}

/** Yields the words of all sources in order, each once. */
function* mergeWords(sources: readonly Source[]): Generator<Word> {
  const heads = sources.map((source) => ({ source, next: source.words.next() }));
  for (;;) {
    let first: string | undefined;
    for (const { next } of heads) {
      if (!next.done && (first === undefined || isBefore(next.value[0], first))) first = next.value[0];
    }
    if (first === undefined) return;
    const uses: Use[] = [];
    const spellings = new Map<string, Use[]>();
    for (const head of heads) {
      if (head.next.done || head.next.value[0] !== first) continue;
      const [, ownUses, ownSpellings] = head.next.value;
      uses.push(...renumberUses(ownUses, head.source));
      for (const [spelling, its] of ownSpellings) {
        spellings.set(spelling, [...(spellings.get(spelling) ?? []), ...renumberUses(its, head.source)]);
      }
      head.next = head.source.words.next();
    }
    const sorted = [...spellings].sort(([a], [b]) => (isBefore(a, b) ? -1 : 1));
    yield [first, toSteps(uses), sorted.map(([spelling, its]) => [spelling, toSteps(its)])];
  }
}

/** Replaces the steps of a shard with page indexes, and its field numbers with those of the merged index. */
function renumberUses(uses: readonly Use[], { indexes, fields }: Source): Use[] {
  let number = 0;
  return uses.map(([step, there, inFields]) => {
    number += step;
    const index = indexes[number];
    if (index === undefined) throw new Error(`Pagefind refers to page ${number} of only ${indexes.length}.`);
    // A negative number names the field of the positions that follow.
    const renamed = inFields.map((value) => (value < 0 ? -1 - (fields[-1 - value] ?? 0) : value));
    return [index, there, renamed];
  });
}

function toSteps(uses: Use[]): Use[] {
  let last = 0;
  return uses
    .sort(([a], [b]) => a - b)
    .map(([index, ...rest]) => {
      const step = index - last;
      last = index;
      return [step, ...rest];
    });
}

const surrogate = /[\ud800-\udfff]/;

/** Compares texts by their bytes in UTF-8, as Pagefind does. */
function isBefore(a: string, b: string): boolean {
  if (surrogate.test(a) || surrogate.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
  return a < b;
}

interface Part {
  readonly from: string;
  to: string;
  readonly words: Uint8Array[];
}

function* splitIntoParts(words: Iterable<Word>): Generator<Part> {
  let part: Part | undefined;
  let bytesLeft = 0;
  for (const word of words) {
    const bytes = encode(word);
    if (part && bytes.length > bytesLeft) {
      yield part;
      part = undefined;
    }
    if (!part) {
      part = { from: word[0], to: word[0], words: [] };
      bytesLeft = partSize;
    }
    part.words.push(bytes);
    part.to = word[0];
    bytesLeft -= bytes.length;
  }
  if (part) yield part;
}

interface PackedPart {
  readonly from: string;
  readonly to: string;
  readonly id: string;
  readonly content: Uint8Array;
}

async function packPart({ from, to, words }: Part): Promise<PackedPart> {
  const content = await pack(Buffer.concat([arrayHead(1), arrayHead(words.length), ...words]));
  return { from, to, id: hashOf(content), content };
}

/** The header of an array in CBOR (RFC 8949, section 3). */
function arrayHead(length: number): Uint8Array {
  if (length < 24) return Uint8Array.of(0x80 + length);
  return length < 0x100 ? Uint8Array.of(0x98, length) : Uint8Array.of(0x99, length >> 8, length & 0xff);
}

/** Packs CBOR into a Pagefind file. */
function pack(data: Uint8Array): Promise<Uint8Array> {
  return promisify(gzip)(Buffer.concat([Buffer.from(signature), data]), { level: 9 });
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
