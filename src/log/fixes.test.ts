import { describe, expect, test } from 'vitest';
import type { WrittenAddress } from './entry.ts';
import { applyFixes, fixOfFragment, fixOfPath, fixOfValue, dropUnmetFixes, textsIn } from './fixes.ts';
import type { Fix, Problem } from './problem.ts';

const fix = (line: number, column: number, endColumn: number, text: string): Fix => ({
  range: { line, column, endLine: line, endColumn },
  text,
  description: 'fixes',
});

describe('fixes of a text', () => {
  test('change only their ranges, in any order', () => {
    const text = 'one two\nthree four\n';
    const fixes = [fix(2, 7, 11, '4'), fix(1, 1, 4, '1'), fix(2, 1, 6, '')];
    expect(applyFixes(text, fixes)).toEqual({
      text: '1 two\n 4\n',
      applied: [fixes[1], fixes[2], fixes[0]],
      skipped: [],
    });
  });

  test('keep line endings and count UTF-16 code units', () => {
    const { text } = applyFixes('one\r\n😀é two\r\nend', [fix(2, 5, 8, '2'), fix(3, 1, 4, 'END')]);
    expect(text).toBe('one\r\n😀é 2\r\nEND');
  });

  test('that overlap: the first one wins', () => {
    const [first, second, third] = [fix(1, 1, 5, 'a'), fix(1, 4, 7, 'b'), fix(1, 7, 8, 'c')];
    expect(applyFixes('1234567', [second, third, first])).toEqual({
      text: 'a56c',
      applied: [first, third],
      skipped: [second],
    });
  });

  test('that are identical are applied once', () => {
    const { text, applied, skipped } = applyFixes('abc', [fix(1, 2, 3, 'X'), fix(1, 2, 3, 'X')]);
    expect([text, applied.length, skipped.length]).toEqual(['aXc', 2, 0]);
  });

  test.each([
    ['that change nothing', fix(1, 1, 4, 'abc')],
    ['of a missing line', fix(3, 1, 2, 'x')],
    ['past the end of a line', fix(1, 2, 9, 'x')],
    ['that end before they start', fix(1, 3, 2, 'x')],
    ['without an end', { range: { line: 1, column: 1 }, text: 'x', description: 'fixes' }],
  ])('%s are skipped', (_, broken) => {
    expect(applyFixes('abc\n', [broken])).toEqual({ text: 'abc\n', applied: [], skipped: [broken] });
  });

  test('are skipped in a file with ambiguous line endings', () => {
    expect(applyFixes('a\rb\nc', [fix(1, 1, 2, 'x')])).toMatchObject({ text: 'a\rb\nc', applied: [] });
  });
});

test('returns the text in a range', () => {
  expect(textsIn('ab\ncde')({ line: 2, column: 2, endLine: 2, endColumn: 4 })).toBe('de');
  expect(textsIn('ab')({ line: 2, column: 1, endLine: 2, endColumn: 2 })).toBeUndefined();
});

describe('the fix of a value', () => {
  const range = (length: number) => ({ line: 1, column: 10, endLine: 1, endColumn: 10 + length });
  test('keeps the quotes', () => {
    expect(fixOfValue(range(5), 'papre', 'paper', '')?.range).toEqual(range(5));
    expect(fixOfValue(range(7), 'papre', 'paper', '')?.range).toEqual({ ...range(5), column: 11, endColumn: 16 });
  });

  test.each([
    ['it has escapes', range(9), 'paper'],
    ['it has spaces inside its quotes', range(8), 'paper'],
    ['it spans several lines', { ...range(5), endLine: 2 }, 'paper'],
    ['its range is unknown', undefined, 'paper'],
    ['YAML would not parse the new text as a string', range(5), 'null'],
  ])('is missing if %s', (_, at, text) => {
    expect(fixOfValue(at, 'papre', text, '')).toBeUndefined();
  });
});

describe('the fix of an address', () => {
  const written = (text: string): WrittenAddress => ({
    text,
    range: { line: 3, column: 5, endLine: 3, endColumn: 5 + text.length },
  });
  const corrected = (text: string, wrong: string, right: string) => {
    const found = fixOfPath(written(text), { from: 'content/resources/sft.md', wrong, right }, '');
    return found && applyFixes(`\n\n    ${text}`, [found]).text.slice(6);
  };
  test.each([
    ['../Resources/PPO.md', 'content/Resources/PPO.md', 'content/resources/ppo.md', '../resources/ppo.md'],
    ['PPO.md#clip', 'content/resources/PPO.md', 'content/resources/ppo.md', 'ppo.md#clip'],
    ['./../Resources/ppo.md', 'content/Resources/ppo.md', 'content/resources/ppo.md', './../resources/ppo.md'],
    ['../resources/caf%C3%A9s.md', 'content/resources/cafés.md', 'content/resources/café.md', '../resources/café.md'],
    ['../../content/weeks/A.md', 'content/weeks/A.md', 'content/weeks/a.md', '../../content/weeks/a.md'],
    ['../weeks/../resources/A.md', 'content/resources/A.md', 'content/resources/a.md', '../weeks/../resources/a.md'],
  ])('in %s changes only the names that differ', (text, wrong, right, expected) => {
    expect(corrected(text, wrong, right)).toBe(expected);
  });

  test('is the path from the entry if the address does not contain the wrong folder, or has fewer folders', () => {
    expect(corrected('ppo.md', 'content/Resources/ppo.md', 'content/resources/ppo.md')).toBe('ppo.md');
    expect(corrected('ppo.md', 'content/resources/ppo.md', 'content/notes/rl/ppo.md')).toBe('../notes/rl/ppo.md');
  });

  test('of a heading changes only the fragment', () => {
    const found = fixOfFragment(written('a.md#wrogn'), 'wrong', '');
    expect(found?.range).toEqual({ line: 3, column: 10, endLine: 3, endColumn: 15 });
    expect(fixOfFragment(written('a.md#x'), 'a)b', '')).toBeUndefined();
    expect(fixOfFragment(undefined, 'a', '')).toBeUndefined();
  });
});

test('a fix that needs an entry is kept only if the entry exists', () => {
  const problem: Problem = { rule: 'html-for-md', file: 'a.md', range: { line: 1, column: 1 }, message: '' };
  const valid = fix(1, 1, 2, 'x');
  const needy = { ...problem, fix: { ...valid, needs: 'resources/ppo' } };
  expect(dropUnmetFixes([needy, problem], new Set(['resources/ppo']))).toStrictEqual([
    { ...problem, fix: valid },
    problem,
  ]);
  expect(dropUnmetFixes([needy], new Set())).toStrictEqual([problem]);
});
