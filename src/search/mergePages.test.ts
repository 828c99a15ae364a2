import { gunzipSync, gzipSync } from 'node:zlib';
import { decode } from 'cborg';
import { close, createIndex } from 'pagefind';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIndex } from './buildIndex.ts';
import { mergePages } from './mergePages.ts';
import {
  fragmentId,
  metaHash,
  pageIndex,
  partPath,
  wasmPath,
  type Meta,
  type Use,
  type Word,
} from './shared/pagefindFiles.ts';
import { indexShard, type IndexFile, unpack } from './shard.ts';

const pages = 60;
const name = (number: number) =>
  `${[...String(number).padStart(5, '0')].map((digit) => 'bcdfghjklm'[Number(digit)]).join('a')}q`;
let files: readonly IndexFile[];

beforeAll(async () => {
  const documents = Array.from({ length: pages }, (_, index) => ({
    url: `/${index}/`,
    source: () => String(index),
    html: () =>
      `<html lang="en"><body><h1>Page ${index}</h1>${Array.from({ length: 200 }, (_, at) => name(index * 200 + at)).join(' ')}</body></html>`,
  }));
  files = await buildIndex(documents, 'en', {});
});

afterAll(() => close());

const named = (pattern: RegExp) => files.filter(({ path }) => pattern.test(path));

test('the id of a page is its index', () => {
  const indexes = named(/^fragment\//).map(({ path, content }) => {
    const text = gunzipSync(content).toString('utf8');
    const { url } = JSON.parse(text.slice(text.indexOf('{'))) as { url: string };
    return [`/${pageIndex(fragmentId(path) ?? '')}/`, url];
  });
  expect(indexes.length).toBe(pages);
  expect(indexes.filter(([own, url]) => own !== url)).toEqual([]);
});

test('no part of the index is large, and none is lost', () => {
  const parts = named(/^index\//).map(({ content }) => gunzipSync(content));
  expect(parts.length).toBeGreaterThan(10);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(21_000);
  const text = parts.map((part) => part.toString('latin1')).join();
  const lost = Array.from({ length: pages * 200 }, (_, at) => name(at)).filter((word) => !text.includes(word));
  expect(lost).toEqual([]);
});

test('the entry names the list of parts and the WebAssembly', () => {
  const [meta] = named(/\.pf_meta$/);
  const [entry] = named(/^pagefind-entry\.json$/);
  const { languages } = JSON.parse(new TextDecoder().decode(entry?.content)) as {
    languages: Record<string, { hash: string; wasm: string }>;
  };
  expect(`pagefind.${languages.en?.hash}.pf_meta`).toBe(meta?.path);
  expect(`wasm.${languages.en?.wasm}.pagefind`).toBe(wasmPath);
  expect(named(/^wasm\./).map(({ path }) => path)).toEqual([wasmPath]);
});

test('the same documents give the same bytes', async () => {
  const documents = [
    { url: '/a/', source: () => '', html: () => '<html lang="en"><body>One page of words</body></html>' },
  ];
  const [one, other] = [await buildIndex(documents, 'en', {}), await buildIndex(documents, 'en', {})];
  expect(one.map(({ path }) => path).sort()).toEqual(other.map(({ path }) => path).sort());
});

describe('an index of several shards', () => {
  const meta = (name: string, value: string) =>
    `<span data-pagefind-meta="${name}[data-value]" data-value="${value}"></span>`;
  const documents = [
    ['Reinforcement learning', 'words of one page, naive and naïve', meta('authors', 'Ada Lovelace')],
    ['Learning', 'other words, learned, 深度 学习, C++ and 𝕏 𝓩 ﬁ', meta('best', 'words')],
    ['Attention', 'words words words, Lélio, lelio', meta('authors', 'Lélio') + meta('alias', 'attn')],
    ['Nothing', 'of the kind <img src="/curve.png" alt="A curve">', ''],
  ].map(([title, text, more], index) => ({
    url: `/${index}/`,
    source: String(index),
    html: `<html lang="en"><head><title>${title}</title></head><body data-pagefind-body>${more}<h1 id="a">${title}</h1><p>${text}</p></body></html>`,
  }));
  const mergedOf = async (...shares: number[][]) => {
    const made = await Promise.all(
      shares.map((share) =>
        indexShard(
          share.flatMap((index) => documents[index] ?? []),
          'en',
        ),
      ),
    );
    const program = made[0]?.program;
    if (!program) throw new Error('No shard.');
    const found = made.flatMap(({ pages }) => pages.urls.map((url, at) => ({ url, pages, at })));
    return mergePages(
      documents.flatMap(({ url }) => found.filter((page) => page.url === url)),
      ['tag'],
      program,
    );
  };

  test('has the bytes of an index of one', async () => {
    const whole = await mergedOf([0, 1, 2, 3]);
    expect(whole.filter(({ path }) => path.startsWith('fragment/'))).toHaveLength(4);
    expect(await mergedOf([3, 1], [2, 0])).toEqual(whole);
    expect(await mergedOf([2], [3], [0], [1])).toEqual(whole);
  });

  test('has every word of Pagefind’s own, with its uses', async () => {
    const { index } = await createIndex({ forceLanguage: 'en', includeCharacters: '+#' });
    for (const { url, html } of documents) await index?.addHTMLFile({ url, content: html });
    const own = wordsOf((await index?.getFiles())?.files ?? []);
    await index?.deleteIndex();
    expect(own.length).toBeGreaterThan(15);
    expect(own.some(([, , spellings]) => spellings.length > 0)).toBe(true);
    expect(wordsOf(await mergedOf([3, 1], [2, 0]))).toEqual(own);
  });
});

/** The words of an index in order, with names instead of the numbers of metadata fields. */
function wordsOf(index: readonly IndexFile[]) {
  const contentOf = (path: string) => {
    const file = index.find((one) => one.path === path);
    return decode(unpack(file?.content ?? new Uint8Array())) as unknown;
  };
  const [, , parts, , , fields] = contentOf(index.find(({ path }) => metaHash(path) !== undefined)?.path ?? '') as Meta;
  const named = (uses: readonly Use[]) =>
    uses.map(([step, there, inFields]) => [step, there, inFields.map((at) => (at < 0 ? fields[-1 - at] : at))]);
  return parts
    .flatMap(([, , id]) => (contentOf(partPath(id)) as [Word[]])[0])
    .map(([word, uses, spellings]) => [word, named(uses), spellings.map(([text, its]) => [text, named(its)])] as const);
}

test('a file of an unknown format is an error', () => {
  expect(() => unpack(gzipSync('pagefind_new'))).toThrow('unknown format');
});
