/**
 * The file format of Pagefind 1.5; paths are relative to `pagefind/`. Words and `Meta` are gzip of the signature and CBOR
 * (RFC 8949); fragments are gzip of the signature and JSON.
 */
export const signature = 'pagefind_dcd';

/** The file that Pagefind loads first. */
export const entryPath = 'pagefind-entry.json';

/** Its path with a tag that keeps a browser from taking an old one from its cache, as Pagefind asks for it. */
export function entryAt(tag: string): string {
  return `${entryPath}?ts=${tag}`;
}

/** Its content: for each language, the hash of its index, and the name of the WebAssembly, if it is not "unknown". */
export interface Entry {
  readonly version: string;
  readonly languages: Readonly<Record<string, { readonly hash: string; readonly wasm: string | null }>>;
}

/** The name of the WebAssembly in every log, so that a browser can load it before it knows the entry. */
export const wasmName = 'log';

/** The path of the file with `Meta`, by its hash. */
export function metaPath(hash: string): string {
  return `pagefind.${hash}.pf_meta`;
}

/** The hash in such a path; undefined for other files. */
export function metaHash(path: string): string | undefined {
  return /^pagefind\.(.+)\.pf_meta$/.exec(path)?.[1];
}

export type Meta = [
  version: string,
  pages: (readonly [id: string, words: number])[],
  parts: (readonly [from: string, to: string, id: string])[],
  filters: unknown[],
  sorts: unknown[],
  fields: string[],
];

/** The path of a part of the words. */
export function partPath(id: string): string {
  return `index/${id}.pf_index`;
}

/** A page with a word: the step from the previous page's number, the positions in its text, and those in metadata. */
export type Use = readonly [step: number, positions: readonly number[], inFields: readonly number[]];
/** A word with its uses, and the uses of its other spellings, such as with accents. */
export type Word = readonly [
  word: string,
  uses: readonly Use[],
  spellings: readonly (readonly [string, readonly Use[]])[],
];

/** The path of the file with an `IndexedPage`, by its id. */
export function fragmentPath(id: string): string {
  return `fragment/${id}.pf_fragment`;
}

/** The id of the page in a fragment; undefined for other files. */
export function fragmentId(path: string): string | undefined {
  return /^fragment\/(.+)\.pf_fragment$/.exec(path)?.[1];
}

/** A page in the index: its text and metadata. */
export interface IndexedPage {
  readonly url: string;
  readonly content: string;
  readonly meta: Readonly<Record<string, string>>;
}

/** Reads the page in an unpacked fragment. */
export function readFragment(text: string): IndexedPage {
  return JSON.parse(text.slice(text.indexOf('{'))) as IndexedPage;
}

/** Pagefind's program for the browser: a script for a worker, and the WebAssembly with the stemmer of the language. */
export const workerPath = 'pagefind-worker.js';
export const wasmPath = `wasm.${wasmName}.pagefind`;

/** The number of pages in the index, and the tags in their ids. */
export interface Pages {
  readonly count: number;
  readonly tags: readonly string[];
}

/**
 * How many pages in sequence share a tag. A browser loads the ids of all pages before the first search, and a tag of its
 * own for each would double them.
 */
export const pagesPerTag = 8;

/** The length of a tag. */
export const tagLength = 6;

/**
 * The id of the page at an index: the pages with the same tag differ only in the last digit, so that the list of all ids
 * packs well. The tag keeps browsers from taking an old fragment from their cache.
 */
export function pageId(index: number, tags: readonly string[]): string {
  const group = Math.floor(index / pagesPerTag);
  return `${group.toString(36)}${tags[group]}${index % pagesPerTag}`;
}

/** The index of the page with this id. */
export function pageIndex(id: string): number {
  return Number.parseInt(id.slice(0, -1 - tagLength), 36) * pagesPerTag + Number(id.at(-1));
}
