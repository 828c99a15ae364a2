import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import type { EntryKind } from '../../log/entry.ts';
import { fieldsOf } from '../../log/schema.ts';
import { addFieldFlags, fieldsFromFlags } from './entryFlags.ts';

/** The fields that a command reads from its flags. */
function typed(kind: EntryKind, ...words: readonly string[]): Readonly<Record<string, unknown>> {
  const command = addFieldFlags(new Command().exitOverride(), fieldsOf(kind));
  command.parse(words, { from: 'user' });
  return fieldsFromFlags(kind, command.opts());
}

test('every field has a flag with the same description', () => {
  const help = addFieldFlags(new Command(), fieldsOf('resource')).helpInformation();
  for (const { name } of fieldsOf('resource')) expect(help).toContain(`--${name} `);
});

test('only flags that were given become fields', () => {
  expect(typed('resource')).toEqual({});
  expect(typed('resource', '--title', 'A')).toEqual({ title: 'A' });
});

describe('a value is parsed for its field:', () => {
  test.each<[string, EntryKind, string[], Record<string, unknown>]>([
    ['a text as it is', 'resource', ['--title', '[Video] a, b: { c'], { title: '[Video] a, b: { c' }],
    ['a flag as true', 'week', ['--rough'], { rough: true }],
    ['ids with commas or spaces between them', 'resource', ['--topics', 'a,b', 'c'], { topics: ['a', 'b', 'c'] }],
    ['names of people with their commas', 'resource', ['--authors', 'A, B', 'C'], { authors: ['A, B', 'C'] }],
    ['a flag twice as two values', 'resource', ['--best', 'a', '--best', 'b'], { best: ['a', 'b'] }],
    [
      'pairs as YAML has them',
      'resource',
      ['--prerequisites', 'a', '{ resource: b, reason: "c, d" }'],
      { prerequisites: ['a', { resource: 'b', reason: 'c, d' }] },
    ],
    [
      'a number as the text it is',
      'resource',
      ['--sessions', '{ on: 2025, time: 1h }'],
      { sessions: [{ on: '2025', time: '1h' }] },
    ],
    ['topics with their times', 'week', ['--spent', '{ a: 1h, b: 2h }'], { spent: { a: '1h', b: '2h' } }],
    [
      'a person with an address',
      'log',
      ['--author', '{ name: Ada, url: https://a.b }'],
      { author: { name: 'Ada', url: 'https://a.b' } },
    ],
    ['invalid YAML as text, which is refused later', 'week', ['--spent', '{ a: 1h'], { spent: '{ a: 1h' }],
  ])('%s', (_, kind, words, fields) => {
    expect(typed(kind, ...words)).toEqual(fields);
  });
});
