import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { visit } from './visit.ts';
import { context, path } from './fixtures/context.ts';
import { parseMarkdown } from './parse.ts';
import { renderMarkdown } from './render.ts';

/** The formulas of an entry and its problems as `line:column rule`, rendering included. */
async function read(value: string) {
  const file = new VFile({ path, value });
  const { tree } = parseMarkdown(file);
  const formulas: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'inlineMath' || node.type === 'math') formulas.push(node.value);
  });
  const html = await renderMarkdown(tree, file, context);
  return { html, formulas, problems: file.messages.map(({ line, column, ruleId }) => `${line}:${column} ${ruleId}`) };
}

describe('text after an opening $$ belongs to the formula', () => {
  test.each([
    ['after a space', '$$ a = b\nd = \\{e\\}\n$$', ['a = b\nd = \\{e\\}']],
    ['without a space, in a file with Windows line ends', '$$x = 1\r\n+ 2\r\n$$\r\n', ['x = 1\n+ 2']],
    ['in a callout', '> [!NOTE]\n> $$ p = q\n> r = s\n> $$', ['p = q\nr = s']],
    ['in a list', '- $$ p = q\n  r = s\n  $$', ['p = q\nr = s']],
    ['in a footnote', 'A[^1].\n\n[^1]: See\n\n    $$ p = q\n    r = s\n    $$', ['p = q\nr = s']],
    ['with nothing below', '$$ a\n$$', ['a\n']],
    ['with three dollars', '$$$ a\n$$$', ['a\n']],
  ])('%s', async (_, text, formulas) => {
    expect(await read(text)).toMatchObject({ formulas, problems: [] });
  });

  test.each([
    ['on that line', '$$ a \\foo\nb\n$$', '1:6'],
    ['below it', 'A\n\n$$ a\nb \\foo\n$$', '4:3'],
    ['in a quote', '> $$ a\n> b \\foo\n> $$', '2:5'],
  ])('and errors from KaTeX have their position: %s', async (_, text, place) => {
    expect((await read(text)).problems).toEqual([`${place} invalid-math`]);
  });
});

test('a formula with an empty line is read as one', async () => {
  expect((await read('$$\na\n\n= b\n$$')).problems).toEqual([]);
});

describe('an unmatched $$ is reported', () => {
  test.each([
    ['not closed', 'A\n\n$$\nx\n\nMore text', ['3:1']],
    ['not closed, with text after it', '$$ a = b\n\nMore text', ['1:1']],
    ['closed by the end of a quote only', '> $$\n> a\n\nMore text', ['1:3']],
    ['closed by the end of a list only', '- $$\n  a\n\nMore text', ['1:3']],
    ['alone', '$$', ['1:1']],
    ['closed by fewer dollars', '$$$\na\n$$', ['1:1']],
    ['closed at the end of a line', '$$\na = b $$\n\nMore text', ['2:7']],
    ['closed before text', '$$\na\n$$ where *a* is b\n\nMore text', ['3:1']],
    ['at the end of a line of text', 'We get $$\nE = mc^2\n$$\n\nProse.\n\nMore.', ['1:8']],
    ['at the end of a line of text, with a formula below', 'We get $$\nx\n$$\n\nProse.\n\n$$\ny\n$$', ['1:8', '9:1']],
    ['at the end of a line in a quote', '> A *b* $$\n> E = mc^2\n\nProse.', ['1:9']],
    ['not closed before another formula', 'A\n\n$$\nx\n\nProse.\n\n$$\ny\n$$\n\nMore.', ['10:1', '3:1']],
    ['not closed right before another formula', '$$\nx\n\n$$\ny\n$$', ['6:1', '1:1']],
    ['on one line, not closed before another formula', '$$x = 1\n\nProse.\n\n$$\ny\n$$', ['7:1', '1:1']],
  ])('%s', async (_, text, places) => {
    expect((await read(text)).problems).toEqual(places.map((place) => `${place} unclosed-formula`));
  });

  test.each([
    ['in a price column', '| A | Price |\n| - | - |\n| B | $$ |\n| C | $$$ |'],
    ['with a backslash', 'Cheap: \\$\\$'],
    ['in code', 'Write `$$`\nand `$$`'],
    ['in words inside a formula', '$$\n\\text{\\$\\$ and } x\n$$'],
    ['closed in a list', '- $$\n  a\n  $$\n\n1. A\n\n   $$\n   b\n   $$'],
    ['closed in a quote in a list', '- > $$\n  > a\n  > $$'],
  ])('but not %s', async (_, text) => {
    expect((await read(text)).problems).toEqual([]);
  });
});

test.each([
  ['$$\nx\n\n*More* text', '<p>$$<br>\nx<br>\n<br>\n*More* text</p>'],
  ['We get $$\nE\n$$\n\nMore.', '<p>$$<br>\n<br>\nMore.</p>'],
])('the source of an unclosed formula is shown: %j', async (text, expected) => {
  expect((await read(text)).html).toContain(expected);
});

describe('a formula in a table', () => {
  const table = (cells: string) => `| A | B |\n| - | - |\n| ${cells} |`;

  test('contains `|` for each `\\|` in the source', async () => {
    expect(await read(table('$P(A\\|B)$ | x'))).toMatchObject({ formulas: ['P(A|B)'], problems: [] });
    expect(await read('$a \\| b$')).toMatchObject({ formulas: ['a \\| b'], problems: [] });
  });

  test.each([
    ['a bare bar', table('$P(A|B)$ | x'), ['3:7']],
    ['bars at its ends', table('a | $|x|$'), ['3:8']],
    ['a bar in the second formula of a row', table('$x$ | $y|z$'), ['3:11']],
    ['a bar in the head', '| $P(A|B)$ | x |\n| - | - |\n| a | b |', ['1:7']],
    ['a bar in the head, in a quote', '> | $P(A|B)$ | x |\n> | - | - |', ['1:9']],
  ])('is reported with %s', async (_, text, places) => {
    expect((await read(text)).problems).toEqual(places.map((place) => `${place} split-formula`));
  });

  test.each([
    ['two formulas', table('$x$ | $y$')],
    ['prices', table('$5 | $6')],
    ['variables in code', table('`$a` | `$b`')],
    ['variables', table('$HOME | $PATH')],
    ['a formula after a price', table('$5 | $x$')],
  ])('is not found in a row with %s', async (_, text) => {
    expect((await read(text)).problems).toEqual([]);
  });
});

describe('text between dollars', () => {
  test.each(['$five or ten$', '$5 or 10$', '$5, then maybe 10$', '5$/10$', '$log n$'])(
    'is reported as doubtful: %s',
    async (text) => {
      expect((await read(text)).problems).toEqual([expect.stringMatching(/ doubtful-formula$/)]);
    },
  );

  test.each([
    '$x$',
    '$a, b$',
    '$dx dy$',
    '$\\text{one or two}$',
    '$abc$',
    '$x \\in set$',
    '$n$th',
    '$.5$',
    '$n!$',
    '$f(x) = y$',
  ])('is accepted as a formula: %s', async (text) => {
    expect((await read(text)).problems).toEqual([]);
  });
});

test("GitHub's dollars with backticks enclose a formula", async () => {
  const { html, formulas } = await read('The sides are $`a_1`$ and $`b`$.');
  expect(formulas).toEqual(['a_1', 'b']);
  expect(html).not.toContain('`');
});
