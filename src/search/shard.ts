import { gunzipSync } from 'node:zlib';
import { decode } from 'cborg';
import { createIndex, type PagefindIndex } from 'pagefind';
import {
  entryPath,
  fragmentId,
  fragmentPath,
  isMeta,
  isProgram,
  partPath,
  readFragment,
  signature,
  stemmerPath,
  type Entry,
  type IndexedPage,
  type Meta,
} from './shared/pagefindFiles.ts';
import { indexed } from './shared/text.ts';
import { countWords, type WordCount } from './vocabulary.ts';

/** A file of the index, by its path below `pagefind/`. */
export interface IndexFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** A document to index. */
export interface ShardDocument {
  /** Below the base path, with a leading slash. */
  readonly url: string;
  readonly html: string;
}

/** The index of some of the documents. */
export interface Shard {
  /** In the order of their numbers in `parts`. */
  readonly pages: readonly ShardPage[];
  /** Metadata fields, in the order of their numbers in `parts`. */
  readonly fields: readonly string[];
  /** Pagefind files of the sorted words and their uses. */
  readonly parts: readonly Uint8Array[];
  /** For spelling corrections. */
  readonly words: readonly WordCount[];
}

export interface ShardPage {
  readonly url: string;
  /** In words. */
  readonly length: number;
  /** The Pagefind file with the page's content. */
  readonly fragment: Uint8Array;
}

/** What all shards of a language share: the program for the browser, and the entry of the index. */
export interface SearchProgram {
  readonly files: readonly IndexFile[];
  readonly entry: Entry;
}

/** Content that is not indexed: KaTeX's renderings of a formula (its text stays), cards and controls. */
const excluded = ['.katex-html', '.katex semantics > *:not(annotation)', '.anchor', '.visually-hidden', '.card', 'sup'];
/** Signs that belong to a word, as in `C++` and `C#`. */
const includedSigns = '+#';

/** Indexes documents with Pagefind. Throws if it reports an error, or if its files differ from those of version 1.5. */
export async function indexShard(
  documents: readonly ShardDocument[],
  language: string,
): Promise<{ readonly shard: Shard; readonly program: SearchProgram }> {
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
    return { shard: toShard(files), program: toProgram(files) };
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

function toShard(files: readonly IndexFile[]): Shard {
  const content = new Map(files.map((file) => [file.path, file.content]));
  const fileAt = (path: string) => {
    const found = content.get(path);
    if (!found) throw new Error(`Pagefind returned no file "${path}".`);
    return found;
  };
  const fragments = new Map(fragmentsOf(files).map((fragment) => [fragment.id, fragment]));
  const metaPath = files.find(({ path }) => isMeta(path))?.path;
  if (metaPath === undefined) return { pages: [], fields: [], parts: [], words: [] };
  const [, pages, parts, , , fields] = unpack(fileAt(metaPath)) as Meta;
  return {
    pages: pages.map(([id, length]) => {
      const url = fragments.get(id)?.page.url;
      if (url === undefined) throw new Error(`Pagefind returned no fragment for the page "${id}".`);
      return { url, length, fragment: fileAt(fragmentPath(id)) };
    }),
    fields,
    parts: parts.map(([, , id]) => fileAt(partPath(id))),
    words: countWords([...fragments.values()].map(({ page }) => page)),
  };
}

function toProgram(files: readonly IndexFile[]): SearchProgram {
  const isStemmed = files.some(({ path }) => path.startsWith('wasm.') && path !== stemmerPath(null));
  const entry = files.find(({ path }) => path === entryPath);
  if (!entry) throw new Error('Pagefind returned no index.');
  return {
    files: files.filter(({ path }) => isProgram(path) && !(path === stemmerPath(null) && isStemmed)),
    entry: JSON.parse(new TextDecoder().decode(entry.content)),
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

/** Reads a Pagefind file: gzip of a signature and CBOR (RFC 8949). Throws if the signature differs. */
export function unpack(content: Uint8Array): unknown {
  const data = gunzipSync(content);
  if (data.subarray(0, signature.length).toString() !== signature)
    throw new Error('A Pagefind file has an unknown format.');
  return decode(data.subarray(signature.length));
}

function checkErrors<Response extends { errors: string[] }>(response: Response): Response {
  if (response.errors.length > 0) throw new Error(`Pagefind: ${response.errors.join('\n')}`);
  return response;
}
