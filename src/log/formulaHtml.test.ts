import katex from 'katex';
import { expect, test } from 'vitest';
import { withoutDrawnFormulas } from './formulaHtml.ts';

const mathml = (tex: string) => katex.renderToString(tex, { output: 'mathml' });

test.each(['x', String.raw`\frac{a}{\sqrt{b}} < \underbrace{c}_{d}`, String.raw`\begin{pmatrix}1&2\\3&4\end{pmatrix}`])(
  'of %s, only the MathML is left',
  (tex) => {
    const inside = mathml(tex).replace(/^<span class="katex">|<\/span>$/g, '');
    const whole = `<p>A <span>b</span> ${katex.renderToString(tex)}, <em>c</em> ${katex.renderToString(tex)}.</p>`;
    const left = `<span class="katex"><span class="katex-mathml">${inside}</span></span>`;
    expect(withoutDrawnFormulas(whole)).toBe(`<p>A <span>b</span> ${left}, <em>c</em> ${left}.</p>`);
  },
);

test('a body without formulas stays as it is', () => {
  const body = '<p>The class <code>&#x3C;span class="katex-html"></code> and a <span>span</span>.</p>';
  expect(withoutDrawnFormulas(body)).toBe(body);
});
