import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesOf, copyLog, learnlog, logs, temporaryFolder } from '../site.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let log = '';
let dist = '';

beforeAll(async () => {
  temporary = await temporaryFolder();
  log = join(temporary.path, 'log');
  dist = join(log, 'dist');
  await copyLog(logs.everything.folder, log);
  await built();
});
afterAll(() => temporary.remove());

async function built(...options: readonly string[]): Promise<string> {
  const { code, output } = await learnlog('--folder', log, 'build', ...options);
  expect(code, output).toBe(0);
  return output;
}

/** The pages of the site, each with the number of its file. A file that is written again has another one. */
async function pages(): Promise<ReadonlyMap<string, number>> {
  const names = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.html'));
  const files = names.map(async (name) => [name.replaceAll('\\', '/'), (await stat(join(dist, name))).ino] as const);
  return new Map((await Promise.all(files)).sort());
}

/** The pages that a build writes again. */
async function rewritten(...options: readonly string[]): Promise<readonly string[]> {
  const before = await pages();
  await built(...options);
  return [...(await pages())].filter(([name, number]) => before.get(name) !== number).map(([name]) => name);
}

const resource = 'resources/attention';
const page = `${resource}/index.html`;

/** It names the search index, so it is written at the end of every build. */
const search = 'search/index.html';

test('a build without a change writes no page again but that of the search', async () => {
  expect(await rewritten()).toEqual([search]);
});

test('after a change of a text, only the pages that show it are written again, and --explain says why', async () => {
  await appendFile(join(log, `content/${resource}.md`), '\nOne more sentence.\n');
  const before = await pages();
  const output = await built('--explain', `/log/${resource}/`);
  const changed = [...(await pages())].filter(([name, number]) => before.get(name) !== number).map(([name]) => name);
  expect(changed).toContain(page);
  expect(changed.length).toBeLessThan(before.size / 4);
  expect(output).toContain(`${page} was rendered again. Changed since then:\n  text of ${resource}`);
});

test('--explain says if nothing has changed, or if there is no such page', async () => {
  expect(await built('--explain', resource)).toContain(`${page} is as it was`);
  expect(await built('--explain', 'nowhere/')).toContain('There is no page "nowhere/".');
});

test('a page that somebody has changed in the site is written again', async () => {
  const right = await readFile(join(dist, page), 'utf8');
  await writeFile(join(dist, page), 'changed');
  expect(await rewritten()).toEqual([page, search]);
  expect(await readFile(join(dist, page), 'utf8')).toBe(right);
});

test('--force uses nothing from earlier builds, and makes the same site', async () => {
  const before = await bytesOf(dist);
  expect((await rewritten('--force')).length).toBe((await pages()).size);
  expect(await bytesOf(dist)).toEqual(before);
});

test('a damaged record of what pages read is made again', async () => {
  const records = join(log, '.astro/pages');
  for (const name of await readdir(records)) await writeFile(join(records, name), 'damaged');
  expect((await rewritten()).length).toBe((await pages()).size);
  expect(await rewritten()).toEqual([search]);
});
