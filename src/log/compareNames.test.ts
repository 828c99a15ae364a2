import { expect, test } from 'vitest';
import { compareNames } from './compareNames.ts';

test.each([
  [
    ['day-10', 'day-2', 'day-1'],
    ['day-1', 'day-2', 'day-10'],
  ],
  [
    ['b', 'a10', 'a', 'a2b', 'a2'],
    ['a', 'a2', 'a2b', 'a10', 'b'],
  ],
  [
    ['2.10', '2.9', '10.1'],
    ['2.9', '2.10', '10.1'],
  ],
  [
    ['a01', 'a1', 'a001'],
    ['a001', 'a01', 'a1'],
  ],
  [
    ['é', 'z', ''],
    ['', 'z', 'é'],
  ],
])('%j are in the order %j', (names, expected) => {
  expect(names.toSorted(compareNames)).toEqual(expected);
  expect(names.toReversed().toSorted(compareNames)).toEqual(expected);
});
