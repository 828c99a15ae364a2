import { describe, expect, test } from 'vitest';
import { caching, fileRules, headersFile } from './headers.ts';
import { nginxInclude } from './nginx.ts';

const paths = [
  'feed.xml',
  'index.html',
  'pagefind/pagefind-worker.js',
  'pagefind/pages.json',
  'pagefind/pagefind.0ed34cafed.pf_meta',
  'pagefind/wasm.en.pagefind',
  'theme-0123456789.css',
  'weeks/01/index.html',
];
const rulesFor = (path: string, among = paths) =>
  fileRules([...among, path]).filter((rule) => {
    const [start = '', end] = rule.path.split('*');
    return end === undefined ? path === start : path.startsWith(start) && path.endsWith(end);
  });
const cacheOf = (path: string, among?: string[]) => rulesFor(path, among)[0]?.headers['Cache-Control'];

describe('a browser keeps', () => {
  test.each([
    '_astro/Base.HRmSs-rL.css',
    'pagefind/fragment/0-c89acfa2.pf_fragment',
    'pagefind/index/3635ab6242.pf_index',
    'pagefind/pagefind.0ed34cafed.pf_meta',
    'theme-0123456789.css',
    'images/evening-0123456789-700.webp',
  ])('%s for a year, since its name has its hash', (path) => {
    expect(cacheOf(path)).toBe(caching.forever);
  });

  test.each(['pagefind/pagefind-worker.js', 'pagefind/wasm.en.pagefind'])('%s for minutes', (path) =>
    expect(cacheOf(path)).toBe('public, max-age=300'),
  );

  test.each(['index.html', 'feed.xml', 'pagefind/pages.json', 'pagefind/pagefind-entry.json', 'library.bib'])(
    '%s no longer than the host says it is the same',
    (path) => expect(cacheOf(path)).toBeUndefined(),
  );

  test('pictures for a year only if all names have a hash, since owners may add their own', () => {
    expect(cacheOf('images/evening-0123456789.png', [...paths, 'images/logo.png'])).toBeUndefined();
  });
});

test.each([
  ['index.md', 'text/markdown'],
  ['pages/about/index.md', 'text/markdown'],
  ['notes/git/rebase/onto/index.md', 'text/markdown'],
  ['library.md', 'text/markdown'],
  ['library.bib', 'application/x-bibtex'],
  ['exports/topics/tools.csl.json', 'application/vnd.citationstyles.csl+json'],
])('%s is sent as %s, by one rule that Netlify and Cloudflare Pages read in the same way', (path, type) => {
  const rules = rulesFor(path, [...paths, 'index.md', 'weeks/01/index.md', 'library.md']);
  expect(rules.map(({ headers }) => headers)).toEqual([{ 'Content-Type': `${type}; charset=utf-8` }]);
  expect(rules[0]?.path).toMatch(/^[^*]*\*[^*/]*$/);
});

test('no file has two rules, since a host would join their values', () => {
  for (const path of paths) expect(rulesFor(path, []).length).toBeLessThan(2);
  expect(fileRules(paths).filter(({ path }) => path === '*')).toEqual([]);
});

test('the file of headers has every path below the base, and stays within the limits of Cloudflare Pages', async () => {
  const text = await headersFile('/log/', fileRules(paths));
  expect(text).toMatch(/^\/log\/\*\n {2}Content-Security-Policy: default-src 'none';/);
  expect(text).toContain('\n\n/log/feed.xml\n  Content-Type: application/atom+xml; charset=utf-8\n');
  const lines = text.split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(2000);
  expect(lines.filter((line) => line.startsWith('/')).length).toBeLessThan(100);
});

describe('the include for nginx', () => {
  test('has one header of each name, whatever the location, so that no location loses the others', async () => {
    const text = (await nginxInclude('/log/', fileRules(paths))) ?? '';
    const names = [...text.matchAll(/add_header (\S+)/g)].map(([, name]) => name);
    expect(names.length).toBe(new Set(names).size);
    expect(text.slice(text.indexOf('\nlocation'))).not.toContain('add_header');
  });

  test('sends the Markdown of every folder as such, whatever else its folder has', async () => {
    const text = (await nginxInclude('/a.b/', fileRules([...paths, 'weeks/01/index.md', 'index.md']))) ?? '';
    const [, pattern = ''] =
      /location ~ "([^"]+md[^"]*)" \{ types \{\} default_type "text\/markdown"; \}/.exec(text) ?? [];
    for (const path of ['index.md', 'weeks/01/index.md']) expect(`/a.b/${path}`).toMatch(new RegExp(pattern));
    expect('/a.b/weeks/01/index_md').not.toMatch(new RegExp(pattern));
  });

  test('also fits the next build, with other hashes', async () => {
    const text = (await nginxInclude('/a.b/', fileRules(paths))) ?? '';
    const [, pattern = ''] = /location ~ "([^"]+pf_meta[^"]*)"/.exec(text) ?? [];
    expect('/a.b/pagefind/pagefind.ffffffffff.pf_meta').toMatch(new RegExp(pattern));
    expect('/a-b/pagefind/pagefind.ffffffffff.pf_meta').not.toMatch(new RegExp(pattern));
    const other = paths.map((path) => path.replace('0ed34cafed', 'ffffffffff').replace('0123456789', '9876543210'));
    expect(await nginxInclude('/a.b/', fileRules(other))).toBe(text);
  });

  test('has the base path as it is written, letters of all languages included', async () => {
    expect(await nginxInclude('/%D8%B3%D8%AC%D9%84/', [])).toContain('error_page 404 /سجل/404.html;');
  });

  test.each(['/a;b/', '/a$uri/', "/a'b/", '/a%0Ab/', '/a%22b/', '/a%7Db/', '/a//b/'])(
    'is not made for the base %s, which could have a meaning in a configuration',
    async (base) => expect(await nginxInclude(base, [])).toBeUndefined(),
  );
});
