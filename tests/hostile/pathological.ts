/** Returns a text of about so many bytes that is slow to parse as Markdown. */
type Pathological = (bytes: number) => string;

/** Repeats the text as often as it fits. */
function filled(text: string): Pathological {
  return (bytes) => text.repeat(Math.floor(bytes / text.length));
}

/** Fills half of the bytes with one text, then adds the middle, then fills the rest with another text. */
function around(before: string, middle: string, after: string): Pathological {
  return (bytes) => {
    const times = Math.floor(bytes / (before.length + after.length));
    return before.repeat(times) + middle + after.repeat(times);
  };
}

/** Numbered snippets, as many as fit. */
function numbered(piece: (index: number) => string, after = ''): Pathological {
  return (bytes) => {
    const pieces: string[] = [];
    let length = 0;
    for (let index = 0; length < bytes; index += 1) {
      const next = piece(index);
      length += next.length;
      pieces.push(next);
    }
    return pieces.slice(0, -1).join('') + after;
  };
}

/**
 * Inputs for which Markdown parsers, or later steps here, take superlinear time or space. The first ones are cmark's
 * (test/pathological_tests.py, BSD-2-Clause), at any size.
 */
export const pathological: Readonly<Record<string, Pathological>> = {
  'nested strong emphasis': around('*a **a ', 'b', ' a** a*'),
  'many closers of emphasis without openers': filled('a_ '),
  'many openers of emphasis without closers': filled('_a '),
  'many closers of links without openers': filled('a]'),
  'many openers of links without closers': filled('[a'),
  'mismatched openers and closers': filled('*a_ '),
  'openers and closers of two kinds': (bytes) => filled('*a ')(bytes / 2) + filled('_a*_ ')(bytes / 2),
  'closers whose length is a multiple of three': (bytes) => `a**b${filled('c* ')(bytes)}`,
  'openers of links and closers of emphasis': filled('[ a_'),
  'the pattern [ (](': filled('[ (]('),
  'the pattern ![[]()': filled('![[]()'),
  'nested brackets': around('[', 'a', ']'),
  'nested quotes': (bytes) => `${filled('> ')(bytes)}a`,
  'nested lists on lines of their own': numbered((index) => `${'  '.repeat(index)}* a\n`),
  'backticks of every number': numbered((index) => `e${'`'.repeat(index)}`),
  'unclosed links in angle brackets': filled('[a](<b'),
  'unclosed links': filled('[a](b'),
  'unclosed comments': (bytes) => `</${filled('<!--')(bytes)}`,
  'unclosed instructions': filled('a<?'),
  'unclosed declarations': filled('a<!A '),
  'unclosed sections of characters': filled('a<![CDATA['),
  'many definitions and references': numbered((index) => `[${index}]: u\n\n[${index}] `),
  'definitions and references that are none': (bytes) =>
    numbered((index) => `[X${index}]: u\n`)(bytes / 2) + filled('[X]')(bytes / 2),
  'one long address, referred to often': (bytes) =>
    `[a]: <http://a.b/${filled('x')(bytes / 2)}>\n\n${filled('[a] ')(bytes / 2)}`,
  'a table of one wide row': (bytes) =>
    `${filled('|a')(bytes / 3)}|\n${filled('|-')(bytes / 3)}|\n${filled('|a')(bytes / 3)}|\n`,
  'a table with cells left out': (bytes) =>
    `${filled('|a')(bytes / 3)}|\n${filled('|-')(bytes / 3)}|\n${filled('a\n')(bytes / 3)}`,
  'a table of many rows': (bytes) => `|a|b|\n|-|-|\n${filled('|a|b|\n')(bytes)}`,
  'many heads of tables': filled('|a|\n|-|\n'),

  brackets: filled('['),
  'closing brackets': filled(']'),
  'brackets of pictures': filled('!['),
  'brackets on lines of their own': filled('[\n'),
  'brackets in items': filled('- [\n'),
  'empty links': filled('[]()'),
  links: filled('[a](b.md) '),
  'links to the web': filled('[a](http://b.c) '),
  'links in paragraphs of their own': filled('[a](http://b.c)\n\n'),
  'links in one list': filled('- [a](http://b.c)\n'),
  'links to entries': filled('[a](../resources/attention.md) '),
  'links with titles': filled('[a](b "c") '),
  'addresses in angle brackets': filled('<http://a.b> '),
  'bare addresses': filled('http://a.b '),
  'bare addresses without spaces': filled('http://a.b/'),
  'starts of bare addresses': filled('www.'),
  'addresses of mail': filled('a@b.c '),
  'addresses of mail without spaces': filled('a@b.'),
  'starts of addresses of mail': filled('a@'),
  'pluses of addresses of mail': filled('a+'),
  'brackets after bare addresses': (bytes) => `http://a.b/${filled('(')(bytes / 2)}${filled(')')(bytes / 2)}`,
  'semicolons after bare addresses': (bytes) => `http://a.b/${filled('&a;')(bytes)}`,
  stars: filled('*'),
  'stars and letters': filled('*a'),
  underlines: filled('_'),
  emphasis: filled('*a* '),
  'nested emphasis': around('*a ', 'b', ' a*'),
  'nested emphasis without spaces': around('*a', 'b', 'a*'),
  tildes: filled('~'),
  'tildes and letters': filled('~a '),
  strikethrough: filled('~~a~~ '),
  backticks: filled('`'),
  'backticks and letters': filled('`a '),
  code: filled('`a` '),
  dollars: filled('$'),
  'dollars and letters': filled('$a '),
  formulas: filled('$a$ '),
  'formulas on lines of their own': filled('$$\na\n$$\n\n'),
  'formulas of different lengths': numbered((index) => `a${'$'.repeat(index + 1)}`),
  'formulas in fences': filled('```math\na\n```\n'),
  footnotes: numbered((index) => `a[^${index}]\n\n[^${index}]: b\n\n`),
  'footnotes on one line': (bytes) =>
    `${numbered((index) => `[^${index}]`)(bytes / 3)}\n\n${numbered((index) => `[^${index}]: b\n`)(bytes / 2)}`,
  'one footnote, referred to often': (bytes) => `${filled('[^a]')(bytes)}\n\n[^a]: b\n`,
  'footnotes without definitions': filled('[^a]'),
  'footnotes without references': numbered((index) => `[^${index}]: b\n\n`),
  'footnotes in footnotes': numbered((index) => `[^${index}]: b [^${index + 1}]\n\n`),
  'nested footnotes': (bytes) => `${filled('[^a]: ')(bytes)}a`,
  entities: filled('&amp;'),
  'starts of entities': filled('&'),
  escapes: filled('\\*'),
  'escaped ends of lines': filled('\\\n'),
  'hard breaks': filled('a  \n'),
  'lines of one paragraph': filled('a\n'),
  'lines of one letter and a space': filled(' a\n'),
  paragraphs: filled('a\n\n'),
  'empty lines': filled('\n'),
  'lines of spaces': filled(' \n'),
  spaces: (bytes) => `a${filled(' ')(bytes)}b`,
  tabs: (bytes) => `a${filled('\t')(bytes)}b`,
  'one word': filled('a'),
  'no letters': filled('.'),
  words: filled('word '),
  headings: numbered((index) => `## a${index}\n`),
  'headings that are the same': filled('## a\n'),
  'underlined headings': filled('a\n-\n'),
  'lines of dashes': filled('---\n'),
  hashes: filled('#'),
  'hashes of a heading': (bytes) => `## ${filled('# ')(bytes)}a`,
  items: filled('- a\n'),
  'empty items': filled('-\n'),
  'items apart': filled('- a\n\n'),
  'items of several lists': filled('- a\n* a\n'),
  'numbered items': numbered((index) => `${index % 999}. a\n`),
  tasks: filled('- [ ] a\n'),
  'nested lists on one line': (bytes) => `${filled('- ')(bytes)}a`,
  'nested numbered lists on one line': (bytes) => `${filled('1. ')(bytes)}a`,
  'lines of quotes': filled('> a\n'),
  'empty lines of quotes': filled('>\n'),
  quotes: filled('> a\n\n'),
  'quotes in items': filled('- > a\n'),
  'quotes of growing depth': numbered((index) => `${'>'.repeat(index + 1)} a\n`),
  'lines of fifty quotes': filled(`${'>'.repeat(50)} a\n`),
  'lists of fifty levels': filled(
    `${Array.from({ length: 50 }, (_, index) => `${'  '.repeat(index)}- a`).join('\n')}\n`,
  ),
  'lazy lines': (bytes) => `${'>'.repeat(50)} a\n${filled('a\n')(bytes)}`,
  'lazy lines in lists': (bytes) => `${'- '.repeat(50)} a\n${filled('a\n')(bytes)}`,
  callouts: filled('> [!NOTE]\n> a\n\n'),
  definitions: numbered((index) => `[${index}]: b\n`),
  'definitions without end': filled('[a]: b "\n'),
  'starts of definitions': filled('[a]:\n'),
  'one long label': (bytes) => `[${filled('a ')(bytes)}]: b\n`,
  'titles over lines': (bytes) => `[a]: b "${filled('a\n')(bytes)}`,
  'indented code': filled('    a\n'),
  fences: filled('```\na\n```\n'),
  'fences without end': filled('```\n\n    ~~~\n'),
  'fences in python': filled('```python\nprint(a)\n```\n'),
  'one block of code': (bytes) => `\`\`\`python\n${filled('print(a, "b")\n')(bytes)}\`\`\`\n`,
  'blocks of code of 60 KiB': filled(`\`\`\`typescript\n${'const a = (b: string) => [b];\n'.repeat(2000)}\`\`\`\n`),
  'nested brackets in code': (bytes) => `\`\`\`typescript\n${filled('((((((((((\n')(bytes)}\`\`\`\n`,
  'words of a fence': (bytes) => `\`\`\`python ${filled('{1-2} ')(bytes)}\na\n\`\`\`\n`,
  'allowed elements': filled('<kbd>a</kbd> '),
  'unclosed elements': filled('<kbd>'),
  'unclosed elements in paragraphs': filled('<sub>a\n\n'),
  'nested elements': around('<sub>', 'a', '</sub>'),
  'nested blocks of elements': filled('<details>\n\n'),
  'closing elements': filled('</kbd>'),
  'elements that are refused': filled('<b>'),
  'starts of elements': filled('a <'),
  'elements with attributes': (bytes) => `a <abbr ${filled('title="a" ')(bytes)}>`,
  'elements with attributes without end': (bytes) => `a <abbr ${filled('title="a" ')(bytes)}`,
  'elements with attributes without values': filled('<abbr a='),
  'attributes between spaces': (bytes) => `a <abbr ${filled('a  ')(bytes)}`,
  comments: filled('<!-- a -->\n\n'),
  'comments within lines': filled('a <!-- a --> '),
  pictures: filled('![a](images/a.png) '),
  tables: filled('|a|\n|-|\n|b|\n\n'),
  bars: filled('|'),
  'bars on lines': filled('|\n'),
  'delimiter rows': filled('|-\n'),
  'a table of code': (bytes) => `|a|b|\n|-|-|\n${filled('|`a`|$b$|\n')(bytes)}`,
  'escaped bars in a table': (bytes) => `|a|\n|-|\n|${filled('\\|')(bytes)}|\n`,
};
