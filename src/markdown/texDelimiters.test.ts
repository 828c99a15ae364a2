import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { applyFixes } from '../log/fixes.ts';
import { path } from './fixtures/context.ts';
import { parseMarkdown } from './parse.ts';

/** The problems of a text as `line:column rule`, and the text after its fixes. */
function check(value: string) {
  const file = new VFile({ path, value });
  parseMarkdown(file);
  const fixes = file.messages.flatMap((message) => file.data.fixes?.get(message) ?? []);
  return {
    problems: file.messages.map(({ line, column, ruleId }) => `${line}:${column} ${ruleId}`),
    fixed: applyFixes(value, fixes).text,
  };
}

describe('formulas between the delimiters of LaTeX', () => {
  test.each([
    ['in a sentence', 'So \\(x\\) is.', '1:4', 'So $x$ is.'],
    ['with spaces and signs of Markdown', 'So \\( a_1 * b_1 \\), or not.', '1:4', 'So $a_1 * b_1$, or not.'],
    ['in a table', '| A |\n| - |\n| \\(x\\) |', '3:3', '| A |\n| - |\n| $x$ |'],
    ['in a heading', '## On \\(x^2\\)', '1:7', '## On $x^2$'],
    ['displayed in a line', '\\[ a = b \\]', '1:1', '$$a = b$$'],
    ['displayed in a sentence', 'So \\[\\alpha\\] is.', '1:4', 'So $$\\alpha$$ is.'],
    ['on lines of their own', 'A\n\n\\[\na = b\n+ c\n\\]\n\nB', '3:1', 'A\n\n$$\na = b\n+ c\n$$\n\nB'],
    ['on lines with text', '\\[ a\n= b \\]', '1:1', '$$\na\n= b\n$$'],
    ['in a quote', '> \\[ a = b\n> + c \\]', '1:3', '> $$\n> a = b\n> + c\n> $$'],
    ['in a list', '- \\[\n  x\n  \\]', '1:3', '- $$\n  x\n  $$'],
    ['in a numbered list', '1. \\[ a\n   = b \\]', '1:4', '1. $$\n   a\n   = b\n   $$'],
    [
      'an environment',
      '\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}',
      '1:1',
      '$$\n\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n$$',
    ],
    [
      'an environment in a quote',
      '> \\begin{cases}\n> a\n> \\end{cases}',
      '1:3',
      '> $$\n> \\begin{cases}\n> a\n> \\end{cases}\n> $$',
    ],
    [
      'an environment in brackets',
      '\\[\n\\begin{matrix}\na\n\\end{matrix}\n\\]',
      '1:1',
      '$$\n\\begin{matrix}\na\n\\end{matrix}\n$$',
    ],
  ])('are reported and fixed: %s', (_, text, place, fixed) => {
    expect(check(text)).toEqual({ problems: [`${place} tex-delimiters`], fixed });
    expect(check(fixed).problems).toEqual([]);
  });

  test.each([
    ['before a digit', 'A \\(x\\)2'],
    ['with dollars inside', 'A \\(\\text{$x$}\\)'],
    ['with escapes of Markdown', 'A \\(a\\_1 = b\\)'],
    ['with a bar in a table', '| A | B |\n| - | - |\n| \\(P^a(A|B)\\) |'],
    ['an environment in a sentence', 'So \\begin{pmatrix}a\\end{pmatrix} is.\n\nA'],
    ['an environment that KaTeX lacks', '\\begin{eqnarray}\na\n\\end{eqnarray}'],
  ])('are not changed if the meaning is not certain: %s', (_, text) => {
    const { problems, fixed } = check(text);
    expect(problems).toEqual([expect.stringMatching(/ tex-delimiters$/)]);
    expect(fixed.replace(/\$\$(.*)\$\$/, '$1')).toBe(text);
  });

  test.each([
    ['brackets in a sentence', 'A \\[sic\\], \\[1\\], \\[x\\], \\[a=1\\] and \\(see below\\) and \\(1\\).'],
    ['a bracket alone', 'A 1\\) and \\[not a link](x).\n\n\\]'],
    ['an address', '[A](https://example.org/a_\\(b=c\\)) and ![a](<x\\(b=c\\).png>)'],
    ['code', '`\\(x\\)`\n\n```tex\n\\[x = 1\\]\n```'],
    ['formulas', '$\\text{\\(x\\)}$ and $$\\begin{matrix}a\\end{matrix}$$\n\n$$\n\\begin{align}a\\end{align}\n$$'],
    ['another environment', '\\begin{itemize}\n\\item A\n\\end{itemize}'],
    ['line breaks of TeX', 'A \\\\(x\\\\)'],
    ['an empty line between', '\\[ a = b\n\nc \\]'],
  ])('are not %s', (_, text) => {
    expect(check(text).problems.filter((problem) => problem.includes('tex-delimiters'))).toEqual([]);
  });
});
