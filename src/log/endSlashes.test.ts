import { expect, test } from 'vitest';
import { withoutEndSlashes } from './endSlashes.ts';

test.each([
  ['/log/', '/log'],
  ['/log//', '/log'],
  ['/log', '/log'],
  ['//a//b', '//a//b'],
  ['///', ''],
  ['', ''],
])('%j without trailing slashes is %j', (path, expected) => {
  expect(withoutEndSlashes(path)).toBe(expected);
});
