import { expect, test } from 'vitest';
import { dateOf, dateOfParts } from './dates.ts';

test.each([
  ['2017-06-12T17:57:34Z', '2017-06-12'],
  ['2017/6/1', '2017-06-01'],
  ['2017-00-00', '2017'],
  ['2017-02-31', '2017-02'],
  ['June 12, 2017', '2017-06-12'],
  ['12 June 2017', '2017-06-12'],
  ['Sept. 2016', '2016-09'],
  ['c. 1998', '1998'],
  ['06/12/2017', '2017'],
  ['1998 or 1999', '1998'],
  ['between 1998 and 1999', undefined],
  ['soon', undefined],
  ['', undefined],
])('%s is the date %s', (text, date) => {
  expect(dateOf(text)).toBe(date);
});

test('numbers are a date as far as they go', () => {
  expect([[2017, 6, 12], ['2017', 6], [2017], [null], []].map((parts) => dateOfParts(parts))).toEqual([
    ...['2017-06-12', '2017-06', '2017', undefined, undefined],
  ]);
});
