import { describe, expect, test } from 'vitest';
import { readFrontmatter } from '../../loader/frontmatter.ts';
import { entryText } from './entryText.ts';

test('fields are written in the order of the schema, as people write them', () => {
  const text = entryText(
    'resource',
    {
      prerequisites: ['elu', { resource: 'ppo', reason: 'so: it' }],
      topics: ['scaling'],
      published: '2017-06',
      authors: ['Ashish Vaswani', 'et al.'],
      sessions: [{ on: '2025-02-14', time: '2h' }],
      arxiv: '1706.10760',
      draft: true,
      url: 'https://example.org/a#b',
      type: 'paper',
      title: 'GPT: a title',
    },
    '\nNotes.\n\n',
  );
  expect(text).toBe(`---
title: 'GPT: a title'
type: paper
url: https://example.org/a#b
authors: [Ashish Vaswani, et al.]
published: 2017-06
topics: scaling
sessions:
  - { on: 2025-02-14, time: 2h }
prerequisites:
  - elu
  - { resource: ppo, reason: 'so: it' }
arxiv: 1706.10760
draft: true
---

Notes.
`);
});

test('without a body, nothing follows the frontmatter', () => {
  expect(entryText('page', { title: 'About' })).toBe('---\ntitle: About\n---\n');
});

test('pairs are written on one line, or on one line each if they are nested', () => {
  expect(entryText('week', { title: 'W', start: '2025', spent: { a: '1h', b: '2h' } })).toContain(
    '\nspent: { a: 1h, b: 2h }\n',
  );
  expect(entryText('log', { title: 'L', topics: { a: 'A', b: { title: 'B', summary: 'C' } } })).toContain(
    '\ntopics:\n  a: A\n  b: { title: B, summary: C }\n',
  );
});

test('a field that is not in the schema is kept, so that it is reported', () => {
  expect(entryText('page', { tilte: 'x' })).toBe('---\ntilte: x\n---\n');
});

describe('any text is read back unchanged', () => {
  const texts = [
    ...['true', 'null', '~', '', 'yes', '1', '1e3', '0x1F', '.inf', '007', '2025-02-30', '12:30'],
    ...['a: b', 'a #b', '# a', '- a', '? a', '* a', '&a', '!a', '%a', '@a', '`a', '|', '>', '[a', '{a', 'a]', '}', ','],
    ...[
      '"a',
      "'a'",
      'a\\nb',
      '\\',
      'a\n---\nb: c',
      '---',
      '...',
      'a\n\n  b\n',
      '\ttab',
      '  spaces  ',
      '<<: a',
      '=',
      '注意力',
    ],
    ...['a\rb', 'a\u2028b', 'a\u0085b', '\uFEFFa', 'x'.repeat(999)],
  ];
  test.each(texts.map((text) => [text]))('%j', (text) => {
    const read = (value: unknown) => {
      const file = entryText('resource', { title: 'T', type: 'paper', url: 'https://example.org', ...Object(value) });
      return readFrontmatter('resource', file, 'x.md');
    };
    const { fields, problems } = read({ verdict: `x${text}`, authors: ['a', text || 'b'], because: text || 'c' });
    expect(problems).toEqual([]);
    expect(fields).toMatchObject({ verdict: `x${text}`.trim(), because: (text || 'c').trim() });
    expect(fields?.authors.map(({ name }) => name)).toEqual(['a', (text || 'b').trim()]);
    expect(Object.keys(fields ?? {}).sort()).toEqual([
      'aliases',
      'authors',
      'because',
      'best',
      'discussions',
      'draft',
      'prerequisites',
      'title',
      'topics',
      'type',
      'url',
      'verdict',
    ]);
  });
});

test('a text with trailing spaces is read back unchanged', () => {
  const title = 'One line of a text that is too long for one line\r\n  \n and another one';
  expect(readFrontmatter('page', entryText('page', { title }), 'content/pages/a.md').fields?.title).toBe(title);
});
