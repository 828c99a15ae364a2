import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { close } from 'pagefind';
import { afterAll, expect, test, vi } from 'vitest';
import { buildIndex } from './buildIndex.ts';
import { openShardCache, type ShardCache } from './shardCache.ts';

afterAll(() => close());

const document = (url: string, title: string, body: string) => {
  const html = `<html lang="en"><head><title>${title}</title></head><body data-pagefind-body>${body}</body></html>`;
  return { url, source: () => html, html: () => html };
};

test('a page with only cards is indexed by its title', async () => {
  const files = await buildIndex(
    [
      document('/cards/', 'Only cards', '<div class="card">One</div>'),
      document('/words/', 'Words', '<p>Some words</p>'),
    ],
    'en',
    {},
  );
  const texts = files
    .filter(({ path }) => path.startsWith('fragment/0-'))
    .map(({ content }) => gunzipSync(content).toString('utf8'));
  expect(texts.length).toBe(1);
  expect(texts[0]).toContain('Only cards');
});

test('a page without a word is indexed by its id', async () => {
  const files = await buildIndex(
    [document('/resources/quote/', '&#34;', ''), document('/b/', '%', '<p>…</p>')],
    'en',
    {},
  );
  const texts = files.flatMap(({ path, content }) =>
    path.startsWith('fragment/') ? [gunzipSync(content).toString('utf8')] : [],
  );
  expect(texts.map((text) => /"content":"([^"]*)"/.exec(text)?.[1])).toEqual(['quote.', '… b.']);
});

test('a log without entries has an empty index', async () => {
  const files = await buildIndex([], 'en', {});
  expect(files.map(({ path }) => path)).toContain('pages.json');
});

test('a long log is indexed in shards, and only the changed shard again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'learnlog-index-'));
  try {
    const documents = (changed: string) =>
      Array.from({ length: 1_000 }, (_, index) =>
        document(`/${index}/`, `Page ${index}`, `<p>A word of ${index}. ${index === 500 ? changed : ''}</p>`),
      );
    const put = vi.fn<(count: number) => void>();
    const build = async (changed: string) => {
      const cache = await openShardCache(folder);
      const watched: ShardCache = {
        ...cache,
        put: (share, language, shard) => {
          put(share.length);
          return cache.put(share, language, shard);
        },
      };
      return buildIndex(documents(changed), 'en', {}, watched);
    };
    const cold = await build('');
    expect(put).toHaveBeenCalledTimes(4);
    put.mockClear();
    const warm = await build('Zebras.');
    expect(put).toHaveBeenCalledTimes(1);
    expect(put.mock.calls[0]?.[0]).toBeLessThan(400);
    expect(warm).toEqual(await buildIndex(documents('Zebras.'), 'en', {}));
    // Browsers keep all other files: a file with another content has another name, unless it is loaded anew each time.
    const known = new Map(cold.map(({ path, content }) => [path, Buffer.from(content).toString('hex')]));
    const changed = warm.filter(({ path, content }) => known.get(path) !== Buffer.from(content).toString('hex'));
    expect(changed.length).toBeLessThan(20);
    expect(changed.map(({ path }) => path).filter((path) => known.has(path))).toEqual([
      ...['pagefind-entry.json', 'vocabulary.txt', 'pages.json'],
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);
