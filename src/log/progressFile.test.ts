import { describe, expect, test } from 'vitest';
import type { Known } from './known.ts';
import { readProgressFile, writeProgressFile } from './progressFile.ts';

const monday = '2026-11-23';
const known: Known = new Map([
  ['a', monday],
  ['gone', '2026-11-27'],
]);
const isResource = (id: string) => id === 'a' || id === 'b';

describe('a progress file', () => {
  test('round-trips', () => {
    expect(readProgressFile(writeProgressFile('A log', 'https://example.org/log/', known), isResource)).toEqual(known);
  });

  test.each([
    ['', 'notJson'],
    ['{"known": {', 'notJson'],
    ['null', 'noKnown'],
    ['[]', 'noKnown'],
    ['{}', 'noKnown'],
    [`{"a": "${monday}"}`, 'noKnown'],
    ['{"known": ["a"]}', 'noKnown'],
    ['{"known": {"a": true}}', 'noKnown'],
    [`{"__proto__": {"known": {"a": "${monday}"}}}`, 'noKnown'],
    [`{"known": {"elsewhere": "${monday}", "__proto__": "${monday}"}}`, 'noResource'],
  ])('that is %s gives the error "%s"', (text, fault) => {
    expect(readProgressFile(text, isResource)).toBe(fault);
  });

  test('without known resources is valid', () => {
    expect(readProgressFile('{"known": {}}', isResource)).toEqual(new Map());
  });
});
