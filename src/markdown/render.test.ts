import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from './visit.ts';
import { VFile } from 'vfile';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bundledLanguages, bundledLanguagesAlias } from 'shiki';
import { readLanguage } from './codeLanguage.ts';
import { context, path } from './fixtures/context.ts';
import { parseMarkdown } from './parse.ts';
import { renderMarkdown } from './render.ts';
import type { RenderContext } from './renderContext.ts';

const folder = join(import.meta.dirname, 'fixtures');
const cases = readdirSync(folder, { withFileTypes: true }).flatMap((child) => (child.isDirectory() ? child.name : []));
const inputOf = (name: string) => readFileSync(join(folder, name, 'input.md'), 'utf8');

async function render(value: string, more: Partial<RenderContext> = {}) {
  const file = new VFile({ path, value });
  const html = await renderMarkdown(parseMarkdown(file).tree, file, { ...context, ...more });
  const problems = file.messages.map(({ line, column, ruleId, reason }) => ({ line, column, rule: ruleId, reason }));
  return { html, problems };
}

function elementsOf(html: string): Element[] {
  const elements: Element[] = [];
  visit(unified().use(rehypeParse, { fragment: true }).parse(html), 'element', (element) => {
    elements.push(element);
  });
  return elements;
}

/** Everything in the HTML of an entry that could do harm or break the page around it. */
function harmIn(html: string): string[] {
  const elements = elementsOf(html);
  const known = new Set([
    ...['b', 'dd', 'dl', 'dt', 'ins', 'mark', 'q', 'rp', 'rt', 'ruby', 's', 'small', 'u'],
    ...['a', 'abbr', 'annotation', 'blockquote', 'br', 'code', 'del', 'details', 'div', 'em', 'figcaption', 'figure'],
    ...['h2', 'h3', 'h4', 'hr', 'i', 'img', 'input', 'kbd', 'li', 'math', 'mfrac', 'mi', 'mn', 'mo', 'mpadded', 'mrow'],
    ...[
      'mspace',
      'mstyle',
      'msub',
      'msup',
      'mtext',
      'ol',
      'p',
      'path',
      'picture',
      'pre',
      'section',
      'semantics',
      'source',
      'span',
      'strong',
    ],
    ...['sub', 'summary', 'sup', 'svg', 'table', 'tbody', 'td', 'th', 'thead', 'title', 'tr', 'ul', 'use'],
  ]);
  const strange = elements.flatMap(({ tagName }) => (known.has(tagName) ? [] : `<${tagName}>`));
  const attributes = elements.flatMap(({ tagName, properties }) =>
    Object.entries(properties).flatMap(([name, value]) => {
      const isHandler = /^on|^(?:name|srcdoc|action|formaction|target)$/i.test(name);
      const isAddress = /href|src/i.test(name);
      const leads = typeof value === 'string' && /^(?:https?:\/\/|mailto:|\/log\/|#)/.test(value);
      return isHandler || (isAddress && !leads) ? `<${tagName} ${name}="${value}">` : [];
    }),
  );
  const served = elements.flatMap(({ tagName, properties: { src, srcSet } }) => {
    const copies = [srcSet ?? []].flat().flatMap((list) => String(list).split(', '));
    const addresses = [src, ...copies].filter((address) => address !== undefined);
    const isShown = tagName === 'img' || tagName === 'source';
    return addresses
      .filter((address) => isShown && !String(address).startsWith('/log/images/'))
      .map((address) => `<${tagName} src="${address}">`);
  });
  const ids = elements.flatMap(({ properties: { id } }) => (typeof id === 'string' ? id : []));
  const twice = ids.filter((id, index) => id === '' || ids.indexOf(id) !== index).map((id) => `id="${id}"`);
  return [...strange, ...attributes, ...served, ...twice];
}

describe.each(cases)('the fixture %s', (name) => {
  test('is rendered as expected, with the problems in problems.txt', async () => {
    const { html, problems } = await render(inputOf(name));
    await expect(`${html}\n`).toMatchFileSnapshot(join(folder, name, 'expected.html'));
    const list = join(folder, name, 'problems.txt');
    const lines = problems.map(({ line, column, rule, reason }) => `${line}:${column} ${rule} ${reason}\n`);
    expect(lines.join('')).toBe(existsSync(list) ? readFileSync(list, 'utf8') : '');
  });

  test('does no harm, and has unique ids', async () => {
    expect(harmIn((await render(inputOf(name))).html)).toEqual([]);
  });

  test('has no broken footnote reference, backlink, anchor or description', async () => {
    const elements = elementsOf((await render(inputOf(name))).html);
    const ids = new Set(elements.map(({ properties }) => properties.id));
    const links = elements.filter(({ properties: { dataFootnoteRef, dataFootnoteBackref, className } }) =>
      [dataFootnoteRef, dataFootnoteBackref, [className].flat().includes('anchor') || undefined].some(
        (mark) => mark !== undefined,
      ),
    );
    const targets = links.map(({ properties: { href } }) => String(href).slice(1));
    const described = elements.flatMap(({ properties }) => [properties.ariaDescribedBy ?? []].flat());
    expect(targets.filter((target) => !ids.has(target) && !ids.has(decodeURIComponent(target)))).toEqual([]);
    expect(described.filter((id) => !ids.has(id))).toEqual([]);
  });
});

test.each([
  ['a script', '<p><script></script></p>', ['<script>']],
  ['a handler', '<p onclick="x">', ['<p onClick="x">']],
  ['a link that runs a script', '<a href="javascript:x">', ['<a href="javascript:x">']],
  ['a picture from elsewhere', '<img src="https://example.org/x.png">', ['<img src="https://example.org/x.png">']],
  ['a copy of one', '<source srcset="/log/images/x.webp 1w, //a.b/x 2w">', ['<source src="//a.b/x 2w">']],
  ['an id twice', '<p id="a"></p><p id="a"></p>', ['id="a"']],
])('the test for harm detects %s', (_, html, harm) => {
  expect(harmIn(html)).toEqual(harm);
});

describe('spellings of hostile links', () => {
  const addresses = [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'jAvAsCrIpT:alert(1)',
    'javascript&#58;alert(1)',
    'javascript&#x3a;alert(1)',
    'javascript&#x0003A;alert(1)',
    'javascript&colon;alert(1)',
    '&#x6A;avascript:alert(1)',
    'java&Tab;script:alert(1)',
    'java&NewLine;script:alert(1)',
    'java&#13;script:alert(1)',
    'javascript&#9;:alert(1)',
    '&#1;javascript:alert(1)',
    '&#x1F;javascript:alert(1)',
    '&nbsp;javascript:alert(1)',
    '&#xFEFF;javascript:alert(1)',
    ' javascript:alert(1)',
    'javascript:alert(1)//../resources/attention.md',
    'java&#9;script:alert(1)//../resources/attention.md',
    'javascript://example.org/%0Aalert(1)',
    'vbscript:msgbox(1)',
    'livescript:x',
    'data:text/html,<script>alert(1)<\\/script>',
    'data:text/html;base64,PHNjcmlwdD4=',
    'file:///etc/passwd',
    'ftp://example.org/',
    'about:blank',
    'intent:x',
    '//example.org/',
    '/\\\\example.org/',
    '\\\\\\\\example.org/',
    'https:javascript:alert(1)',
  ];
  const forms: readonly [string, (address: string) => string][] = [
    ['a link', (address) => `[x](<${address}>)`],
    ['a reference', (address) => `[x][y]\n\n[y]: <${address}>`],
    ['a picture', (address) => `![x](<${address}>)`],
    ['a link in a footnote', (address) => `x[^1]\n\n[^1]: [x](<${address}>)`],
    ['a link beside HTML', (address) => `<kbd>x</kbd> [x](<${address}>)`],
    ['a link in a table', (address) => `| [x](<${address}>) |\n| --- |`],
    ['an autolink', (address) => `<${address}>`],
  ];

  test.each(forms)('are disarmed as %s', async (_, write) => {
    const harm = await Promise.all(addresses.map(async (address) => harmIn((await render(write(address))).html)));
    expect(harm.flat()).toEqual([]);
  });

  test('are all reported by the pipeline, except paths that end in ".md", which the graph checks', async () => {
    const silent = addresses.map(async (address) =>
      (await render(`[x](<${address}>)`)).problems.length === 0 && !address.includes('.md') ? address : [],
    );
    expect((await Promise.all(silent)).flat()).toEqual([]);
  });
});

describe('HTML that tries to evade the check', () => {
  test.each([
    ['after a quote in an unquoted attribute', `<details open=a'> open="<h2 id=location>" '>`],
    ['after a comment in an attribute', '<details open="<!--"><h2 id=location><p title="-->">'],
    ['after a comment that ends at once', '<!--><h2 id=location>x</h2>-->'],
    ['after a comment that ends with a dash', '<!---><h2 id=location>x</h2>-->'],
    ['after a comment that ends with an exclamation mark', '<!-- --!><h2 id=location>x</h2>-->'],
    ['after an unclosed comment', '<!-- <h2 id=location>x</h2>'],
    ['after a line break in a tag', '<details\nopen\nid=location>'],
    ['after an unclosed tag', '<details open <h2 id=location>'],
    ['in CDATA', '<![CDATA[><h2 id=location>x</h2>]]>'],
    ['in an instruction', '<?x ><h2 id=location>x</h2>?>'],
    ['in a declaration', '<!X><h2 id=location>x</h2>'],
    ['in capitals', '<DETAILS ID=location>'],
    ['with a name that every object has', '<details>\n<constructor id=location>'],
  ])('%s is reported and removed', async (_, html) => {
    const { html: rendered, problems } = await render(`<kbd>x</kbd>\n\n${html}\n\n<details>\n\nx\n\n</details>\n`);
    expect(problems.map(({ rule }) => rule)).toContainEqual(expect.stringMatching(/^(?:refused|ignored)-html$/));
    expect(rendered).not.toContain('<h2');
    expect(rendered).not.toMatch(/id="?location/);
  });
});

test('text that only looks like HTML stays text', async () => {
  const { html, problems } = await render('<kbd>x</kbd>\n\n<details/id=location>\n');
  expect(problems).toEqual([]);
  expect(html).toContain('&#x3C;details/id=location>');
  expect(elementsOf(html).map(({ tagName }) => tagName)).not.toContain('details');
});

describe('formulas', () => {
  afterEach(() => vi.restoreAllMocks());

  test('do not affect those of another entry', async () => {
    const clean = await render('$\\alpha\\RR$');
    await render('$\\gdef\\alpha{HACKED}\\gdef\\RR{HACKED}\\global\\let\\beta\\gamma \\alpha$');
    expect(await render('$\\alpha\\RR$')).toEqual(clean);
    expect((await render('$\\beta$')).html).toContain('β');
  });

  test('can use the macros of the log, and no others', async () => {
    expect((await render('$\\RR$')).problems).toEqual([]);
    expect((await render('$\\RR$', { macros: {} })).problems).toMatchObject([{ rule: 'invalid-math' }]);
  });

  test('write nothing to the console, where a CI server could read it as a command', async () => {
    const speak = (['log', 'error', 'warn', 'info'] as const).map((name) => vi.spyOn(console, name));
    await render('$\\message{::error::x}\\errmessage{::error::x}\\show\\alpha 😀$', {
      macros: { '\\message': '\\typeout', '\\x': '\\show\\alpha' },
    });
    expect(speak.flatMap(({ mock }) => mock.calls)).toEqual([]);
  });
});

describe('code', () => {
  const names = [...Object.keys(bundledLanguages), ...Object.keys(bundledLanguagesAlias), 'text', 'plaintext', 'txt'];

  test('can use every language of the highlighter, and passes the sanitiser', async () => {
    expect(names.filter((name) => readLanguage(name).language !== name)).toEqual([]);
    // Loading every grammar would be slow, and only names with unusual characters could get lost.
    const unusual = names.filter((name) => !/^[a-z0-9-]+$/.test(name));
    expect(unusual.length).toBeGreaterThan(2);
    for (const name of unusual) {
      expect((await render(`\`\`\`${name}\nx\n\`\`\``)).html).toContain(`data-language="${name}"`);
    }
  });

  test('has no style attributes, which would fix its colours for one theme', async () => {
    const { html } = await render('```ts\nconst x: Map<string, number> = new Map(); // a\n```');
    expect(html).toContain('token-');
    expect(html).not.toContain('style=');
  });

  test('highlights the lines listed on its fence, and no others', async () => {
    const marked = async (meta: string) => {
      const { html } = await render(`\`\`\`text ${meta}\na\nb\nc\nd\ne\n\`\`\``);
      return html.split('\n').flatMap((line, index) => (line.includes('highlighted') ? index + 1 : []));
    };
    expect(await marked('{2,4-5}')).toEqual([2, 4, 5]);
    expect(await marked('{1, 3}')).toEqual([1, 3]);
    expect(await marked('{4-2} {x} {-1}')).toEqual([]);
    expect(await marked('title="{1}"')).toEqual([]);
    expect(await marked('{3} title="{1}"')).toEqual([3]);
    expect(await marked('{1-999999999}')).toEqual([1, 2, 3, 4, 5]);
  });
});

test('rendering does not change the tree of an entry, so that it can be rendered again', async () => {
  const file = new VFile({ path, value: cases.map(inputOf).join('\n\n') });
  const { tree } = parseMarkdown(file);
  const before = structuredClone(tree);
  const first = await renderMarkdown(tree, file, context);
  expect(tree).toEqual(before);
  expect(await renderMarkdown(tree, file, context)).toBe(first);
});
