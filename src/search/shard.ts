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
import { spaced } from './shared/text.ts';
import { countWords, type WordCount } from './vocabulary.ts';

/** A file of the index, by its path below `pagefind/`. */
export interface IndexFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** A page that is to be found, as Pagefind is given it. */
export interface ShardDocument {
  /** Below the base path, with a leading slash. */
  readonly url: string;
  readonly html: string;
}

/** What Pagefind made of a share of the documents. */
export interface Shard {
  /** In the order in which they are numbered in `parts`. */
  readonly pages: readonly ShardPage[];
  /** The names of the metadata fields, in the order in which they are numbered in `parts`. */
  readonly fields: readonly string[];
  /** The words with their uses, in order, as files of Pagefind. */
  readonly parts: readonly Uint8Array[];
  /** What a slip may have meant. */
  readonly words: readonly WordCount[];
}

export interface ShardPage {
  readonly url: string;
  /** How many words it has. */
  readonly length: number;
  /** What the browser is given of a page that was found, as a file of Pagefind. */
  readonly fragment: Uint8Array;
}

/** What is the same for all shards of a language: what the browser runs, and its description of the index. */
export interface SearchProgram {
  readonly files: readonly IndexFile[];
  readonly entry: Entry;
}

/** What is on a page but not worth finding: KaTeX's two renderings of a formula (its TeX stays), and helpers. */
const excluded = ['.katex-html', '.katex semantics > *:not(annotation)', '.anchor', '.visually-hidden', '.card', 'sup'];
/** Signs that make another word: `C++` and `C#` are not `C`. */
const includedSigns = '+#';

/** Has Pagefind index a share of the documents. Throws where it reports an error, or where a file is not as it was in 1.5. */
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
  if (!index) throw new Error('Pagefind gave no index.');
  try {
    const files = await filesOf(index, documents);
    return { shard: toShard(files), program: toProgram(files) };
  } finally {
    await index.deleteIndex();
  }
}

/** Pagefind leaves out a page without a word in its text, such as a week of nothing but cards; its title is its text then. */
async function filesOf(index: PagefindIndex, documents: readonly ShardDocument[]): Promise<readonly IndexFile[]> {
  const add = async (url: string, content: string) => checkErrors(await index.addHTMLFile({ url, content }));
  for (const { url, html } of documents) await add(url, html);
  const { files } = checkErrors(await index.getFiles());
  const known = new Set(fragmentsOf(files).map(({ page }) => page.url));
  const left = documents.filter(({ url }) => !known.has(url));
  if (left.length === 0) return files;
  for (const { url, html } of left) await add(url, withTitle(html));
  return checkErrors(await index.getFiles()).files;
}

function withTitle(html: string): string {
  const title = /<title>([^<]*)/.exec(html)?.[1] ?? '';
  return html.replace('</body>', () => `<p>${spaced(title)}</p></body>`);
}

function toShard(files: readonly IndexFile[]): Shard {
  const content = new Map(files.map((file) => [file.path, file.content]));
  const fileAt = (path: string) => {
    const found = content.get(path);
    if (!found) throw new Error(`Pagefind gave no file "${path}".`);
    return found;
  };
  const fragments = new Map(fragmentsOf(files).map((fragment) => [fragment.id, fragment]));
  const metaPath = files.find(({ path }) => isMeta(path))?.path;
  if (metaPath === undefined) return { pages: [], fields: [], parts: [], words: [] };
  const [, pages, parts, , , fields] = unpack(fileAt(metaPath)) as Meta;
  return {
    pages: pages.map(([id, length]) => {
      const url = fragments.get(id)?.page.url;
      if (url === undefined) throw new Error(`Pagefind knows a page "${id}" that is in no fragment.`);
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
  if (!entry) throw new Error('Pagefind gave no index.');
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

/** The data in a file of Pagefind: gzip of a signature and CBOR (RFC 8949). Throws where it is something else. */
export function unpack(content: Uint8Array): unknown {
  const data = gunzipSync(content);
  if (data.subarray(0, signature.length).toString() !== signature)
    throw new Error('A file of Pagefind has another form.');
  return decode(data.subarray(signature.length));
}

function checkErrors<Response extends { errors: string[] }>(response: Response): Response {
  if (response.errors.length > 0) throw new Error(`Pagefind: ${response.errors.join('\n')}`);
  return response;
}
