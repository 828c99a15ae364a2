import { expect, test } from 'vitest';
import { withIndex } from './withIndex.ts';

const page = '<html><head></head><body><search-box data-address></search-box></body></html>';
const files = ['pagefind-entry.json', 'pagefind.0ed34cafed.pf_meta'].map((path) => ({
  path,
  content: new Uint8Array(),
}));

test('the search page names its index and what every search loads', () => {
  const changed = withIndex(page, files);
  expect(changed).toContain('<search-box data-index="0ed34cafed" data-address>');
  const links = [...changed.matchAll(/href="([^"]+)"(?=.*<\/head>)/g)].map(([, path]) => path);
  expect(links).toEqual([
    '../pagefind/pagefind-worker.js',
    '../pagefind/pagefind-entry.json?ts=0ed34cafed',
    '../pagefind/pagefind.0ed34cafed.pf_meta',
    '../pagefind/wasm.log.pagefind',
  ]);
});

test('without a list of pages, the page stays as it is', () => {
  expect(withIndex(page, [])).toBe(page);
});

test('a page that is not ours stays as it is', () => {
  const other = '<html><head></head><body>Mine</body></html>';
  expect(withIndex(other, files)).toBe(other);
});
