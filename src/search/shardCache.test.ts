import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { byteRows, numberRows, rowAt, startOf, type PackedPages } from './packedPages.ts';
import type { SearchProgram } from './shard.ts';
import { openShardCache } from './shardCache.ts';

const program: SearchProgram = {
  files: [{ path: 'pagefind.js', content: Uint8Array.of(1) }],
  entry: { version: '1.5.2', languages: { en: { hash: '0ed34cafed', wasm: 'en' } } },
};
const pages = packed(60);
const all = pages.urls.map((_, at) => ({ pages, at }));

/** Some pages, each with one term and one word of its own. */
function packed(count: number): PackedPages {
  const each = Array.from({ length: count }, (_, at) => at);
  return {
    urls: each.map((at) => `/${at}/`),
    sources: each.map((at) => `source ${at}`),
    lengths: Uint32Array.from(each),
    fragments: byteRows(each.map((at) => Uint8Array.of(at))),
    terms: each.map((at) => `term${at}`),
    uses: numberRows(each.map((at) => [at])),
    places: byteRows(each.map((at) => Uint8Array.of(at, at))),
    words: each.map((at) => `word${at}`),
    named: numberRows(each.map(() => [])),
    written: numberRows(each.map((at) => [at])),
  };
}

/** All that is known of each page in some shards, by address. */
function contentOf(shards: readonly PackedPages[] = []): ReadonlyMap<string, unknown> {
  return new Map(
    shards.flatMap((shard) =>
      shard.urls.map((url, at) => [
        url,
        [
          shard.sources[at],
          shard.lengths[at],
          [...rowAt(shard.fragments, at)],
          [...rowAt(shard.uses, at)].map((number) => shard.terms[number]),
          [...rowAt(shard.places, startOf(shard.uses, at))],
          [...rowAt(shard.written, at)].map((number) => shard.words[number]),
        ],
      ]),
    ),
  );
}

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'learnlog-shards-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const files = async () => (await readdir(join(folder, '.astro', 'search'))).sort();
const written = async () => {
  const names = await files();
  const contents = names.map(async (name) => {
    const file = join(folder, '.astro', 'search', name);
    return [name, `${(await stat(file)).ino} ${await readFile(file, 'hex')}`] as const;
  });
  return new Map(await Promise.all(contents));
};

test('pages are read in the language in which they were written', async () => {
  await (await openShardCache(folder)).write('en', all, program);
  const cache = await openShardCache(folder);
  const stored = cache.read('en');
  expect(stored?.program).toEqual(program);
  expect(contentOf(stored?.shards)).toEqual(
    new Map(pages.urls.map((url, at) => [url, [`source ${at}`, at, [at], [`term${at}`], [at, at], [`word${at}`]]])),
  );
  expect(cache.read('de')).toBeUndefined();
});

test('only a shard with another page is written again', async () => {
  await (await openShardCache(folder)).write('en', all, program);
  const before = await written();
  const cache = await openShardCache(folder);
  const { shards = [] } = cache.read('en') ?? {};
  const kept = shards.flatMap((shard) => shard.urls.map((_, at) => ({ pages: shard, at })));
  await cache.write('en', kept, program);
  expect(await written()).toEqual(before);
  await cache.write('en', kept.slice(1), program);
  const changed = [...(await written())].filter(([name, bytes]) => before.get(name) !== bytes);
  expect(changed).toHaveLength(1);
  expect([...contentOf((await openShardCache(folder)).read('en')?.shards).keys()].sort()).toEqual(
    kept
      .slice(1)
      .map(({ pages: shard, at }) => shard.urls[at])
      .sort(),
  );
});

test('a damaged file counts as missing', async () => {
  await (await openShardCache(folder)).write('en', all, program);
  const whole = contentOf((await openShardCache(folder)).read('en')?.shards);
  for (const name of await files()) {
    const file = join(folder, '.astro', 'search', name);
    const bytes = await readFile(file);
    for (const damaged of [
      bytes.subarray(0, 40),
      Buffer.alloc(0),
      bytes.map((byte, at) => (at === 50 ? byte ^ 1 : byte)),
    ]) {
      await writeFile(file, damaged);
      const stored = (await openShardCache(folder)).read('en');
      const found = contentOf(stored?.shards);
      expect(found.size).toBeLessThan(whole.size);
      for (const [url, content] of found) expect(content).toEqual(whole.get(url));
    }
    await writeFile(file, bytes);
  }
});

test('files of another language are removed', async () => {
  await (await openShardCache(folder)).write('de', all, program);
  const before = await files();
  await (await openShardCache(folder)).write('en', all, program);
  expect(await files()).toHaveLength(before.length);
  expect((await openShardCache(folder)).read('de')).toBeUndefined();
});

test('a cache that cannot be written is ignored', async () => {
  await writeFile(join(folder, '.astro'), 'a file, where a folder should be');
  const cache = await openShardCache(folder);
  await cache.write('en', all, program);
  expect(cache.read('en')).toBeUndefined();
});
