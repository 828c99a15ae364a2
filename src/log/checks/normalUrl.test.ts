import { expect, test } from 'vitest';
import { normalUrl } from './normalUrl.ts';

test.each([
  ['https://example.org/a', 'http://www.Example.org/a/'],
  ['https://example.org', 'https://example.org/'],
  ['https://example.org/?b=2&a=1', 'https://example.org/?a=1&b=2&utm_source=feed'],
  ['https://www.youtube.com/watch?v=kCc8FmEb1nY', 'https://youtu.be/kCc8FmEb1nY?t=90'],
  ['https://m.youtube.com/watch?v=kCc8FmEb1nY&t=90s', 'https://www.youtube.com/watch?v=kCc8FmEb1nY'],
])('%s and %s are the same', (one, other) => {
  expect(normalUrl(one)).toBe(normalUrl(other));
});

test.each([
  ['https://example.org/a', 'https://example.org/b'],
  ['https://example.org/a', 'https://example.com/a'],
  ['https://example.org/a#part-1', 'https://example.org/a#part-2'],
  ['https://www.youtube.com/watch?v=kCc8FmEb1nY', 'https://www.youtube.com/watch?v=zduSFxRajkE'],
])('%s and %s are different', (one, other) => {
  expect(normalUrl(one)).not.toBe(normalUrl(other));
});
