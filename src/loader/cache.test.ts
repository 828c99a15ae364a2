import { cp, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openCache } from './cache.ts';
import { makeFolder } from './fixtures/folder.ts';

let folder = '';
const html = '<p>Ours</p>';

/** The cache of another user or machine, with a different key. */
async function elsewhere(): Promise<void> {
  vi.stubEnv('XDG_STATE_HOME', await makeFolder({}));
}
const files = async () => (await readdir(join(folder, '.astro/html'))).sort();
const written = async (...parts: string[]) => (await openCache(folder, 'html')).file(...parts).write(html);
const read = async (...parts: string[]) => {
  const content = (await openCache(folder, 'html')).file(...parts).readChecked();
  return content && Buffer.from(content).toString('utf8');
};

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  folder = await makeFolder({});
  await elsewhere();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('a cached file is found by the same inputs, and by no others', async () => {
  await written('a', 'bc');
  expect(await read('a', 'bc')).toBe(html);
  expect(await read('ab', 'c')).toBeUndefined();
  expect(console.error).not.toHaveBeenCalled();
});

test('files from another machine count as missing', async () => {
  await written('a');
  await elsewhere();
  expect(await read('a')).toBeUndefined();
  expect(console.error).toHaveBeenCalledExactlyOnceWith(
    'Files in .astro/ are damaged or from another machine. They will be rebuilt.',
  );
  await written('a');
  expect(await read('a')).toBe(html);
});

test('a file cannot replace another file, in the same folder or in another', async () => {
  await written('a');
  const [one = ''] = await files();
  await written('b');
  const other = (await files()).find((name) => name !== one) ?? '';
  await rename(join(folder, '.astro/html', other), join(folder, '.astro/html', one));
  expect(await read('a')).toBeUndefined();
  await written('a');
  await cp(join(folder, '.astro/html'), join(folder, '.astro/entries'), { recursive: true });
  expect((await openCache(folder, 'entries')).file('a').readChecked()).toBeUndefined();
});

test("a key inside the log's folder is not trusted, and nothing is cached", async () => {
  vi.stubEnv('XDG_STATE_HOME', join(folder, 'state'));
  await written('a');
  expect(await readdir(folder)).toEqual([]);
});

test('nothing is cached if no key can be stored', async () => {
  vi.stubEnv('XDG_STATE_HOME', join(await makeFolder({ file: '' }), 'file'));
  await written('a');
  expect(await read('a')).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});

test('processes that create the key at the same time all get the same one', async () => {
  await elsewhere();
  await Promise.all(['a', 'b', 'c'].map((part) => written(part)));
  expect(await Promise.all(['a', 'b', 'c'].map((part) => read(part)))).toEqual([html, html, html]);
});

test('unused files are removed, and remembered content is not read again', async () => {
  const remembered = new Map<string, Uint8Array>();
  const cache = await openCache(folder, 'html', remembered);
  await cache.file('a').write(Buffer.from(html));
  await cache.file('b').write(Buffer.from(html));
  const next = await openCache(folder, 'html', remembered);
  for (const name of await files()) await writeFile(join(folder, '.astro/html', name), 'damaged');
  expect(next.file('a').readChecked()).toEqual(Buffer.from(html));
  await next.prune();
  expect(await files()).toHaveLength(1);
  expect(remembered.size).toBe(1);
  expect(await readFile(join(folder, '.astro/html', (await files())[0] ?? ''), 'utf8')).toBe('damaged');
});
