import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Shard } from './shard.ts';
import { openShardCache } from './shardCache.ts';

const documents = [{ url: '/a/', source: '<p>One</p>' }];
const shard: Shard = {
  pages: [{ url: '/a/', length: 1, fragment: Uint8Array.of(1, 2, 3) }],
  fields: ['title'],
  parts: [Uint8Array.of(4, 5)],
  words: [['one', 1, 'one']],
};
let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'learnlog-shards-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const files = async () => (await readdir(join(folder, '.astro', 'search'))).sort();

test('a shard is cached for its documents and language only', async () => {
  await (await openShardCache(folder)).put(documents, 'en', shard);
  const cache = await openShardCache(folder);
  expect(await cache.get(documents, 'en')).toEqual(shard);
  expect(await cache.get(documents, 'de')).toBeUndefined();
  expect(await cache.get([{ url: '/a/', source: '<p>Two</p>' }], 'en')).toBeUndefined();
  expect(await cache.get([{ url: '/a/<p>', source: 'One</p>' }], 'en')).toBeUndefined();
});

test('a damaged file counts as missing', async () => {
  const cache = await openShardCache(folder);
  await cache.put(documents, 'en', shard);
  const [name = ''] = await files();
  const file = join(folder, '.astro', 'search', name);
  const bytes = await readFile(file);
  for (const damaged of [
    bytes.subarray(0, 40),
    Buffer.alloc(0),
    bytes.map((byte, at) => (at === 50 ? byte ^ 1 : byte)),
  ]) {
    await writeFile(file, damaged);
    expect(await cache.get(documents, 'en')).toBeUndefined();
  }
});

test('unused entries are removed', async () => {
  await (await openShardCache(folder)).put(documents, 'de', shard);
  const cache = await openShardCache(folder);
  await cache.put(documents, 'en', shard);
  await cache.prune();
  expect(await files()).toHaveLength(1);
  expect(await cache.get(documents, 'en')).toEqual(shard);
});

test('a cache that cannot be written is ignored', async () => {
  await writeFile(join(folder, '.astro'), 'a file, where a folder should be');
  const cache = await openShardCache(folder);
  await cache.put(documents, 'en', shard);
  await cache.prune();
  expect(await cache.get(documents, 'en')).toBeUndefined();
});
