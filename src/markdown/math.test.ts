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
    const plugins = formulaProcessor({ maxSize: 20 }).attachers;
    const options = plugins.find(([plugin]): boolean => (plugin as unknown) === rehypeKatex)?.[1];
    expect(options).toMatchObject({ maxSize: 20 });
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
  test.each([
    ['\\def', '$\\def\\own{q}$ $\\own$'],
    ['\\gdef', '$\\gdef\\own{q}$ $\\own$'],
    ['\\newcommand', '$\\newcommand{\\own}[1]{#1}$ $\\own{q}$'],
    ['\\newcommand with a star', '$\\newcommand*{\\own}{q}$ $\\own$'],
    ['\\newcommand, repeated', '$\\newcommand{\\own}{p}$ $\\newcommand{\\own}{q}\\own$'],
    ['\\newcommand of a name that only KaTeX has', '$\\newcommand{\\R}{q}$ $\\R$'],
    ['\\renewcommand', '$\\newcommand{\\own}{p}$ $\\renewcommand{\\own}{q}\\own$'],
    ['\\DeclareMathOperator', '$\\DeclareMathOperator{\\argmax}{q}$ $\\argmax$'],
    ['\\DeclareMathOperator with a star', '$$\\DeclareMathOperator*{\\own}{q}$$\n\n$\\own_x$'],
    ['a formula before a footnote', '$\\def\\own{q}$[^1]\n\n[^1]: $\\own$'],
  ])('defined by %s hold for the later formulas of the entry', async (_, text) => {
    const { html, problems } = await render(text);
    expect(problems).toEqual([]);
    expect(html).toMatch(/<mi[^>]*>q<\/mi>/);
  });

  test.each([
    ['before its definition', '$\\own$ $\\def\\own{q}$', '1:2'],
    ['after a definition in braces', '$x{\\def\\own{q}}$ $\\own$', '1:19'],
    ['that contains an unknown command', '$\\def\\own{\\frac{1}{\\foo}}$\n\n$\\own$', '3:1'],
    ['of TeX', '$\\newcommand{\\frac}{q}$', '1:1'],
  ])('are reported if there is one %s', async (_, text, place) => {
    expect((await render(text)).problems).toEqual([`${place} invalid-math`]);
  });

  test('are not shown or counted as equations', async () => {
    const { html } = await render('$\\def\\a{q}$\n\n$$\n\\newcommand{\\own}{q}\n$$\n\n$$\\own$$');
    expect(html).not.toContain('<p></p>');
    expect(html.match(/class="equation"/g)).toHaveLength(1);
    expect(html).toContain('id="eq.1"');
  });

  test('may not expand to more than 10,000 symbols', async () => {
    const definitions = `$\\def\\a{${'x'.repeat(100)}}\\def\\b{${'\\a'.repeat(50)}}$`;
    expect((await render(`${definitions} $\\b$`)).problems).toEqual([]);
    expect((await render(`${definitions} $\\b\\b$`)).problems).toEqual(['1:220 formula-limit']);
    const copies = `$\\def\\a#1{${'#1'.repeat(51)}}$ $\\a{x}$`;
    expect((await render(copies)).problems).toEqual([expect.stringMatching(/ formula-limit$/)]);
  });

  test('may not expand too far in all formulas of an entry together, rendered before or not', async () => {
    const text = `$\\def\\a{${'{}'.repeat(1900)}}$\n\n${Array.from({ length: 15 }, (_, index) => `$\\a_{${index}}$`).join('\n\n')}`;
    const { problems } = await render(text);
    expect(problems).toEqual([expect.stringMatching(/ formula-limit$/)]);
    expect((await render(text)).problems).toEqual(problems);
  });

  test('defined in an entry do not affect another entry, or the same one again', async () => {
    await render('$\\gdef\\once{x}\\once$');
    expect((await render('$\\once$')).problems).toEqual(['1:2 invalid-math']);
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

describe('equations', () => {
  /** The numbers shown, and the ids, in order. */
  async function numbersOf(text: string) {
    const { html, problems } = await render(text);
    expect(problems).toEqual([]);
    return {
      html,
      shown: [...html.matchAll(/<span class="mord">(\(\d+\))<\/span>/g)].map(([, number]) => number),
      read: [...html.matchAll(/<mtext>(\(\d+\))<\/mtext>/g)].map(([, number]) => number),
      ids: [...html.matchAll(/ id="(eq\.\d+)"/g)].map(([, id]) => id),
    };
  }

  test.each([
    ['no numbers', '$$a$$\n\n$$b$$', [], ['eq.1', 'eq.2']],
    [
      'a number after a formula without one',
      '$$a$$\n\n$$\\begin{equation}b\\end{equation}$$',
      ['(2)'],
      ['eq.1', 'eq.2'],
    ],
    ['rows', '$$\\begin{align}a\\\\b\\end{align}$$\n\n$$c$$', ['(1)', '(2)'], ['eq.1', 'eq.2', 'eq.3']],
    ['a row without a number', '$$\\begin{gather}a\\\\b\\notag\\\\c\\end{gather}$$', ['(1)', '(2)'], ['eq.1', 'eq.2']],
    ['starred rows', '$$\\begin{align*}a\\\\b\\end{align*}$$\n\n$$c$$', [], ['eq.1', 'eq.2']],
    ['a label', '$$a$$\n\n$$b\\label{x}$$', ['(2)'], ['eq.1', 'eq.2']],
    ['a label in a starred row', '$$\\begin{align*}a\\\\b\\label{x}\\end{align*}$$', ['(1)'], ['eq.1']],
    ['a math fence', '```math\n\\begin{equation}b\\end{equation}\n```', ['(1)'], ['eq.1']],
    [
      'a footnote above',
      'A[^1]\n\n[^1]: $$\\begin{equation}a\\end{equation}$$\n\nB\n\n$$b\\label{x}$$',
      ['(2)', '(1)'],
      ['eq.2', 'eq.1'],
    ],
  ])('have numbers that agree with their anchors: %s', async (_, text, shown, ids) => {
    const found = await numbersOf(text);
    expect(found).toMatchObject({ shown, read: shown, ids });
    // A counter of the style sheet would run on across the entries of a page.
    expect(found.html).not.toContain('eqn-num');
  });

  test('keep the tag that a formula gives itself', async () => {
    const { html } = await numbersOf('$$\\begin{align}a\\tag{7}\\\\b\\end{align}$$');
    expect(html).toContain('<mtext>(7)</mtext>');
    expect(html).toContain('<mtext>(1)</mtext>');
  });

  test.each([
    [
      '\\eqref below',
      '$$\\begin{align}a\\\\b\\label{x_1}\\end{align}$$\n\n$\\eqref{x_1}$',
      '<p><a href="#eq.2">(2)</a></p>',
    ],
    ['\\eqref above', '$\\eqref{x}$\n\n$$a\\label{x}$$', '<p><a href="#eq.1">(1)</a></p>'],
    ['\\ref', '$\\ref{x}$\n\n$$a\\label{x}$$', '<p><a href="#eq.1">1</a></p>'],
    [
      '\\eqref in text',
      'By \\eqref{a_b} and \\eqref{c_d}.\n\n$$a\\label{a_b}$$ $$b\\label{c_d}$$',
      'By <a href="#eq.1">(1)</a> and <a href="#eq.2">(2)</a>.',
    ],
    ['\\eqref in a link', '[by \\eqref{x}](https://example.org)\n\n$$a\\label{x}$$', '>by <span>(1)</span></a>'],
    ['\\eqref to a tag', '$\\eqref{x}$\n\n$$a\\tag{*}\\label{x}$$', '<p><a href="#eq.1">(*)</a></p>'],
    ['\\eqref to a tag without parentheses', '$\\ref{x}$\n\n$$a\\tag*{A}\\label{x}$$', '<p><a href="#eq.1">A</a></p>'],
    [
      '\\eqref to a split formula',
      '$\\eqref{x}$\n\n$$\\begin{equation}\\begin{split}a\\\\b\\end{split}\\label{x}\\end{equation}$$',
      '<p><a href="#eq.1">(1)</a></p>',
    ],
    ['\\eqref in a formula', '$$a\\label{x}$$ $\\text{by \\eqref{x}}$', '<a href="#eq.1">(1)</a>'],
    ['\\eqref in a macro', '$$a\\label{x}$$ $\\def\\by{\\eqref{x}}\\by$', '<a href="#eq.1">(1)</a>'],
  ])('are found by %s', async (_, text, expected) => {
    const { html } = await numbersOf(text);
    expect(html).toContain(expected);
    expect(html).not.toContain('learnlog-');
  });

  test.each([
    [
      'an unknown label',
      'See $a + \\eqref{x}$.',
      '1:17',
      'There is no formula with the label "x" in this entry. It has no labels.',
    ],
    [
      'an unknown label in text',
      '$$a\\label{y}$$ See \\ref{x}.',
      '1:25',
      'There is no formula with the label "x" in this entry. It has "y".',
    ],
    [
      'an unknown label in a later line of a quote, after an escape and another one',
      '> $$a\\label{y}$$\n>\n> See \\ref{y},\n> \\* \\ref{x}.',
      '4:11',
      'There is no formula with the label "x" in this entry. It has "y".',
    ],
    ['a label twice', '$$a\\label{x}$$\n\n$$b\\label{x}$$', '3:11', 'This entry has the label "x" twice.'],
    [
      'a label without a number',
      '$$\\begin{align}a\\label{x}\\notag\\end{align}$$',
      '1:24',
      'The label "x" is in a formula without a number.',
    ],
  ])('are reported with %s', async (_, text, place, reason) => {
    expect(await render(text)).toMatchObject({ problems: [`${place} unknown-label`], reasons: [reason] });
  });

  test('are displayed formulas', async () => {
    expect((await render('$a\\label{x}$')).problems).toEqual(['1:1 invalid-math']);
  });
});

describe('chemistry', () => {
  test('is written by mhchem', async () => {
    const { html, problems } = await render('$\\ce{CO2 + C -> 2 CO}$ and $\\pu{123 kJ//mol}$');
    expect(problems).toEqual([]);
    expect(html).toContain('<mi mathvariant="normal">C</mi>');
  });

  test.each(['$\\ce{A\\bond{x}B}$', '$\\ce{A}}$', '$\\pu{1e}}$'])('is reported if invalid: %s', async (text) => {
    expect((await render(text)).problems).toEqual([expect.stringMatching(/^1:\d+ invalid-math$/)]);
  });
});

describe('what LaTeX would not accept', () => {
  test.each([
    ['an accented letter', '$a + é$', '1:6', '"é"'],
    ['a letter of another script', '$文$ is', '1:2', '"文"'],
    ['a sign without a command', '$x 😀$', '1:4', '"😀"'],
    ['a line break', '$$a \\\\ b$$', '1:1', 'In LaTeX, \\\\ or \\newline does nothing in display mode'],
    ['a unit', '$\\mkern1em x$', '1:1', 'its \\mkern supports only mu units, not em units'],
  ])('is shown, with a warning: %s', async (_, text, place, what) => {
    const { html, problems, reasons } = await render(text);
    expect(problems).toEqual([`${place} not-latex`]);
    expect(reasons).toEqual([`KaTeX shows this formula, but LaTeX would not accept it: ${what}.`]);
    expect(html).not.toContain('katex-error');
  });

  test('is reported once per formula, also if it was rendered before', async () => {
    expect((await render('$éé$')).problems).toEqual(['1:2 not-latex']);
    expect((await render('A $éé$')).problems).toEqual(['1:4 not-latex']);
  });

  test.each(['$α ≤ β$', '$\\text{é 文}$', '$∑ x²$'])('is not what both know: %s', async (text) => {
    expect((await render(text)).problems).toEqual([]);
  });
});
