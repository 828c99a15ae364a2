import { describe, expect, test } from 'vitest';
import { cutFrontmatter } from './frontmatterFence.ts';

describe('frontmatter is split at its "---" lines', () => {
  test.each([
    ['---\na: 1\n---\nbody', { opening: '---\n', yaml: 'a: 1\n', rest: '---\nbody' }],
    ['\uFEFF--- \r\na: 1\r\n---\r\nbody', { opening: '\uFEFF--- \r\n', yaml: 'a: 1\r\n', rest: '---\r\nbody' }],
    ['---\n---', { opening: '---\n', yaml: '', rest: '---' }],
    ['---\na: "\n ---\n"\n---\n', { opening: '---\n', yaml: 'a: "\n ---\n"\n', rest: '---\n' }],
  ])('%j', (text, expected) => {
    expect(cutFrontmatter(text)).toEqual(expected);
  });

  test.each(['', 'a\n---\n---\n', '---\na: 1\n', '----\na: 1\n---\n', '---\na: 1\n----\n'])('%j has none', (text) => {
    expect(cutFrontmatter(text)).toBeUndefined();
  });
});
