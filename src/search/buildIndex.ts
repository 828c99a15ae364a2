import { gunzipSync } from 'node:zlib';
import { createIndex } from 'pagefind';
import type { SearchDocument } from './documents.ts';
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
    for (const { url, html } of documents) sound(await index.addHTMLFile({ url, content: html }));
    const { files } = sound(await index.getFiles());
    const pages = pagesOf(files);
    const isStemmed = files.some(({ path }) => path.startsWith('wasm.') && path !== unknownLanguage);
    return [
      ...files.filter(({ path }) => !unused.test(path) && !(path === unknownLanguage && isStemmed)),
      textFile('vocabulary.txt', vocabularyOf(pages.map(({ page }) => page)).join('\n')),
      ...Object.entries(beside).map(([path, value]) => textFile(path, JSON.stringify(value))),
      textFile('order.json', orderOf(documents, pages)),
    ];
  } finally {
    await index.deleteIndex();
  }
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

/**
 * The ids of the fragments in the order of the documents, each of the same width: so that facets and lists know a page
 * without loading it. Digits alone are half the size of a list.
 */
function orderOf(documents: readonly SearchDocument[], pages: readonly Fragment[]): string {
  const ids = new Map(pages.map(({ id, page }) => [page.url, id]));
  const listed = documents.map(({ url }) => ids.get(url) ?? '');
  const prefix = /^[a-z]+_/.exec(listed[0] ?? '')?.[0] ?? '';
  const width = Math.max(0, ...listed.map(({ length }) => length - prefix.length));
  const digits = listed.map((id) => id.slice(prefix.length).padEnd(width)).join('');
  return JSON.stringify({ prefix, width, digits });
}

function textFile(path: string, text: string): IndexFile {
  return { path, content: new TextEncoder().encode(text) };
}

function sound<Response extends { errors: string[] }>(response: Response): Response {
  if (response.errors.length > 0) throw new Error(`Pagefind: ${response.errors.join('\n')}`);
  return response;
}
