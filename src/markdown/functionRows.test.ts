import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import rehypeKatex from 'rehype-katex';
import { unified } from 'unified';
import { visit } from './visit.ts';
import { describe, expect, test } from 'vitest';
import { arities, rehypeFunctionRows } from './functionRows.ts';

const functions = [
  ...['arccos', 'arcsin', 'arctan', 'arg', 'cos', 'cosh', 'cot', 'csc', 'deg', 'det', 'dim', 'exp', 'gcd', 'hom'],
  ...['inf', 'ker', 'lg', 'lim', 'liminf', 'limsup', 'ln', 'log', 'max', 'min', 'Pr', 'sec', 'sin', 'sinh', 'sup'],
  ...['tan', 'tanh', 'argmax', 'operatorname{softmax}', 'operatorname*{top}', 'operatorname{\\mathrm{E}x}'],
].map((name) => `\\${name}`);

/** One of each kind that KaTeX renders differently. */
const kinds = ['\\sin', '\\liminf', '\\max', '\\argmax', '\\operatorname{softmax}', '\\operatorname*{top}'];

/** Formulas with a function F in an element that takes a fixed number of children. */
const ways = [
  ...['F', 'x_{F}', 'x^{F}', 'x_{F}^{F}', 'x_{F}^2', '{F}_{F}', 'F_{F}', 'F^{F}', 'F_{F}^{F}', 'F x_{F}', 'x_{F x}'],
  ...[
    '\\frac{F}{F}',
    '\\frac{F}{x}',
    '\\frac{x}{F}',
    '\\dfrac{F x}{F}',
    '\\cfrac{F}{F}',
    '\\binom{F}{F}',
    'F \\over F',
  ],
  ...['\\sqrt{F}', '\\sqrt[F]{F}', '\\sqrt[F]{x}', '\\sqrt[3]{F}', '\\overset{F}{F}', '\\underset{F}{F}'],
  ...['\\stackrel{F}{=}', '\\overbrace{F}^{F}', '\\underbrace{F}_{F}', '\\overline{F}', '\\underline{F}', '\\hat{F}'],
  ...['\\widehat{F}', '\\vec{F}', '\\overrightarrow{F}', '\\xrightarrow[F]{F}', '\\xrightarrow{F}', '\\sum_{F}^{F}'],
  ...['\\int_{F}^{F}', '\\sum\\limits_{F}', '\\lim_{F}', '\\mathop{F}_{F}', '\\mathop{F}\\limits_{F}^{F}'],
  ...['\\frac{x_{F}}{\\frac{F}{F}}', '\\boxed{F}_{F}', "f'_{F}", '\\left(\\frac{F}{F}\\right)_{F}'],
];

function treeOf(formula: string, display: boolean, repairs: boolean): Root {
  const code = h('code', { className: ['language-math', display ? 'math-display' : 'math-inline'] }, formula);
  const katex = unified().use(rehypeKatex, { macros: { '\\argmax': '\\operatorname*{arg\\,max}' } });
  const processor = repairs ? katex.use(rehypeFunctionRows) : katex;
  return processor.runSync({ type: 'root', children: [code] }) as Root;
}

function elementsOf(tree: Root): Element[] {
  const elements: Element[] = [];
  visit(tree, 'element', (element) => void elements.push(element));
  return elements;
}

function textOf(tree: Root): string {
  const texts: string[] = [];
  visit(tree, 'text', ({ value }) => void texts.push(value));
  return texts.join('');
}

/** The elements with a number of children that MathML does not define. */
function misshapen(tree: Root): string[] {
  const wrong = elementsOf(tree).filter(
    ({ tagName, children }) => children.length !== (arities[tagName] ?? children.length),
  );
  return wrong.map(({ tagName, children }) => `${tagName} with ${children.length}`);
}

describe.each(ways)('functions in %s', (way) => {
  const formulas = (way === 'x_{F}' || way === '\\frac{F}{F}' ? functions : kinds).map((name) =>
    way.replaceAll('F', () => `${name} `),
  );

  test.each([false, true])('have no more children than MathML allows, displayed: %s', (display) => {
    const found = formulas.map((formula) => [formula, misshapen(treeOf(formula, display, true))]);
    expect(found.filter(([, wrong = []]) => wrong.length > 0)).toEqual([]);
  });

  test('are rendered, and keep every letter', () => {
    for (const formula of formulas) {
      const tree = treeOf(formula, true, true);
      expect(elementsOf(tree).filter(({ properties }) => String(properties.className) === 'katex-error')).toEqual([]);
      expect(textOf(tree)).toBe(textOf(treeOf(formula, true, false)));
    }
  });
});

test('KaTeX still needs this plugin: by itself, it gives elements too many children', () => {
  expect(misshapen(treeOf('g_{\\tanh}', false, false))).toEqual(['msub with 3']);
  expect(misshapen(treeOf('\\frac{\\sin}{\\cos}', false, false))).toEqual(['mfrac with 4']);
});

test('other rows are unchanged', () => {
  const formula = '\\sin x + \\frac{a}{b} + x_{a b} + \\max_{x} f';
  expect(treeOf(formula, true, true)).toEqual(treeOf(formula, true, false));
});
