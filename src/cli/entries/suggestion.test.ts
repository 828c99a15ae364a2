import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { logEntry, resource } from '../../log/fixtures/entries.ts';
import { idForm } from '../../log/ids.ts';
import { readFrontmatter } from '../../loader/frontmatter.ts';
import { formFields } from './issueForm.ts';
import type { KnownLog } from './newEntry.ts';
import { suggestedEntry } from './suggestion.ts';

const form = formFields(
  await readFile(new URL('../starter/_github/ISSUE_TEMPLATE/suggest-a-resource.yml', import.meta.url), 'utf8'),
);
const log: KnownLog = {
  entries: [
    logEntry({ topics: { rl: 'Reinforcement learning', 'c.tools': 'Tools, small ones' } }),
    resource('ppo', { url: 'https://arxiv.org/abs/1707.06347', topics: 'rl' }),
  ],
  broken: new Set(),
};

/** The text that GitHub creates from a form that was filled in. */
function issue(answers: Readonly<Record<string, string>>): string {
  const given: Readonly<Record<string, string>> = {
    title: 'Zero',
    type: 'paper',
    url: 'https://example.org/zero',
    ...answers,
  };
  return form.map(({ id, label }) => `### ${label}\n\n${given[id] ?? '_No response_'}`).join('\n\n');
}

const suggest = (text: string) => suggestedEntry(log, text, { form, today: '2026-11-25' });

async function accepted(answers: Readonly<Record<string, string>>) {
  const suggested = await suggest(issue(answers));
  return 'entry' in suggested ? suggested.entry : expect.fail(suggested.report);
}

test('a completed form becomes a queued entry, with the comments as notes', async () => {
  const { file, text } = await accepted({
    authors: '- Ada Lovelace\n\n* Grace Hopper',
    published: '2017-06',
    topics: 'reinforcement Learning, c.tools',
    level: 'advanced',
    access: 'free',
    notes: 'It has **one** idea.\n\nAnd a link to [PPO](ppo.md).',
  });
  expect(file).toBe('content/resources/zero.md');
  expect(text).toBe(`---
title: Zero
type: paper
url: https://example.org/zero
authors: [Ada Lovelace, Grace Hopper]
published: 2017-06
topics: [rl, c.tools]
level: advanced
status: queued
access: free
---

It has **one** idea.

And a link to [PPO](ppo.md).
`);
});

test('the entry is shown exactly as it will be written', async () => {
  const { report } = await suggest(issue({ notes: '````\n@ada closes #1\n````' }));
  expect(report).toBe(
    'This adds `content/resources/zero.md`:\n\n`````md\n---\ntitle: Zero\ntype: paper\nurl: https://example.org/zero\nstatus: queued\n---\n\n````\n@ada closes #1\n````\n`````\n',
  );
});

test('a translated form is read by its own labels', async () => {
  const german = [
    { id: 'title', label: 'Titel' },
    { id: 'type', label: 'Art' },
    { id: 'url', label: 'Adresse' },
  ];
  const text = '### Titel\n\nNull\n\n### Art\n\ncode\n\n### Adresse\n\nhttps://example.org/null';
  expect(await suggestedEntry(log, text, { form: german, today: '2026-11-25' })).toMatchObject({
    entry: { file: 'content/resources/null.md' },
  });
});

describe('a refusal lists the problems in the words of the form', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['an unknown type', { type: 'papper' }, /^- \*\*Type\*\*: `"type" is one of paper, .*Did you mean "paper"\?`$/m],
    ['an invalid address', { url: 'example.org' }, /^- \*\*Address\*\*: `"url" is an address like/m],
    ['a script for an address', { url: 'javascript:alert(1)' }, /^- \*\*Address\*\*: /m],
    ['a password in an address', { url: 'https://a:b@example.org/' }, /^- \*\*Address\*\*: /m],
    ['a date that does not exist', { published: '2025-02-30' }, /^- \*\*Published\*\*: /m],
    ['an unknown topic', { topics: 'rll' }, /^- \*\*Topics\*\*: `"rll" is not a topic of/m],
    ['a topic with the name of a JavaScript property', { topics: '__proto__' }, /^- \*\*Topics\*\*: /m],
    ['another one', { topics: 'constructor' }, /^- \*\*Topics\*\*: `"constructor" is not a topic/m],
    [
      'a resource that already exists',
      { url: 'http://arxiv.org/pdf/1707.06347v2' },
      /^- `This has the same arxiv as content\/resources\/ppo\.md/m,
    ],
    ['a missing title', { title: '_No response_' }, /^- `"title" is missing\.`$/m],
    [
      'HTML in notes',
      { notes: 'a <script>alert(1)</script>' },
      /^- \*\*Why is it good\?\*\*: `"<script>" is not allowed/m,
    ],
    ['a heading of the whole page in notes', { notes: '# Big' }, /^- \*\*Why is it good\?\*\*: /m],
    ['an invalid formula', { notes: '$\\frac{1}$' }, /^- \*\*Why is it good\?\*\*: /m],
    ['a script for a link', { notes: '[a](javascript:alert(1))' }, /^- \*\*Why is it good\?\*\*: /m],
    ['a link to a missing entry', { notes: '[a](nothing.md)' }, /^- \*\*Why is it good\?\*\*: /m],
    ['a link out of the log', { notes: '[a](../../../secret.md)' }, /^- \*\*Why is it good\?\*\*: /m],
    ['a picture from elsewhere', { notes: '![a](https://example.org/a.png)' }, /^- /m],
    [
      'a picture of the log',
      { notes: '![a](../images/a.png)' },
      /^- The notes of a suggestion cannot contain pictures\.$/m,
    ],
    [
      'a character that reverses the direction of text',
      { title: 'abc\u202Etxt.exe' },
      /^- \*\*Title\*\*: `This is the invisible character U\+202E\.`$/m,
    ],
    [
      'a control character',
      { notes: 'a\u0007b\u001B[31m' },
      /^- \*\*Why is it good\?\*\*: `This is the invisible character U\+0007\.`$/m,
    ],
    [
      'a title without an end',
      { title: 'x'.repeat(1001) },
      /^- \*\*Title\*\*: `"title" is at most 1,000 characters long/m,
    ],
    ['an answer that starts another field', { authors: 'a\n\n### Topics\n\nrl' }, /^- \*\*Topics\*\*: /m],
    ['lists without an end', { notes: `${'>'.repeat(200)} x` }, /^- \*\*Why is it good\?\*\*: /m],
  ])('%s', async (_, answers, said) => {
    const suggested = await suggest(issue(answers));
    expect(suggested).not.toHaveProperty('entry');
    expect(suggested.report).toMatch(said);
    expect(suggested.report).toMatch(
      /^This suggestion cannot become an entry yet:\n\n- [\s\S]*\n\nEdit the issue to try again\.\n$/,
    );
  });

  test.each([
    ['an issue without the form', 'Please add this: https://example.org', /does not use the form/],
    ['an issue without text', '', /does not use the form/],
    ['a megabyte', issue({ notes: 'x'.repeat(1_000_000) }), /too long/],
    ['a megabyte of fields', '### Title\n'.repeat(100_000), /too long/],
  ])('%s', async (_, text, said) => {
    const suggested = await suggest(text);
    expect(suggested).not.toHaveProperty('entry');
    expect(suggested.report).toMatch(said);
  });

  test('at most ten problems, all short', async () => {
    const { report } = await suggest(issue({ topics: Array.from({ length: 50 }, (_, n) => `no-${n}`).join(',') }));
    expect(report.match(/^- /gm)).toHaveLength(11);
    expect(report).toContain('\n- and 40 more\n');
    expect((await suggest(issue({ type: 'x'.repeat(60_000) }))).report.length).toBeLessThan(1000);
  });

  test('without turning any input into a mention, a link or markup', async () => {
    const { report } = await suggest(
      issue({ type: '`@everyone` #1 [a](https://example.org) <img src=x> ```` `` **b**' }),
    );
    const [, ticks = '', shown = ''] = /^- \*\*Type\*\*: (`+)(.*)\1$/m.exec(report) ?? expect.fail(report);
    expect(shown).toContain('@everyone');
    expect(shown).not.toContain(ticks);
    expect(report.replace(shown, '')).not.toMatch(/[@#<[]/);
  });

  test('on one line, even for input with several lines', async () => {
    const { report } = await suggest(issue({ url: 'x\n::set-env name=a::b\r\n\n## Heading' }));
    expect(report).not.toMatch(/^::|^#/m);
  });
});

describe('whatever a stranger writes only becomes text in a new resource', () => {
  const entry = '---\ntitle: Evil\n---\n';
  test.each<[string, Record<string, string>]>([
    ['YAML that ends the frontmatter', { title: `x\n---\n${entry}` }],
    ['YAML that adds a field', { title: 'x\naliases: [ppo]' }],
    ['YAML in a list', { authors: 'a]\naliases: [ppo' }],
    ['a YAML anchor', { title: '&a x', authors: '*a' }],
    ['a YAML tag', { title: '!!js/function x', authors: '!!binary x' }],
    ['a YAML mapping', { title: '{ a: b }', authors: '{ name: x }\n[a, b]' }],
    ['a YAML comment', { title: 'x # y', authors: '# z' }],
    ['YAML that opens a block', { title: '|', authors: '>-\n- |' }],
    ['quotes', { title: `"x' \\" '' ""`, authors: `'\n"` }],
    ['YAML keywords', { title: 'null', authors: 'true\n~\n0x1F\n.nan' }],
    ['a path', { title: '../../.github/workflows/evil' }],
    ['a Windows path', { title: 'C:\\..\\..\\evil' }],
    ['a Windows device', { title: 'NUL' }],
    ['a JavaScript property', { title: '__proto__', authors: 'constructor' }],
    ['the name of an entry', { title: 'PPO' }],
    ['the name of the log', { title: 'log' }],
    ['a hidden file', { title: '.git/config' }],
    ['a shell command', { title: '$(touch /tmp/x); `id` && rm -rf / #' }],
    ['a workflow expression', { title: `\${{ secrets.GITHUB_TOKEN }}` }],
    ['a workflow command', { title: '::add-mask::x', notes: 'a\n::stop-commands::x' }],
    ['HTML in a title', { title: '<img src=x onerror=alert(1)>', authors: '</script><script>alert(1)</script>' }],
    ['Markdown in a title', { title: '[a](javascript:alert(1)) `b` @ada' }],
    ['frontmatter in notes', { notes: entry }],
    ['an end of frontmatter in notes', { notes: '---\n---' }],
    ['a fence that is not closed', { notes: '```\n### Title\n\nEvil' }],
    ['headings of the form in notes', { notes: '### Title\n\nEvil\n\n### Address\n\nhttps://evil.example/' }],
    ['Windows line ends', { notes: 'a\r\n\r\nb\r\n', authors: 'a\r\nb' }],
    ['characters beyond the first plane', { title: '𝕏 🎉 注意力', authors: '山田太郎' }],
    ['text from right to left', { title: 'تعلم الآلة' }],
    ['letters in pieces', { title: 'Cafe\u0301' }],
    ['a thousand authors', { authors: Array.from({ length: 1000 }, (_, n) => `A${n}`).join('\n') }],
    ['a long line', { notes: 'x '.repeat(30_000) }],
  ])('%s', async (_, answers) => {
    const { file, text, problems } = await accepted(answers);
    expect(problems).toEqual([]);
    const [, id = ''] = /^content\/resources\/([^/]+)\.md$/.exec(file) ?? expect.fail(file);
    expect(id).toMatch(idForm);
    expect(id).not.toBe('ppo');
    const { fields, problems: wrong } = readFrontmatter('resource', text, file);
    expect(wrong).toEqual([]);
    const line = (answer: string) => answer.replace(/\s+/g, ' ').trim();
    const lines = (answer = '') =>
      answer
        .split('\n')
        .map((one) => line(one.replace(/^\s*[-*]\s+/, '')))
        .filter((one) => one !== '');
    expect(fields).toEqual({
      ...{ title: line(answers.title ?? 'Zero'), type: 'paper', url: 'https://example.org/zero', status: 'queued' },
      // A name in braces is an institution.
      authors: lines(answers.authors).map((name) => ({
        name: name.replace(/^\{ (.*) \}$/, '$1'),
        isInstitution: name.startsWith('{'),
      })),
      ...{ topics: [], best: [], prerequisites: [], aliases: [], discussions: [] },
      draft: false,
    });
    const written = (answers.notes ?? '').replaceAll('\r\n', '\n').trim();
    expect(text.endsWith(written === '' ? '\n---\n' : `\n---\n\n${written}\n`)).toBe(true);
  });

  test('a title without letters is refused or gets a valid id', async () => {
    expect(await accepted({ title: '???' })).toMatchObject({ file: 'content/resources/untitled.md' });
  });
});
