import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf, png, readFiles, type Files } from './fixtures/readFolder.ts';
import { notes } from './readNotes.ts';

/** The text of the one note that is read from a file, without its frontmatter. */
async function bodyOf(text: string, others: Files = {}, file = 'a.md'): Promise<string> {
  const { texts } = await readFiles({ [file]: text, ...others });
  return (texts[file] ?? '').replace(/^---\n.*?\n---\n\n?/s, '').trimEnd();
}

const vault = { '.obsidian/app.json': '{}' };
const long = `Some text.\n`;

describe('a folder is recognised by its marks', () => {
  test.each<[kind: string, files: Files]>([
    ['an Obsidian vault', { ...vault, 'a.md': long }],
    ['a Quartz site', { 'quartz.config.ts': '', 'content/a.md': long }],
    ['a Logseq graph', { 'logseq/config.edn': '{}', 'pages/a.md': '- x\n' }],
    ['a Jekyll site', { '_config.yml': 'title: x\n', '_posts/2024-03-01-a.md': long }],
    ['a Hugo site', { 'hugo.toml': 'title = "x"\n', 'content/posts/a.md': long }],
    ['a Hugo site', { 'config.toml': 'title = "x"\n', 'content/posts/a.md': long }],
    ['the content of an Astro site', { 'astro.config.mjs': '', 'src/content/blog/a.md': long }],
    ['a Notion export', { 'A 0123456789abcdef0123456789abcdef.md': '# A\n\nText.\n' }],
    ['a folder of Markdown files', { 'git/a.md': long, 'README.md': long }],
    ['a folder of Markdown files', { 'gatsby-config.js': '', 'config/x': '', 'static/x': '', 'content/a.md': long }],
    ['an Obsidian vault in notes/', { 'notes/.obsidian/app.json': '{}', 'notes/a.md': long, 'x.py': '' }],
  ])('%s', async (kind, files) => {
    const { kind: read, found } = await readFiles(files);
    expect(read).toBe(kind);
    expect(found.length).toBeGreaterThan(0);
  });

  test('a folder without notes is not accepted', async () => {
    expect(await notes.accepts(await folderOf({ 'a.png': await png(), '.git/a.md': 'x' }))).toBe(false);
  });
});

describe('names', () => {
  test('become ids with their folders, also of folders that repeat', async () => {
    const { found } = await readFiles({
      'Git Tricks/Rebase --onto.md': long,
      'git/git/x.md': long,
      'git/README.md': long,
    });
    expect(found.map(({ name }) => name)).toEqual(['git-tricks/rebase-onto', 'git', 'git/x']);
  });

  test('that become the same id get numbers, and say so', async () => {
    const { found, said } = await readFiles({ 'a/C++.md': long, 'a/C#.md': long });
    expect(found.map(({ name }) => name)).toEqual(['a/c', 'a/c-2']);
    expect(said).toContain('Two notes would have the same name, so this one gets a number.');
  });

  test('that Windows reserves, and folders that are too deep, are changed', async () => {
    const { found } = await readFiles({ 'con/nul.md': long, '1/2/3/4/5/6/7/8/9/10/x.md': long, 'page/2.md': long });
    expect(found.map(({ name }) => name)).toEqual(['1/2/3/4/5/6/7/8/x', 'con-1/nul-1', 'pages/2']);
  });
});

describe('the title', () => {
  test('can be a heading on another level at the start, whose links stay as the source', async () => {
    const { texts } = await readFiles({
      'a.md': '## [A paper](https://example.org/1), read\n\nText.\n\n#### Part\n',
      'b.md': 'Text.\n\n## Part\n',
      'c.md': '## One\n\nText.\n\n## Two\n',
    });
    expect(texts['a.md']).toBe(
      '---\ntitle: A paper, read\n---\n\nText.\n\n## Part\n\nSource: <https://example.org/1>\n',
    );
    expect(texts['b.md']).toContain('title: B\n');
    expect(texts['c.md']).toBe('---\ntitle: C\n---\n\n## One\n\nText.\n\n## Two\n');
  });

  test('is not a heading that many notes start with', async () => {
    const names = ['one', 'two', 'three', 'four', 'five'];
    const { texts } = await readFiles(
      Object.fromEntries(names.map((name) => [`${name}.md`, '# Paper\n\nText.\n\n# Summary\n\nText.\n'])),
    );
    expect(texts['two.md']).toBe('---\ntitle: Two\n---\n\n## Paper\n\nText.\n\n## Summary\n\nText.\n');
  });

  test('is the first heading, which leaves the text; the others start at level 2 without a gap', async () => {
    const { texts } = await readFiles({ 'a-b.md': '# A *title*\n\nText.\n\n# Part\n\n### Deep\n\nSetext\n------\n' });
    expect(texts['a-b.md']).toBe('---\ntitle: A *title*\n---\n\nText.\n\n## Part\n\n### Deep\n\n### Setext\n');
  });

  test('is that of the frontmatter, as text and not as Markdown', async () => {
    const { texts } = await readFiles({
      'a.md': '---\ntitle: Use of *args and `x*`\n---\n\n# Use of *args and `x*`\n\nText.\n',
    });
    expect(texts['a.md']).toBe('---\ntitle: Use of \\*args and \\`x\\*\\`\n---\n\nText.\n');
  });

  test('is otherwise the name of the file: as written in a vault, and in words elsewhere', async () => {
    const one = await readFiles({ ...vault, 'on-call.md': '# One\n\n# Two\n' });
    expect(one.texts['on-call.md']).toContain('title: on-call\n');
    const other = await readFiles({ 'on-call.md': long });
    expect(other.texts['on-call.md']).toContain('title: On call\n');
  });
});

describe('frontmatter', () => {
  test('gives the fields of a note, and what is left is counted by field', async () => {
    const { texts, said, topics } = await readFiles({
      'x/a.md': `---
title: A
description: In short
tags: [Machine Learning, C++]
categories: web
created: 2024-03-01 10:00
lastmod: March 5, 2024
aliases: [old-name, Other]
draft: true
source: https://example.org/x
author: Ada *L*
mood: good
cover: x.png
---
Text.
`,
    });
    expect(texts['x/a.md']).toBe(`---
title: A
summary: In short
topics: [x, machine-learning, c-plus-plus, web]
aliases: [old-name, other]
added: 2024-03-01
updated: 2024-03-05
draft: true
---

Text.

Source: <https://example.org/x>, by Ada \\*L\\*
`);
    expect(said).toEqual(['The field "mood" is left out.', 'The field "cover" is left out.']);
    expect(topics).toMatchObject({ 'machine-learning': 'Machine Learning', 'c-plus-plus': 'C++' });
  });

  test('in TOML is read as well', async () => {
    const { texts } = await readFiles({
      'a.md':
        '+++\ntitle = "T"\ndate = 2024-03-01T23:30:00+02:00\ntags = ["go"]\ndraft = true\n[cover]\nimage = "x"\n+++\n\nText.\n',
    });
    expect(texts['a.md']).toBe('---\ntitle: T\ntopics: go\nadded: 2024-03-01\ndraft: true\n---\n\nText.\n');
  });

  test('that lacks quotes gets them, and that cannot be read is refused with its line', async () => {
    const { texts, refused } = await readFiles({
      'a.md': '---\ntitle: One: two\n---\nText.\n',
      'b.md': '---\ntitle: x\ntags: [a\n---\nText.\n',
      'c.md': '+++\ntitle = x\n+++\nText.\n',
    });
    expect(texts['a.md']).toContain("title: 'One: two'\n");
    expect(refused).toEqual([
      { at: { file: 'b.md', line: 4 }, reason: expect.stringContaining('not valid YAML') },
      { at: { file: 'c.md', line: 2 }, reason: expect.stringContaining('not valid TOML') },
    ]);
  });

  test('with aliases that mean themselves again and again does not take forever', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]`),
    ];
    const { refused } = await readFiles({ 'a.md': `---\n${bomb.join('\n')}\n---\nText.\n` });
    expect(refused).toHaveLength(1);
  });
});

describe('dated notes', () => {
  const files = { ...vault, 'd/2024-03-01.md': long, 'd/2024-W09.md': long, 'd/2024-03.md': long };

  test.each([
    ['week', 'd/2024-W09.md', { start: '2024-02-26', end: '2024-03-03' }],
    ['day', 'd/2024-03-01.md', { start: '2024-03-01' }],
    ['month', 'd/2024-03.md', { start: '2024-03' }],
  ] as const)('of a log of %ss become its periods, and others notes with a date', async (period, file, dates) => {
    const { found } = await readFiles(files, { period });
    const weeks = found.filter(({ kind }) => kind === 'week');
    expect(weeks.map(({ at, fields }) => [at.file, fields])).toEqual([[file, expect.objectContaining(dates)]]);
    expect(found.filter(({ kind }) => kind === 'note').every(({ fields }) => typeof fields.added === 'string')).toBe(
      true,
    );
  });

  test('have the date of their name, also in the format of the vault', async () => {
    const { found } = await readFiles({
      '.obsidian/daily-notes.json': '{"format": "DD.MM.YYYY"}',
      '05.03.2024.md': long,
      '2024-03-01-post.md': long,
    });
    expect(found.map(({ fields }) => fields.added)).toEqual(['2024-03-05', '2024-03-01']);
  });
});

test('what is not part of a collection is left out', async () => {
  const { found, refused } = await readFiles({
    ...{ '.obsidian/templates.json': '{"folder": "Forms"}', 'Forms/a.md': '{{title}}', 'Templates/b.md': 'x' },
    ...{
      '.trash/c.md': 'x',
      'node_modules/d.md': 'x',
      'LICENSE.md': 'x',
      'empty.md': '\n',
      'big.md': 'x'.repeat(600_000),
    },
    'a.md': long,
  });
  expect(found.map(({ at }) => at.file)).toEqual(['a.md']);
  expect(refused).toEqual([
    { at: { file: 'big.md' }, reason: expect.stringContaining('512 KiB') },
    { at: { file: 'empty.md' }, title: 'empty.md', reason: 'It is empty.', isNothing: true },
  ]);
});

test('no symbolic link is followed', async () => {
  const outside = await folderOf({ 'secret.md': 'secret' });
  const folder = await folderOf({ 'a.md': '[x](secret.md) ![y](pic.png)\n' });
  await symlink(join(outside, 'secret.md'), join(folder, 'secret.md'));
  await symlink(outside, join(folder, 'more'));
  const { found, refused } = await notes.read(folder, { period: 'week' });
  expect(found.map(({ at, body }) => [at.file, body?.(() => 'x')])).toEqual([['a.md', 'x y\n']]);
  expect(refused).toEqual([{ at: { file: 'secret.md' }, reason: 'It is a symbolic link.' }]);
});

describe('links between double brackets', () => {
  const others = {
    ...vault,
    'x/Other Note.md': '---\naliases: [The Other]\n---\n# First\n\n## Sub heading\n\nText. ^abc\n\n# Second\n',
  };

  test.each([
    ['[[Other Note]]', '[Other Note](notes/x/other-note.md)'],
    ['[[other note]]', '[other note](notes/x/other-note.md)'],
    ['[[x/Other Note.md|*shown*]]', '[\\*shown\\*](notes/x/other-note.md)'],
    ['[[The Other]]', '[The Other](notes/x/other-note.md)'],
    ['[[Other Note#Sub heading]]', '[Other Note](notes/x/other-note.md#sub-heading)'],
    ['[[Other Note#First#Sub heading|s]]', '[s](notes/x/other-note.md#sub-heading)'],
    ['[[Other Note#^abc|s]]', '[s](notes/x/other-note.md)'],
    ['[[Other Note#Nowhere|s]]', '[s](notes/x/other-note.md)'],
    ['[[Missing|there]]', 'there'],
    ['![[Other Note]]', '[Other Note](notes/x/other-note.md)'],
    ['[a](x/Other%20Note.md#sub-heading)', '[a](notes/x/other-note.md#sub-heading)'],
    ['[a](<x/Other Note.md>)', '[a](notes/x/other-note.md)'],
    ['[a](x/Other Note.md)', '[a](notes/x/other-note.md)'],
    ['[a](obsidian://open?vault=v&file=Other%20Note)', '[a](notes/x/other-note.md)'],
    ['[a][b]\n\n[b]: x/Other%20Note.md "t"', '[a](notes/x/other-note.md "t")'],
    ['<a href="x/Other%20Note.md">a</a>', '<a href="notes/x/other-note.md">a</a>'],
    ['[a](missing.md) and [b](file:///etc/passwd)', 'a and b'],
    ['[a](../../outside.md)', 'a'],
    ['`[[Other Note]]`', '`[[Other Note]]`'],
    ['$[[Other Note]]$', '$[[Other Note]]$'],
    ['```\n[[Other Note]]\n```', '```\n[[Other Note]]\n```'],
    ['| a |\n| --- |\n| [[Other Note\\|s]] |', '| a |\n| --- |\n| [s](notes/x/other-note.md) |'],
    ['[a](https://example.org/[[x]]) <https://example.org>', '[a](https://example.org/[[x]]) <https://example.org>'],
  ])('%s', async (text, expected) => {
    expect(await bodyOf(`${text}\n`, others)).toBe(expected);
  });

  test('lead to the nearest of two notes with a name', async () => {
    const files = { ...vault, 'x/n.md': long, 'y/n.md': long, 'y/z/n.md': long };
    expect(await bodyOf('[[n]]\n', files, 'y/a.md')).toBe('[n](notes/y/n.md)');
    expect(await bodyOf('[[n]] [[z/n]]\n', files)).toBe('[n](notes/x/n.md) [n](notes/y/z/n.md)');
  });

  test('to a draft or a note that is not imported are plain text', async () => {
    const { texts, said } = await readFiles({
      ...vault,
      'a.md': '[[d]] [[e]]\n',
      'd.md': '---\ndraft: true\n---\nText.\n',
      'e.md': '',
    });
    expect(texts['a.md']).toContain('\nd e\n');
    expect(said).toContain('A link to a draft is now plain text, because published entries cannot link to drafts.');
  });

  test('are text in a folder that is no vault, unless they lead to a note', async () => {
    expect(await bodyOf('[[b]] and [[ -f x ]] and [[c]]\n', { 'b.md': long })).toBe(
      '[b](notes/b.md) and [[ -f x ]] and [[c]]',
    );
  });
});

describe('pictures', () => {
  test('are attachments, with a description from the file name if there is none', async () => {
    const { texts, found, said } = await readFiles({
      ...vault,
      'img/two words.png': await png(),
      'x/a.md':
        '![[two words.png|300]] ![](../img/two%20words.png "The *caption*") ![d|100x20](/img/two%20words.png)\n',
    });
    const file = '(files/img/two%20words.png)';
    expect(texts['x/a.md']).toContain(
      `![Two words]${file} ![The \\*caption\\*](files/img/two%20words.png "The *caption*") ![d]${file}`,
    );
    expect(found.at(-1)?.attachments).toEqual(['img/two words.png']);
    expect(said).toContain('A picture without a description gets one from its file name. Describe what it shows.');
  });

  test('that are missing become their description, and other files links or text', async () => {
    expect(
      await bodyOf('![what](gone.png) ![](gone.png) [s](s.pdf) [c](c.py) ![[s.pdf]]\n', {
        ...vault,
        's.pdf': '%PDF-1',
        'c.py': '',
      }),
    ).toBe('what  [s](files/s.pdf) c [s.pdf](files/s.pdf)');
  });

  test('that the log does not take become their description', async () => {
    const folder = await folderOf({ 'a.md': '![what](a.png) [![in](a.png)](https://example.org)\n', 'a.png': 'x' });
    const { found } = await notes.read(folder, { period: 'week' });
    expect(found[0]?.body?.(() => undefined)).toBe('what [in](https://example.org)\n');
  });

  test('that are too large are made smaller', async () => {
    const noise = Buffer.alloc(3000 * 900 * 3);
    for (let index = 0; index < noise.length; index += 1) noise[index] = (index * 2654435761) >>> 24;
    const { default: sharp } = await import('sharp');
    const big = await sharp(noise, { raw: { width: 3000, height: 900, channels: 3 } })
      .png({ compressionLevel: 0 })
      .toBuffer();
    const { files, found } = await readFiles({ 'a.md': '![x](big.png)\n', 'big.png': big });
    expect(found[0]?.attachments).toEqual(['big.webp']);
    expect(files?.get('big.webp')?.length).toBeLessThan(2 * 1024 * 1024);
  });
});

describe('tags', () => {
  test('at the ends of lines become topics and leave the text; in a vault those in sentences are topics too', async () => {
    const { texts } = await readFiles({
      ...vault,
      'a.md':
        '#one #two/three\n\nText with #four inside. #five\n\n- #six\n\n`#no` and C# and #1\n\n## Heading #seven\n',
    });
    expect(texts['a.md']).toBe(`---
title: a
topics: [one, two-three, four, five, six, seven]
---

Text with #four inside.

- six

\`#no\` and C# and #1

## Heading
`);
  });

  test('elsewhere are only lines of tags', async () => {
    const { texts } = await readFiles({ 'a.md': 'Color #fff here #end\n\n#til #git\n' });
    expect(texts['a.md']).toBe('---\ntitle: A\ntopics: [til, git]\n---\n\nColor #fff here #end\n');
  });
});

describe('syntax of Obsidian', () => {
  test.each([
    ['==marked== text', '<mark>marked</mark> text'],
    ['text %%private [[x]]%% more', 'text  more'],
    ['A claim. ^a1b2c3', 'A claim.'],
    ['> [!tip]- Title\n> text', '> [!tip]- Title\n> text'],
    ['> [!recipe]+\n> text', '> [!NOTE]+ Recipe\n> text'],
    ['> [!recipe] My title\n> text', '> [!NOTE] My title\n> text'],
    ['Before\n\n```dataview\nLIST\n```\n\nAfter', 'Before\n\nAfter'],
    ['```ad-warning\ntitle: T\ntext\n```', '> [!WARNING] T\n> text'],
    ['rating:: 5\nauthor:: Ada', '**rating**: 5\\\n**author**: Ada'],
    ['- [ ] task\n- [x] done', '- [ ] task\n- [x] done'],
    ['```md\n==x== %%y%% [[z]] ^abc123\n```', '```md\n==x== %%y%% [[z]] ^abc123\n```'],
  ])('%j', async (text, expected) => {
    expect(await bodyOf(`${text}\n`, vault)).toBe(expected);
  });
});

test('a link in HTML that contains another is its text', async () => {
  const text = '<a href="https://example.org/a">\n\n[b](https://example.org/b)\n\n</a>\n';
  expect(await bodyOf(text)).toBe('[b](https://example.org/b)');
});

test('a page that only redirects is not imported', async () => {
  const { refused } = await readFiles({
    'a.md': `<meta http-equiv="Refresh" content="0; url='https://example.org/'" />\n`,
    'b.md': long,
  });
  expect(refused).toEqual([{ at: { file: 'a.md' }, reason: 'It only redirects to another page.', isNothing: true }]);
});

test('a link to the name of a heading leads to the heading', async () => {
  const { texts, said } = await readFiles({
    'a.md':
      '[1](#one) [2](#two) [3](b.md#three) [4](#four)\n\n<a name="one"></a>\n\n## First *part*\n\n## <a id="two"></a>Second\n\n<a name="four"></a> Text.\n\n## Other\n',
    'b.md': '## A\n\nText.\n\n## Third one {#three}\n',
  });
  expect(texts['a.md']).toContain('[1](#first-part) [2](#second) [3](notes/b.md#third-one) 4\n');
  expect(said).toEqual(['A link to a heading that does not exist now leads to the note.']);
});

describe('formulas', () => {
  test.each([
    ['\\(a_1 + b_1\\)', '$a_1 + b_1$'],
    ['x\n\n\\[ \\int x \\]', 'x\n\n$$\\int x$$'],
    ['a \\\\(y_1 = y_2\\\\) b', 'a $y_1 = y_2$ b'],
    ['kramdown $$x_1$$ here', 'kramdown $x_1$ here'],
    ['$$\nx\n$$', '$$\nx\n$$'],
    ['$$ x \\\\\n= y $$\n\nText.', '$$ x \\\\\n= y \n$$\n\nText.'],
    ['- a\n  $$x\n  y$$, so\n  b', '- a\n  $$x\n  y\n  $$\n  , so\n  b'],
    ['$$\nx\n\ny$$\nText.', '$$\nx\n\ny\n$$\nText.'],
    ['```\n$$ x\n```\n\ny $$z$$ a', '```\n$$ x\n```\n\ny $z$ a'],
    ['Bad $\\nosuchmacro{x}$ one', 'Bad `\\nosuchmacro{x}` one'],
    ['$$\n\\nosuchmacro\n$$', '```tex\n\\nosuchmacro\n```'],
    ['It costs $5 or $6.', 'It costs $5 or $6.'],
  ])('%j', async (text, expected) => {
    expect(await bodyOf(`${text}\n`)).toBe(expected);
  });

  test('have the macros that notes define in the same way', async () => {
    const { macros, texts } = await readFiles({
      'a.md':
        '$$\n\\newcommand{\\RR}{\\mathbb{R}}\n\\DeclareMathOperator{\\tr}{tr}\n$$\n\n$\\newcommand{\\x}{1}\\x$ in $\\RR$\n',
      'b.md': '$\\RR$ and $\\tr A$\n\n$\\newcommand{\\x}{2}\\x$\n',
    });
    expect(macros).toEqual({ '\\RR': '\\mathbb{R}', '\\tr': '\\operatorname{tr}' });
    expect(texts['a.md']).toContain('\n\n$\\newcommand{\\x}{1}\\x$ in $\\RR$\n');
    expect(texts['b.md']).toContain('$\\RR$ and $\\tr A$');
  });
});

describe('HTML', () => {
  test.each([
    ['<center>x</center>', '<div align="center">x</div>'],
    ['a <span style="color:red">b</span> <font color="x">c</font>', 'a b c'],
    ['a <b class="x" onclick="y()">b</b>', 'a <b>b</b>'],
    ['<script>alert(1)</script>\n\nText', 'Text'],
    [
      '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>',
      '[A video](https://www.youtube.com/watch?v=dQw4w9WgXcQ)',
    ],
    ['<pre><code class="language-js">a\n\nb</code></pre>', '```js\na\n\nb\n```'],
    ['<figure><img src="p.png" alt="A"><figcaption>The *cap*</figcaption></figure>', '![A](files/p.png "The *cap*")'],
    ['<img src="p.png" width="10">', '![P](files/p.png)'],
    ['write <your-name> here', 'write &lt;your-name> here'],
    ['<details><summary>S</summary>\n\nText\n\n</details>', '<details><summary>S</summary>\n\nText\n\n</details>'],
    ['a <b>never closed', 'a never closed'],
    ['- item\n  <h3>Title</h3>', '- item\n  ## Title'],
    ['`<span>` and\n\n```html\n<span>\n```', '`<span>` and\n\n```html\n<span>\n```'],
  ])('%j', async (text, expected) => {
    expect(await bodyOf(`${text}\n`, { 'p.png': await png() })).toBe(expected);
  });
});

describe('boxes of other programs', () => {
  test.each([
    [':::note\nText.\n:::\n\nAfter', '> [!NOTE]\n> Text.\n\nAfter'],
    [
      ':::tip[My *title*]{icon="x"}\n\n```\n:::no\n```\n\n:::\nAfter',
      '> [!TIP] My *title*\n>\n> ```\n> :::no\n> ```\n\nAfter',
    ],
    ['::::note\n:::danger\nIn.\n:::\n::::', '> [!NOTE]\n> > [!DANGER]\n> > In.'],
    [':::note\nnever ends', ':::note\nnever ends'],
    [
      '!!! warning "Be careful"\n    Text.\n\n    More.\n\nAfter',
      '> [!WARNING] Be careful\n> Text.\n>\n> More.\n\nAfter',
    ],
    ['??? note\n    Text.\nAfter', '> [!NOTE]-\n> Text.\n\nAfter'],
  ])('%j', async (text, expected) => {
    expect(await bodyOf(`${text}\n`)).toBe(expected);
  });
});

describe('what would be an error in a log', () => {
  test.each([
    ['a[^x]', 'a\\[^x]'],
    ['a\n\n[^x]: note', 'a\n\nnote'],
    ['a\u200bb \u202ec', 'ab c'],
    ['%%open', '%%open'],
    ['%% open\n\nx', '\\%% open\n\nx'],
    ['[google.com](https://example.org/x)', 'google.com (`https://example.org/x`)'],
    [`\`\`\`\n${'x'.repeat(2_500)}\n\`\`\``, `\`\`\`\n${'x'.repeat(1_897)}\n${'x'.repeat(603)}\n\`\`\``],
  ])('%j is repaired', async (text, expected) => {
    const body = await bodyOf(`${text}\n`);
    expect(body.replace(/\n/g, '')).toBe(expected.replace(/\n/g, ''));
  });

  test('is the reason to refuse a note if nothing repairs it', async () => {
    const { found, refused } = await readFiles({ 'a.md': `${'>'.repeat(200)} deep\n` });
    expect(found).toEqual([]);
    expect(refused[0]?.reason).toMatch(/levels deep/);
  });
});
