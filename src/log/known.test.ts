import { describe, expect, test } from 'vitest';
import { countedIds, mergeKnown, readKnown, writeKnown, type Known } from './known.ts';

const monday = '2026-11-23';
const friday = '2026-11-27';
const known: Known = new Map([
  ['a', monday],
  ['gone', friday],
]);

describe('the stored list', () => {
  test('round-trips', () => {
    expect(readKnown(writeKnown(known))).toEqual(known);
  });

  test('is empty if nothing is stored', () => {
    expect(readKnown(null)).toEqual(new Map());
  });

  test.each([
    '',
    'light',
    'null',
    '3',
    '"a"',
    '["a"]',
    '{"a":1}',
    '{"a":"yesterday"}',
    `{"a":"${monday}","b":{}}`,
    '{"a":',
  ])('is invalid if it is %s', (text) => {
    expect(readKnown(text)).toBeUndefined();
  });

  test('can contain names of built-in object properties', () => {
    const text = `{"__proto__":"${monday}","constructor":"${friday}","toString":"${friday}"}`;
    const read = readKnown(text);
    expect([...(read ?? [])]).toEqual([
      ['__proto__', monday],
      ['constructor', friday],
      ['toString', friday],
    ]);
    expect(writeKnown(read ?? new Map())).toBe(text);
    expect(Object.prototype).not.toHaveProperty('a');
  });
});

describe('merging', () => {
  test('keeps the resources of both, with the later day', () => {
    const other = new Map([
      ['a', friday],
      ['b', monday],
      ['gone', monday],
    ]);
    const both = { a: friday, gone: friday, b: monday };
    expect(Object.fromEntries(mergeKnown(known, other))).toEqual(both);
    expect(Object.fromEntries(mergeKnown(other, known))).toEqual(both);
  });
});

test('an alias counts once, for its resource, and an unknown name does not count', () => {
  const names = new Map([
    ['a', 'a'],
    ['old-a', 'a'],
  ]);
  const ids = countedIds(new Map([...known, ['old-a', monday], ['constructor', monday]]), (id) => names.get(id));
  expect([...ids]).toEqual(['a']);
});
