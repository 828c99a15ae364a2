import { gunzipSync } from 'node:zlib';
import { decode } from 'cborg';
import { createIndex, type PagefindIndex } from 'pagefind';
import {
  entryPath,
  fragmentId,
  fragmentPath,
  metaHash,
  partPath,
  readFragment,
  signature,
  wasmPath,
  workerPath,
  type Entry,
  type IndexedPage,
  type Meta,
} from './shared/pagefindFiles.ts';
import { byteRows, numberRows, type PackedPages } from './packedPages.ts';
import { readUses } from './readUses.ts';
import { indexed } from './shared/text.ts';
import { vocabularyWords } from './vocabulary.ts';

/** A file of the index, by its path below `pagefind/`. */
export interface IndexFile {
  readonly path: string;
  readonly content: Uint8Array;
  /** A hash of what `content` is made of each time, if it is not simply there. */
  readonly hash?: string;
}

/** A document to index. */
export interface ShardDocument {
  /** Below the base path, with a leading slash. */
  readonly url: string;
  /** A hash of all that it is made from. */
  readonly source: string;
  readonly html: string;
}

/** The metadata fields, sorted. Their numbers are the same in every shard. `image` and `image_alt` are Pagefind's own. */
const fieldNames = [
  ...(['about', 'alias', 'authors', 'best', 'by', 'ends', 'ids', 'image', 'image_alt'] as const),
  ...(['label', 'mentions', 'others', 'tex', 'title', 'type'] as const),
] as const;
export type Field = (typeof fieldNames)[number];
export const fields: readonly string[] = fieldNames;

/** What all shards of a language share: the program for the browser, and the entry of the index. */
export interface SearchProgram {
  readonly files: readonly IndexFile[];
  readonly entry: Entry;
}

/** Content that is not indexed: cards and controls. */
const excluded = ['.anchor', '.visually-hidden', '.card', 'sup'];
/** Signs that belong to a word, as in `C++` and `C#`. */
const includedSigns = '+#';

/** Indexes documents with Pagefind. Throws if it reports an error, or if its files differ from those of version 1.5. */
export async function indexShard(
  documents: readonly ShardDocument[],
  language: string,
): Promise<{ readonly pages: PackedPages; readonly program: SearchProgram }> {
  const { index } = checkErrors(
    await createIndex({
      excludeSelectors: excluded,
      forceLanguage: language,
      includeCharacters: includedSigns,
    }),
  );
  if (!index) throw new Error('Pagefind returned no index.');
  try {
    const files = await filesOf(index, documents);
    const sources = new Map(documents.map(({ url, source }) => [url, source]));
    return { pages: packFiles(files, sources), program: toProgram(files) };
  } finally {
    await index.deleteIndex();
  }
}

/** Pagefind omits pages without words, such as a week with only cards; adds these again with their title as text. */
async function filesOf(index: PagefindIndex, documents: readonly ShardDocument[]): Promise<readonly IndexFile[]> {
  const add = async (url: string, content: string) => checkErrors(await index.addHTMLFile({ url, content }));
  for (const { url, html } of documents) await add(url, html);
  const { files } = checkErrors(await index.getFiles());
  const indexed = new Set(fragmentsOf(files).map(({ page }) => page.url));
  const omitted = documents.filter(({ url }) => !indexed.has(url));
  if (omitted.length === 0) return files;
  for (const { url, html } of omitted) await add(url, withTitle(html, url));
  return checkErrors(await index.getFiles()).files;
}

/** A document with its title as text, or with its id if the title has only signs. */
function withTitle(html: string, url: string): string {
  const own = /<title>([^<]*)/.exec(html)?.[1] ?? '';
  const words = own.replace(/&#?\w+;/g, '');
  const title = /[\p{L}\p{N}]/u.test(words) ? own : (url.split('/').at(-2) ?? '');
  return html.replace('</body>', () => `<p>${indexed(title)}</p></body>`);
}

function packFiles(files: readonly IndexFile[], sources: ReadonlyMap<string, string>): PackedPages {
  const content = new Map(files.map((file) => [file.path, file.content]));
  const fileAt = (path: string) => {
    const found = content.get(path);
    if (!found) throw new Error(`Pagefind returned no file "${path}".`);
    return found;
  };
  const fragments = new Map(fragmentsOf(files).map((fragment) => [fragment.id, fragment]));
  const metaPath = files.find(({ path }) => metaHash(path) !== undefined)?.path;
  const [, list, parts, , , names] = metaPath === undefined ? emptyMeta : (decode(unpack(fileAt(metaPath))) as Meta);
  const pages = list.map(([id]) => {
    const page = fragments.get(id)?.page;
    if (!page) throw new Error(`Pagefind returned no fragment for the page "${id}".`);
    return page;
  });
  const words = new Map<string, number>();
  const numbersOf = (list: readonly string[]) =>
    list.map((word) => {
      const number = words.get(word) ?? words.size;
      words.set(word, number);
      return number;
    });
  const found = pages.map(vocabularyWords);
  const named = numberRows(found.map((page) => numbersOf(page.named)));
  const written = numberRows(found.map((page) => numbersOf(page.written)));
  return {
    urls: pages.map(({ url }) => url),
    sources: pages.map(({ url }) => {
      const source = sources.get(url);
      if (source === undefined) throw new Error(`Pagefind returned the unknown page "${url}".`);
      return source;
    }),
    lengths: Uint32Array.from(list, ([, length]) => length),
    fragments: byteRows(list.map(([id]) => fileAt(fragmentPath(id)))),
    ...readUses(
      parts.map(([, , id]) => unpack(fileAt(partPath(id)))),
      pages.length,
      names.map(fieldNumber),
    ),
    words: [...words.keys()],
    named,
    written,
  };
}

const emptyMeta: Meta = ['', [], [], [], [], []];

function fieldNumber(name: string): number {
  const number = fields.indexOf(name);
  if (number === -1) throw new Error(`Pagefind found the unknown metadata field "${name}".`);
  return number;
}

function toProgram(files: readonly IndexFile[]): SearchProgram {
  const file = files.find(({ path }) => path === entryPath);
  if (!file) throw new Error('Pagefind returned no index.');
  const entry = JSON.parse(new TextDecoder().decode(file.content)) as Entry;
  const wasm = Object.values(entry.languages)[0]?.wasm ?? 'unknown';
  return {
    files: files.flatMap(({ path, content }) => {
      if (path === `wasm.${wasm}.pagefind`) return [{ path: wasmPath, content }];
      return path === workerPath ? [{ path, content }] : [];
    }),
    entry,
  };
}

interface Fragment {
  readonly id: string;
  readonly page: IndexedPage;
}

function fragmentsOf(files: readonly IndexFile[]): Fragment[] {
  return files.flatMap(({ path, content }) => {
    const id = fragmentId(path);
    if (id === undefined) return [];
    return [{ id, page: readFragment(gunzipSync(content).toString('utf8')) }];
  });
}

/** The CBOR (RFC 8949) in a Pagefind file: gzip of a signature and CBOR. Throws if the signature differs. */
export function unpack(content: Uint8Array): Uint8Array {
  const data = gunzipSync(content);
  if (data.subarray(0, signature.length).toString() !== signature)
    throw new Error('A Pagefind file has an unknown format.');
  return data.subarray(signature.length);
}

function checkErrors<Response extends { errors: string[] }>(response: Response): Response {
  if (response.errors.length > 0) throw new Error(`Pagefind: ${response.errors.join('\n')}`);
  return response;
}
