import { describe, expect, test } from 'vitest';
import type { EntryKind } from '../log/entry.ts';
import { applyFixes } from '../log/fixes.ts';
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

describe('private comments', () => {
  const read = (...lines: string[]) => {
    const { fields, written, problems } = readFrontmatter('resource', resource(...lines), file);
    return { fields, text: JSON.stringify([fields, written]), rules: problems.map(({ rule }) => rule) };
  };

  test.each([
    ['summary: The loss %%secret%% falls', { summary: 'The loss falls' }],
    ['verdict: >-\n  %%\n  secret\n\n  secret\n  %%\n  Good.', { verdict: 'Good.' }],
    ['summary: Costs $5 %% secret %% or $10 %%secret%%', { summary: 'Costs $5 or $10' }],
    ['summary: "%% secret %%"', { title: 'T' }],
    ['best: PPO %%secret%%', { best: ['PPO'] }],
    ['prerequisites: { resource: ppo, reason: "%%secret%% clips" }', { prerequisites: [{ reason: 'clips' }] }],
  ])('are left out of fields that take Markdown: %s', (line, expected) => {
    const { fields, text, rules } = read(line);
    expect(fields).toMatchObject(expected);
    expect(text).not.toMatch(/secret|%%/);
    expect(rules).toEqual(['private-comment']);
  });

  test('are left out of a heading that is the title, and so are headings in them', () => {
    const text = '%%\n# secret\n%%\n\n# Rebase %%secret%% onto\n\nText.';
    expect(readFrontmatter('note', `---\n---\n${text}`, 'content/notes/it.md').fields?.title).toBe('Rebase onto');
  });

  test('that do not end are errors, and code, escapes and percentages stay', () => {
    expect(read('summary: The loss %% secret').rules).toEqual(['unclosed-comment']);
    for (const summary of ['`%%secret%%`', '\\%%secret%%', '100%% secret'])
      expect(read(`summary: ${JSON.stringify(summary)}`)).toMatchObject({ fields: { summary }, rules: [] });
  });
});

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

  test('and with the type that the address tells, unless there is one', () => {
    const typeOf = (lines: string) => readFrontmatter('resource', `---\ntitle: T\n${lines}\n---\n`, file);
    const told = typeOf('url: https://arxiv.org/abs/1706.03762');
    expect([told.problems, told.fields?.type, told.written?.type]).toEqual([[], 'paper', 'paper']);
    expect(typeOf('url: https://github.com/a/b\ntype: course').fields?.type).toBe('course');
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
    ['authors: [007]', 'authors', [{ name: '007', isInstitution: false }]],
    ['part: 03', 'part', undefined],
    ['verdict: no', 'verdict', 'no'],
    ['verdict: |\n  Two\n  lines', 'verdict', 'Two\nlines'],
    ['draft: true', 'draft', true],
  ])('and "%s" keeps its value as written', (line, field, value) => {
    const { fields } = readFrontmatter('resource', resource(line), file);
    expect(fields?.[field as keyof typeof fields]).toEqual(value);
  });
});

describe('a note or a page needs no frontmatter', () => {
  test.each([
    ['# A *title*\n\nText.\n', 'A *title*', 1],
    ['\uFEFF\n\n# A title #\n', 'A title', 3],
    ['A title\n=======\n\nText.\n', 'A title', 1],
  ])('if it starts with its title: %j', (text, title, line) => {
    for (const kind of ['note', 'page'] as const) {
      const { fields, ranges, problems } = readFrontmatter(kind, text, file);
      expect(problems).toEqual([]);
      expect(fields).toMatchObject({ title, draft: false });
      expect(ranges.title).toMatchObject({ line });
    }
    const { problems } = readFrontmatter('week', text, file);
    expect(problems.map(({ rule }) => rule)).toEqual(['missing-frontmatter']);
  });

  test.each(['Text.\n\n# A title\n', 'title: A\n---\n\n# B\n', '## A title\n', '#tag\n\nText.\n'])(
    'but not if it starts with anything else: %j',
    (text) => {
      const { problems } = readFrontmatter('page', text, file);
      expect(problems.map(({ rule }) => rule)).toEqual(['missing-frontmatter']);
    },
  );
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
    ['an alias of nothing', '---\ntitle: *a\n---\n', 'yaml-alias', 2, 8],
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

describe('every error of the YAML parser is explained, and fixed if only one text can be meant', () => {
  const quotes = 'needs quotes.';

  test.each<[line: string, line: number, column: number, message: string, fixed?: string]>([
    ['summary: A: B', 3, 10, 'a value with ": " in it needs quotes.', 'summary: "A: B"'],
    ['summary: A:', 3, 10, 'a value with ": " in it needs quotes.', 'summary: "A:"'],
    ['summary: C:\\dir: B', 3, 10, 'a value with ": " in it needs quotes.', String.raw`summary: 'C:\dir: B'`],
    ['summary: @ada', 3, 10, `a value that starts with "@" ${quotes}`, 'summary: "@ada"'],
    ['summary: `code` first', 3, 10, `a value that starts with "\`" ${quotes}`, 'summary: "`code` first"'],
    ['summary: %done', 3, 10, `a value that starts with "%" ${quotes}`, 'summary: "%done"'],
    ['summary: - a dash', 3, 10, `a value that starts with "-" ${quotes}`, 'summary: "- a dash"'],
    ['summary: > 9000', 3, 12, `a value that starts with ">" ${quotes}`, 'summary: "> 9000"'],
    ['summary: | x', 3, 12, `a value that starts with "|" ${quotes}`, 'summary: "| x"'],
    ['summary: , x', 3, 10, `a value that starts with "," ${quotes}`, 'summary: ", x"'],
    ['summary: [Draft] Notes', 3, 18, `text that starts with "[" ${quotes}`, 'summary: "[Draft] Notes"'],
    ['summary: {x} notes', 3, 14, `text that starts with "{" ${quotes}`, 'summary: "{x} notes"'],
    ["summary: 'It's mine'", 3, 14, 'ends before the value does. Put quotes around all of it.', `summary: "It's mine"`],
    ['summary: "The" end', 3, 16, 'ends before the value does. Put quotes around all of it.', `summary: '"The" end'`],
    [String.raw`summary: "\q"`, 3, 11, 'Write two of them, or use \' in place of ".', String.raw`summary: '\q'`],
    ['summary: !important x', 3, 10, 'YAML reads "!important" as a tag, not as text.', 'summary: "!important x"'],
    ['summary: ! x', 3, 10, 'YAML reads "!" as a tag, not as text.', 'summary: "! x"'],
    ['summary: *Why* so', 3, 10, 'YAML reads "*Why*" as an alias, not as text.', 'summary: "*Why* so"'],
    ['summary: &co', 3, 10, 'YAML reads "&co" as an anchor, not as text.', 'summary: "&co"'],
    ['summary: !!str 5', 3, 10, 'YAML reads "!!str" as a tag, not as text.'],
    ['summary:x', 3, 1, 'a space is missing after "summary:".', 'summary: x'],
    ['summary:\u00A0x', 3, 1, 'a space is missing after "summary:".', 'summary: x'],
    ['summary: "x', 3, 10, 'the quotation mark that opens here is never closed.'],
    ['summary: [x', 3, 10, 'the "[" here has no "]".'],
    ['summary: [a #1, b]', 3, 10, 'has no "]", because " #" makes the rest of the line a comment.'],
    ['summary: { a: b', 3, 10, 'the "{" here has no "}".'],
    ['summary: x\nand more', 4, 1, 'A value that continues on the next line needs spaces before that line.'],
    ['summary: x\n place: after', 4, 2, 'the spaces before it make it part of the line above.'],
    ['summary: { a: b }}', 3, 18, 'this bracket closes nothing.'],
    ['summary: { a: b c: d }', 3, 15, 'a comma is missing between two values in brackets.'],
    ['summary:\n    a: b\n  c: d', 5, 1, 'its indentation differs from that of the lines around it.'],
    ['\tsummary: x', 3, 1, 'lines are indented with spaces, not with tabs.'],
    ['...\nsummary: x', 4, 1, 'the line "..." above it ends the frontmatter. Remove that line.'],
  ])('%j', (line, row, column, message, fixed) => {
    const text = `---\ntitle: T\n${line}\n---\n`;
    const { problems } = readFrontmatter('page', text, file);
    expect(problems.map(({ range }) => [range.line, range.column])).toEqual([[row, column]]);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.message).not.toMatch(/implicit|flow|scalar|node|token|sequence|block|document/);
    const fixes = problems.flatMap(({ fix }) => fix ?? []);
    expect(fixed === undefined ? fixes : applyFixes(text, fixes).text).toEqual(
      fixed === undefined ? [] : `---\ntitle: T\n${fixed}\n---\n`,
    );
  });

  test('with one problem a line, and none for what follows from another', () => {
    const yaml = 'title: A: B: C\nsummary: @x: y\nplace: after}';
    expect(problemsOf('page', `---\n${yaml}\n---\n`).map((problem) => problem[1])).toEqual([2, 3]);
    expect(problemsOf('page', '---\n title: x\nsummary: y\nplace: after\n---\n').map((problem) => problem[1])).toEqual([
      3,
    ]);
  });
});

describe('a value that " #" cuts off is reported', () => {
  test.each<[line: string, column: number, fixed?: string]>([
    ['summary: Lecture #4 of ten', 18, 'summary: "Lecture #4 of ten"'],
    ['summary: Issue # 12', 16, 'summary: "Issue # 12"'],
    ['summary: #hashtag', 10, 'summary: "#hashtag"'],
    ['summary: The "C" #1', 18, `summary: 'The "C" #1'`],
    ['summary: A note # to myself', 17],
    ['place: after #all', 14],
  ])('%j', (line, column, fixed) => {
    const text = `---\ntitle: T\n${line}\n---\n`;
    const [problem] = readFrontmatter('page', text, file).problems.filter(({ rule }) => rule === 'cut-value');
    expect([problem?.range.line, problem?.range.column]).toEqual([3, column]);
    const fixes = problem?.fix ? [problem.fix] : [];
    expect(applyFixes(text, fixes).text).toBe(`---\ntitle: T\n${fixed ?? line}\n---\n`);
  });

  test.each([
    'summary: "Lecture #4"',
    'summary: Lecture#4',
    'place: after # the rest',
    '# summary: x',
    'summary: "x" #y',
  ])('%j is whole', (line) => {
    expect(readFrontmatter('page', `---\ntitle: T\n${line}\n---\n`, file).problems).toEqual([]);
  });
});

describe('an escape for a hidden character is reported at its column', () => {
  test.each<[value: string, column: number, fixed?: string]>([
    [String.raw`"abc \u202e fdp"`, 15, '"abc  fdp"'],
    [String.raw`"a\u200Bb"`, 12, '"ab"'],
    [String.raw`"a\u2060b\uFEFF"`, 12, '"ab"'],
    [String.raw`"a\uD800b"`, 12],
    [String.raw`"a\uDC00\uD83D"`, 12],
    [String.raw`"a\x07"`, 12, '"a"'],
    [String.raw`"a\0"`, 12, '"a"'],
    [String.raw`"\theta"`, 11, String.raw`'\theta'`],
    [String.raw`"the \nabla of it"`, 15, String.raw`'the \nabla of it'`],
    [String.raw`"\beta and \alpha"`, 11, String.raw`'\beta and \alpha'`],
  ])('%s', (value, column, fixed) => {
    const text = `---\ntitle: T\nsummary: ${value}\n---\n`;
    const { problems } = readFrontmatter('page', text, file);
    expect(problems[0]).toMatchObject({ rule: 'hidden-character', range: { line: 3, column } });
    const fixes = problems.flatMap(({ fix }) => fix ?? []);
    expect(applyFixes(text, fixes).text).toBe(`---\ntitle: T\nsummary: ${fixed ?? value}\n---\n`);
  });

  test.each([
    String.raw`"\uD83D\uDE00"`,
    String.raw`"Line one\nLine two"`,
    String.raw`"a \\theta"`,
    String.raw`'\theta'`,
  ])('%s has none', (value) => {
    expect(readFrontmatter('page', `---\ntitle: T\nsummary: ${value}\n---\n`, file).problems).toEqual([]);
  });
});

describe('a value is taken as other programs write it', () => {
  test.each<[EntryKind, string, object]>([
    ['resource', 'doi: https://doi.org/10.1/x', { doi: '10.1/x' }],
    ['resource', 'doi: http://dx.doi.org/10.1038%2Fnature14539', { doi: '10.1038/nature14539' }],
    ['resource', 'doi: doi:10.1000/182', { doi: '10.1000/182' }],
    ['resource', 'arxiv: https://arxiv.org/abs/1706.03762v2', { arxiv: '1706.03762v2' }],
    ['resource', 'arxiv: arxiv.org/pdf/1706.03762.pdf', { arxiv: '1706.03762' }],
    ['resource', 'arxiv: arXiv:1706.03762', { arxiv: '1706.03762' }],
    ['resource', 'arxiv: hep-th/9711200', { arxiv: 'hep-th/9711200' }],
    ['resource', 'arxiv: math.GT/0309136', { arxiv: 'math.GT/0309136' }],
    ['resource', 'isbn: ISBN 978–0–262–03561–3', { isbn: '9780262035613' }],
    ['resource', 'youtube: https://youtu.be/aircAruvnKk', { youtube: 'aircAruvnKk' }],
    ['resource', 'published: 2026-11-02T10:00:00Z', { published: { iso: '2026-11-02', about: false } }],
    ['week', 'date: 2026-11-02 10:00:00 +0100', { start: { iso: '2026-11-02', about: false } }],
    ['page', 'date: 2026-11-02', { added: { iso: '2026-11-02', about: false } }],
    ['resource', 'authors: {European Commission}', { authors: [{ name: 'European Commission', isInstitution: true }] }],
    [
      'resource',
      "authors: ['{A B}', Ada]",
      {
        authors: [
          { name: 'A B', isInstitution: true },
          { name: 'Ada', isInstitution: false },
        ],
      },
    ],
    ['resource', 'authors: [{ name: A B, institution: true }]', { authors: [{ name: 'A B', isInstitution: true }] }],
  ])('%s with %j', (kind, line, fields) => {
    const needed = kind === 'resource' ? 'type: paper\n' : '';
    expect(readFrontmatter(kind, `---\ntitle: T\n${needed}${line}\n---\n`, file)).toMatchObject({
      problems: [],
      fields,
    });
  });
});

describe('a value that would break the site is refused', () => {
  test.each<[EntryKind, string]>([
    ['log', 'language: en-aaaaaaaaaa'],
    ['log', 'language: en-a'],
    ['log', 'site: "https://x.example/my log/"'],
    ['log', 'site: https://x.example/möglich/'],
    ['log', 'site: https://x.example/?log'],
    ['log', 'topics: { index.html: H }'],
    ['log', 'topics: { con: C }'],
    ['log', 'topics: { __proto__: X }'],
    ['resource', `aliases: [${'a'.repeat(300)}]`],
    ['resource', 'aliases: [index.html]'],
    ['resource', 'aliases: [Nul.x]'],
    ['resource', 'aliases: ["a."]'],
    ['resource', 'aliases: [\u1112\u1161\u11AB]'],
    ['resource', 'sessions: [{ on: 0001-01-01, time: 1h }]'],
    ['resource', 'sessions: [{ on: 9999-12-31, time: 1h }]'],
    ['resource', 'title: "\u200D\uFE0F"'],
  ])('%s with %j', (kind, line) => {
    const title = line.startsWith('title') ? '' : 'title: T\n';
    const needed = kind === 'resource' ? 'type: paper\n' : '';
    const { problems } = readFrontmatter(kind, `---\n${title}${needed}${line}\n---\n`, file);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message.length).toBeLessThan(300);
  });
});

describe('errors in fields are reported in words, at their position', () => {
  const isDate = 'is a date like 2025, 2025-02 or 2025-02-07, with ~ before it if it is reconstructed';
  const isLogDate = isDate.replace('-07, ', '-07, from 1900 to 2199, ');

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
    [
      'an empty value',
      'verdict:',
      [['invalid-value', 5, 9, '"verdict" is text, but here it is empty. Fill it in, or remove the line.']],
    ],
    [
      'a list in place of a single value',
      'verdict: [a, b]',
      [['invalid-value', 5, 10, '"verdict" is text, but here it is a list. If it is text, put quotes around it.']],
    ],
    [
      'a map in place of a single value',
      'verdict: { a: b }',
      [
        [
          'invalid-value',
          5,
          10,
          '"verdict" is text, but here it is a list of "key: value". If it is text, put quotes around it.',
        ],
      ],
    ],
    [
      'a wrong item in a list',
      'authors: [Ada, ""]',
      [['invalid-value', 5, 16, '"authors" is a name, or { name: …, institution: true }, but here it is "".']],
    ],
    [
      'a wrong value in an item',
      'sessions:\n  - on: 2025\n    time: 2h\n  - on: someday\n    time: 2h',
      [['invalid-date', 8, 9, `"sessions.on" ${isLogDate}, but here it is "someday".`]],
    ],
    [
      'a wrong value in the only item',
      'sessions: { on: someday, time: 2h }',
      [['invalid-date', 5, 17, `"sessions.on" ${isLogDate}, but here it is "someday".`]],
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

  test.each([
    [
      'url: https://example.org/',
      'neither its address nor an identifier implies it. Write "type:" with one of paper, ',
    ],
    [
      'url: https://github.com/a/b\narxiv: 1706.03762',
      'its address and identifiers imply different ones: paper, code. Write "type:" with one of paper, ',
    ],
  ])('in a resource without a type and with "%s"', (yaml, why) => {
    expect(problemsOf('resource', `---\ntitle: T\n${yaml}\n---\n`)).toEqual([
      ['missing-key', 1, 1, expect.stringContaining(`"type" is missing, and ${why}`)],
    ]);
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
      ['missing-key', 3, 9, '"name" is missing in "author".'],
    ],
    [
      'an author beside authors',
      'author: Ada\nauthors: [Ada, Grace]',
      ['invalid-value', 3, 9, '"author" is left out beside "authors", which lists everybody, but here it is "Ada".'],
    ],
    [
      'a wrong ORCID iD',
      'author: { name: Ada, orcid: 0000-0002-1825-0098 }',
      [
        'invalid-identifier',
        3,
        29,
        '"author.orcid" is an ORCID iD with a correct check digit, like 0000-0002-1825-0097, but here it is "0000-0002-1825-0098".',
      ],
    ],
    [
      'topics without a value',
      'topics:',
      [
        'invalid-value',
        3,
        8,
        '"topics" is written as { id: Title }, but here it is empty. Fill it in, or remove the line.',
      ],
    ],
    [
      'topics in a text',
      'topics: rl',
      ['invalid-value', 3, 9, '"topics" is written as { id: Title }, but here it is "rl".'],
    ],
    [
      'credits in a text',
      'credits: Ada',
      ['invalid-value', 3, 10, '"credits" is written as { text: …, url: … }, but here it is "Ada".'],
    ],
    [
      'a word that YAML reads as true',
      'tagline: true',
      ['invalid-value', 3, 10, '"tagline" is text, but here it is "true". If it is text, put quotes around it.'],
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
