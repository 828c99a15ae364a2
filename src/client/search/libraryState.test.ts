import { describe, expect, test } from 'vitest';
import { addressOf, isNarrowed, readState, sortOf, without } from './libraryState.ts';

const facets = ['type', 'topic', 'year'];
const read = (query: string) => readState(new URLSearchParams(query), facets);

describe('the state of the library', () => {
  test.each([
    '',
    '?q=attention',
    '?type=paper&type=video&topic=scaling',
    '?q=a%26b+%22c%22&year=2017&sort=year%3Adesc',
    '?sort=title%3Aasc',
  ])('is the same after a round trip through the address: %s', (query) => {
    expect(addressOf(read(query))).toBe(query);
  });

  test('ignores other parameters and empty values', () => {
    expect(read('?utm_source=x&type=&type=paper&q=')).toEqual({ words: '', order: '', chosen: { type: ['paper'] } });
  });

  test.each([
    ['?q=a', true],
    ['?q=+', false],
    ['?type=paper', true],
    ['?sort=year:asc', false],
  ])('filters the library: %s, %s', (query, expected) => {
    expect(isNarrowed(read(query))).toBe(expected);
  });

  test.each([
    ['', { met: 'asc' }],
    ['?q=a', undefined],
    ['?q=a&sort=met:asc', { met: 'asc' }],
    ['?sort=year:desc', { year: 'desc' }],
    ['?sort=year', { met: 'asc' }],
    ['?sort=:asc', { met: 'asc' }],
  ])('takes the order from the address %j', (query, expected) => {
    expect(sortOf(read(query))).toEqual(expected);
  });

  test('can drop its words or one of its facets', () => {
    const state = read('?q=a&type=paper&topic=scaling');
    expect(addressOf(without(state, 'words'))).toBe('?type=paper&topic=scaling');
    expect(addressOf(without(state, 'type'))).toBe('?q=a&topic=scaling');
  });
});
