import { describe, expect, test } from 'vitest';
import type { EntryKind } from '../log/entry.ts';
import type { RuleId } from '../log/rules.ts';
import { readFrontmatter } from './frontmatter.ts';

const file = 'content/resources/it.md';

/** The problems of frontmatter, as `[rule, line, column, message]`. */
function problemsOf(kind: EntryKind, text: string): [RuleId, number, number, string][] {
  return readFrontmatter(kind, text, file).problems.map(({ rule, range, message }) => [
    rule,
    range.line,
    range.column,
    message,
  ]);
}

/** A valid resource, with more lines from line 5. */
const resource = (...lines: string[]) =>
  ['---', 'title: T', 'type: paper', 'url: https://example.org', ...lines, '---', 'Body'].join('\n');

describe('frontmatter is read', () => {
  test('with the fields and the position of every value', () => {
    const { fields, ranges, problems } = readFrontmatter(
      'resource',
      resource('prerequisites:', '  - ppo', '  - { resource: dpo, reason: "why" }', 'topics: [rl, scaling]'),
      file,
    );
    expect(problems).toEqual([]);
    expect(fields).toMatchObject({ title: 'T', topics: ['rl', 'scaling'] });
    expect(ranges).toMatchObject({
      title: { line: 2, column: 8, endLine: 2, endColumn: 9 },
      'prerequisites.0': { line: 6, column: 5, endLine: 6, endColumn: 8 },
      'prerequisites.1.resource': { line: 7, column: 17, endLine: 7, endColumn: 20 },
      'topics.1': { line: 8, column: 14, endLine: 8, endColumn: 21 },
    });
  });

  test('and as written, in values that survive JSON', () => {
    const { written } = readFrontmatter('resource', resource('part: 03', 'published: ~2017', 'draft: false'), file);
    const { written: valid } = readFrontmatter(
      'resource',
      resource('part: 3', 'published: ~2017', 'authors: Ada', 'sessions: [{ on: 2025, time: 2h }]', 'draft: true'),
      file,
    );
    expect(written).toBeUndefined();
    expect(JSON.parse(JSON.stringify(valid))).toEqual({
      title: 'T',
      type: 'paper',
      url: 'https://example.org',
      part: '3',
      published: '~2017',
      authors: 'Ada',
      sessions: [{ on: '2025', time: '2h' }],
      draft: true,
    });
  });

  test.each([
    ['Windows line ends', resource().replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${resource()}`],
    ['spaces behind the fences', '---  \ntitle: T\ntype: paper\nurl: https://example.org\n---\t\nBody'],
    ['nothing behind it', resource().replace('\nBody', '')],
    ['comments', resource('# a comment', 'level: advanced # another')],
    ['quoted keys', resource('"level": advanced')],
    ['a rule in the body', `${resource()}\n\n---\n\nMore`],
  ])('with %s', (_, text) => {
    expect(readFrontmatter('resource', text, file)).toMatchObject({ problems: [], fields: { title: 'T' } });
  });

  test.each([
    ['arxiv: 1706.10000', 'arxiv', '1706.10000'],
    ['isbn: 0262035618', 'isbn', '0262035618'],
    ['published: 2017', 'published', { iso: '2017', about: false }],
    ['published: 2017-06-12', 'published', { iso: '2017-06-12', about: false }],
    ['published: ~2017', 'published', { iso: '2017', about: true }],
    ['verdict: 1e3', 'verdict', '1e3'],
    ['verdict: 0x10', 'verdict', '0x10'],
    ['authors: [007]', 'authors', ['007']],
    ['part: 03', 'part', undefined],
    ['verdict: no', 'verdict', 'no'],
    ['verdict: |\n  Two\n  lines', 'verdict', 'Two\nlines'],
    ['draft: true', 'draft', true],
  ])('and "%s" keeps its value as written', (line, field, value) => {
    const { fields } = readFrontmatter('resource', resource(line), file);
    expect(fields?.[field as keyof typeof fields]).toEqual(value);
  });
});

describe('errors of syntax are reported at their position', () => {
  test.each<[string, string, RuleId, number, number]>([
    ['no frontmatter', 'Only words.', 'missing-frontmatter', 1, 1],
    ['an empty file', '', 'missing-frontmatter', 1, 1],
    ['frontmatter further down', '\n---\ntitle: T\n---\n', 'missing-frontmatter', 1, 1],
    ['frontmatter that does not end', '---\ntitle: T\n', 'missing-frontmatter', 1, 1],
    ['frontmatter in TOML', '+++\ntitle = "T"\n+++\n', 'missing-frontmatter', 1, 1],
    ['a colon without quotes', '---\ntitle: A: B\n---\n', 'yaml-syntax', 2, 8],
    ['a key twice', '---\ntitle: A\nplace: before\ntitle: B\n---\n', 'duplicate-key', 4, 1],
    ['an unclosed bracket', '---\ntitle: [A\n---\n', 'yaml-syntax', 2, 8],
    ['an unclosed bracket around closed ones', '---\ntitle: [[A], "B"\n---\n', 'yaml-syntax', 2, 8],
    ['an unclosed brace around a bracket', '---\ntitle: { a: [A]\nb: B\n---\n', 'yaml-syntax', 2, 8],
    ['a bracket closed by a brace', '---\ntitle: [A }\nsummary: B\n---\n', 'yaml-syntax', 2, 8],
    ['a tab', '---\ntitle: A\nsummary:\n\t- b\n---\n', 'yaml-syntax', 4, 1],
    ['an alias', '---\ntitle: &a A\nsummary: *a\n---\n', 'yaml-alias', 3, 10],
    ['a second document', '---\ntitle: A\n...\ntitle: B\n---\n', 'yaml-syntax', 4, 1],
    ['a list', '---\n- title\n---\n', 'yaml-syntax', 2, 1],
    ['words', '---\nOnly words\n---\n', 'yaml-syntax', 2, 1],
  ])('%s', (_, text, rule, line, column) => {
    expect(problemsOf('page', text).map((problem) => problem.slice(0, 3))).toEqual([[rule, line, column]]);
    expect(readFrontmatter('page', text, file).fields).toBeUndefined();
  });

  test.each([
    ['a million laughs', `a: &a [x, x]\n${'bcdefghij'.replace(/./g, (name) => `${name}: &${name} [*a, *a, *a]\n`)}`],
    ['a deep well', `a: ${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['an open well', `a: ${'['.repeat(5_000)}`],
    ['a prototype', '__proto__: { title: T }\nconstructor: { prototype: x }'],
  ])('%s does not stop the program', (_, yaml) => {
    const { fields, problems } = readFrontmatter('page', `---\n${yaml}\n---\n`, file);
    expect(fields).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    expect(({} as { title?: string }).title).toBeUndefined();
  });
});

describe('errors in fields are reported in words, at their position', () => {
  const isDate = 'is a date like 2025, 2025-02 or 2025-02-07, with ~ before it if it is reconstructed';

  test.each<[string, string, [RuleId, number, number, string][]]>([
    [
      'an unknown field',
      'autors: Ada',
      [['unknown-key', 5, 1, '"autors" is not a field of a resource. Did you mean "authors"?']],
    ],
    ['a field unlike any other', 'mood: happy', [['unknown-key', 5, 1, '"mood" is not a field of a resource.']]],
    [
      'two unknown fields',
      'mood: a\nweather: b',
      [
        ['unknown-key', 5, 1, '"mood" is not a field of a resource.'],
        ['unknown-key', 6, 1, '"weather" is not a field of a resource.'],
      ],
    ],
    [
      'an unknown field in an item',
      'sessions:\n  - { on: 2025, time: 2h, mood: happy }',
      [['unknown-key', 6, 27, '"mood" is not a field of "sessions.0".']],
    ],
    [
      'an unknown field in the only item',
      'sessions: { on: 2025, time: 2h, mood: happy }',
      [['unknown-key', 5, 33, '"mood" is not a field of "sessions".']],
    ],
    [
      'a wrong value',
      'published: 2025-02-30',
      [['invalid-date', 5, 12, `"published" ${isDate}, but here it is "2025-02-30".`]],
    ],
    [
      'a wrong choice',
      'level: intermedate',
      [
        [
          'invalid-value',
          5,
          8,
          '"level" is one of introductory, intermediate, advanced, but here it is "intermedate". Did you mean "intermediate"?',
        ],
      ],
    ],
    ['an empty value', 'verdict:', [['invalid-value', 5, 9, '"verdict" is text, but here it is empty.']]],
    [
      'a list in place of a single value',
      'verdict: [a, b]',
      [['invalid-value', 5, 10, '"verdict" is text, but here it is a list.']],
    ],
    [
      'a map in place of a single value',
      'verdict: { a: b }',
      [['invalid-value', 5, 10, '"verdict" is text, but here it is a list of "key: value".']],
    ],
    [
      'a wrong item in a list',
      'authors: [Ada, ""]',
      [['invalid-value', 5, 16, '"authors" is not empty, but here it is "".']],
    ],
    [
      'a wrong value in an item',
      'sessions:\n  - on: 2025\n    time: 2h\n  - on: someday\n    time: 2h',
      [['invalid-date', 8, 9, `"sessions.on" ${isDate}, but here it is "someday".`]],
    ],
    [
      'a wrong value in the only item',
      'sessions: { on: someday, time: 2h }',
      [['invalid-date', 5, 17, `"sessions.on" ${isDate}, but here it is "someday".`]],
    ],
    [
      'a wrong only item',
      'prerequisites: two words',
      [
        [
          'invalid-value',
          5,
          16,
          '"prerequisites" is the id of a resource, or { resource: …, or: …, reason: … }, but here it is "two words".',
        ],
      ],
    ],
    [
      'a missing value in an item',
      'sessions:\n  - on: 2025',
      [['missing-key', 6, 5, '"time" is missing in "sessions.0".']],
    ],
    [
      'a missing value in the only item',
      'sessions: { on: 2025 }',
      [['missing-key', 5, 11, '"time" is missing in "sessions".']],
    ],
  ])('%s', (_, line, expected) => {
    expect(problemsOf('resource', resource(line))).toEqual(expected);
  });

  test.each<[EntryKind, string, [RuleId, number, number, string][]]>([
    ['log', 'tagline: T', [['missing-key', 1, 1, '"title" is missing.']]],
    ['page', '# nothing', [['missing-key', 1, 1, '"title" is missing.']]],
    ['page', '', [['missing-key', 1, 1, '"title" is missing.']]],
    [
      'week',
      'summary: S',
      [
        ['missing-key', 1, 1, '"title" is missing.'],
        ['missing-key', 1, 1, '"start" is missing.'],
      ],
    ],
    [
      'resource',
      'title: T\ntype: paper',
      [['missing-key', 1, 1, 'A resource needs one of "url", "doi", "isbn" or "arxiv", so that a reader can find it.']],
    ],
    [
      'log',
      'title: T\ntopic: { a: A }',
      [['unknown-key', 3, 1, '"topic" is not a field of content/log.md. Did you mean "topics"?']],
    ],
    [
      'week',
      'title: T\nstart: 2025\nstrat: 2025',
      [['unknown-key', 4, 1, '"strat" is not a field of a week. Did you mean "start"?']],
    ],
    [
      'page',
      'title: T\nplaec: before',
      [['unknown-key', 3, 1, '"plaec" is not a field of a page. Did you mean "place"?']],
    ],
  ])('in a %s with "%s"', (kind, yaml, expected) => {
    expect(problemsOf(kind, `---\n${yaml}\n---\n`)).toEqual(expected);
  });

  test('all of them at once', () => {
    const text = resource('level: hard', 'mood: happy', 'published: soon', 'topics: [rl, "a b"]').replace(
      'title: T\n',
      '',
    );
    expect(problemsOf('resource', text).map(([rule, line, column]) => [rule, line, column])).toEqual(
      expect.arrayContaining([
        ['missing-key', 1, 1],
        ['invalid-value', 4, 8],
        ['unknown-key', 5, 1],
        ['invalid-date', 6, 12],
        ['invalid-value', 7, 14],
      ]),
    );
  });

  test.each([
    [
      'an unknown field of a person',
      'author: { name: Ada, mail: a@b.org }',
      ['unknown-key', 3, 22, '"mail" is not a field of "author".'],
    ],
    [
      'a person without a name',
      'author: { url: https://example.org }',
      ['invalid-value', 3, 9, '"author" is a name, or { name: …, url: … }, but here it is a list of "key: value".'],
    ],
    [
      'a topic with an invalid id',
      'topics:\n  rl: RL\n  two words: T',
      [
        'invalid-value',
        5,
        3,
        'A name in "topics" is an id: letters, digits, ".", "_" and "-", but here it is "two words".',
      ],
    ],
    [
      'a macro without a backslash',
      'macros: { RR: x }',
      ['invalid-value', 3, 11, 'A name in "macros" is the name of a TeX macro, like \\RR, but here it is "RR".'],
    ],
  ])('of a log: %s', (_, line, expected) => {
    expect(problemsOf('log', `---\ntitle: T\n${line}\n---\n`)).toEqual([expected]);
  });
});
