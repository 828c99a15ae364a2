import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { createIndex, type PagefindIndex } from 'pagefind';
import type { SearchDocument } from './documents.ts';
import type { Pages } from './pageId.ts';
import { repack } from './repack.ts';
import { spaced } from './text.ts';
import { vocabularyOf, type IndexedPage } from './vocabulary.ts';

/** A file of the index, by its path below `pagefind/`. */
export interface IndexFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** What is on a page but not worth finding: KaTeX's two renderings of a formula (its TeX stays), and helpers. */
const excluded = ['.katex-html', '.katex semantics > *:not(annotation)', '.anchor', '.visually-hidden', '.card', 'sup'];
/** Signs that make another word: `C++` and `C#` are not `C`. */
const includedSigns = '+#';
/** Interfaces of Pagefind that nothing here loads. */
const unused = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\./;
/** Stemming for a language that has none, loaded only where there is no other. */
const unknownLanguage = 'wasm.unknown.pagefind';

/**
 * Builds the search index of the documents with Pagefind, and beside it what Pagefind does not do: the words of the log,
 * the places of its pages, and the JSON of `beside`, by path. Throws where Pagefind reports an error.
 */
export async function buildIndex(
  documents: readonly SearchDocument[],
  language: string,
  beside: Readonly<Record<string, unknown>>,
): Promise<readonly IndexFile[]> {
  const { index } = sound(
    await createIndex({
      excludeSelectors: excluded,
      forceLanguage: language,
      includeCharacters: includedSigns,
    }),
  );
  if (!index) throw new Error('Pagefind gave no index.');
  try {
    const files = await filesOf(index, documents);
    const pages = pagesOf(files);
    const ids = idsOf(documents, pages);
    const tag = createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 8);
    const places = new Map(ids.map((id, place) => [id, place]));
    const isStemmed = files.some(({ path }) => path.startsWith('wasm.') && path !== unknownLanguage);
    const used = files.filter(({ path }) => !unused.test(path) && !(path === unknownLanguage && isStemmed));
    return [
      ...(ids.length > 0 ? repack(used, places, tag) : used),
      textFile('vocabulary.txt', vocabularyOf(pages.map(({ page }) => page)).join('\n')),
      ...Object.entries(beside).map(([path, value]) => textFile(path, JSON.stringify(value))),
      textFile('pages.json', JSON.stringify({ count: ids.length, tag } satisfies Pages)),
    ];
  } finally {
    await index.deleteIndex();
  }
}

/** Pagefind leaves out a page without a word in its text, such as a week of nothing but cards; its title is its text then. */
async function filesOf(index: PagefindIndex, documents: readonly SearchDocument[]): Promise<readonly IndexFile[]> {
  const add = async (url: string, content: string) => sound(await index.addHTMLFile({ url, content }));
  for (const { url, html } of documents) await add(url, html());
  const { files } = sound(await index.getFiles());
  const known = new Set(pagesOf(files).map(({ page }) => page.url));
  const left = documents.filter(({ url }) => !known.has(url));
  if (left.length === 0) return files;
  for (const { url, html } of left) await add(url, withTitle(html()));
  return sound(await index.getFiles()).files;
}

function withTitle(html: string): string {
  const title = /<title>([^<]*)/.exec(html)?.[1] ?? '';
  return html.replace('</body>', () => `<p>${spaced(title)}</p></body>`);
}

interface Fragment {
  readonly id: string;
  readonly page: IndexedPage;
}

/** The pages of an index, from its fragments: gzip of a signature and JSON. */
function pagesOf(files: readonly IndexFile[]): Fragment[] {
  return files.flatMap(({ path, content }) => {
    const id = /^fragment\/(.+)\.pf_fragment$/.exec(path)?.[1];
    if (id === undefined) return [];
    const text = gunzipSync(content).toString('utf8');
    return [{ id, page: JSON.parse(text.slice(text.indexOf('{'))) as IndexedPage }];
  });
}

/** The ids of the fragments by place, which is the order of the documents. */
function idsOf(documents: readonly SearchDocument[], pages: readonly Fragment[]): string[] {
  const ids = new Map(pages.map(({ id, page }) => [page.url, id]));
  return documents.map(({ url }) => {
    const id = ids.get(url);
    if (id === undefined) throw new Error(`Pagefind left out ${url}.`);
    return id;
  });
}

function textFile(path: string, text: string): IndexFile {
  return { path, content: new TextEncoder().encode(text) };
}

function sound<Response extends { errors: string[] }>(response: Response): Response {
  if (response.errors.length > 0) throw new Error(`Pagefind: ${response.errors.join('\n')}`);
  return response;
}
