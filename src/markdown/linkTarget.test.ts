import { describe, expect, test } from 'vitest';
import type { RuleId } from '../log/rules.ts';
import { imagePath } from './images.ts';
import { resolvePath } from '../log/relativePath.ts';
import { readTarget } from './linkTarget.ts';

const from = 'content/weeks/01.md';

describe('the address of a link', () => {
  test.each([
    ['../resources/gpt.md', 'resources/gpt', ''],
    ['02.md', 'weeks/02', ''],
    ['./02.md#part', 'weeks/02', 'part'],
    ['#part', 'weeks/01', 'part'],
    ['#', 'weeks/01', ''],
    ['../log.md', 'log', ''],
    ['../log.md#topics', 'log', 'topics'],
    ['../resources/%C3%BC.md#%C3%A4', 'resources/ü', 'ä'],
    ['../resources/gpt.md#t=1:30', 'resources/gpt', 't=1:30'],
    ['../../content/pages/about.md', 'pages/about', ''],
  ])('"%s" points to an entry', (address, key, fragment) => {
    expect(readTarget(address, from)).toEqual({ kind: 'entry', key, file: `content/${key}.md`, fragment });
  });

  test.each([
    ['y.md', 'notes/git/y', 'content/drafts/notes/git/y.md'],
    ['../../weeks/02.md', 'weeks/02', 'content/drafts/weeks/02.md'],
    ['../../idea.md', 'notes/idea', 'content/drafts/idea.md'],
    ['../../../weeks/01.md', 'weeks/01', 'content/weeks/01.md'],
  ])('"%s" in a draft points to an entry, which may be a draft', (address, key, file) => {
    expect(readTarget(address, 'content/drafts/notes/git/x.md')).toMatchObject({ kind: 'entry', key, file });
  });

  test('of a draft that has moved out of its folder probably has one step up too many', () => {
    const meant = { address: '../resources/ppo.md#a', key: 'resources/ppo' };
    expect(readTarget('../../resources/ppo.md#a', from)).toMatchObject({ rule: 'outside-content', meant });
  });

  test.each([
    ['onto.md', 'notes/git/onto'],
    ['../vim/macros.md', 'notes/vim/macros'],
    ['tricks/onto.md', 'notes/git/tricks/onto'],
    ['../../resources/gpt.md', 'resources/gpt'],
    ['../../log.md', 'log'],
  ])('"%s" in a note in a folder points to an entry', (address, key) => {
    expect(readTarget(address, 'content/notes/git/rebase.md')).toMatchObject({ kind: 'entry', key });
  });

  test.each([
    ['/notes/git/onto/', 'onto.md', 'notes/git/onto'],
    ['/notes/vim/macros.html#a', '../vim/macros.md#a', 'notes/vim/macros'],
    ['/content/notes/git/tricks/onto.md', 'tricks/onto.md', 'notes/git/tricks/onto'],
    ['/resources/gpt', '../../resources/gpt.md', 'resources/gpt'],
    ['../vim/macros/', '../vim/macros.md', 'notes/vim/macros'],
  ])('"%s" in a note in a folder probably means "%s"', (address, meant, key) => {
    expect(readTarget(address, 'content/notes/git/rebase.md')).toMatchObject({ meant: { address: meant, key } });
  });

  test.each([
    ['https://example.org/?a=b#c', 'https://example.org/?a=b#c'],
    ['http://example.org', 'http://example.org'],
    ['mailto:ada@example.org', 'mailto:ada@example.org'],
    ['HTTPS://Example.org/A', 'https://Example.org/A'],
    [' https://example.org/', 'https://example.org/'],
  ])('"%s" points to a web page', (address, url) => {
    expect(readTarget(address, from)).toEqual({ kind: 'web', url });
  });

  const kinds = 'is not a link to http, https, mailto or an entry.';
  const notWhole = 'is not a complete address, like "https://example.org/page".';
  const root = 'starts at the root of the server, which may not be the root of the log.';
  const outside = 'leads out of the folder "content".';
  const noEntry = 'is not a Markdown file.';
  const page = (path: string) => `is not a Markdown file. Did you mean "${path}"?`;
  const capitals = 'ends in upper case, but a Markdown file ends in ".md".';

  test.each<[string, RuleId, string, { address: string; key: string }?]>([
    ['javascript:alert(1)', 'unsafe-link', kinds],
    ['\u0001 JavaScript:alert(1)', 'unsafe-link', kinds],
    ['data:text/html,x', 'unsafe-link', kinds],
    ['https://', 'unsafe-link', notWhole],
    ['https:javascript:alert(1)', 'unsafe-link', notWhole],
    ['c:\\x.md', 'unsafe-link', kinds],
    ['//example.org/x.md', 'unsafe-link', notWhole],
    ['\\\\example.org\\x.md', 'unsafe-link', notWhole],
    ['/\\example.org/x.md', 'unsafe-link', notWhole],
    ['/weeks/02.md', 'absolute-path', root, { address: '02.md', key: 'weeks/02' }],
    ['/resources/gpt/#a', 'absolute-path', root, { address: '../resources/gpt.md#a', key: 'resources/gpt' }],
    ['/content/pages/about.md', 'absolute-path', root, { address: '../pages/about.md', key: 'pages/about' }],
    ['/images/x.png', 'absolute-path', root],
    ['\\weeks\\02.md', 'absolute-path', root],
    ['../../README.md', 'outside-content', outside],
    ['../../../../etc/passwd.md', 'outside-content', outside],
    ['..%2F..%2FREADME.md', 'outside-content', outside],
    ['../resources/gpt.MD#a', 'wrong-case', capitals, { address: '../resources/gpt.md#a', key: 'resources/gpt' }],
    [
      '../resources/gpt',
      'html-for-md',
      page('../resources/gpt.md'),
      { address: '../resources/gpt.md', key: 'resources/gpt' },
    ],
    [
      '../resources/gpt.html#a',
      'html-for-md',
      page('../resources/gpt.md'),
      { address: '../resources/gpt.md#a', key: 'resources/gpt' },
    ],
    ['../log/', 'html-for-md', page('../log.md'), { address: '../log.md', key: 'log' }],
    ['../resources/', 'unknown-entry', noEntry],
    ['../resources/gpt.md?x', 'unknown-entry', noEntry],
    ['../images/x.exe', 'unknown-entry', noEntry],
    ['java\nscript:alert(1)', 'unknown-entry', noEntry],
  ])('"%s" is invalid and breaks the rule %s', (address, rule, says, meant) => {
    const reason = `"${address}" ${says}`;
    expect(readTarget(address, from)).toEqual({ kind: 'refused', rule, reason, ...(meant && { meant }) });
  });

  test('that is empty is invalid', () => {
    const reason = 'This link has no address between "(" and ")".';
    expect(readTarget('', from)).toEqual({ kind: 'refused', rule: 'unknown-entry', reason });
  });

  test('is resolved relative to any file', () => {
    expect(readTarget('weeks/01.md', 'content/log.md')).toMatchObject({ key: 'weeks/01' });
    expect(readTarget('#a', 'content/log.md')).toMatchObject({ key: 'log', fragment: 'a' });
  });
});

test.each([
  ['../images/x.png', 'content/images/x.png'],
  ['./x.md', 'content/weeks/x.md'],
  ['.././/images/../images/x.png', 'content/images/x.png'],
  ['../../content/images/x.png', 'content/images/x.png'],
  ['../../other/x.png', undefined],
  ['../../../x.png', undefined],
  ['../../../content/x.png', undefined],
  ['..', undefined],
  ['../..', undefined],
])('from a week, the path "%s" resolves to %s', (path, resolved) => {
  expect(resolvePath(from, path)).toBe(resolved);
});

test.each([
  ['../images/x.png', 'images/x.png'],
  ['../images/a%20b.png', 'images/a b.png'],
  ['x.png', 'weeks/x.png'],
  ['../images/%2e%2e/x.png', 'x.png'],
  ['../../x.png', undefined],
  ['%2e%2e/%2e%2e/x.png', undefined],
  ['https://example.org/x.png', undefined],
  ['HTTPS://example.org/x.png', undefined],
  ['data:image/png;base64,x', undefined],
  ['//example.org/x.png', undefined],
  ['\\\\example.org\\x.png', undefined],
  ['/images/x.png', undefined],
  ['../images/100%.png', 'images/100%.png'],
])('from a week, the picture "%s" is %s', (address, path) => {
  expect(imagePath(address, from)).toBe(path);
});

test.each([
  ['../files/slides.pdf', 'files/slides.pdf', ''],
  ['../files/slides.PDF#page=2', 'files/slides.PDF', '#page=2'],
  ['../files/run%20%231.ipynb', 'files/run #1.ipynb', ''],
  ['../files/run #1.ipynb', 'files/run #1.ipynb', ''],
])('"%s" leads to a file', (address, path, rest) => {
  expect(readTarget(address, 'content/weeks/01.md')).toEqual({ kind: 'file', path, rest });
});

test('a fragment that ends like a file is still a fragment', () => {
  expect(readTarget('../resources/gpt.md#a.pdf', 'content/weeks/01.md')).toMatchObject({ kind: 'entry' });
});
