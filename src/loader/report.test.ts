import { describe, expect, test } from 'vitest';
import type { Problem } from '../log/problem.ts';
import { rules } from '../log/rules.ts';
import { count, formatProblems } from './report.ts';

const file = 'content/weeks/01.md';
const text = ['---', 'title: T', '---', '', 'See [it](../resources/atention.md).', '', 'The end.'].join('\n');
const problem: Problem = {
  rule: 'unknown-entry',
  file,
  range: { line: 5, column: 5, endLine: 5, endColumn: 36 },
  message: '"content/resources/atention.md" is not in this log.',
};

test('a problem is printed with its position, rule, fix and source lines', () => {
  expect(formatProblems([problem], new Map([[file, text]]))).toBe(
    [
      'content/weeks/01.md:5:5  unknown-entry',
      '  "content/resources/atention.md" is not in this log.',
      `  ${rules['unknown-entry'].fix}`,
      '',
      '      4 |',
      '    > 5 | See [it](../resources/atention.md).',
      '        |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
      '      6 |',
      '',
      '1 problem in 1 file.',
    ].join('\n'),
  );
});

test('several problems are printed in order, and counted with their files', () => {
  const told = formatProblems(
    [problem, { ...problem, rule: 'unsafe-link' }, { ...problem, file: 'content/log.md' }],
    new Map(),
  );
  expect(told.match(/^content\S+ {2}\S+/gm)).toEqual([
    'content/weeks/01.md:5:5  unknown-entry',
    'content/weeks/01.md:5:5  unsafe-link',
    'content/log.md:5:5  unknown-entry',
  ]);
  expect(told.endsWith('\n\n3 problems in 2 files.')).toBe(true);
});

describe('the marker under the line', () => {
  /** The text above the marker. */
  const marked = (range: Problem['range']) => {
    const lines = formatProblems([{ ...problem, range }], new Map([[file, text]])).split('\n');
    const at = lines.findIndex((line) => /^\s+\|\s+\^/.test(line));
    const [from, to] = [lines[at]?.indexOf('^') ?? 0, lines[at]?.lastIndexOf('^') ?? 0];
    return lines[at - 1]?.slice(from, to + 1);
  };

  test.each([
    ['is under a range on one line', { line: 5, column: 5, endLine: 5, endColumn: 8 }, '[it'],
    ['is under a single position', { line: 5, column: 6 }, 'i'],
    ['is under the start of a range of several lines', { line: 5, column: 5, endLine: 7, endColumn: 3 }, '['],
    ['is under the first character of a file', { line: 1, column: 1 }, '-'],
  ])('%s', (_, range, expected) => {
    expect(marked(range)).toBe(expected);
  });
});

test('a problem in a file without text is printed without a code frame', () => {
  const told = formatProblems([{ ...problem, rule: 'missing-log' }], new Map());
  expect(told).not.toContain('|');
  expect(told).toContain(rules['missing-log'].fix);
});

test('untrusted text cannot control a terminal or a build server, or reverse the direction of text', () => {
  const hostile = 'a\u001B[2J\u0007\u202Eb\u2066';
  const told = formatProblems(
    [{ ...problem, file: `content/weeks/x\n::error::x.md`, message: `"${hostile}\r\n::error::y" is wrong.` }],
    new Map([[`content/weeks/x\n::error::x.md`, `1\n2\n3\n4\n${hostile}::error::z\n::error::w\n`]]),
  );
  expect(told).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u);
  expect(told).not.toMatch(/^\s*::/m);
  expect(told).toContain('content/weeks/x<U+000A>::error::x.md:5:5  unknown-entry');
  expect(told).toContain('> 5 | a�[2J��b�::error::z');
});

test.each([
  [count(1, 'file'), '1 file'],
  [count(0, 'file'), '0 files'],
  [count(2, 'piece of advice', 'pieces of advice'), '2 pieces of advice'],
  [count(12_345, 'problem'), '12,345 problems'],
])('a number agrees with its noun: %s', (text, expected) => {
  expect(text).toBe(expected);
});

test('warnings and advice are labelled and counted separately', () => {
  const at = { file, range: { line: 1, column: 1 }, message: 'Look.' };
  const printed = formatProblems(
    [problem, { rule: 'doubtful-formula', ...at }, { rule: 'unused-topic', ...at }],
    new Map(),
  );
  expect(printed).toContain(`${file}:1:1  doubtful-formula (warning)`);
  expect(printed).toContain(`${file}:1:1  unused-topic (advice)`);
  expect(printed).toMatch(/1 problem, 1 warning and 1 piece of advice in 1 file\.$/);
});
