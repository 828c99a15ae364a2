import type { IndexFile } from './shard.ts';
import { entryAt, metaHash, metaPath, wasmPath, workerPath } from './shared/pagefindFiles.ts';

/**
 * Lets the search page load what every search needs while its scripts load. Only the end of a build knows the name of the
 * index, which is built while the pages are written.
 */
export function withIndex(page: string, files: readonly IndexFile[]): string {
  const hash = indexHash(files);
  // An owner’s file in `public/` may take the place of the page, and stays as it is.
  if (hash === undefined || !page.includes('<search-box ')) return page;
  const links = [workerPath, entryAt(hash), metaPath(hash), wasmPath].map(
    (path) => `<link rel="preload" href="../pagefind/${path}" as="fetch" crossorigin>`,
  );
  return page
    .replace('</head>', (end) => `${links.join('')}${end}`)
    .replace('<search-box ', (start) => `${start}data-index="${hash}" `);
}

/** A hash of the index among these files; undefined if there is none. */
export function indexHash(files: readonly IndexFile[]): string | undefined {
  return files.flatMap(({ path }) => metaHash(path) ?? [])[0];
}
