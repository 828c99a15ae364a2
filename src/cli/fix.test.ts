import { appendFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fix } from './fix.ts';

const base: Readonly<Record<string, string>> = {
  'content/log.md': '---\ntitle: A log\ntopics: { attention: Attention, alignment: Alignment }\n---\n',
  'content/resources/transformer.md':
    '---\ntitle: T\ntype: paper\nurl: https://example.org/t\ntopics: attention\naliases: old-name\n---\n\n## The heads\n\n## Position\n',
  'content/resources/GPT-paper.md':
    '---\ntitle: G\ntype: paper\nurl: https://example.org/g\ntopics: alignment\nstatus: queued\n---\n',
  'content/weeks/01-first.md':
    '---\ntitle: First\nstart: 2025-02-07\n---\n\n[T](../resources/transformer.md) and [G](../resources/GPT-paper.md).\n',
};
const entry = 'content/weeks/02-second.md';
const week = (body: string) => `---\ntitle: Second\nstart: 2025-02-14\n---\n\n${body}`;
const resource = (fields: string) => `---\ntitle: R # a comment\n${fields}\nurl: https://example.org/r\n---\n`;

let folder = '';
let printed: string[] = [];
const text = (file: string) => readFile(join(folder, file), 'utf8');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learnlog-fix-'));
  printed = [];
  for (const method of ['log', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((line: string) => void printed.push(line));
  }
  for (const [file, content] of Object.entries(base)) await write(file, content);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

async function write(file: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), content);
}

const bodies: [what: string, before: string, after: string][] = [
  [
    'capitals in a path',
    'See [G](../resources/gpt-Paper.md "gpt-Paper.md").\n',
    'See [G](../resources/GPT-paper.md "gpt-Paper.md").\n',
  ],
  [
    'capitals in a folder',
    '[../Resources](../Resources/transformer.md#position)',
    '[../Resources](../resources/transformer.md#position)',
  ],
  [
    'capitals in an extension',
    '[T](../resources/transformer.MD#position)',
    '[T](../resources/transformer.md#position)',
  ],
  ['an address in angle brackets', '[T](<../resources/Transformer.md>)', '[T](<../resources/transformer.md>)'],
  [
    'a definition, once for two links',
    '[T][t] or [t].\n\n[t]: ../resources/Transformer.md\n',
    '[T][t] or [t].\n\n[t]: ../resources/transformer.md\n',
  ],
  [
    'a link in a footnote',
    'So.[^n]\n\n[^n]: See\n    [T](../resources/Transformer.md).\n',
    'So.[^n]\n\n[^n]: See\n    [T](../resources/transformer.md).\n',
  ],
  [
    'a link in a quotation',
    '> - So\n>   [T](../resources/Transformer.md)\n',
    '> - So\n>   [T](../resources/transformer.md)\n',
  ],
  [
    'a link in a table',
    '| a |\n| - |\n| [T](../resources/Transformer.md) |\n',
    '| a |\n| - |\n| [T](../resources/transformer.md) |\n',
  ],
  [
    'two links on a line',
    '[T](../resources/Transformer.md)[T](../resources/Transformer.md)',
    '[T](../resources/transformer.md)[T](../resources/transformer.md)',
  ],
  ['a page for a file', '[T](../resources/transformer.html#position)', '[T](../resources/transformer.md#position)'],
  ['a folder for a file', '[T](../resources/transformer/)', '[T](../resources/transformer.md)'],
  ['a name without its ending', '[T](../resources/transformer)', '[T](../resources/transformer.md)'],
  ['a path from the root', '[T](/resources/transformer/#position)', '[T](../resources/transformer.md#position)'],
  ['a path from the root, to the file', '[T](/content/resources/transformer.md)', '[T](../resources/transformer.md)'],
  ['a path from the root to the same folder', '[F](/weeks/01-first/)', '[F](01-first.md)'],
  ['a typo in a path', '[T](../resources/transfomer.md#position)', '[T](../resources/transformer.md#position)'],
  ['an old name', '[T](../resources/old-name.md)', '[T](../resources/transformer.md)'],
  ['a typo in a heading', '[T](../resources/transformer.md#postion)', '[T](../resources/transformer.md#position)'],
  ['capitals in a heading', '[T](../resources/transformer.md#The-Heads)', '[T](../resources/transformer.md#the-heads)'],
  ['hidden characters', 'One\u202E two\u0000 three\u{E0041}.\n', 'One two three.\n'],
];

const fields: [what: string, before: string, after: string][] = [
  ['the name of a field', 'tpye: paper # it is', 'type: paper # it is'],
  ['the name of a field in quotes', '"tpye" : paper', '"type" : paper'],
  ['capitals in a field', 'Type: paper', 'type: paper'],
  ['a type', 'type:   papper   # not a book', 'type:   paper   # not a book'],
  ['a type in double quotes', 'type: "papper"', 'type: "paper"'],
  ['a type in single quotes', "type: 'Paper'", "type: 'paper'"],
  ['a level', 'type: paper\nlevel: intermedate', 'type: paper\nlevel: intermediate'],
  ['a status', 'type: paper\nstatus: Finished', 'type: paper\nstatus: finished'],
  ['access', 'type: paper\naccess: fre', 'type: paper\naccess: free'],
  ['a date', 'type: paper\npublished: 2025/02/07', 'type: paper\npublished: 2025-02-07'],
  ['a date in words', 'type: paper\nfinished: "~7 Feb 2025" # about', 'type: paper\nfinished: "~2025-02-07" # about'],
  ['a time', 'type: paper\nspent: 90 minutes', 'type: paper\nspent: 90m'],
  ['a length', 'type: paper\nlength: 1h45', 'type: paper\nlength: 1h 45m'],
  [
    'sessions',
    'type: paper\nsessions:\n  - { on: 2025.2.7, time: 1:45 }\n  - on: February 2025 # ?\n    time: "2 hours"',
    'type: paper\nsessions:\n  - { on: 2025-02-07, time: 1h 45m }\n  - on: 2025-02 # ?\n    time: "2h"',
  ],
  ['topics', 'type: paper\ntopics: [atention, "alignmnt"]', 'type: paper\ntopics: [attention, "alignment"]'],
  ['one topic', 'type: paper\ntopics: Attention', 'type: paper\ntopics: attention'],
  [
    'prerequisites',
    'type: paper\nprerequisites:\n  - transformr\n  - { resource: "GPT-papr", reason: GPT-papr }',
    'type: paper\nprerequisites:\n  - transformer\n  - { resource: "GPT-paper", reason: GPT-papr }',
  ],
  [
    'the alternatives to a prerequisite',
    'type: paper\nprerequisites:\n  - { resource: transformer, or: "GPT-papr" }',
    'type: paper\nprerequisites:\n  - { resource: transformer, or: "GPT-paper" }',
  ],
  [
    'one alternative',
    'type: paper\nprerequisites: { resource: GPT-paper, or: old-name }',
    'type: paper\nprerequisites: { resource: GPT-paper, or: transformer }',
  ],
  ['one prerequisite', 'type: paper\nprerequisites: old-name', 'type: paper\nprerequisites: transformer'],
  ['a series', 'type: paper\nseries: Transformer', 'type: paper\nseries: transformer'],
  ['a problem that appears after another fix', 'tpye: paper\nseries: Transformer', 'type: paper\nseries: transformer'],
];

describe.each([
  ['in a body', entry, bodies.map(([what, before, after]) => [what, week(before), week(after)] as const)],
  [
    'in frontmatter',
    'content/resources/new.md',
    fields.map(([what, before, after]) => [what, resource(before), resource(after)] as const),
  ],
  [
    'elsewhere',
    entry,
    [
      [
        'the topics of a week',
        week('').replace('---\n\n', 'spent: { atention: 2 hours, alignment: 1h }\n---\n'),
        week('').replace('---\n\n', 'spent: { attention: 2h, alignment: 1h }\n---\n'),
      ],
      [
        'a file with Windows line ends',
        week('[T](../resources/Transformer.md)\n').replaceAll('\n', '\r\n').replace('02-14', '2-14'),
        week('[T](../resources/transformer.md)\n').replaceAll('\n', '\r\n'),
      ],
      [
        'a byte order mark',
        `\uFEFF${week('[T](../resources/Transformer.md)')}`,
        `\uFEFF${week('[T](../resources/transformer.md)')}`,
      ],
    ] as const,
  ],
])('%s, check --fix fixes', (_, file, cases) => {
  test.each(cases)('%s', async (_, before, after) => {
    await write(file, before);
    await fix(folder);
    expect(await text(file)).toBe(after);
    expect(await fix(folder)).toBe(0);
    expect(printed).toContain('There is nothing to fix automatically.');
    expect(await text(file)).toBe(after);
    for (const [other, content] of Object.entries(base)) expect(await text(other)).toBe(content);
  });
});

test('the position of a page is fixed', async () => {
  await write('content/pages/about.md', '---\ntitle: About\nplace: befor\n---\n');
  await fix(folder);
  expect(await text('content/pages/about.md')).toBe('---\ntitle: About\nplace: before\n---\n');
});

describe('check --fix does not change', () => {
  test.each([
    ['a path with two entries equally near', week('[A](../resources/papers-c.md)')],
    ['a path to another number', week('[A](../weeks/03-first.md)')],
    ['a short name', week('[A](../resources/bpo.md)')],
    [
      'a page without an entry',
      week('[A](../resources/nothing.html) [B](/resources/nothing/) [C](/resources/Transformer/)'),
    ],
    ['another host', week('[A](//resources/transformer/)')],
    ['a path with escapes', week('[A](../resources/Transf\\.ormer.md) [B](../resources/Transformer&#46;md)')],
    ['a path in code and prose', week('`[T](../resources/Transformer.md)` ../resources/Transformer.md\n')],
    ['what Windows-1252 calls an apostrophe', week('don\u0092t, a\u000Cb, \u001B[31m')],
    ['a flag', week('\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}')],
    ['lines that end in a bare carriage return', week('a\rb\n\n[T](../resources/Transformer.md)')],
  ])('%s', async (_, content) => {
    await write('content/resources/papers-a.md', resource('type: paper\nstatus: queued'));
    await write('content/resources/papers-b.md', resource('type: paper\nstatus: queued').replace('/r\n', '/b\n'));
    await write('content/resources/dpo.md', resource('type: paper\nstatus: queued').replace('/r\n', '/dpo\n'));
    await write(entry, content);
    await fix(folder);
    expect(printed).toContain('There is nothing to fix automatically.');
    expect(await text(entry)).toBe(content);
  });

  test('an old name of two entries, and two typos that would become the same key', async () => {
    const twin = resource('type: paper\naliases: old-name').replace('/r\n', '/twin\n');
    const content = week('[O](../resources/old-name.md) [W](../resources/twin.md)').replace(
      '---\n\n',
      'spent: { atention: 1h, attenton: 2h }\n---\n\n',
    );
    const needy = resource('type: paper\nprerequisites: old-name');
    await write('content/resources/twin.md', twin);
    await write('content/resources/needy.md', needy);
    await write(entry, content);
    expect(await fix(folder)).toBe(1);
    expect(printed).toContain('There is nothing to fix automatically.');
    expect([await text(entry), await text('content/resources/needy.md')]).toEqual([content, needy]);
  });

  test.each([
    ['a field that already exists', 'type: paper\ntpye: book'],
    ['a field that two unknown fields can mean', 'tpye: paper\ntyp: book'],
    ['a field that the value does not fit', 'type: paper\nissn: 1234-5678'],
    ['an ambiguous date', 'type: paper\npublished: 02/07/2025'],
    ['a length that may be minutes and seconds', 'type: paper\nlength: 1:45'],
    ['a value with escapes', 'type: "p\\u0061per "'],
    ['a value over lines', 'type: paper\npublished: 7\n  Feb 2025'],
    ['a block of text', 'type: paper\npublished: |\n  7 Feb 2025'],
    ['itself as its prerequisite', 'type: paper\nprerequisites: newly'],
    ['a topic far from all', 'type: paper\ntopics: agents'],
  ])('%s', async (_, lines) => {
    const content = resource(lines);
    await write('content/resources/newly-.md', content);
    expect(await fix(folder)).toBe(1);
    expect(printed).toContain('There is nothing to fix automatically.');
    expect(await text('content/resources/newly-.md')).toBe(content);
  });
});

describe('before it writes, check --fix', () => {
  const wrong = week('See [T](../resources/Transformer.md).\n');

  test('prints each fix with its position, the old text and the new text', async () => {
    await write(entry, wrong);
    await fix(folder);
    expect(printed[0]).toBe(
      'content/weeks/02-second.md:6:9  wrong-case  corrects the case of the path: "../resources/Transformer.md" → "../resources/transformer.md"',
    );
  });

  test('spells out hidden characters', async () => {
    await write(entry, week('a\u202Eb'));
    await fix(folder);
    expect(printed[0]).toContain('removes the invisible character U+202E: "<U+202E>" → ""');
  });

  test('stops after printing with --dry-run', async () => {
    await write(entry, wrong);
    expect(await fix(folder, { dryRun: true })).toBe(1);
    expect(printed).toHaveLength(2);
    expect(printed[1]).toBe('\n1 fix: 1 wrong-case. Nothing was written.');
    expect(await text(entry)).toBe(wrong);
  });

  test('counts the fixes by rule, and writes all of them, even if it prints only some', async () => {
    const links = week(`\u202E${'See [T](../resources/Transformer.md).\n'.repeat(150)}`);
    await write(entry, links);
    await fix(folder, { dryRun: true });
    expect(printed.filter((line) => line.includes('  wrong-case  '))).toHaveLength(20);
    expect(printed.slice(-2)).toEqual([
      '… and 130 more wrong-case: learnlog check --fix --dry-run --rule wrong-case shows them',
      '\n151 fixes: 150 wrong-case, 1 hidden-character. Nothing was written.',
    ]);
    printed = [];
    expect(await fix(folder)).toBe(0);
    expect(printed.filter((line) => line.includes('  wrong-case  '))).toHaveLength(150);
    expect(printed).toContain('\n151 fixes: 150 wrong-case, 1 hidden-character. Written.\n');
    expect(await text(entry)).toBe(links.replaceAll('Transformer', 'transformer').replace('\u202E', ''));
  });

  test('is limited to the rules that are named', async () => {
    const both = week('See [T](../resources/Transformer.md).\n').replace('02-14', '2-14');
    await write(entry, both);
    expect(await fix(folder, { rules: ['invalid-date'] })).toBe(0);
    expect(await text(entry)).toBe(both.replace('2-14', '02-14'));
    expect(printed.at(-1)).toBe('A log: 5 files, no problems of invalid-date.');
  });

  test('skips files that have changed in the meantime, and fixes the others', async () => {
    const other = 'content/weeks/03-third.md';
    await write(entry, wrong);
    await write(other, wrong);
    vi.mocked(console.log).mockImplementationOnce(() => appendFileSync(join(folder, entry), 'More.\n'));
    await fix(folder);
    expect(printed).toContain('content/weeks/02-second.md changed in the meantime and was not written.');
    expect(await text(other)).toBe(week('See [T](../resources/transformer.md).\n'));
  });

  test('leaves no other files behind, and keeps the permissions of the file', async () => {
    await write(entry, wrong);
    await chmod(join(folder, entry), 0o640);
    // Windows has no other permission bit than that for writing.
    const { mode } = await stat(join(folder, entry));
    await fix(folder);
    expect(await readdir(join(folder, 'content/weeks'))).toEqual(['01-first.md', '02-second.md']);
    expect((await stat(join(folder, entry))).mode).toBe(mode);
  });
});

test('the JSON output contains no other text', async () => {
  await write(entry, week('See [T](../resources/Transformer.md) and [U](../resources/unknown.md).\n'));
  const out: string[] = [];
  vi.mocked(console.log).mockImplementation((line: string) => void out.push(line));
  expect(await fix(folder, { format: 'json' })).toBe(1);
  expect(JSON.parse(out.join('\n'))).toMatchObject({ problems: [{ rule: 'unknown-entry', line: 6 }] });
});
