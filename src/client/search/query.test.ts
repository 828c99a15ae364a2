import { describe, expect, test } from 'vitest';
import { parseQuery, parseYears, replaceParts } from './query.ts';

const facetNames = new Set(['type', 'topic', 'year', 'author']);
const parse = (text: string) => parseQuery(text, (name) => (facetNames.has(name) ? name : undefined));
const parsed = (text: string) => {
  const { words, phrases, excluded, facets } = parse(text);
  return {
    words: words.map((word) => word.text),
    phrases,
    excluded,
    facets: facets.map(({ facet, values, isExcluded }) => `${isExcluded ? '-' : ''}${facet}=${values.join('|')}`),
  };
};
const nothing = { words: [], phrases: [], excluded: [], facets: [] };

describe('a query is parsed', () => {
  test.each([
    ['attention  please', { words: ['attention', 'please'] }],
    ['"next token" loss', { words: ['loss'], phrases: ['next token'] }],
    ['“next token”', { phrases: ['next token'] }],
    ['"half typed', { phrases: ['half typed'] }],
    ['type:paper topic:"reinforcement learning"', { facets: ['type=paper', 'topic=reinforcement learning'] }],
    ['TYPE:paper,video', { facets: ['type=paper|video'] }],
    ['-topic:scaling -atari -"two words"', { excluded: ['atari', 'two words'], facets: ['-topic=scaling'] }],
    ['type: paper', { words: ['type:', 'paper'] }],
    ['colour:red Part:2', { words: ['colour:red', 'Part:2'] }],
    ['https://arxiv.org/abs/1706.03762', { words: ['https://arxiv.org/abs/1706.03762'] }],
    ['pre-training C++ \\sqrt{d_k} 深度学习', { words: ['pre-training', 'C++', '\\sqrt{d_k}', '深度学习'] }],
    ['--use_fast_math std::vector type::x', { words: ['--use_fast_math', 'std::vector', 'type::x'] }],
    ['"" "', {}],
    ['', {}],
  ])('%s', (text, parts) => {
    expect(parsed(text)).toEqual({ ...nothing, ...parts });
  });
});

test('parsing time grows linearly with the query', () => {
  for (const piece of ['a', 'a:', '"', '-', 'a"', ' "a', 'type:', '\\']) {
    const start = performance.now();
    parse(piece.repeat(100_000));
    expect(performance.now() - start, piece).toBeLessThan(2000);
  }
});

test('a part is replaced; the rest stays as typed', () => {
  const text = 'atention  type:papr "x"';
  const { words, facets } = parse(text);
  const [word, facet] = [words[0], facets[0]];
  if (!word || !facet) return expect.fail('there are parts');
  const parts = [
    { part: word, replacement: 'attention' },
    { part: facet, replacement: 'type:paper' },
  ];
  expect(replaceParts(text, parts)).toBe('attention  type:paper "x"');
});

test.each([
  ['2017..2020', { first: 2017, last: 2020 }],
  ['2017-2020', { first: 2017, last: 2020 }],
  ['2017..', { first: 2017, last: 9999 }],
  ['..2020', { first: 0, last: 2020 }],
  ['2017', undefined],
  ['..', undefined],
])('a range of years: %s', (text, years) => {
  expect(parseYears(text)).toEqual(years);
});
