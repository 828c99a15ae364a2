import { describe, expect, test } from 'vitest';
import { idForm } from '../../log/ids.ts';
import { freeId, idFrom, nextNumber, readName } from './entryId.ts';

describe('a title gives an id', () => {
  test.each([
    ['Attention Is All You Need', 'attention-is-all-you-need'],
    ['GPT-3.5: What’s new?', 'gpt-3-5-whats-new'],
    ['  Über uns  ', 'über-uns'],
    ['注意力', '注意力'],
    ['हिन्दी', 'हनद'],
    ['ﬁne ＡＢ', 'fine-ab'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\Windows', 'c-windows'],
    ['__proto__', 'proto'],
    ['.hidden', 'hidden'],
    ['CON', 'con-1'],
    ['a\u202Eb\u0000c', 'a-b-c'],
    ['🎉 Party 🎉', 'party'],
  ])('%j', (title, id) => {
    expect(idFrom(title)).toBe(id);
    expect(id).toMatch(idForm);
  });

  test('of at most 60 characters that ends with a whole word', () => {
    expect(idFrom(`${'word '.repeat(40)}`)).toBe('word-word-word-word-word-word-word-word-word-word-word-word');
    expect(idFrom('x'.repeat(500))).toBe('x'.repeat(60));
    expect(idFrom(`a ${'x'.repeat(500)}`)).toBe('a');
  });

  test('that is empty if the title has neither letters nor digits', () => {
    expect(['', '???', '…', '🎉', '\u0301'].map(idFrom)).toEqual(['', '', '', '', '']);
  });
});

test('an id that is taken gets the first free number', () => {
  const taken = new Set(['a', 'a-2', 'b']);
  expect(['a', 'b', 'c'].map((id) => freeId(id, (one) => taken.has(one)))).toEqual(['a-3', 'b-2', 'c']);
});

test('the number of a week follows the highest one, with the same number of digits', () => {
  expect(nextNumber([])).toBe('01');
  expect(nextNumber(['01-a', '03-b', '02'])).toBe('04');
  expect(nextNumber(['09-a', 'about', '2025-02-07-x'])).toBe('10');
  expect(nextNumber(['0099'])).toBe('0100');
});

test.each([
  ['Rebase onto', { title: 'Rebase onto' }],
  ['TCP/IP', { title: 'TCP/IP' }],
  ['and / or', { title: 'and / or' }],
  ['git/rebase-onto', { title: 'Rebase onto', id: 'git/rebase-onto' }],
  ['content/notes/rl/PPO.md', { title: 'PPO', id: 'rl/PPO' }],
])('a note is named %j', (given, name) => {
  expect(readName('note', given)).toEqual(name);
});

test('only notes have paths', () => {
  expect(readName('page', 'git/rebase')).toEqual({ title: 'git/rebase' });
});
