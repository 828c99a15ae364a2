import { expect, test } from 'vitest';
import { pastedId } from './pastedId.ts';

test.each([
  ['1706.03762', '1706.03762'],
  [' arXiv:1706.03762v5 ', '1706.03762'],
  ['arxiv 1706.03762', '1706.03762'],
  ['10.48550/arXiv.1706.03762', '1706.03762'],
  ['https://arxiv.org/pdf/1706.03762v2', '1706.03762'],
  ['https://doi.org/10.1000/ABC', '10.1000/abc'],
  ['doi:10.1000/182', '10.1000/182'],
  ['https://youtu.be/kCc8FmEb1nY', 'kcc8fmeb1ny'],
  ['https://example.org/', undefined],
  ['http://', undefined],
  ['attention', undefined],
  ['2017', undefined],
])('an identifier in a pasted text: %s', (text, id) => {
  expect(pastedId(text)).toBe(id);
});
