import { expect, test } from 'vitest';
import type { IndexedPage } from './shared/pagefindFiles.ts';
import { byteRows, numberRows, type PackedPages } from './packedPages.ts';
import { vocabularyOf, vocabularyWords } from './vocabulary.ts';

const packed = (...pages: IndexedPage[]): PackedPages => {
  const found = pages.map(vocabularyWords);
  const words = [...new Set(found.flatMap(({ named, written }) => [...named, ...written]))];
  const numbers = (list: readonly string[]) => list.map((word) => words.indexOf(word));
  return {
    urls: pages.map(({ url }) => url),
    sources: pages.map(() => ''),
    lengths: new Uint32Array(pages.length),
    fragments: byteRows(pages.map(() => new Uint8Array())),
    terms: [],
    uses: numberRows(pages.map(() => [])),
    places: byteRows([]),
    words,
    named: numberRows(found.map(({ named }) => numbers(named))),
    written: numberRows(found.map(({ written }) => numbers(written))),
  };
};
const wordsOf = (...pages: IndexedPage[]) => {
  const all = packed(...pages);
  return vocabularyOf(pages.map((_, at) => ({ pages: all, at })));
};
const page = (content: string, meta: Readonly<Record<string, string>> = {}) => ({ url: '/', content, meta });

test('words of titles and authors come first, then words of notes by their number of pages', () => {
  const pages = [
    page('Notes about a gradient, a gradient.', { title: 'Attention', authors: 'Łukasz Kaiser' }),
    page('Notes on loss, and its author’s gradient.'),
  ];
  expect(wordsOf(...pages).slice(0, 5)).toEqual(['attention', 'kaiser', 'łukasz', 'gradient', 'notes']);
});

test('short words, numbers and scripts without spaces are left out', () => {
  expect(wordsOf(page('ab 2017 v2 深度学习 word'))).toEqual(['word']);
});

test('its size has a limit', () => {
  const letters = 'abcdefghijklmnopqrst';
  const word = (index: number) => [...String(index).padStart(6, '0')].map((digit) => letters[Number(digit)]).join('');
  const many = Array.from({ length: 7_000 }, (_, index) => word(index)).join(' ');
  expect(wordsOf(page(many)).length).toBe(6_000);
});

test('it does not depend on the order or the split of the pages', () => {
  const pages = [page('naive loss'), page('a naïve loss'), page('loss of words', { title: 'Naive' })];
  const whole = wordsOf(...pages);
  expect(whole.slice(0, 2)).toEqual(['naïve', 'loss']);
  expect(vocabularyOf(pages.toReversed().map((each) => ({ pages: packed(each), at: 0 })))).toEqual(whole);
});
