import { expect, test } from 'vitest';
import { packHtml, unpackHtml } from './packedHtml.ts';

test.each(['', '<p>plain</p>', '<p>π ≈ 3, 𝔼[x], ﷽, \u{feff}</p>'.repeat(1_000)])(
  'HTML is unchanged after packing and unpacking',
  (html) => {
    const packed = packHtml(html);
    expect(unpackHtml(packed)).toBe(html);
    expect(packed.length).toBeLessThan(html.length / 10 + 20);
  },
);

test('data that is not packed HTML is refused', () => {
  expect(() => unpackHtml(new TextEncoder().encode('<p>plain</p>'))).toThrow();
});
