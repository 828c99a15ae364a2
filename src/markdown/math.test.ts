import rehypeKatex from 'rehype-katex';
import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { context, path } from './fixtures/context.ts';
import { checkFormulas, formulaProcessor } from './math.ts';
import { parseMarkdown } from './parse.ts';
import { renderMarkdown } from './render.ts';

/** The rendered entry and its problems, which a check must find too. */
async function render(value: string, macros = context.macros) {
  const problemsOf = (file: VFile) =>
    file.messages.map((message) => `${message.line}:${message.column} ${message.ruleId}`);
  const file = new VFile({ path, value });
  const html = await renderMarkdown(parseMarkdown(file).tree, file, { ...context, macros });
  const checked = new VFile({ path, value });
  await checkFormulas(parseMarkdown(checked).tree, checked, macros);
  expect(problemsOf(checked)).toEqual(problemsOf(file));
  return { html, problems: problemsOf(file), reasons: file.messages.map(({ reason }) => reason) };
}

describe('rehype-katex', () => {
  test('is in the pipeline, with our options', () => {
    const plugins = formulaProcessor({ '\\RR': '\\mathbb{R}' }).attachers;
    const options = plugins.find(([plugin]): boolean => (plugin as unknown) === rehypeKatex)?.[1];
    expect(options).toMatchObject({ strict: 'error', maxSize: 20, maxExpand: 1000, macros: { '\\RR': '\\mathbb{R}' } });
  });

  test('renders formulas inline, displayed and in a fence', async () => {
    const { html } = await render('$x$\n\n$$\ny\n$$\n\n```math\nz\n```\n');
    expect(html.match(/<span class="katex">/g)).toHaveLength(3);
    expect(html.match(/<span class="katex-display">/g)).toHaveLength(2);
    expect(html).not.toContain('language-math');
  });
});

describe('a formula that KaTeX rejects', () => {
  test.each([
    ['an unknown command', 'Words $a + \\foo$.', '1:12'],
    ['on the second line of a displayed formula in a list', '- A\n\n  $$\n  a +\n  b \\foo\n  $$', '5:5'],
    ['in a fence in a quote', '> ```math\n> a\n> b \\foo\n> ```', '3:5'],
    ['a character that LaTeX does not accept', '$a + \\text{—}é$', '1:14'],
    ['a command that links', '$a$ and $\\href{https://example.org/}{x}$', '1:9'],
    ['an undefined macro', '$a \\nowhere$', '1:4'],
    ['too many expansions', '$\\def\\x{\\x\\x}\\x$', '1:1'],
  ])('is reported at its column: %s', async (_, text, place) => {
    expect((await render(text)).problems).toEqual([`${place} invalid-math`]);
  });

  test('is reported at each occurrence', async () => {
    const { problems } = await render('$\\foo$ and $\\foo$');
    expect(problems).toEqual(['1:2 invalid-math', '1:13 invalid-math']);
  });
});

describe('macros', () => {
  test('defined in a formula do not affect the next formula, or the same one again', async () => {
    expect((await render('$\\gdef\\once{x}\\once$ $\\once$')).problems).toEqual(['1:23 invalid-math']);
    const first = await render('$\\providecommand{\\twice}{a}\\gdef\\twice{b}\\twice$');
    expect(await render('$\\providecommand{\\twice}{a}\\gdef\\twice{b}\\twice$')).toEqual(first);
  });

  test('of another log change the formula', async () => {
    const { html } = await render('$\\own$', { '\\own': 'first' });
    expect((await render('$\\own$', { '\\own': 'other' })).html).not.toBe(html);
    expect((await render('$\\own$', { '\\own': 'first' })).html).toBe(html);
  });
});

describe('a formula that is nested too deeply', () => {
  const nested = (start: string, end: string, levels: number) => `${start.repeat(levels)}x${end.repeat(levels)}`;
  const isWhole = (html: string) =>
    html.includes('Before') && html.includes('<mi>y</mi>') && html.includes('The rest.');
  const around = (formula: string) => `Before $y$.\n\nA $${formula}$.\n\nThe rest.\n`;

  test.each([
    ['braces', '{', '}', 51],
    ['many braces', '{', '}', 1900],
    ['roots', '\\sqrt{', '}', 500],
    ['exponents', 'x^{', '}', 51],
    ['matrices', '\\begin{matrix}', '\\end{matrix}', 100],
    ['delimiters', '\\left(', '\\right)', 60],
  ])('is refused for its groups before KaTeX runs: %s', async (_, start, end, levels) => {
    const { html, problems, reasons } = await render(around(nested(start, end, levels)));
    expect(problems).toEqual(['3:3 formula-limit']);
    expect(reasons).toEqual([expect.stringMatching(/^This formula has \d+ levels of groups, more than 50\.$/)]);
    expect(isWhole(html)).toBe(true);
  });

  test('is rendered up to the limit', async () => {
    for (const formula of [nested('\\sqrt{', '}', 50), nested('x^{', '}', 50), nested('\\{', '\\}', 60)])
      expect((await render(around(formula))).problems).toEqual([]);
  });

  // Every stack is large enough for the first formula, and none for the second.
  test.each([
    [
      'macros',
      '\\def\\a#1{\\sqrt{\\sqrt{#1}}}\\def\\b#1{\\a{\\a{#1}}}\\def\\c#1{\\b{\\b{#1}}}\\c{\\c{\\c{\\c{\\c{\\c{\\c{\\c{\\c{\\c{x}}}}}}}}}}',
    ],
    ['more macros', `\\def\\a#1{${nested('\\sqrt{', '}', 45).replace('x', '#1')}}${nested('\\a{', '}', 30)}`],
  ])('is reported if only KaTeX can detect it, with any stack size: %s', async (_, formula) => {
    const { html, problems, reasons } = await render(around(formula));
    expect(problems).toEqual(['3:3 invalid-math']);
    expect(reasons).toEqual([expect.stringMatching(/: it is nested too deeply\.$/)]);
    expect(isWhole(html)).toBe(true);
    expect(html).toContain('<span class="katex-error">');
  });
});
