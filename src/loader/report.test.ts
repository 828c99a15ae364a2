import { describe, expect, test } from 'vitest';
import type { Problem } from '../log/problem.ts';
import { rules } from '../log/rules.ts';
import { formatProblems } from './report.ts';

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
      '1 error: 1 unknown-entry',
    ].join('\n'),
  );
});

test('several problems are printed in order, and counted by rule', () => {
  const told = formatProblems(
    [problem, { ...problem, rule: 'unsafe-link' }, { ...problem, file: 'content/log.md' }],
    new Map(),
  );
  expect(told.match(/^content\S+ {2}\S+/gm)).toEqual([
    'content/weeks/01.md:5:5  unknown-entry',
    'content/weeks/01.md:5:5  unsafe-link',
    'content/log.md:5:5  unknown-entry',
  ]);
  expect(told.endsWith('\n\n3 errors: 2 unknown-entry, 1 unsafe-link')).toBe(true);
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
  expect(told).toContain('> 5 | a<U+001B>[2J<U+0007><U+202E>b<U+2066>::error::z');
});

test('warnings and advice are labelled and counted separately', () => {
  const at = { file, range: { line: 1, column: 1 }, message: 'Look.' };
  const printed = formatProblems(
    [problem, { rule: 'doubtful-formula', ...at }, { rule: 'unused-topic', ...at }],
    new Map(),
  );
  expect(printed).toContain(`${file}:1:1  doubtful-formula (warning)`);
  expect(printed).toContain(`${file}:1:1  unused-topic (advice)`);
  expect(printed).toMatch(
    /\n1 error, 1 warning, 1 piece of advice: 1 unknown-entry, 1 doubtful-formula, 1 unused-topic$/,
  );
});

test('the marker stays under the range after hidden characters', () => {
  const hidden = text.replace('See', 'S\u200Bee\u202E');
  const range = { line: 5, column: 7, endLine: 5, endColumn: 11 };
  const printed = formatProblems([{ ...problem, range }], new Map([[file, hidden]])).split('\n');
  const at = printed.findIndex((line) => line.includes('> 5 |'));
  const marker = printed[at + 1] ?? '';
  expect(printed[at]?.slice(marker.indexOf('^'), marker.lastIndexOf('^') + 1)).toBe('[it]');
});

describe('many problems of one rule', () => {
  const many = (number: number, rule: Problem['rule'] = 'unknown-entry') =>
    Array.from({ length: number }, (_, index) => ({ ...problem, rule, file: `content/weeks/${index % 9}.md` }));
  const texts = new Map(many(9).map((one) => [one.file, text]));

  test('are printed in full up to five', () => {
    expect(formatProblems(many(5), texts).match(/> 5 \|/g)).toHaveLength(5);
  });

  test('are printed on a line each after the first', () => {
    const printed = formatProblems(many(20), texts);
    expect(printed.match(/> 5 \|/g)).toHaveLength(1);
    expect(
      printed.match(/^content\S+:5:5 {2}unknown-entry {2}"content\/resources\/atention.md" is not/gm),
    ).toHaveLength(19);
    expect(printed).not.toContain('…');
  });

  test('are counted after twenty, with the command that shows them', () => {
    const printed = formatProblems([...many(300), ...many(21, 'top-heading')], texts).split('\n');
    expect(printed.filter((line) => line.startsWith('content/'))).toHaveLength(40);
    expect(printed.slice(-5)).toEqual([
      '',
      '… and 280 more unknown-entry: learnlog check --rule unknown-entry shows them',
      '… and 1 more top-heading: learnlog check --rule top-heading shows them',
      '',
      '321 errors: 300 unknown-entry, 21 top-heading',
    ]);
  });

  test('fit on a few screens, even if there are thousands', () => {
    const rulesUsed = ['unknown-entry', 'top-heading', 'unknown-language'] as const;
    const printed = formatProblems(
      rulesUsed.flatMap((rule) => many(5000 / 3, rule)),
      texts,
    );
    expect(printed.split('\n').length).toBeLessThan(100);
  });
});
