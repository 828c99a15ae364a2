import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { visit } from './visit.ts';
import { context, path } from './fixtures/context.ts';
import { parseMarkdown } from './parse.ts';
import { renderMarkdown } from './render.ts';

/** The formulas in a text. */
function formulasOf(value: string): string[] {
  const formulas: string[] = [];
  visit(parseMarkdown(new VFile({ path, value })).tree, (node) => {
    if (node.type === 'inlineMath' || node.type === 'math') formulas.push(node.value);
  });
  return formulas;
}

describe('dollars', () => {
  test.each([
    ['prices', 'The course was $39 and is now $49 a month.'],
    ['prices with a comma', 'From $1,200 in May to $1,350 in June.'],
    ['a percentage between prices', 'Rent went up from $5 to 70% more, then $6 again.'],
    ['a range of prices', '$5-$10, $5/$10 and $5–$10'],
    ['prices before the sign', 'Between 5$ and 10$ a month.'],
    ['prices on two lines', 'It was\n$5\n$6.'],
    ['prices in a table', '| Plan | Price |\n| - | - |\n| A | $5 or $10 |\n| $5 | $6 |'],
    ['shell variables', '$PATH and $HOME'],
    ['a path of shell variables', '$HOME/$USER, $HOME/bin:$PATH, $dir/$file'],
    ['joined shell variables', '$FOO$BAR, $BASE.$EXT, $FIRST-$LAST and $KEY=$VALUE'],
    ['arguments', '$1 is the first argument and $2 the second'],
    ['escaped dollars', 'It costs $5, or \\$6, or more.'],
    ['a tab before the closing dollar', '$5\t$ more'],
  ])('of %s are text', (_, text) => {
    expect(formulasOf(text)).toEqual([]);
  });

  test.each([
    ['letters before a letter', '$NN$s, $N$D and $RGB$.', ['NN', 'N', 'RGB']],
    ['a quotient', '$a/b$ and $x:y$z', ['a/b', 'x:y']],
    ['a letter', 'The $n$th, $k$s and ($x$).', ['n', 'k', 'x']],
    ['a number', '$5$, $1{,}000$', ['5', '1{,}000']],
    ['a formula over two lines', '$a +\nb$', ['a +\nb']],
    ['a formula after a price', 'It costs $5 and $x^2$.', ['x^2']],
    ['a formula before a price', 'With $x$ it costs $5.', ['x']],
    ['an escaped dollar in a formula', '$\\$5 \\cdot n$', ['\\$5 \\cdot n']],
    ['a line break in TeX before the end', '$a\\\\$', ['a\\\\']],
    ['two dollars, with spaces', 'So $$ x $$ and $$y$$2.', ['x', 'y']],
    ['one dollar between two', '$$\\text{$x$}$$', ['\\text{$x$}']],
    ['two dollars between single ones', '$a$$b$', ['a$$b']],
  ])('around %s are a formula', (_, text, formulas) => {
    expect(formulasOf(text)).toEqual(formulas);
  });

  test('do not affect the Markdown between two prices', async () => {
    const file = new VFile({ path, value: 'From $1 a *small* `step` to [a](https://example.org) $2.\n' });
    const html = await renderMarkdown(parseMarkdown(file).tree, file, context);
    expect(html).toContain('From $1 a <em>small</em> <code>step</code> to <a');
    expect(html).toContain(' $2.');
  });
});
