import { describe, expect, test } from 'vitest';
import {
  endOfName,
  folded,
  indexed,
  otherWords,
  readable,
  spacedTex,
  significantWords,
  termsIn,
  tokensOf,
  wordsOf,
} from './text.ts';

test.each([
  ['深度学习', '深 度 学 习'],
  ['ニューラル・A', 'ニ ュ ー ラ ル ・ A'],
  ['基于Python的', '基 于 Python 的'],
  ['入门：基于', '入 门 ： 基 于'],
  ['plain words', 'plain words'],
  ['한국어 문장', '한국어 문장'],
  ['ＢＥＲＴ２', 'ＢＥＲＴ２'],
])('characters are separated in scripts without word spaces, and joined again: %s', (text, separated) => {
  expect(indexed(text)).toBe(separated);
  expect(readable(separated).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
});

test('characters of an excerpt are joined across its marks', () => {
  expect(readable('<mark>深</mark> <mark>度</mark> 学 a b')).toBe('<mark>深</mark><mark>度</mark>学 a b');
  expect(readable('学 <mark>深 </mark><mark>度 </mark>习')).toBe('学<mark>深</mark><mark>度</mark>习');
});

describe('the words in', () => {
  test.each([
    ['zero_grad(set_to_none=True)', ['zerograd', 'settonone', 'True']],
    ['self.d_head', ['self', 'dhead']],
    ['torch.nn.Linear(3, 4)', ['torch', 'nn', 'Linear', '3', '4']],
    ['std::vector::push_back', ['stdvectorpushback']],
    ['x86-64 or x86_64', ['x8664', 'or', 'x8664']],
    ['v1.24.3, 1,135 and 12:30', ['v1243', '1135', 'and', '1230']],
    ['C++/CUDA, C# and .NET', ['C++', 'CUDA', 'C#', 'and', 'NET']],
    ['GPT-4o, k‑means and state-of-the-art', ['GPT4o', 'kmeans', 'and', 'stateoftheart']],
    ["don’t, don't, soft\u00adware", ['dont', 'dont', 'software']],
    ['--use_fast_math (see train/test)', ['usefastmath', 'see', 'train', 'test']],
    ['Eﬃcient ＢＥＲＴ', ['Efficient', 'BERT']],
    ['a — b “c”', ['a', 'b', 'c']],
  ])('%s', (text, terms) => {
    expect(termsIn(text)).toEqual(terms);
  });
});

test.each(['f(self.d_head=1)', 'a `tick` and ``two``', '__init__', '`', '_`_', '“a”/b', 'x ` y', 'C++/CUDA → x'])(
  'a text is readable again: %s',
  (text) => {
    expect(readable(indexed(text))).toBe(text);
  },
);

test('marks stay around the words of an excerpt', () => {
  expect(readable('<mark>self.`</mark> <mark>d`-head</mark> = f(`')).toBe('<mark>self.</mark><mark>d_head</mark> = f(');
});

describe('other words for', () => {
  test.each([
    ['ModelStateDict()', ['statedict', 'dict']],
    ['HTMLParser', ['parser']],
    ['GPUs, LLMs and LLaMA', []],
    ['v1.24.3', ['1243', '243']],
    ['node.js', ['nodejs']],
    ['state-of-the-art', ['oftheart', 'theart']],
    ['Eﬃcient ﬁne-tuning', ['efficient', 'finetuning', 'tuning']],
    ['ＢＥＲＴ', ['bert']],
    ['Łukasz Ñandú plain 2026-11-02', ['lukasz']],
    ['a1b2c3d4e5f6', []],
  ])('%s', (text, words) => {
    expect(otherWords(text)).toEqual(words);
  });
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

test('folding removes accents, strokes, ligatures and widths', () => {
  expect(folded('Łukasz Ñandú straße ﬁne ＢＥＲＴ')).toBe('lukasz nandu strasse fine bert');
  expect(wordsOf('C++ and C#, GPT-2!')).toEqual(['c++', 'and', 'c#', 'gpt', '2']);
  expect(tokensOf('ＢＥＲＴ').map(({ word }) => word)).toEqual(['bert']);
});

test('stop words are dropped, unless there are no others', () => {
  const stopWords = new Set(['is', 'what']);
  expect(significantWords(['What', 'is', 'attention'], stopWords)).toEqual(['attention']);
  expect(significantWords(['what', 'is'], stopWords)).toEqual(['what', 'is']);
  expect(endOfName('What attention is', stopWords)).toBe('attentionǂ');
});
