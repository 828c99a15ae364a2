import { expect, test } from 'vitest';
import type { IndexedPage } from './shared/pagefindFiles.ts';
import { countWords, vocabularyOf } from './vocabulary.ts';

const wordsOf = (...pages: IndexedPage[]) => vocabularyOf([countWords(pages)]);
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
  const many = Array.from({ length: 20_000 }, (_, index) => word(index)).join(' ');
  expect(wordsOf(page(many)).length).toBe(6_000);
});

test('it does not depend on the order or the split of the pages', () => {
  const pages = [page('naive loss'), page('a naïve loss'), page('loss of words', { title: 'Naive' })];
  const whole = wordsOf(...pages);
  expect(whole.slice(0, 2)).toEqual(['naïve', 'loss']);
  expect(vocabularyOf(pages.toReversed().map((each) => countWords([each])))).toEqual(whole);
});
