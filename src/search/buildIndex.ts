import { createIndex } from 'pagefind';
import type { SearchDocument } from './documents.ts';

/** A file of the index, by its path below `pagefind/`. */
export interface IndexFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** What is on a page but not worth finding: KaTeX's two renderings of a formula (its TeX stays), and helpers. */
const excluded = ['.katex-html', '.katex semantics > *:not(annotation)', '.anchor', '.visually-hidden', '.card', 'sup'];

/** Builds the search index of the documents with Pagefind. Throws where Pagefind reports an error. */
export async function buildIndex(
  documents: readonly SearchDocument[],
  language: string,
): Promise<readonly IndexFile[]> {
  const { index } = sound(await createIndex({ excludeSelectors: excluded, forceLanguage: language }));
  if (!index) throw new Error('Pagefind gave no index.');
  try {
    for (const { url, html } of documents) sound(await index.addHTMLFile({ url, content: html }));
    return sound(await index.getFiles()).files;
  } finally {
    await index.deleteIndex();
  }
}

function sound<Response extends { errors: string[] }>(response: Response): Response {
  if (response.errors.length > 0) throw new Error(`Pagefind: ${response.errors.join('\n')}`);
  return response;
}
