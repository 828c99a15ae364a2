import { describe, expect, test } from 'vitest';
import { joinBodies, type TurnInward } from './joinedHtml.ts';

const nowhere: TurnInward = () => undefined;

/** Joins bodies of the entries `weeks/1`, `weeks/2` and so on. */
function join(...bodies: readonly string[]): string[] {
  return joinBodies(
    bodies.map((html, index) => ({ anchor: `weeks/${index + 1}`, html })),
    nowhere,
  );
}

const mark = (name: string, number: number, again = '', style = ` style="anchor-name:--mark-${number}"`) =>
  `<sup><a href="#fn-${name}" id="fnref-${name}${again}" data-footnote-ref aria-describedby="footnote-label"${style}>${number}</a></sup>`;
const back = (name: string, number: number, again = '') =>
  `<a href="#fnref-${name}${again}" data-footnote-backref="" aria-label="Back to reference ${number}${again}">↩</a>`;
const note = (name: string, number: number, ...backs: readonly string[]) =>
  `<li id="fn-${name}" style="--mark:--mark-${number};--above:--note-${number - 1};anchor-name:--note-${number}"><p>See 1. ${backs.join(' ')}</p></li>`;
const notes = (...items: readonly string[]) =>
  `<section data-footnotes class="footnotes"><h2 id="footnote-label">Footnotes</h2>\n<ol>\n${items.join('\n')}\n</ol>\n</section>`;

describe('ids', () => {
  test('of two entries with the same headings do not clash, and each link stays in its entry', () => {
    const html = '<h2 id="end">End<a class="anchor" href="#end" aria-label="Link">#</a></h2>';
    expect(join(html, html)).toEqual(
      [1, 2].map((n) => {
        const id = `weeks/${n}/end`;
        return `<h3 id="${id}">End<a class="anchor" href="#${id}" aria-label="Link">#</a></h3>`;
      }),
    );
  });

  test.each([
    ['a mention', '<a class="card" href="/x/" id="mention-resources-x">', 'id="weeks/1/mention-resources-x"'],
    ['an equation', '<span class="equation" id="eq.1"><a href="#eq.1">#</a></span>', 'href="#weeks/1/eq.1"'],
    [
      'a row of an equation',
      '<span class="katex"><span class="katex-html"><a href="#eq.2">(2)</a><span id="eq.2"></span></span></span>',
      'href="#weeks/1/eq.2"',
    ],
    ['a line of code', '<span class="line" id="L1-2"></span><a href="#L1-2">x</a>', 'href="#weeks/1/L1-2"'],
    ['a gradient of a drawing', '<rect fill="url(#drawing:1:2)"/>', 'fill="url(&quot;#weeks/1/drawing:1:2&quot;)"'],
    ['letters of all kinds', '<h2 id="über-uns"></h2><a href="#%C3%BCber-uns">x</a>', 'href="#weeks/1/%C3%BCber-uns"'],
    ['the start of the entry', '<a href="#">x</a>', '<a href="#weeks/1">x</a>'],
  ])('are put below that of the entry, with the links to them: %s', (_, html, expected) => {
    expect(join(html)[0]).toContain(expected);
  });

  test.each(['aria-labelledby', 'aria-describedby', 'aria-controls'])('are followed by %s', (name) => {
    const html = `<p id="a"></p><p id="b"></p><div ${name}="a page.main b"></div>`;
    expect(join(html)[0]).toContain(`<div ${name}="weeks/1/a page.main weeks/1/b"></div>`);
  });

  test('are followed by a label', () => {
    expect(join('<label for="a">x</label><input id="a">')).toEqual([
      '<label for="weeks/1/a">x</label><input id="weeks/1/a">',
    ]);
  });

  test('of footnotes lose their percent-encoding, so that the encoded fragment leads there from an entry of any name', () => {
    const html = '<a href="#fn-gr%C3%B6sse">1</a><p id="fn-gr%C3%B6sse"></p>';
    const [joined] = joinBodies([{ anchor: 'weeks/größe', html }], nowhere);
    expect(joined).toBe('<a href="#weeks/gr%C3%B6%C3%9Fe/fn-gr%C3%B6sse">1</a><p id="weeks/größe/fn-grösse"></p>');
  });
});

describe('footnotes', () => {
  const first = `<p>A${mark('1', 1)} and B${mark('b', 2)}.</p>${notes(note('1', 1, back('1', 1)), note('b', 2, back('b', 2)))}`;

  test('are numbered through the page: marks, list, ways back and the names that tie them', () => {
    const [, second = ''] = join(first, first);
    expect(second).toContain('id="weeks/2/fnref-1"');
    expect([...second.matchAll(/>(\d+)<\/a><\/sup>/g)].map(([, number]) => number)).toEqual(['3', '4']);
    expect(second).toContain('<ol start="3">');
    expect([...second.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label)).toEqual([
      'Back to reference 3',
      'Back to reference 4',
    ]);
    expect(second).toContain('style="anchor-name:--mark-3"');
    expect(second).toContain('style="--mark:--mark-3;--above:--note-2;anchor-name:--note-3"');
    expect(second).toContain('aria-describedby="weeks/2/footnote-label"');
    expect(second).toContain('<h3 id="weeks/2/footnote-label">Footnotes</h3>');
    expect(second).toContain('<p>See 1. ');
  });

  test('of the first entry keep their numbers', () => {
    const [html = ''] = join(first);
    expect(html).toContain('<ol>');
    expect(html).toContain('>1</a></sup>');
    expect(html).toContain('--mark:--mark-1;--above:--note-0;');
  });

  test('that are used twice count once', () => {
    const twice = `<p>A${mark('1', 1)}, B${mark('1', 1, '-2', '')}.</p>${notes(note('1', 1, back('1', 1), back('1', 1, '-2')))}`;
    const [, second = '', third = ''] = join(twice, twice, first);
    expect([...second.matchAll(/>(\d+)<\/a><\/sup>/g)].map(([, number]) => number)).toEqual(['2', '2']);
    expect(second).toContain('href="#weeks/2/fnref-1-2" data-footnote-backref="" aria-label="Back to reference 2-2"');
    expect(third).toContain('<ol start="3">');
  });

  test('may stand in a heading', () => {
    const html = `<h2 id="a">A${mark('1', 1)}</h2>${notes(note('1', 1, back('1', 1)))}`;
    const [, second = ''] = join(html, html);
    expect(second).toMatch(/^<h3 id="weeks\/2\/a">A<sup><a href="#weeks\/2\/fn-1"[^>]*>2<\/a><\/sup><\/h3>/);
  });

  test('may be missing from an entry', () => {
    expect(join(first, '<p>1</p>', first)[2]).toContain('<ol start="3">');
  });
});

describe('headings', () => {
  test('step down by one, up to the last level', () => {
    expect(join('<h2>a</h2><h3>b</h3><h5>c</h5><h6>d</h6>')).toEqual(['<h3>a</h3><h4>b</h4><h6>c</h6><h6>d</h6>']);
  });
});

describe('links', () => {
  const inward: TurnInward = (address) =>
    address === '/log/resources/x/?a=1&b=2' ? { href: '#resources/x', number: 7 } : undefined;
  const turn = (html: string) => joinBodies([{ anchor: 'weeks/1', html }], inward)[0];

  test('to entries on the page lead inward, with their number if any', () => {
    const card = '<a class="card" href="/log/resources/x/?a=1&#x26;b=2" id="m">X</a>';
    expect(turn(card)).toBe('<a data-number="7" class="card" href="#resources/x" id="weeks/1/m">X</a>');
  });

  test.each([
    '<a href="/log/topics/x/">to another page</a>',
    '<a href="https://example.org/?a=1&#x26;b=2#end" rel="noopener external">to another site</a>',
    '<a href="#none">to what is not there</a>',
    '<a href="#%">to nothing</a>',
    '<svg class="icon" aria-hidden="true"><use href="/icons.svg#tip"></use></svg>',
  ])('that lead elsewhere are left alone: %s', (html) => {
    expect(turn(html)).toBe(html);
  });
});

test('all other bytes stay', () => {
  const html = [
    '<p>a &lt; b &#x26; c\u00a0<br>  <kbd>K</kbd></P>',
    '<span class="katex"><math display="block"><mi>x</mi></math><span style="height:0.6em;" aria-hidden=true>x</span></span>',
    '<input type=checkbox checked disabled> <p>unclosed <b><i>wrongly</b> nested</i>',
    '<details open><summary>S</summary></details><svg viewBox="0 0 1 1" role="img"><path d="M0 0h1"/></svg>',
  ].join('\n');
  expect(join(html)).toEqual([html]);
});
