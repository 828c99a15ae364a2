import { expect, test } from 'vitest';
import { packHtml, sizeOfHtml, unpackHtml } from './packedHtml.ts';

test.each(['', '<p>plain</p>', '<p>π ≈ 3, 𝔼[x], ﷽, \u{feff}</p>'.repeat(1_000)])(
  'HTML is unchanged after packing and unpacking',
  (html) => {
    const packed = packHtml(html);
    expect(unpackHtml(packed)).toBe(html);
    expect(packed.length).toBeLessThan(html.length / 10 + 28);
  },
);

test('the size of packed HTML is in bytes and elements', () => {
  expect(sizeOfHtml(packHtml('<p>π <b>≈</b> 3 < 4</p>'))).toEqual({ bytes: 26, elements: 2 });
  expect(sizeOfHtml(packHtml(''))).toEqual({ bytes: 0, elements: 0 });
});

test('data that is not packed HTML is refused', () => {
  expect(() => unpackHtml(new TextEncoder().encode('<p>plain</p>'))).toThrow();
});
