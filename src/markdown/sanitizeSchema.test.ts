import type { Root } from 'hast';
import rehypeParse from 'rehype-parse';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { allowedHtml } from './htmlElements.ts';
import { allowed } from './sanitizeSchema.ts';

/** The output of the sanitiser alone. It is the last line of defence if an earlier check misses something. */
function sanitized(html: string): string {
  const tree = unified().use(rehypeParse, { fragment: true }).parse(html);
  const clean = unified().use(rehypeSanitize, allowed).runSync(tree) as Root;
  return unified().use(rehypeStringify).stringify(clean);
}

describe('the sanitiser by itself', () => {
  test.each([
    ['a script', '<script>alert(1)</script>x', 'x'],
    ['a style sheet', '<style>p { color: red }</style>x', 'p { color: red }x'],
    ['handlers', '<p onclick="x" ONLOAD=y>x</p>', '<p>x</p>'],
    ['styles, classes and names', '<p style="x" class="callout" name="y" data-pagefind-body>x</p>', '<p>x</p>'],
    ['ids', '<kbd id="search">x</kbd>', '<kbd>x</kbd>'],
    [
      'links that run scripts',
      '<a href="javascript:x">x</a> <a href="vbscript:x">y</a> <a href="data:x">z</a>',
      '<a>x</a> <a>y</a> <a>z</a>',
    ],
    ['pictures from elsewhere', '<img src="https://example.org/x.png" srcset="y" alt="z">', '<img alt="z">'],
    ['frames, forms and objects', '<iframe src="x"></iframe><form><button>x</button></form><object></object>', 'x'],
    ['fields', '<input type="text" value="x" name="y">', '<input disabled type="checkbox">'],
    ['drawings and formulas', '<svg onload="x"><path/></svg><math><mi>x</mi></math>', 'x'],
    [
      'unknown classes on code',
      '<code class="language-js callout shiki">x</code>',
      '<code class="language-js">x</code>',
    ],
    ['comments', 'x<!-- y -->', 'x'],
  ])('removes %s', (_, html, expected) => {
    expect(sanitized(html)).toBe(expected);
  });

  test('keeps all allowed HTML, with its attributes', () => {
    const values: Readonly<Record<string, string>> = { align: 'center', open: '', src: 'x.png', href: 'x.md' };
    const around: Record<string, string> = { caption: '<table>', tbody: '<table>', tfoot: '<table>' };
    for (const name of ['td', 'th']) around[name] = '<table><tr>';
    for (const name of ['thead', 'tr']) around[name] = '<table>';
    for (const [name, attributes] of Object.entries(allowedHtml)) {
      const html = `<${name}${attributes.map((attribute) => ` ${attribute}="${values[attribute] ?? 12}"`).join('')}>`;
      expect(sanitized(`${around[name] ?? ''}${html}`)).toContain(html.replace('open=""', 'open'));
    }
  });
});
