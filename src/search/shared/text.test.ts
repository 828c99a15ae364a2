import { expect, test } from 'vitest';
import { endOfName, folded, plainWords, spaced, spacedTex, significantWords, removeGaps, wordsOf } from './text.ts';

test.each([
  ['深度学习', '深 度 学 习'],
  ['基于Python的', '基 于 Python 的'],
  ['入门：基于', '入 门 ： 基 于'],
  ['plain words', 'plain words'],
  ['한국어 문장', '한국어 문장'],
])('characters are separated in scripts without word spaces, and joined again: %s', (text, separated) => {
  expect(spaced(text)).toBe(separated);
  expect(removeGaps(separated).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
});

test('characters of an excerpt are joined across its marks', () => {
  expect(removeGaps('<mark>深</mark> <mark>度</mark> 学 a b')).toBe('<mark>深</mark><mark>度</mark>学 a b');
});

test.each([
  ['\\sqrt{d_k}', ['sqrt', 'd_k']],
  ['\\frac{QK^{\\top}}{\\sqrt{d_k}}', ['frac', 'QK', 'top', 'sqrt', 'd_k']],
  ['\\nabla_\\theta J(\\theta)=\\mathbb{E}', ['nabla_', 'theta', 'J', 'theta', 'mathbb', 'E']],
])('the parts of TeX are words: %s', (tex, parts) => {
  const words = spacedTex(tex)
    .split(/\s+/)
    .map((word) => word.replace(/[^\w]/g, ''));
  expect(words.filter((word) => /\w/.test(word))).toEqual(parts);
});

test('folding removes accents and strokes', () => {
  expect(folded('Łukasz Ñandú straße')).toBe('lukasz nandu strasse');
  expect(plainWords('Łukasz Ñandú plain')).toEqual(['lukasz']);
  expect(wordsOf('C++ and C#, GPT-2!')).toEqual(['c++', 'and', 'c#', 'gpt', '2']);
});

test('stop words are dropped, unless there are no others', () => {
  const stopWords = new Set(['is', 'what']);
  expect(significantWords(['What', 'is', 'attention'], stopWords)).toEqual(['attention']);
  expect(significantWords(['what', 'is'], stopWords)).toEqual(['what', 'is']);
  expect(endOfName('What attention is', stopWords)).toBe('attentionǂ');
});
