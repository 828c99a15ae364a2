import { VFile } from 'vfile';
import { expect, test } from 'vitest';
import { context, path } from './fixtures/context.ts';
import { parseMarkdown } from './parse.ts';
import { renderMarkdown } from './render.ts';

async function read(value: string) {
  const file = new VFile({ path, value });
  const { tree, body } = parseMarkdown(file);
  const html = await renderMarkdown(tree, file, context);
  return { html, body, problems: file.messages.map(({ line, column, ruleId }) => `${line}:${column} ${ruleId}`) };
}

const fence = '```';

test.each([
  ['in a line', 'Open %% secret %% words.', '1:6'],
  ['without spaces', 'Open %%secret%% words.', '1:6'],
  ['at the start of a line', '%% secret %% words', '1:1'],
  ['that starts a line of a paragraph', 'Open\n%% secret %%    words', '2:1'],
  ['at the end of a line', 'Open\nwords %% secret %%\nwords', '2:7'],
  ['after a word without a space', 'Open%% secret %% words', '1:5'],
  ['after an emphasised word', '**Open**%%secret%% words', '1:9'],
  ['on a line of its own', 'Words\n\n%% secret %%\n\nwords', '3:1'],
  ['over several lines', 'Words\n\n%%\nsecret\n%%\n\nwords', '3:1'],
  ['over several paragraphs', 'Words\n\n%% secret\n\n## secret\n\nsecret %%\n\nwords', '3:1'],
  ['over several paragraphs, without spaces', 'Words\n\n%%secret\n\nsecret%%\n\nwords', '3:1'],
  ['with code', `Words\n\n%%\n${fence}py\nsecret\n${fence}\n%%\n\nwords`, '3:1'],
  ['with half a code block', `Words\n\n%%\n${fence}\nsecret\n%%\n\nwords`, '3:1'],
  ['with percent signs', 'Words %% secret 100% %% words', '1:7'],
  ['in a heading', '## Words %% secret %%', '1:10'],
  ['in a list', '- Words %% secret %%\n- words', '1:9'],
  ['alone in a list item', '- %% secret %%\n- words', '1:3'],
  ['in a quote', '> Words\n> %%\n> secret\n> %%\n> words', '2:3'],
  ['in the title of a callout', '> [!NOTE] Words %% secret %%\n> words', '1:17'],
  ['in a table', '| a |\n| - |\n| words %% secret %% |', '3:9'],
  ['in a footnote', 'Words[^1].\n\n[^1]: Words %% secret %%', '3:13'],
  ['in the text of a link', 'A [words %% secret %%](../resources/gpt.md)', '1:10'],
  ['in HTML', '<details>\n<summary>Words %% secret %%</summary>\n</details>', '2:16'],
  ['in a file with Windows line ends', 'Words\r\n\r\n%%\r\nsecret\r\n%%\r\n\r\nwords', '3:1'],
  ['between comments in HTML', 'Words\n\n<!-- a --> %% secret %% <!-- b -->', '3:12'],
  ['with formulas', 'Words %% secret $x %% words', '1:7'],
])('a private comment is not published: %s', async (_, text, place) => {
  const { html, body, problems } = await read(text);
  expect(html).toMatch(/words/i);
  expect(html + JSON.stringify(body)).not.toMatch(/secret|%%|\uFDD0|<pre|<br>/);
  expect(problems).toEqual([`${place} private-comment`]);
});

test('several comments, of which the first contains half a code block', async () => {
  const { html, problems } = await read(
    `%%\n${fence}\nsecret\n%%\n\nWords %% secret %%\n\n${fence}\n%% code %%\n${fence}`,
  );
  expect(html).toContain('%% code %%');
  expect(html).not.toContain('secret');
  expect(problems).toEqual(['1:1 private-comment', '6:7 private-comment']);
});

test('the text around a comment keeps its meaning', async () => {
  expect((await read('Open %% secret %%\nwords')).html).toBe('<p>Open\nwords</p>');
  expect((await read('%% a %%\n\n    code')).html).toContain('<pre');
  expect((await read('%% a %% b *c*')).html).toBe('<p> b <em>c</em></p>');
  expect((await read('# A\n\n%% a %%')).body.headings[0]?.text).toBe('A');
});

test.each([
  ['a percentage', 'It is 100%% sure, and 50%% off.'],
  ['cell magic', 'Use %%time or %%timeit at the top of a cell.'],
  ['one cell magic', 'Use %%capture.'],
  ['code', 'Use `%% a %%`.'],
  ['a block of code', `${fence}matlab\n%% Section\n%% Other\n${fence}`],
  ['escaped', '\\%% a \\%%'],
  ['a rule', 'A %%%%%%%% B'],
])('percent signs that are text stay: %s', async (_, text) => {
  const { html, problems } = await read(text);
  expect(html.match(/%%|class="katex"/g)?.length).toBeGreaterThan(0);
  expect(problems.filter((problem) => !/unknown-language/.test(problem))).toEqual([]);
});

test('a formula may have TeX’s comments', async () => {
  expect((await read('Words $a %% b\nc$ %% secret %%')).problems).toEqual(['2:4 private-comment']);
});

test.each([
  ['at the start of a word', 'Words %%secret words', '1:7'],
  ['at the start of a paragraph', 'Words\n\n%%secret\n\nwords', '3:1'],
  ['in a heading', '## Words %%secret', '1:10'],
])('a comment that may have no end is a warning: %s', async (_, text, place) => {
  const { html, problems } = await read(text);
  expect(html).toContain('%%secret');
  expect(problems).toEqual([`${place} foreign-syntax`]);
});

test.each([
  ['in a line', 'Words %% secret', '1:7'],
  ['in a block', 'Words\n\n%%\nsecret\n\nsecret', '3:1'],
])('a comment that does not end is an error and hides the rest: %s', async (_, text, place) => {
  const { html, problems } = await read(text);
  expect(html).not.toContain('secret');
  expect(problems).toEqual([`${place} unclosed-comment`]);
});

test('code and comments that overlap again and again are an error', async () => {
  const { html, problems } = await read(`%%\n${fence}\nsecret\n%%\n\n`.repeat(40));
  expect(html).not.toContain('secret');
  expect(problems).toContain('16:1 unclosed-comment');
});
