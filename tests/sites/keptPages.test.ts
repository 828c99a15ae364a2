import { appendFile, cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { bytesOf, learnlog, temporaryFolder } from '../site.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let log = '';
let dist = '';

beforeAll(async () => {
  temporary = await temporaryFolder();
  log = join(temporary.path, 'log');
  dist = join(log, 'dist');
  // With its caches, the first build takes half as long.
  await cp(dirname(inject('folders').everything), log, { recursive: true });
  await built();
});
afterAll(() => temporary.remove());

async function built(...options: readonly string[]): Promise<string> {
  const { code, output } = await learnlog('--folder', log, 'build', ...options);
  expect(code, output).toBe(0);
  return output;
}

/** Files that are not pages, feeds, exports, pictures or the sitemap. */
const others = /^(?:_|\.learnlog|pagefind\/)/;

/** The pages and the like of the site, each with the number of its file. A file that is written again has another one. */
async function pages(): Promise<ReadonlyMap<string, number>> {
  const children = await readdir(dist, { recursive: true, withFileTypes: true });
  const names = children
    .filter((child) => child.isFile())
    .map((child) => relative(dist, join(child.parentPath, child.name)).replaceAll('\\', '/'))
    .filter((name) => !others.test(name));
  const files = names.map(async (name) => [name, (await stat(join(dist, name))).ino] as const);
  return new Map((await Promise.all(files)).sort());
}

/** The pages that a build writes again, and what it prints. */
async function rebuilt(...options: readonly string[]) {
  const before = await pages();
  const output = await built(...options);
  const written = [...(await pages())].filter(([name, number]) => before.get(name) !== number).map(([name]) => name);
  return { written, output };
}

const resource = 'resources/attention';
const page = `${resource}/index.html`;

/** It names the search index. */
const search = 'search/index.html';

test('a build without a change writes nothing', async () => {
  const before = (await stat(join(dist, 'pagefind'))).mtimeMs;
  // The first page reads of nearly every entry, which now comes from a cache.
  const { written, output } = await rebuilt('--explain', '/log/');
  expect([written, (await stat(join(dist, 'pagefind'))).mtimeMs]).toEqual([[], before]);
  expect(output).toContain('index.html is unchanged and was used again.');
});

test('after a change of a text, only the pages that show it are written again, and --explain says why', async () => {
  await appendFile(join(log, `content/${resource}.md`), '\nOne more sentence.\n');
  const { written, output } = await rebuilt('--explain', `/log/${resource}/`);
  expect(written).toEqual(expect.arrayContaining([page, search]));
  expect(written.length).toBeLessThan((await pages()).size / 4);
  expect(await readFile(join(dist, 'feed.xml'), 'utf8')).toContain('One more sentence.');
  expect(output).toContain(`${page} was rendered again. Changed since it was last rendered:\n  text of ${resource}`);
});

test('a page that somebody has changed in the site is written again', async () => {
  const right = await readFile(join(dist, page), 'utf8');
  await writeFile(join(dist, page), 'changed');
  const { written, output } = await rebuilt('--explain', '100%');
  expect(written).toEqual([page]);
  expect(await readFile(join(dist, page), 'utf8')).toBe(right);
  expect(output).toContain('There is no page "100%".');
});

test('a failed build between two good ones changes no file of the site, and the next build is right', async () => {
  const [before, bytes] = [await pages(), await bytesOf(dist)];
  const file = join(log, `content/${resource}.md`);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('---\n', '---\nlevel: none\n'));
  expect((await learnlog('--folder', log, 'build')).code).toBe(1);
  expect([await pages(), await bytesOf(dist)]).toEqual([before, bytes]);
  await writeFile(file, text);
  expect((await rebuilt()).written).toEqual([]);
  expect(await bytesOf(dist)).toEqual(bytes);
});

test('files of the search, of the owner and for hosts that somebody has changed are written again, and others go', async () => {
  const own = join(log, 'public/own');
  await mkdir(own, { recursive: true });
  for (const name of ['a.txt', 'b.txt']) await writeFile(join(own, name), name);
  await built();
  const [bytes, before] = [await bytesOf(dist), await pages()];
  const [fragment = ''] = Object.keys(bytes).filter((path) => path.startsWith('pagefind/fragment/'));
  for (const path of [fragment, '_headers', 'own/a.txt', 'another.html', 'sitemap-0.xml'])
    await writeFile(join(dist, path), 'changed');
  for (const path of ['own/b.txt', 'sitemap-index.xml']) await rm(join(dist, path));
  await symlink(own, join(dist, 'link'));
  await built();
  expect(await bytesOf(dist)).toEqual(bytes);
  const isKept = ([path]: readonly [string, number]) => !/^(?:own\/|sitemap-)/.test(path);
  expect([...(await pages())].filter(isKept)).toEqual([...before].filter(isKept));
  await rm(join(log, 'public'), { recursive: true });
  await writeFile(join(dist, 'own/c.txt'), '');
  await writeFile(join(log, 'content/pages/new.md'), '---\ntitle: New\nupdated: 2031-02-03\n---\nA new page.\n');
  await built();
  expect(await readdir(dist)).not.toContain('own');
  expect(await readFile(join(dist, 'sitemap-0.xml'), 'utf8')).toMatch(/pages\/new\/<\/loc><lastmod>2031-02-03/);
});

test('after a build with a slot, by Astro, a build without it has no page of that one', async () => {
  const before = await bytesOf(dist);
  await mkdir(join(log, 'slots'));
  await writeFile(join(log, 'slots/Footer.astro'), '<p>A footer of one build</p>\n');
  await built();
  expect(await readFile(join(dist, page), 'utf8')).toContain('A footer of one build');
  await rm(join(log, 'slots'), { recursive: true });
  await built();
  expect(await bytesOf(dist)).toEqual(before);
});

test('--force uses nothing from earlier builds, and makes the same site', async () => {
  const before = await bytesOf(dist);
  expect((await rebuilt('--force')).written.length).toBe((await pages()).size);
  expect(await bytesOf(dist)).toEqual(before);
});

test('a damaged record of what pages read is made again', async () => {
  const records = join(log, '.astro/pages');
  for (const name of await readdir(records)) await writeFile(join(records, name), 'damaged');
  expect((await rebuilt()).written.length).toBe((await pages()).size);
});
