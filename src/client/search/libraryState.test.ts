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
  ])('comes back from its address: %s', (query) => {
    expect(addressOf(read(query))).toBe(query);
  });

  test('has no parameters but its own, and no empty values', () => {
    expect(read('?utm_source=x&type=&type=paper&q=')).toEqual({ words: '', order: '', chosen: { type: ['paper'] } });
  });

  test.each([
    ['?q=a', true],
    ['?q=+', false],
    ['?type=paper', true],
    ['?sort=year:asc', false],
  ])('narrows down: %s, %s', (query, expected) => {
    expect(isNarrowed(read(query))).toBe(expected);
  });

  test.each([
    ['', { met: 'asc' }],
    ['?q=a', undefined],
    ['?q=a&sort=met:asc', { met: 'asc' }],
    ['?sort=year:desc', { year: 'desc' }],
    ['?sort=year', { met: 'asc' }],
    ['?sort=:asc', { met: 'asc' }],
  ])('is in the order that %j asks for', (query, expected) => {
    expect(sortOf(read(query))).toEqual(expected);
  });

  test('can be had without its words or one of its facets', () => {
    const state = read('?q=a&type=paper&topic=scaling');
    expect(addressOf(without(state, 'words'))).toBe('?type=paper&topic=scaling');
    expect(addressOf(without(state, 'type'))).toBe('?q=a&topic=scaling');
  });
});
