import type { Element } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { readDrawing } from './drawing.ts';

const toHtml = (svg: Element): string =>
  unified()
    .use(rehypeStringify, { space: 'svg' })
    .stringify({ type: 'root', children: [svg] });
const drawing = (content: string, attributes = 'viewBox="0 0 40 20"') =>
  readDrawing(`<svg ${attributes}><title>An arrow</title>${content}</svg>`);

/** The sanitised drawing as text. */
function clean(content: string): string {
  const result = drawing(content);
  return typeof result === 'string' ? expect.fail(result) : toHtml(result.svg);
}

test('a drawing of shapes and text is accepted, with its size from the view box', () => {
  const result = readDrawing(
    '\uFEFF<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640.5 480"><title>T</title><desc>D</desc><g class="fig-axis"><path d="M0 0h9"/><text x="1" y="2" text-anchor="middle">a &lt; b</text></g></svg>\n',
  );
  expect(result).toMatchObject({
    width: 640.5,
    height: 480,
    svg: { properties: { role: 'img', width: 640.5, height: 480 } },
  });
});

test('it keeps its geometry and the classes of the site', () => {
  expect(clean('<circle class="fig-a other" cx="1" cy="2" r="3" transform="scale(2)"/>')).toContain(
    '<circle class="fig-a" cx="1" cy="2" r="3" transform="scale(2)"></circle>',
  );
});

test.each([
  ['colours and styles', '<rect fill="url(https://example.org/x)" style="fill: url(https://example.org/x)" x="1"/>'],
  ['ids and names', '<rect id="location" name="location" data-x="1" x="1"/>'],
  ['other classes', '<rect class="callout prose" x="1"/>'],
  ['comments', '<!-- x --><rect x="1"/>'],
  ['its own style sheet', '<style>rect { fill: url(https://example.org/x) }</style><rect x="1"/>'],
])('it loses %s', (_, content) => {
  const html = clean(content);
  expect(html).toContain('x="1"');
  expect(html).not.toMatch(/example\.org|id=|name=|data-|style|callout|<!--/);
});

describe('a drawing is refused', () => {
  test.each([
    ['with a script', '<script>alert(1)</script>', '<script>'],
    ['with a handler', '<rect onclick="alert(1)"/>', 'the attribute "onClick"'],
    ['with a handler in capitals', '<rect ONLOAD="alert(1)"/>', 'the attribute "onLoad"'],
    ['with a link', '<a href="https://example.org"><rect/></a>', 'the attribute "href"'],
    ['with a picture', '<image href="https://example.org/x.png"/>', 'the attribute "href"'],
    ['with a reference', '<use xlink:href="https://example.org/x.svg#a"/>', 'the attribute "xLinkHref"'],
    ['with HTML', '<foreignObject><p>x</p></foreignObject>', '<foreignObject>'],
    ['with HTML in its description', '<desc><b>x</b></desc>', '<b>'],
    ['with active HTML in its description', '<desc><img src=x onerror=alert(1)></desc>', 'the attribute "onError"'],
    ['with animation', '<animate attributeName="x" to="1"/>', '<animate>'],
    ['with a filter', '<filter></filter>', '<filter>'],
    ['with a gradient', '<linearGradient></linearGradient>', '<linearGradient>'],
  ])('%s', (_, content, what) => {
    expect(drawing(content)).toBe(`It has ${what}, which a drawing cannot have.`);
  });

  test.each([
    ['that is not SVG', '<p>x</p>', 'It does not start with <svg>.'],
    ['that is empty', '', 'It does not start with <svg>.'],
    ['without a view box', '<svg><title>T</title></svg>', 'It has no viewBox with a width and a height.'],
    ['with no size', '<svg viewBox="0 0 0 10"><title>T</title></svg>', 'It has no viewBox with a width and a height.'],
    [
      'with a negative size',
      '<svg viewBox="0 0 -1 1"><title>T</title></svg>',
      'It has no viewBox with a width and a height.',
    ],
    [
      'with a size that is not a number',
      '<svg viewBox="a b c d"><title>T</title></svg>',
      'It has no viewBox with a width and a height.',
    ],
    ['without a title', '<svg viewBox="0 0 1 1"></svg>', 'It has no <title>.'],
  ])('%s', (_, text, reason) => {
    expect(readDrawing(text)).toBe(reason);
  });
});

test.each([
  ['after the drawing', '<svg viewBox="0 0 1 1"><title>T</title></svg><script>alert(1)</script>'],
  [
    'at which an HTML parser would end it',
    '<svg viewBox="0 0 1 1"><title>T</title><style><img src=x onerror=alert(1)></style></svg>',
  ],
])('content %s is not part of it', (_, text) => {
  const result = readDrawing(text);
  expect(typeof result === 'string' ? result : toHtml(result.svg)).toBe(
    '<svg viewBox="0 0 1 1" role="img" width="1" height="1"><title>T</title></svg>',
  );
});
