import { expect, test } from 'vitest';
import { formulaText } from './formulaText.ts';

test.each([
  ['x^2', 'x²'],
  ['x^{n+1}', 'xⁿ⁺¹'],
  ['x_i', 'xᵢ'],
  ['x_{i,j}', 'x_(i,j)'],
  ['x_b', 'x_b'],
  ['a^{b^2}', 'a^(b²)'],
  ['L(\\theta)', 'L(θ)'],
  ['O(n \\log n)', 'O(n log n)'],
  ['O(n\\log n)', 'O(n log n)'],
  ['\\mathbb{E}[x]', '𝔼[x]'],
  ['\\mathbb R^d', 'ℝᵈ'],
  ['\\mathbb{R}^{d \\times k}', 'ℝ^(d × k)'],
  ['\\frac{1}{2}', '1/2'],
  ['\\frac{a+b}{2c}', '(a+b)/2c'],
  ['\\sqrt{2} + \\sqrt[3]{x+1}', '√2 + ³√(x+1)'],
  ['\\hat{y} = \\bar x', 'ŷ = x̄'],
  ['A^\\top B', 'AᵀB'],
  ["f'(x)", 'f′(x)'],
  ['x \\in S, y\\leq 3', 'x ∈ S, y ≤ 3'],
  ['\\left( \\frac{a}{b} \\right)', '(a/b)'],
  ['p_\\theta(x \\mid z)', 'p_θ(x | z)'],
  ['\\text{softmax}(x)', 'softmax(x)'],
  ['\\operatorname{softmax}(x)', 'softmax (x)'],
  ['\\sum_{i=1}^n x_i', '∑ᵢ₌₁ⁿ xᵢ'],
  ['\\beta', 'β'],
  ['\\alpha x', 'αx'],
  ['d_{\\text{head}}', 'd_(head)'],
  ['\\mathcal{L}', 'L'],
  ['\\foo{x}', 'foo x'],
  ['\\{1, 2\\}', '{1, 2}'],
  ['50\\%', '50%'],
  ['\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}', 'a b c d'],
  ['90^\\circ', '90°'],
  ['}{', ''],
  ['^', ''],
])('%s reads as %s', (tex, text) => {
  expect(formulaText(tex)).toBe(text);
});

test('a formula nested without end is read without an exception', () => {
  expect(formulaText(`${'{'.repeat(3_900)}x`)).toBe('x');
  expect(formulaText('\\frac'.repeat(700))).toContain('/');
  expect(formulaText('x^'.repeat(1_900))).toContain('x');
  expect(formulaText('x'.repeat(4_001))).toBe('…');
});
