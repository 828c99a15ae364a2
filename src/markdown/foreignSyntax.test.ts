import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { applyFixes } from '../log/fixes.ts';
import { context, path } from './fixtures/context.ts';
import { parseMarkdown } from './parse.ts';
import { renderMarkdown } from './render.ts';

/** The problems of an entry as `line:column rule`, its text with all fixes applied, and its HTML. */
async function read(value: string) {
  const file = new VFile({ path, value });
  const { tree, body } = parseMarkdown(file);
  const fixes = file.messages.flatMap((message) => file.data.fixes?.get(message) ?? []);
  const html = await renderMarkdown(tree, file, context);
  const problems = file.messages.map(({ line, column, ruleId }) => `${line}:${column} ${ruleId}`);
  const reasons = file.messages.map(({ reason }) => reason);
  return { html, body, problems, reasons, fixed: applyFixes(value, fixes).text };
}

const marked = '<mark>very</mark>';
const nbsp = '\u00A0';

describe('syntax of another program is reported at its position and fixed if the meaning is certain', () => {
  test.each([
    ['marked text', 'A ==very== good idea.', '1:3', `A ${marked} good idea.`],
    ['marked text in a heading', '## A ==very== good idea', '1:6', `## A ${marked} good idea`],
    ['marked text in a table', '| a |\n| - |\n| ==very== |', '3:3', `| a |\n| - |\n| ${marked} |`],
    ['marked text in a quotation', '> A\n> ==very== good', '2:3', `> A\n> ${marked} good`],
    ['a superscript', 'Takes 2^n^ steps.', '1:8', 'Takes 2<sup>n</sup> steps.'],
    ['a subscript', 'Some H~2~O.', '1:7', 'Some H<sub>2</sub>O.'],
    ['an inline note', 'A word.^[A *note*.] More.', '1:8', 'A word.[^note-1] More.\n\n[^note-1]: A *note*.'],
    ['a link with spaces', '[A file](../two words.md)', '1:8', '[A file](<../two words.md>)'],
    ['a picture with spaces', 'A ![b](../my slide.png "T")', '1:6', 'A ![b](<../my slide.png> "T")'],
    ['a table of contents', '[toc]\n\nText.', '1:1', '\n\nText.'],
    ['a table of contents in a wiki', '[[_TOC_]]\n\nText.', '1:1', '\n\nText.'],
    ['the name of an emoji', 'Done :tada:!', '1:6', 'Done 🎉!'],
    ['a heading without a space', '##Setup', '1:1', '## Setup'],
    ['the id of a block', 'A claim. ^a1b2c3', '1:9', 'A claim.'],
  ])('%s', async (_, text, place, after) => {
    const { problems, fixed } = await read(text);
    expect(problems).toEqual([`${place} foreign-syntax`]);
    expect(fixed).toBe(after);
    expect((await read(after)).problems.filter((problem) => /foreign/.test(problem))).toEqual([]);
  });

  test.each([
    ['an inline note in a list', '- A word.^[A note.]', '1:10'],
    ['a short note after a word, in a table', '| a |\n| - |\n| b^[see the appendix] |', '3:4'],
    ['a tag of Jekyll', '{% include video.html id="x" %}', '1:1'],
    ['a tag of Jekyll in a line', 'See {{ site.url }}/x.', '1:5'],
    ['a shortcode of Hugo', '{{< youtube x >}}', '1:1'],
    ['attributes of Jekyll', 'Text.\n{: .note}', '2:1'],
    ['attributes of Pandoc', '## Setup {#sec:setup}', '1:10'],
    ['a role of MyST', 'See {cite}`smith`.', '1:5'],
    ['a citation', 'It works [@smith2004, p. 3].', '1:10'],
    ['a citation after a word', 'It works [see @smith2004; @b].', '1:10'],
    ['a citation of LaTeX', 'It works \\cite{smith}.', '1:10'],
    ['an admonition of Pandoc', '::: warning\nText.\n:::', '1:1'],
    ['an admonition with braces', '::: {.callout-note}\nText.\n:::', '1:1'],
    ['an admonition of MkDocs', '!!! note "Title"\n    Text.', '1:1'],
    ['a folded admonition of MkDocs', '??? tip\n    Text.', '1:1'],
    ['an admonition of MyST', '```{note}\nText.\n```', '1:4'],
    ['a query', '```dataview\nLIST\n```', '1:4'],
    ['a line of tags', '#machine-learning #papers', '1:1'],
    ['a field', 'rating:: 5', '1:1'],
    ['a list of definitions', 'Word\n: What it means.', '2:1'],
    ['a block of Roam', 'See ((a1b2c3d4e)).', '1:5'],
  ])('without a fix: %s', async (_, text, place) => {
    const { problems, fixed } = await read(text);
    expect(problems).toEqual([`${place} foreign-syntax`]);
    expect(fixed).toBe(text);
  });

  test('several notes of a paragraph become footnotes at once, with new names', async () => {
    const text = 'A.^[One.] B[^note-1] C.^[Two\u0020**2**.]\n\n[^note-1]: Old.\n';
    expect((await read(text)).fixed).toBe(
      'A.[^note-2] B[^note-1] C.[^note-3]\n\n[^note-2]: One.\n\n[^note-3]: Two **2**.\n\n[^note-1]: Old.\n',
    );
  });
});

describe('a reference that is not defined is reported', () => {
  test.each([
    ['in a line', 'See [the paper][paper].', '1:5'],
    ['with the text as its name', 'See [the paper][].', '1:5'],
    ['with emphasis in its text', 'See [the *old* paper][paper].', '1:5'],
    ['in a list', '- See [the paper][1].', '1:7'],
    ['of a picture', 'See ![the plot][plot].', '1:6'],
  ])('%s', async (_, text, place) => {
    expect((await read(text)).problems).toEqual([`${place} undefined-reference`]);
  });

  test('but not one that is', async () => {
    expect((await read('See [the *old* paper][Paper].\n\n[paper]: ../resources/gpt.md')).problems).toEqual([]);
  });
});

describe('a space that Markdown does not read as one is reported and replaced', () => {
  test.each([
    ['after the mark of a heading', `##${nbsp}Setup`, '1:3', '## Setup'],
    ['after the mark of a list', `-${nbsp}one\n-${nbsp}two`, '1:2', '- one\n- two'],
    ['after a star', '*\u202Fone', '1:2', '* one'],
    ['after a number', `1.${nbsp}One\n2.${nbsp}Two`, '1:3', '1. One\n2. Two'],
    ['after a full-width space', '##\u3000設定', '1:3', '## 設定'],
    ['twice', `##${nbsp}${nbsp}Setup`, '1:3', '##  Setup'],
    ['before a mark', `- one\n\n${nbsp}${nbsp}- two`, '3:1', '- one\n\n  - two'],
    ['before a mark in a quotation', `>${nbsp}- one`, '1:2', '> - one'],
    ['before a callout', `>${nbsp}[!NOTE]\n> Text.`, '1:2', '> [!NOTE]\n> Text.'],
    ['in a box to tick', `- [${nbsp}] one`, '1:4', '- [ ] one'],
    ['after a box to tick', `- [x]${nbsp}one`, '1:6', '- [x] one'],
  ])('%s', async (_, text, place, after) => {
    const { problems, fixed } = await read(text);
    expect(problems[0]).toBe(`${place} odd-space`);
    expect(fixed).toBe(after);
    expect((await read(after)).problems).toEqual([]);
  });

  test.each([
    ['a date', `1.${nbsp}Januar 2027 war es so weit.`],
    ['a number with a unit', `10${nbsp}km am Tag.`],
    ['a dash in a line', `Er kam –${nbsp}und ging.`],
    ['in a line', `Eine${nbsp}- keine andere.`],
    ['at the start of a paragraph', '\u3000これは文です。'],
  ])('but not in prose: %s', async (_, text) => {
    expect((await read(text)).problems).toEqual([]);
  });
});

describe('callouts of Obsidian', () => {
  test.each([
    ['question', 'important', 'Question'],
    ['FAQ', 'important', 'Question'],
    ['tldr', 'note', 'Abstract'],
    ['hint', 'tip', 'Tip'],
    ['attention', 'caution', 'Caution'],
    ['error', 'caution', 'Danger'],
    ['cite', 'note', 'Quote'],
  ])('[!%s] looks like %s and is titled %s', async (kind, look, title) => {
    const { html, problems } = await read(`> [!${kind}]\n> Text.`);
    expect(problems).toEqual([]);
    expect(html).toMatch(
      new RegExp(`<div class="callout callout-${look}" role="note"><p [^>]*><svg.*</svg>${title}</p>`),
    );
    expect(html).toContain(`icons.svg#${look}`);
  });

  test('one that folds is closed or open', async () => {
    const closed = await read('> [!question]- Why *this*?\n> Because.');
    expect(closed.problems).toEqual([]);
    expect(closed.html).toMatch(
      /<details class="callout callout-important"><summary .*Why <em>this<\/em>\?<\/summary>/,
    );
    expect((await read('> [!note]+\n> Text.')).html).toMatch(
      /<details class="callout callout-note" open>.*Note<\/summary>/,
    );
  });

  test('metadata is left out', async () => {
    expect((await read('> [!note|wide] Title\n> Text.')).html).toMatch(/<\/svg>Title<\/p>/);
  });

  test('an unknown kind is reported, and a misspelt one is fixed', async () => {
    expect(await read('> [!experiment]\n> Text.')).toMatchObject({
      problems: ['1:5 unknown-callout'],
      fixed: '> [!experiment]\n> Text.',
    });
    expect((await read('> Text.\n\n> [!WARNNG] Title\n> Text.')).fixed).toContain('> [!WARNING] Title');
  });
});

test.each([
  ['indices', 'Take a[[1,2]], a[0][1], m[i][j] and [[1, 2], [3, 4]].'],
  ['citations by number', 'As shown [1][2] and [3, 4][5].'],
  ['an empty list in a list', 'It is [[]] or [[ ]].'],
  ['comparisons', 'If a == b and b == c, or a==b==c, then x.'],
  ['a rule of signs', 'Title\n-----\n\nA ===== B'],
  ['powers', 'x^[2] and x^2 and a^b^c and 2^3^4 and ^ and ^^.'],
  ['a caret after a space', 'Type ^C and ^D.'],
  ['code', '`==a==`, `[[b]]`, `[a][b]`, `{{ c }}`, `^[d]`, `:smile:`.'],
  ['a block of code', '```text\n==a== [[b]] {% c %}\n##x\n#tag\nkey:: value\n```'],
  ['formulas', 'So $a^[b]$, $[[x]]$, $x{{a}}$ and\n\n$$\n{{b}} == c ==\n$$'],
  ['addresses', 'See <https://example.org/==a==/{{b}}> and [x](https://example.org/a[[b]]).'],
  ['escapes', '\\==a== and \\[[b]] and \\[a][b] and ^\\[c] and \\{{ d }} and \\:smile:.'],
  ['words in brackets', 'He [sic](as he wrote) went [there](and back again).'],
  ['times and ratios', 'At 10:30:45, with 1:2:3 and std::vector and a:b:c.'],
  ['a number sign', '#1 is first, C# is second, and issue #12 is open.\n#2 is next.'],
  ['approximate numbers', 'It took ~5 min and ~10 min, or a~b.'],
  ['struck words', 'It was ~bad~ good, and ~~worse~~ better.'],
  ['an address of e-mail', 'Write [me@example.org] or [@](https://example.org/).'],
  ['a footnote', 'A[^1] and B[^1][^2].\n\n[^1]: C.\n\n[^2]: D.'],
  ['two links beside each other', '[a](../resources/gpt.md)[b](../resources/gpt.md)'],
  ['exclamations', 'Wow!!! note this.\n!!! wow'],
  ['a colon', 'Words:\nmore :) words, and ::: too.'],
  ['a task', '- [ ] one\n- [x] two'],
  ['braces', 'The set {a, b} and {.5} and f{x}.'],
])('ordinary text is not reported: %s', async (_, text) => {
  expect((await read(text)).problems).toEqual([]);
});
