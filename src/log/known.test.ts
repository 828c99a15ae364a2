import { describe, expect, test } from 'vitest';
import { countedIds, mergeKnown, readKnown, writeKnown, type Known } from './known.ts';

const monday = '2026-11-23';
const friday = '2026-11-27';
const known: Known = new Map([
  ['a', monday],
  ['gone', friday],
]);

describe('what is kept', () => {
  test('is read as it was written', () => {
    expect(readKnown(writeKnown(known))).toEqual(known);
  });

  test('is nothing known where nothing is kept', () => {
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
  ])('is not ours where it is %s', (text) => {
    expect(readKnown(text)).toBeUndefined();
  });

  test('may have names that objects have of their own', () => {
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
  test('keeps what either has, by the later day', () => {
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

test('an old name counts for the resource that has it now, once, and a name of nothing does not count', () => {
  const names = new Map([
    ['a', 'a'],
    ['old-a', 'a'],
  ]);
  const ids = countedIds(new Map([...known, ['old-a', monday], ['constructor', monday]]), (id) => names.get(id));
  expect([...ids]).toEqual(['a']);
});
