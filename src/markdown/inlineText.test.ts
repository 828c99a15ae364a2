import { expect, test } from 'vitest';
import { plainInlineText, readInlineText } from './inlineText.ts';

test.each([
  ['A *new* way', 'A new way', 'A <em>new</em> way'],
  ['A _new_ way', 'A new way', 'A <em>new</em> way'],
  ['**Very** new', 'Very new', '<strong>Very</strong> new'],
  ['The `softmax` of x', 'The softmax of x', 'The <code>softmax</code> of x'],
  ['`<b>` and & and <i>', '<b> and & and <i>', '<code>&#x3C;b></code> and &#x26; and &#x3C;i>'],
  ['Not \\*this\\* but *that*', 'Not *this* but that', 'Not *this* but <em>that</em>'],
  ['5 \\$', '5 $', '5 $'],
  ['值得*反复*阅读', '值得反复阅读', '值得<em>反复</em>阅读'],
  ['これは**「強調」**です', 'これは「強調」です', 'これは<strong>「強調」</strong>です'],
])('%s', (value, text, html) => {
  expect(readInlineText(value, {})).toEqual({ text, html, listHtml: html });
  expect(plainInlineText(value)).toBe(text);
});

test('formulas become readable text, and HTML with the macros of the log', () => {
  const { text, html, listHtml } = readInlineText('The *loss* $L(\\theta)$', {}) ?? {};
  expect(listHtml).toBe('The <em>loss</em> L(θ)');
  expect(text).toBe('The loss L(θ)');
  expect(html).toMatch(/^The <em>loss<\/em> <span class="katex">.*<\/span>$/);
  expect(readInlineText('In $\\R^d$', { '\\R': '\\mathbb{R}' })?.html).toContain('mathbb');
});

test('a formula that KaTeX rejects stays as typed, with the reason', () => {
  expect(readInlineText('The loss $\\foo$', {})).toEqual({
    text: 'The loss $\\foo$',
    html: '',
    listHtml: '',
    problem: expect.stringContaining('\\foo'),
  });
});

test.each([
  'f(x) = a * b * c',
  'f(x) = a*b*c',
  'snake_case_name and other_name',
  '__init__ and __main__',
  'C*-algebras and W*-algebras',
  'A* and D*',
  '$5 and $10',
  '$5/month, or $50',
  'From $HOME/bin:$PATH to /usr',
  '# 1 - a',
  '1. First',
  '- First',
  '> Quote',
  '[A link](https://example.org/) and <https://example.org/>',
  '![x](y.png)',
  '<b>bold</b> &amp; more',
  'C:\\Users\\x',
  '~~struck~~',
  'a ** b',
  '***',
  '`',
  'Why `?',
])('%s stays as typed', (value) => {
  expect(readInlineText(value, {})).toBeUndefined();
  expect(plainInlineText(value)).toBe(value);
});
