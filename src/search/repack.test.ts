import { gunzipSync } from 'node:zlib';
import { close } from 'pagefind';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildIndex, type IndexFile } from './buildIndex.ts';
import { placeOf } from './pageId.ts';
import { repack } from './repack.ts';

const pages = 60;
const name = (number: number) =>
  `${[...String(number).padStart(5, '0')].map((digit) => 'bcdfghjklm'[Number(digit)]).join('a')}q`;
let files: readonly IndexFile[];

beforeAll(async () => {
  const documents = Array.from({ length: pages }, (_, place) => ({
    url: `/${place}/`,
    html: () =>
      `<html lang="en"><body><h1>Page ${place}</h1>${Array.from({ length: 200 }, (_, at) => name(place * 200 + at)).join(' ')}</body></html>`,
  }));
  files = await buildIndex(documents, 'en', {});
});

afterAll(() => close());

const named = (pattern: RegExp) => files.filter(({ path }) => pattern.test(path));

test('a page is known by its place', () => {
  const places = named(/^fragment\//).map(({ path, content }) => {
    const text = gunzipSync(content).toString('utf8');
    const { url } = JSON.parse(text.slice(text.indexOf('{'))) as { url: string };
    return [`/${placeOf(path.slice('fragment/'.length))}/`, url];
  });
  expect(places.length).toBe(pages);
  expect(places.filter(([own, url]) => own !== url)).toEqual([]);
});

test('no part of the index is large, and none is lost', () => {
  const parts = named(/^index\//).map(({ content }) => gunzipSync(content));
  expect(parts.length).toBeGreaterThan(10);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(21_000);
  const text = parts.map((part) => part.toString('latin1')).join();
  const lost = Array.from({ length: pages * 200 }, (_, at) => name(at)).filter((word) => !text.includes(word));
  expect(lost).toEqual([]);
});

test('the entry names the packed parts', () => {
  const [meta] = named(/\.pf_meta$/);
  const [entry] = named(/^pagefind-entry\.json$/);
  const { languages } = JSON.parse(new TextDecoder().decode(entry?.content)) as {
    languages: Record<string, { hash: string }>;
  };
  expect(`pagefind.${languages.en?.hash}.pf_meta`).toBe(meta?.path);
});

test('the same documents give the same bytes', async () => {
  const documents = [{ url: '/a/', html: () => '<html lang="en"><body>One page of words</body></html>' }];
  const [one, other] = [await buildIndex(documents, 'en', {}), await buildIndex(documents, 'en', {})];
  expect(one.map(({ path }) => path).sort()).toEqual(other.map(({ path }) => path).sort());
});

test('files of another form are refused', () => {
  const strange = [
    { path: 'pagefind-entry.json', content: new Uint8Array() },
    { path: 'pagefind.en_1.pf_meta', content: new Uint8Array() },
  ];
  expect(() => repack(strange, new Map(), 'tag')).toThrow();
});
