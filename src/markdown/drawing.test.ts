import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Element } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { placeDrawing, readDrawing } from './drawing.ts';

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
  ['colours that load', '<rect fill="url(https://example.org/x)" style="fill: url(https://example.org/x)" x="1"/>'],
  [
    'properties that load',
    '<rect style="background: url(https://example.org/x); -x: y; cursor: url(//example.org)" x="1"/>',
  ],
  ['an escaped address', '<rect style="fill: u\\72l(https://example.org/x)" filter="url(//example.org/x)" x="1"/>'],
  ['a style that is not CSS', '<rect style="fill: red; }} name: url(https://example.org" x="1"/>'],
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
    ['with a gradient from a file', '<pattern href="x.svg#a"></pattern>', 'the attribute "href"'],
    ['with HTML instead of text', '<switch><foreignObject><p>x</p></foreignObject></switch>', '<foreignObject>'],
    ['with a script among choices', '<switch><script>alert(1)</script></switch>', '<script>'],
    ['with HTML', '<foreignObject><p>x</p></foreignObject>', '<foreignObject>'],
    ['with HTML in its description', '<desc><b>x</b></desc>', '<b>'],
    ['with active HTML in its description', '<desc><img src=x onerror=alert(1)></desc>', 'the attribute "onError"'],
    ['with animation', '<animate attributeName="x" to="1"/>', '<animate>'],
    ['with a filter', '<filter></filter>', '<filter>'],
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
    ['with an endless size', '<svg viewBox="0 0 1e999 1"></svg>', 'It has no viewBox with a width and a height.'],
    [
      'that is a line',
      '<svg viewBox="0 0 1 100000"><title>T</title></svg>',
      'Its viewBox is 1 × 100000: one side is more than 100 times the other.',
    ],
    [
      'that is nested deeply',
      `<svg viewBox="0 0 1 1">${'<g a="/>">'.repeat(3_000)}`,
      'Its elements are nested more than 200 levels deep.',
    ],
    [
      'that is nested deeply by repetition',
      `<svg viewBox="0 0 1 1">${'<g>'.repeat(150)}<use href="#a"/>${'</g>'.repeat(150)}<g id="a">${'<g>'.repeat(150)}`,
      'It has more than 50,000 elements, counting those that <use> repeats, or nests these too deeply.',
    ],
    [
      'that grows without end',
      `<svg viewBox="0 0 1 1">${Array.from({ length: 9 }, (_, index) => `<g id="a${index}">${`<use href="#a${index + 1}"/>`.repeat(9)}</g>`).join('')}<g id="a9"/></svg>`,
      'It has more than 50,000 elements, counting those that <use> repeats, or nests these too deeply.',
    ],
  ])('%s', (_, text, reason) => {
    expect(readDrawing(text)).toBe(reason);
  });
});

describe('a drawing keeps', () => {
  test.each([
    ['colours', '<rect fill="none" stroke="#1F77B4"/>', '<rect fill="none" stroke="#1F77B4">'],
    ['opacity', '<g opacity=".5" fill-opacity="0.3"/>', '<g opacity=".5" fill-opacity="0.3">'],
    [
      'a style',
      '<path style="fill: rgb(1, 2, 3); stroke-width: 2px"/>',
      '<path fill="rgb(1, 2, 3)" stroke-width="2px">',
    ],
    ['a style before an attribute', '<path fill="red" style="fill:blue"/>', '<path fill="blue">'],
    [
      'a style sheet',
      '<style>.a, rect { fill: red } .b > .c { fill: blue }</style><path class="a"/>',
      '<path fill="red">',
    ],
    ['the light one of two colours', '<rect fill="light-dark(rgb(1, 2, 3), #fff)"/>', '<rect fill="rgb(1, 2, 3)">'],
    ['the fallback of a variable', '<rect fill="var(--x, #abc)"/>', '<rect fill="#abc">'],
    [
      'fonts',
      '<text font-family="\'DejaVu Sans\', serif" font-size="12"/>',
      'font-family="&#x27;DejaVu Sans&#x27;, serif" font-size="12"',
    ],
    [
      'dashes',
      '<path stroke-dasharray="4 2" stroke-linecap="round"/>',
      'stroke-dasharray="4 2" stroke-linecap="round"',
    ],
    [
      'a clip path',
      '<clipPath id="c"><rect/></clipPath><g clip-path="url(#c)"/>',
      '<clipPath id="1"><rect></rect></clipPath><g clip-path="url(#1)">',
    ],
    ['nothing for an unknown reference', '<rect fill="url(#x)" mask="url(#y)"/>', '<rect fill="none" mask="none">'],
    ['the fallback of a reference', '<rect fill="url(#x) red"/>', '<rect fill="red">'],
    [
      'a copy',
      '<defs><path id="p" d="M0 0"/></defs><use href="#p" x="3" y="4" fill="red"/>',
      '<g fill="red" transform="translate(3 4)"><path d="M0 0"></path></g>',
    ],
    [
      'a copy of a symbol',
      '<symbol id="p"><path d="M0 0"/></symbol><use href="#p"/>',
      '<g><g><path d="M0 0"></path></g></g>',
    ],
    ['nothing for an unknown copy', '<use href="#x"/><path/>', '<g></g><path></path>'],
    [
      'a gradient with its template',
      '<defs><linearGradient id="a"><stop offset="0"/></linearGradient><linearGradient id="b" x1="1" xlink:href="#a"/></defs><rect fill="url(#b)"/>',
      '<linearGradient id="1" x1="1"><stop offset="0"></stop></linearGradient>',
    ],
  ])('%s', (_, content, kept) => {
    expect(clean(content)).toContain(kept);
  });

  test('its own colours, marked so that the site shows them on a light ground', () => {
    expect(clean('<rect stroke="black"/>')).toContain('class="own-colours"');
    expect(clean('<rect/>')).toContain('class="own-colours"');
    expect(clean('<rect class="fig-line" fill="none"/>')).not.toContain('own-colours');
    const styled = '<style>.fig-line { stroke: #57524a }</style><rect class="fig-line"/>';
    expect(clean(styled)).not.toContain('own-colours');
    expect(clean(`${styled}<rect fill="red"/>`)).toContain('own-colours');
  });
});

test('a drawing without a view box or a title has its size, and the description of the picture', () => {
  const result = readDrawing('<svg width="200px" height="100"><rect id="a" fill="url(#a)"/></svg>');
  if (typeof result === 'string') return expect.fail(result);
  expect(toHtml(placeDrawing(result, 'drawing:2:', 'A box'))).toBe(
    '<svg width="200" height="100" role="img" viewBox="0 0 200 100" class="own-colours"><title>A box</title><rect id="drawing:2:1" fill="url(#drawing:2:1)"></rect></svg>',
  );
});

describe('a drawing is shown that was exported by', () => {
  test.each([
    ['matplotlib', ['fill="#ff7f0e"', 'clip-path="url(#1)"', '<clipPath id="1">', 'translate(150 153)']],
    ['drawio', ['fill="url(#1)"', '>Encoder</text>', 'stop-color="rgb(245, 245, 245)"', 'fill="rgb(218, 232, 252)"']],
    ['excalidraw', ['stroke="#1971c2"', 'fill="#e03131"', 'stroke-dasharray="8 10"', '>Query</text>']],
  ])('%s', async (program, parts) => {
    const result = readDrawing(
      await readFile(join(import.meta.dirname, `../../tests/logs/everything/content/images/${program}.svg`), 'utf8'),
    );
    if (typeof result === 'string') return expect.fail(result);
    const html = toHtml(result.svg);
    for (const part of parts) expect(html).toContain(part);
    expect(html).not.toMatch(/<(?:use|style|metadata|foreignObject|a|switch|[^>]*:)\b|href|style=|data:|light-dark/i);
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
    '<svg viewBox="0 0 1 1" role="img" width="1" height="1" class="own-colours"><title>T</title></svg>',
  );
});
