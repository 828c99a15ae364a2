import { VFile } from 'vfile';
import { expect, test } from 'vitest';
import { context, path } from './fixtures/context.ts';
import { parseMarkdown } from './parse.ts';
import { renderMarkdown } from './render.ts';

async function boxesIn(value: string) {
  const file = new VFile({ path, value });
  const html = await renderMarkdown(parseMarkdown(file).tree, file, context);
  return [...html.matchAll(/<span class="wide" tabindex="0"><span class="base">/g)].length;
}

const sum = Array.from({ length: 10 }, (_, index) => `x_{${index}}`).join(' + ');

test.each([
  ['delimiters', `$\\left(${sum}\\right)$`],
  ['a matrix', `$\\begin{bmatrix} ${sum.replaceAll('+', '&')} \\end{bmatrix}$`],
  ['a text', '$\\text{the number of parameters}$'],
  ['a brace', `$\\underbrace{${sum}}_{x}$`],
  ['a space', '$\\hspace{20em}$'],
  ['a fraction', `$\\frac{${sum}}{2}$`],
])('a wide part of an inline formula scrolls: %s', async (_, text) => {
  expect(await boxesIn(`A ${text} and $x$.`)).toBe(1);
});

test.each([
  ['a formula that can be broken', `$${sum}$`],
  [
    'a high formula',
    '$\\begin{pmatrix}a\\\\b\\\\c\\\\d\\\\e\\\\f\\\\g\\\\h\\\\i\\\\j\\\\k\\\\l\\\\m\\\\n\\\\o\\\\p\\\\q\\\\r\\\\s\\\\t\\end{pmatrix}$',
  ],
  ['a formula of no width', `$\\rlap{${'x'.repeat(50)}}$`],
  ['a displayed formula', `$$\\left(${sum}\\right)$$`],
])('%s does not', async (_, text) => {
  expect(await boxesIn(text)).toBe(0);
});
