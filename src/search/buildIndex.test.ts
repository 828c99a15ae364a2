import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { close } from 'pagefind';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildIndex } from './buildIndex.ts';
import type { SearchDocument } from './documents.ts';
import { openShardCache } from './shardCache.ts';

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
    .filter(({ path }) => /^fragment\/0\w{6}0\./.test(path))
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

test('a page that is left out by Pagefind is an error', async () => {
  const twice = document('/a/', 'One', '<p>One</p>');
  await expect(buildIndex([{ ...twice, html: () => '' }], 'en', {})).rejects.toThrow('left out /a/');
});

describe('with a cache', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'learnlog-index-'))));
  afterEach(() => rm(folder, { recursive: true }));

  /** Builds the index, and counts the documents that Pagefind got. */
  const build = async (documents: readonly SearchDocument[]) => {
    let indexed = 0;
    const counted = documents.map((one) => ({
      ...one,
      html: () => {
        indexed += 1;
        return one.html();
      },
    }));
    return { files: await buildIndex(counted, 'en', {}, await openShardCache(folder)), indexed };
  };

  test('only the changed document of a long log is indexed again, and few files change', async () => {
    const documents = (changed: string) =>
      Array.from({ length: 1_000 }, (_, index) =>
        document(`/${index}/`, `Page ${index}`, `<p>A word of ${index}. ${index === 500 ? changed : ''}</p>`),
      );
    const cold = await build(documents(''));
    expect(cold.indexed).toBe(1_000);
    const warm = await build(documents('Zebras.'));
    expect(warm.indexed).toBe(1);
    expect(warm.files).toEqual(await buildIndex(documents('Zebras.'), 'en', {}));
    // Browsers keep all other files: a file with another content has another name, unless it is loaded anew each time.
    const known = new Map(cold.files.map(({ path, content }) => [path, Buffer.from(content).toString('hex')]));
    const changed = warm.files.filter(({ path, content }) => known.get(path) !== Buffer.from(content).toString('hex'));
    expect(changed.length).toBeLessThan(20);
    expect(changed.map(({ path }) => path).filter((path) => known.has(path))).toEqual([
      ...['pagefind-entry.json', 'vocabulary.txt', 'pages.json'],
    ]);
  }, 60_000);

  test('the index after any edit has the bytes of one built from scratch', async () => {
    const random = generator(20_261_201);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    const words = [
      ...['word', 'words', 'naive', 'naïve', 'Naïve', 'café', 'learn', 'learning', 'C++', 'C#', 'straße', 'Łódź'],
      ...['深', '学', '习', '𝓩', '\u{20000}', '\ufb01ne', 'the', 'of', 'zero', '1.24', 'x86'],
    ];
    const text = (length: number) => Array.from({ length }, () => pick(words)).join(' ');
    const makeDocument = (url = `/new-${random()}/`) => {
      const field = pick(['authors', 'best', 'alias', 'mentions']);
      const meta = `<span data-pagefind-meta="${field}[data-value]" data-value="${text(2)}"></span>`;
      const opening = `<p data-pagefind-weight="2">${text(2)}</p>`;
      return document(url, text(2), `${meta}${opening}<p>${text(Math.floor(random() * 400))}</p>`);
    };
    let documents = Array.from({ length: 40 }, () => makeDocument());
    await build(documents);
    for (let round = 0; round < 12; round += 1) {
      const at = Math.floor(random() * documents.length);
      const edits: readonly (() => number)[] = [
        () => {
          documents = documents.with(at, makeDocument(documents[at]?.url));
          return 1;
        },
        () => {
          documents = documents.toSpliced(at, 0, makeDocument());
          return 1;
        },
        () => {
          documents = documents.toSpliced(at, 2);
          return 0;
        },
        () => {
          documents = [...documents.slice(at), ...documents.slice(0, at)];
          return 0;
        },
      ];
      const changed = [...edits, ...edits][round % 5]?.();
      const warm = await build(documents);
      expect(warm.indexed).toBe(changed);
      expect(warm.files).toEqual(await buildIndex(documents, 'en', {}));
    }
  }, 60_000);
});

/** Random numbers in [0, 1): a linear congruential generator with the constants of Numerical Recipes. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
