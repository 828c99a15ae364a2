/**
 * The files of an index as Pagefind 1.5 writes and reads them: their paths below `pagefind/` and what is in them. Those of
 * words and of the index as a whole are gzip of the signature and CBOR (RFC 8949), fragments are gzip of it and JSON.
 */
export const signature = 'pagefind_dcd';

/** The description of all indexes, by which Pagefind starts. */
export const entryPath = 'pagefind-entry.json';

/** What stands there: the languages, each with the hash of its index and the name of its stemmer, where it has one. */
export interface Entry {
  readonly version: string;
  readonly languages: Readonly<Record<string, { readonly wasm: string | null }>>;
}

export interface BuiltEntry extends Entry {
  readonly languages: Readonly<Record<string, { readonly wasm: string | null; readonly hash: string }>>;
}

/** The path of what describes an index as a whole (`Meta`), by its hash. */
export function metaPath(hash: string): string {
  return `pagefind.${hash}.pf_meta`;
}

export function isMeta(path: string): boolean {
  return path.endsWith('.pf_meta');
}

export type Meta = [
  version: string,
  pages: (readonly [id: string, words: number])[],
  parts: (readonly [from: string, to: string, id: string])[],
  filters: unknown[],
  sorts: unknown[],
  fields: string[],
];

/** The path of some of the words with their uses. */
export function partPath(id: string): string {
  return `index/${id}.pf_index`;
}

/** Where a word stands on a page: the number of the page, less that of the use before it, its indexes, those in metadata. */
export type Use = readonly [step: number, indexes: readonly number[], inFields: readonly number[]];
/** A word with its uses, and with those of its other spellings, such as with accents. */
export type Word = readonly [
  word: string,
  uses: readonly Use[],
  spellings: readonly (readonly [string, readonly Use[]])[],
];

/** The path of a page as the browser is given it (`IndexedPage`), by its id. */
export function fragmentPath(id: string): string {
  return `fragment/${id}.pf_fragment`;
}

/** The id of the page that a file is about; undefined for any other file. */
export function fragmentId(path: string): string | undefined {
  return /^fragment\/(.+)\.pf_fragment$/.exec(path)?.[1];
}

/** A page as it stands in the index: its text, and what is known of it. */
export interface IndexedPage {
  readonly url: string;
  readonly content: string;
  readonly meta: Readonly<Record<string, string>>;
}

/** The page in a fragment that was unpacked. */
export function readFragment(text: string): IndexedPage {
  return JSON.parse(text.slice(text.indexOf('{'))) as IndexedPage;
}

/** The path of the stemmer with a name; that of languages without one has the name `unknown`. */
export function stemmerPath(name: string | null): string {
  return `wasm.${name ?? 'unknown'}.pagefind`;
}

/** Interfaces of Pagefind that nothing here loads. */
const unused = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\./;

/** Whether a file is a part of the program that searches in the browser. */
export function isProgram(path: string): boolean {
  return /^(?:pagefind.*\.js|wasm\.[^/]+)$/.test(path) && !unused.test(path);
}

/** What the browser needs to know of all pages of an index. */
export interface Pages {
  readonly count: number;
  readonly tag: string;
}

/**
 * The id of the page at a index, by which its fragment is named. The tag is that of the whole index, so that no fragment
 * of an earlier one is taken from a cache.
 */
export function pageId(index: number, tag: string): string {
  return `${index.toString(36)}-${tag}`;
}

/** The index of the page with an id. */
export function pageIndex(id: string): number {
  return Number.parseInt(id, 36);
}
