import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { inert } from './inert.ts';

const html = (markdown: string) =>
  String(
    unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(remarkRehype, { allowDangerousHtml: true })
      .use(rehypeStringify, { allowDangerousHtml: true })
      .processSync(markdown),
  );

test.each([
  '@ada #1 GH-2 0123456789abcdef0123456789abcdef01234567',
  '<img src=x onerror=alert(1)><!-- -->',
  '[x](https://evil.example) https://evil.example www.evil.example a@b.example',
  '![x](https://evil.example/pixel.png)',
  '`x` ``y`` ```z',
  '```js',
  '`',
  '\\`<b>',
  '# a | b ~~c~~ **d** $x$ :tada:',
  '- [ ] a',
])('"%s" is one code span, at the start of a line and within it', (text) => {
  const escaped = text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;');
  expect(html(inert(text))).toBe(`<p><code>${escaped}</code></p>`);
  expect(html(`- a ${inert(text)} b`)).toContain(`<li>a <code>${escaped}</code> b</li>`);
});

test('line breaks are removed, and invisible characters are spelled out', () => {
  expect(inert('a\n\n## b\r::error::c')).toBe('`a ## b ::error::c`');
  expect(inert('a\u202Eb\u0000c\u200Bd\u{E0041}')).toBe('`a<U+202E>b<U+0000>c<U+200B>d<U+E0041>`');
  expect(inert(' \n ')).toBe('` `');
});
