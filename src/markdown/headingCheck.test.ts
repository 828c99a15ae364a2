import { VFile } from 'vfile';
import { expect, test } from 'vitest';
import { applyFixes } from '../log/fixes.ts';
import { parseMarkdown, readTitleHeading } from './parse.ts';

/** The messages about the headings of an entry, the headings of its contents, and its text with all fixes. */
function headingsOf(value: string, title?: string) {
  const file = new VFile({ path: 'content/weeks/01.md', value, data: { title } });
  const { body } = parseMarkdown(file);
  const fixes = file.messages.flatMap((message) => file.data.fixes?.get(message) ?? []);
  return {
    messages: file.messages.map(({ line, ruleId, reason }) => `${line} ${ruleId} ${reason}`),
    headings: body.headings.map(({ depth, text }) => `${depth} ${text}`),
    fixed: applyFixes(value, fixes).text,
  };
}

test.each([
  ['# One\n\n## Two', 'One'],
  ['Words.\n\n# one\n\n## Two', 'One'],
  ['One\n===\n\n## Two', 'One'],
  ['# The *One* `x`\n\n## Two', 'The One x'],
  ['# The One x\n\n## Two', 'The *One* `x`'],
])('a first heading that repeats the title is left out: %j', (text, title) => {
  expect(headingsOf(text, title)).toMatchObject({ messages: [], headings: ['2 Two'] });
});

test('another first heading, and a second one on its level, are told with the title, and lowered with those below', () => {
  expect(headingsOf('# Two\n\n## Three\n\n# One\n', 'One')).toEqual({
    messages: [
      '1 top-heading "# Two" is not the title, which is "One". Write "## Two".',
      '5 top-heading "# One" has the same level as the page title. Write "## One".',
    ],
    headings: ['1 Two', '2 Three', '1 One'],
    fixed: '## Two\n\n### Three\n\n## One\n',
  });
});

test('a first heading with a link is not left out, because the link would be lost', () => {
  expect(headingsOf('# [One](https://example.org/)', 'One').messages).toHaveLength(1);
});

test.each([
  ['## A\n\n#### B\n\n#### C\n\n##### D\n\n### E\n\n## F\n', '## A\n\n### B\n\n### C\n\n#### D\n\n### E\n\n## F\n'],
  ['#### A\n\n#### B\n', '## A\n\n## B\n'],
  ['### A ###\n', '## A ###\n'],
  ['> ## A\n>\n> #### B\n', '> ## A\n>\n> ### B\n'],
])('skipped levels are fixed, and the levels below follow: %j', (text, fixed) => {
  const found = headingsOf(text);
  expect(found.messages.every((message) => message.includes('skipped-heading'))).toBe(true);
  expect(found.fixed).toBe(fixed);
  expect(headingsOf(fixed).messages).toEqual([]);
});

test.each([
  ['---\nstart: 2025-02-03\n---\n\nIntro.\n\n# My *first* $x$ week\n', 'My *first* $x$ week', 7],
  ['---\n---\nThe week\n========\n', 'The week', 3],
  ['---\n---\n```sh\n# A comment\n```\n', undefined, undefined],
  ['---\n---\n## Two\n\n# One\n', undefined, undefined],
  ['---\n---\n# [A link](https://example.org/)\n', undefined, undefined],
  ['---\n---\n> # Quoted\n', undefined, undefined],
])('the first heading can be the title: %j', (text, title, line) => {
  const heading = readTitleHeading(text);
  expect([heading?.text, heading?.range.line]).toEqual([title, line]);
});
