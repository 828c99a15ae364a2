import { visit } from './visit.ts';
import readingTime from 'reading-time';
import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import type { RuleId } from '../log/rules.ts';
import { context, path } from './fixtures/context.ts';
import { countWords, parseMarkdown } from './parse.ts';
import { renderMarkdown } from './render.ts';

const parse = (value: string) => parseMarkdown(new VFile({ path, value })).body;

/** All problems of an entry as `[rule, line, column]`, rendering included. */
async function problemsOf(value: string): Promise<[string | undefined, number | undefined, number | undefined][]> {
  const file = new VFile({ path, value });
  await renderMarkdown(parseMarkdown(file).tree, file, context);
  return file.messages.map(({ ruleId, line, column }) => [ruleId, line, column]);
}

describe('a problem is reported at its position, counted from the top of the file', () => {
  /** Four lines of frontmatter and an empty line. The body starts on line 6. */
  const frontmatter = '---\ntitle: Pre-training\nstart: 2025-02-07\n---\n\n';

  const broken: readonly [string, string, RuleId, number, number][] = [
    ['a link that runs a script', 'See [x](javascript:alert(1)).', 'unsafe-link', 6, 5],
    ['a link with another scheme', '> - [x](ftp://example.org)', 'unsafe-link', 6, 5],
    ['a reference to such a link', 'See\n[x][y].\n\n[y]: data:x', 'unsafe-link', 7, 1],
    ['an autolink with such a scheme', 'See <irc://example.org>.', 'unsafe-link', 6, 5],
    ['a link that leaves the folder', 'See [x](../../x.md).', 'outside-content', 6, 5],
    ['a link from the root', 'See [x](/weeks/02.md).', 'absolute-path', 6, 5],
    ['a link to a page', 'See [x](../resources/gpt.html).', 'html-for-md', 6, 5],
    ['a link that ends in capitals', 'See [x](../resources/gpt.MD).', 'wrong-case', 6, 5],
    ['a link whose text names another host', '[a.org](https://b.org)', 'misleading-host', 6, 1],
    ['a link to a file that is not an entry', 'See [x](../images/x.exe).', 'unknown-entry', 6, 5],
    ['an address that is found last', 'One.\n\nIn [0, 1) and ;www.a]b.c', 'unsafe-link', 8, 16],
    ['a footnote after such an address', 'In [0, 1) see https://b.c/ and[^1]', 'undefined-footnote', 6, 31],
    ['a link without an address', 'See [x]().', 'unknown-entry', 6, 5],
    ['code that only the next code ends', '```py\n1\n\nText.\n\n```\n2\n```\n\nText.', 'unclosed-code', 6, 1],
    ['such code after other code', '```\n1\n```\n\nText.\n\n```\n1\n\nA\n\n```\n2\n```\n', 'unclosed-code', 12, 1],
    ['such code in a quotation', '> ```\n> 1\n>\n> Text.\n>\n> ```\n> 2\n> ```', 'unclosed-code', 6, 3],
    ['code without an end after code with one', '```\n1\n\n```\n\nText.\n\n```\n2', 'unclosed-code', 13, 1],
    ['a link in a heading', '## On [x](/y)', 'absolute-path', 6, 7],
    ['a link in a table', '| a |\n| - |\n| b [x](/y) |', 'absolute-path', 8, 5],
    ['a link in a footnote', 'A[^1].\n\n[^1]: B\n\n    C [x](/y)', 'absolute-path', 10, 7],
    ['an invalid moment', '[x](../resources/gpt.md#t=90min)', 'invalid-moment', 6, 1],
    ['a moment without a time', '[x](../resources/gpt.md#t=)', 'invalid-moment', 6, 1],
    ['a footnote that is not defined', 'Words\nand more[^a] words.', 'undefined-footnote', 7, 9],
    ['a footnote that is not defined, in a list', '- Words\n\n  and more[^a].', 'undefined-footnote', 8, 11],
    ['a footnote that is not defined, in a quote', '> Words\n> and[^a].', 'undefined-footnote', 7, 6],
    ['a footnote that is not used', 'Words.\n\n[^a]: Note.', 'unused-footnote', 8, 1],
    ['a footnote that is defined twice', 'W[^a].\n\n[^a]: One.\n\n[^a]: Two.', 'duplicate-footnote', 10, 1],
    ['a picture on another site', '![x](https://example.org/x.png)', 'missing-image', 6, 1],
    ['a picture that leaves the folder', 'A ![x](../../x.png)', 'outside-content', 6, 3],
    ['a picture from the root', '![x](/images/x.png)', 'missing-image', 6, 1],
    ['a reference to such a picture', 'A ![x][y]\n\n[y]: //example.org/x.png', 'missing-image', 6, 3],
    ['a picture without a description', 'A\n![](../images/loss.webp)', 'missing-alt', 7, 1],
    ['a picture whose description is a space', '![ ](../images/loss.webp)', 'missing-alt', 6, 1],
    ['HTML in a line', 'Some <font>red</font> words.', 'refused-html', 6, 6],
    ['an end tag without its start tag', 'Words.\n</p>', 'stray-end-tag', 7, 1],
    ['an element that does not end', '- A\n\n  <details>\n\n  B', 'unclosed-element', 8, 3],
    ['Markdown in a block of HTML', '<div>\n**a**\n</div>', 'markdown-in-html', 7, 1],
    ['a link in a block of HTML', '<p>\n<a href="/y">x</a>\n</p>', 'absolute-path', 7, 1],
    ['a picture in a block of HTML', '> <p>\n> <img src="../images/loss.webp">\n> </p>', 'missing-alt', 7, 3],
    ['a link in a summary', '<details>\n<summary>**a** [x](/y)</summary>\n</details>', 'absolute-path', 7, 16],
    ['HTML in a block', 'Words.\n\n<center>\n\nx\n\n</center>', 'refused-html', 8, 1],
    ['HTML with an attribute', 'A <kbd id="x">key</kbd>', 'ignored-html', 6, 8],
    ['HTML with a handler', 'A <kbd onclick="x">key</kbd>', 'refused-html', 6, 8],
    ['code in an unknown language', 'Words.\n\n```pyhton\nx\n```', 'unknown-language', 8, 4],
    ['code in an unknown language, in a list', '- Words.\n\n  ~~~ klingon\n  x\n  ~~~', 'unknown-language', 8, 7],
    ['a long line of code', `\`\`\`text\nx\n${'x'.repeat(2001)}\n\`\`\``, 'code-limit', 8, 1],
    ['a long block of code', `\`\`\`text\n${'x\n'.repeat(32_800)}\`\`\``, 'code-limit', 6, 1],
    ['an inline formula', 'Words $a + \\foo$.', 'invalid-math', 6, 12],
    ['a formula over two lines', 'Words $a +\nb \\foo$.', 'invalid-math', 7, 3],
    ['a displayed formula', '$$\na\nb + \\foo\n$$', 'invalid-math', 8, 5],
    ['a displayed formula on one line', 'A $$b \\foo$$', 'invalid-math', 6, 7],
    ['a displayed formula in a quote', '> $$\n> a \\foo\n> $$', 'invalid-math', 7, 5],
    ['a formula in a fence', '```math\na\nb \\foo\n```', 'invalid-math', 8, 3],
    ['a formula in a fence of tildes', '~~~math\nb \\foo\n~~~', 'invalid-math', 7, 3],
    ['a formula in a list', '- A\n\n  $a \\foo$', 'invalid-math', 8, 6],
    ['a formula beside HTML', '<kbd>x</kbd> $a \\foo$', 'invalid-math', 6, 17],
    ['a displayed formula beside HTML', '<kbd>x</kbd>\n\n$$\na \\foo\n$$', 'invalid-math', 9, 3],
    ['a formula that does not end', 'A $\\frac{1}{2$.', 'invalid-math', 6, 14],
    ['a formula that links', 'A $\\href{https://example.org}{x}$', 'invalid-math', 6, 3],
    ['a long formula', `A $${'x'.repeat(4001)}$`, 'formula-limit', 6, 3],
    ['a heading at the level of the title', 'Words.\n\n# One', 'top-heading', 8, 1],
    ['a heading that skips a level', '## One\n\n#### Two', 'skipped-heading', 8, 1],
    ['a repeated heading', '## One\n\n## One', 'duplicate-heading', 8, 1],
    ['quotes in many quotes', `${'> '.repeat(61)}Deep.`, 'nesting-limit', 6, 121],
  ];

  test.each(broken)('%s', async (_, markdown, rule, line, column) => {
    expect(await problemsOf(`${frontmatter}${markdown}\n`)).toEqual([[rule, line, column]]);
  });

  test('also with Windows line ends', async () => {
    const value = `${frontmatter}Words.\n\nSee [x](/y) and $\\foo$.\n`.replaceAll('\n', '\r\n');
    expect(await problemsOf(value)).toEqual([
      ['absolute-path', 8, 5],
      ['invalid-math', 8, 18],
    ]);
  });

  test('and every rule of the pipeline is in this table', () => {
    const rules = [...new Set(broken.map(([, , rule]) => rule))];
    // The graph and the loader report the rest, and no entry should ever fail to render.
    expect(rules.toSorted()).toEqual([
      'absolute-path',
      'code-limit',
      'duplicate-footnote',
      'duplicate-heading',
      'formula-limit',
      'html-for-md',
      'ignored-html',
      'invalid-math',
      'invalid-moment',
      'markdown-in-html',
      'misleading-host',
      'missing-alt',
      'missing-image',
      'nesting-limit',
      'outside-content',
      'refused-html',
      'skipped-heading',
      'stray-end-tag',
      'top-heading',
      'unclosed-code',
      'unclosed-element',
      'undefined-footnote',
      'unknown-entry',
      'unknown-language',
      'unsafe-link',
      'unused-footnote',
      'wrong-case',
    ]);
  });
});

test('all problems of an entry are reported at once', async () => {
  const found = await problemsOf('[a](/x) ![](../images/loss.webp) <font>c</font> $\\foo$ d[^1]\n\n```klingon\n```\n');
  expect(found.map(([rule]) => rule).toSorted()).toEqual(
    [
      'absolute-path',
      'invalid-math',
      'missing-alt',
      'refused-html',
      'undefined-footnote',
      'unknown-language',
    ].toSorted(),
  );
});

describe('content that only looks like a problem is not reported', () => {
  test.each([
    ['a footnote mark in code', '`[^1]` and\n\n    [^1]'],
    ['a footnote mark that is escaped', '\\[^1]'],
    ['a link in code', '`[x](javascript:alert(1))`'],
    ['HTML in code', '`<script>` and\n\n```html\n<script>alert(1)</script>\n```'],
    ['HTML that is escaped', '\\<script> and &lt;script&gt;'],
    ['less than', 'a < b and 1<2, <3'],
    ['money', 'It costs $5 or $6 a month.\n\nOr \\$5.'],
    ['a definition that is not used', '[x]: javascript:alert(1)'],
    ['code without a language', '```\nx\n```'],
    ['a language in capitals, or by another name', '```PY\nx\n```\n\n```c++\nx\n```\n\n```text\nx\n```'],
    ['a line of code of exactly 2,000 characters', `\`\`\`\n${'x'.repeat(2000)}\n\`\`\``],
    ['a formula of exactly 4,000 characters', `$${'x'.repeat(4000)}$`],
    [
      'addresses for people',
      '[x](https://example.org) [y](mailto:a@b.org) <http://example.org> www.example.org a@b.org',
    ],
    ['comments', 'a <!-- <script> --> b\n\n<!--\n<div>\n-->'],
  ])('%s', async (_, markdown) => {
    expect(await problemsOf(`${markdown}\n`)).toEqual([]);
  });
});

describe('the right name is suggested for a typo', () => {
  test.each([
    ['```pyhton\n```', 'Did you mean "python"?'],
    ['A[^noet].\n\nB[^note].\n\n[^note]: N.', 'Did you mean "note"?'],
  ])('in %j', (markdown, suggestion) => {
    const file = new VFile({ path, value: markdown });
    parseMarkdown(file);
    expect(file.messages.map(({ reason }) => reason)).toEqual([expect.stringContaining(suggestion)]);
  });
});

test('an entry has at most 1,000 footnotes', () => {
  const notes = (count: number) => {
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    const text = `${numbers.map((number) => `A[^${number}]`).join('\n')}\n\n${numbers.map((number) => `[^${number}]: N.`).join('\n')}\n`;
    const file = new VFile({ path, value: text });
    const { tree } = parseMarkdown(file);
    const rest: string[] = [];
    visit(tree, 'footnoteReference', ({ identifier }) => void rest.push(identifier));
    const told = file.messages.filter(({ ruleId }) => ruleId !== 'unused-footnote');
    return { rest: rest.length, told: told.map(({ ruleId, line, column }) => [ruleId, line, column]) };
  };
  expect(notes(1_000)).toEqual({ rest: 1_000, told: [] });
  expect(notes(1_001)).toEqual({ rest: 1_000, told: [['expansion-limit', 1_001, 2]] });
});

describe('headings', () => {
  test('never get the ids of footnotes, footnote references or links', () => {
    const { headings } = parse('## fn-1\n\n## Fnref 1\n\n## Mention resources gpt\n\n## Section fn-1\n');
    const expected = ['section-fn-1', 'section-fnref-1', 'section-mention-resources-gpt', 'section-fn-1-1'];
    expect(headings.map(({ id }) => id)).toEqual(expected);
  });

  test('are listed with the ids that GitHub gives them', () => {
    const body = parse(
      '# One\n\n## Two: `code` & $x^2$!\n\n## One\n\n### *Three* [link](../pages/background.md)\n\n> ## Quoted\n',
    );
    expect(body.headings).toEqual([
      { id: 'one', depth: 1, text: 'One', opening: '' },
      { id: 'two-code--x2', depth: 2, text: 'Two: code & x²!', opening: '' },
      { id: 'one-1', depth: 2, text: 'One', opening: '' },
      { id: 'three-link', depth: 3, text: 'Three link', opening: '' },
      { id: 'quoted', depth: 2, text: 'Quoted', opening: '' },
    ]);
  });

  test('have the first paragraph below them, after lists and formulas, before the next heading', () => {
    const body = parse('## A\n\n- item\n\n$$\nx\n$$\n\nWords of\n*the first*.\n\nMore.\n\n## B\n\n### C\n\nOf C.\n');
    expect(body.headings.map(({ opening }) => opening)).toEqual(['Words of the first.', '', 'Of C.']);
  });

  test('without a letter also have an id', () => {
    expect(parse('## 🎉\n\n## ![x](../images/loss.webp)\n').headings.map(({ id }) => id)).toEqual([
      'section',
      'section-1',
    ]);
  });
});

describe('links to entries', () => {
  const only = (markdown: string) => parse(markdown).links[0] ?? expect.fail('there is no link');

  test('are listed with target, fragment, moment, section and position', () => {
    const { links } = parse(
      [
        '[a](../resources/gpt.md) and',
        '[b](02-post-training.md#learning).',
        '## Reading',
        '[c](#reading), [d](../resources/gpt.md#t=1:30), [e](../log.md), [f](https://example.org)',
      ].join('\n\n'),
    );
    expect(
      links.map(({ target, fragment, moment, section, range }) => [target, fragment, moment, section, range]),
    ).toEqual([
      ['resources/gpt', '', undefined, '', { line: 1, column: 1, endLine: 1, endColumn: 25 }],
      ['weeks/02-post-training', 'learning', undefined, '', { line: 3, column: 1, endLine: 3, endColumn: 34 }],
      ['weeks/01-pre-training', 'reading', undefined, 'reading', { line: 7, column: 1, endLine: 7, endColumn: 14 }],
      ['resources/gpt', 't=1:30', 90, 'reading', { line: 7, column: 16, endLine: 7, endColumn: 47 }],
      ['log', '', undefined, 'reading', { line: 7, column: 49, endLine: 7, endColumn: 63 }],
    ]);
  });

  test('by reference have the position of the reference', () => {
    expect(only('A\n[b][gpt] c.\n\n[gpt]: ../resources/gpt.md').range).toEqual({
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 9,
    });
  });

  test('by reference point to the first of several definitions, whatever the capitals', () => {
    expect(only('[a][GPT]\n\n[gpt]: ../resources/gpt.md\n[gpt]: ../resources/other.md').target).toBe('resources/gpt');
  });

  test('have unique ids, even if one name is another name with a number', () => {
    const { links } = parse(
      '[a](../resources/gpt.md) [b](../resources/gpt.md) [c](../resources/gpt-2.md) [d](../resources/gpt-2.md)',
    );
    const ids = links.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toBe('mention-resources-gpt');
  });

  test.each([
    ['percent-encoded', '[a](../resources/%E6%B3%A8.md#%C3%BC)', 'resources/注', 'ü'],
    ['not percent-encoded rightly', '[a](../resources/100%.md)', 'resources/100%', ''],
    ['with detours', '[a](./../weeks//../resources/./gpt.md)', 'resources/gpt', ''],
    ['with two number signs', '[a](../resources/gpt.md#a#b)', 'resources/gpt', 'a#b'],
  ])('are understood %s', (_, markdown, target, fragment) => {
    expect(only(markdown)).toMatchObject({ target, fragment });
  });

  test.each([
    ['the whole sentence', 'One. Two [it](../resources/gpt.md) three. Four.', 'Two ', 'it', ' three.'],
    ['only one sentence, where it ends with the link', 'One. See [it](../resources/gpt.md). Two.', 'See ', 'it', '.'],
    ['a sentence that is the link', 'One. [It is.](../resources/gpt.md) Two.', '', 'It is.', ''],
    [
      'text without formatting',
      '*A* **b** `c` [*the* `d`](../resources/gpt.md) ~~e~~ $f$.',
      'A b c ',
      'the d',
      ' e f.',
    ],
    ['words of other links', '[a](https://example.org) [b](../resources/gpt.md) c', 'a ', 'b', ' c'],
    ['no footnote marks', 'A[^1] [b](../resources/gpt.md)[^1] c.\n\n[^1]: N.', 'A ', 'b', ' c.'],
    ['one line, where the file has several', 'A\nlong\n[b\nc](../resources/gpt.md)\nd.', 'A long ', 'b c', ' d.'],
    ['line breaks by hand as spaces', 'A  \n[b](../resources/gpt.md)\\\nc.', 'A ', 'b', ' c.'],
    ['the item of a list', '- A [b](../resources/gpt.md) c\n- d', 'A ', 'b', ' c'],
    ['the cell of a table', '| a |\n| - |\n| B [c](../resources/gpt.md) d |', 'B ', 'c', ' d'],
    ['a question before it left out', 'Why? Because of [it](../resources/gpt.md)!', 'Because of ', 'it', '!'],
    ['no title of a callout', '> [!NOTE] A title\n> See [it](../resources/gpt.md).', 'See ', 'it', '.'],
    ['no text below the title of a callout', '> [!NOTE] On [it](../resources/gpt.md)\n> See.', 'On ', 'it', ''],
    ['several links in one sentence', 'A [b](https://example.org), [c](../resources/gpt.md) d.', 'A b, ', 'c', ' d.'],
    ['no sentence around a card', '[The paper](../resources/gpt.md)', '', 'The paper', ''],
    ['no sentence around a heading', '## A [b](../resources/gpt.md)', '', 'b', ''],
    ['no sentence around a card in a list', '- [a](../resources/gpt.md)', '', 'a', ''],
  ])('come with %s', (_, markdown, before, text, after) => {
    expect(only(markdown).sentence).toEqual({ before, text, after });
  });

  test('in a footnote belong to the section of its first reference, and are listed there', () => {
    const { links } = parse(
      [
        '[a](../resources/a.md)[^1] [b](../resources/b.md)',
        '## Later',
        'c[^2] [d](../resources/d.md)[^1]',
        '[^2]: With [e](../resources/e.md) and[^3].',
        '[^1]: With [f](../resources/f.md).',
        '[^3]: With [g](../resources/g.md).',
      ].join('\n\n'),
    );
    expect(links.map(({ target, section }) => [target, section])).toEqual([
      ['resources/a', ''],
      ['resources/f', ''],
      ['resources/b', ''],
      ['resources/e', 'later'],
      ['resources/g', 'later'],
      ['resources/d', 'later'],
    ]);
  });

  test('in footnotes that refer to each other are found once', () => {
    const { links } = parse('A[^1].\n\n[^1]: [b](../resources/b.md)[^2]\n\n[^2]: [c](../resources/c.md)[^1]\n');
    expect(links.map(({ target }) => target)).toEqual(['resources/b', 'resources/c']);
  });
});

describe('pictures', () => {
  test('are listed by their path below content, with their position and that of their address', () => {
    const { images } = parse(
      '![a](../images/a.png "T") and\n![b](../images/x/../b%20c.png)\n\n![c][d]\n\n[d]: ../images/d.png',
    );
    const addressOn = (line: number, endColumn: number) => ({ line, column: 6, endLine: line, endColumn });
    expect(images.map(({ address, ...image }) => ({ ...image, address: address?.range }))).toEqual([
      { path: 'images/a.png', range: { line: 1, column: 1, endLine: 1, endColumn: 26 }, address: addressOn(1, 21) },
      { path: 'images/b c.png', range: { line: 2, column: 1, endLine: 2, endColumn: 31 }, address: addressOn(2, 30) },
      { path: 'images/d.png', range: { line: 4, column: 1, endLine: 4, endColumn: 8 }, address: addressOn(6, 21) },
    ]);
  });
});

test.each([
  ['', 0],
  [' \n\t ', 0],
  ['Two words.', 2],
  ['  spaces\r\n\r\naround — and between\t', 5],
  ['no\u00a0break', 1],
  ['深層学習 is deep, 한국어 too.', 10],
])('the words of %j are counted as reading-time counts them', (text, words) => {
  expect([countWords(text), readingTime(text).words]).toEqual([words, words]);
});

describe('the other facts of a body', () => {
  test.each([
    [
      'the first paragraph',
      '## Heading\n\n> quote\n\nThe *first* [one](../log.md), with $x$\nand `y`.\n\nSecond.',
      'The first one, with x and y.',
    ],
    ['empty without a paragraph', '## Heading\n\n- list', ''],
    ['no footnote references', 'One[^1].\n\n[^1]: N.', 'One.'],
  ])('the opening is %s', (_, markdown, opening) => {
    expect(parse(markdown).opening).toBe(opening);
  });

  test('only words that a person reads count', () => {
    const code = '```js\nconst not = "counted at all";\n```';
    expect(
      parse(`---\ntitle: not counted\n---\n\nOne two.\n\n${code}\n\n$$\na + b\n$$\n\n- three [four](../log.md)\n`)
        .words,
    ).toBe(4);
  });

  test.each([
    ['$x$', true],
    ['$$\nx\n$$', true],
    ['```math\nx\n```', true],
    ['`$x$` and \\$5', false],
  ])('%j has formulas: %s', (markdown, hasMath) => {
    expect(parse(markdown).hasMath).toBe(hasMath);
  });

  test.each([
    ['', true],
    ['---\ntitle: x\n---\n', true],
    ['---\ntitle: x\n---\n\n\n', true],
    ['---\ntitle: x\n---\n\nx', false],
  ])('%j is empty: %s', (markdown, isEmpty) => {
    expect(parse(markdown).isEmpty).toBe(isEmpty);
  });
});
