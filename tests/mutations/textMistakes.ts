import {
  addBlock,
  atRandom,
  bodyOf,
  footnoteDefinitions,
  footnoteMarks,
  formulasOf,
  gapsOf,
  headingsOf,
  imagesOf,
  replaceAt,
  rewrite,
  setAddress,
  splice,
  type Formula,
  type HeadingLine,
  type Kinds,
  type Make,
  type Source,
} from './positions.ts';
import { addWords } from './linkMistakes.ts';
import { misspell, oneOf, pick, type Random } from './random.ts';

const inLine = (rows: Formula): boolean => rows.rows === 1;

/** The matches of a pattern in a formula, each with the formula. */
function inFormulas(pattern: RegExp, fits: (formula: Formula) => boolean = () => true) {
  return (source: Source) =>
    formulasOf(source)
      .filter(fits)
      .flatMap((formula) =>
        [...formula.tex.matchAll(pattern)].map(({ 0: found, index }) => ({
          ...formula,
          found,
          at: formula.start + index,
        })),
      );
}

/** Adds a character at a random position of a line. */
function hidden(characters: readonly [string, ...string[]]): Make {
  return atRandom(
    ({ lines }) => lines.flatMap((line, index) => (line === '' ? [] : [index])),
    (source, index, random) => {
      const line = source.lines[index] ?? '';
      return replaceAt(source, index, Math.floor(random() * line.length), 0, oneOf(random, ...characters));
    },
  );
}

/** Adds a paragraph at a random position. */
function extraBlock(block: (random: Random) => readonly string[], offset = 0): Make {
  return atRandom(gapsOf, (source, gap, random) => addBlock(source, gap, block(random), offset));
}

/** The headings that would skip a level at another depth, with that depth. */
function skipping(source: Source): (HeadingLine & { readonly wrong: number })[] {
  const headings = headingsOf(source);
  return headings.flatMap((heading, index) => {
    const least = (headings[index - 1]?.depth ?? 1) + 2;
    return [least, least + 1].filter((wrong) => wrong <= 6).map((wrong) => ({ ...heading, wrong }));
  });
}

const imagesWithin = (source: Source) => imagesOf(source);

/** Mistakes in footnotes, pictures and headings. */
export const structureMistakes = {
  'a footnote that is not defined': {
    rule: 'undefined-footnote',
    make: addWords((random) => `So they say.[^${oneOf(random, 'nowhere', '99', 'source', 'ünï')}]`),
  },
  'a misspelt footnote reference': {
    rule: 'undefined-footnote',
    make: atRandom(footnoteMarks, (source, { name, index, start }, random) => {
      const wrong = misspell(random, name, (other) => footnoteDefinitions(source).some((note) => note.name === other));
      return replaceAt(source, index, start + 2, name.length, wrong);
    }),
  },
  'a footnote that is not used': {
    rule: 'unused-footnote',
    make: extraBlock((random) => [`[^${oneOf(random, 'lost', '42', 'aside')}]: A note that nothing refers to.`]),
  },
  'a footnote whose reference is removed': {
    rule: 'unused-footnote',
    make: atRandom(
      (source) => {
        const marks = footnoteMarks(source);
        return marks.filter(({ name }) => marks.filter((other) => other.name === name).length === 1);
      },
      (source, { name, index, start }) => {
        const definition = footnoteDefinitions(source).find((note) => note.name === name);
        const mistake = replaceAt(source, index, start, name.length + '[^]'.length, '');
        return definition && { ...mistake, line: definition.index + 1 };
      },
    ),
  },
  'a footnote that is defined twice': {
    rule: 'duplicate-footnote',
    make: atRandom(
      (source) =>
        footnoteDefinitions(source).flatMap(({ name, index }) =>
          gapsOf(source).flatMap((gap) => (gap > index ? [{ name, gap }] : [])),
        ),
      (source, { name, gap }) => addBlock(source, gap, [`[^${name}]: The same, again.`]),
    ),
  },
  'a picture without a description': {
    rule: 'missing-alt',
    make: atRandom(imagesWithin, (source, { index, start, words }, random) =>
      replaceAt(source, index, start + 2, words.length, oneOf(random, '', ' ')),
    ),
  },
  'a picture that does not exist': {
    rule: 'missing-image',
    make: atRandom(imagesWithin, (source, image, random) => {
      const name = image.path.slice(image.path.lastIndexOf('/') + 1, -'.svg'.length);
      const wrong = misspell(random, name, (other) => other === name);
      return setAddress(
        source,
        image,
        oneOf(
          random,
          image.path.replace(name, wrong),
          image.path.replace('.svg', '.png'),
          image.path.replace('images', 'figures'),
          image.path.replace(name, name.toUpperCase()),
        ),
      );
    }),
  },
  'a picture from another host': {
    rule: 'missing-image',
    make: atRandom(imagesWithin, (source, image, random) =>
      setAddress(
        source,
        image,
        oneOf(random, 'https://example.org/a.png', '/images/a.png', 'data:image/png;base64,AA=='),
      ),
    ),
  },
  'a picture outside the log': {
    rule: 'outside-content',
    make: atRandom(imagesWithin, (source, image, random) =>
      setAddress(source, image, oneOf(random, '../../docs/timeline.png', '../../../secret.png')),
    ),
  },
  'a file that is not a picture': {
    rule: 'image-kind',
    make: atRandom(imagesWithin, (source, image, random) =>
      setAddress(source, image, oneOf(random, '../log.md', '../pages/about.md')),
    ),
  },
  'a heading as high as the title': {
    rule: 'top-heading',
    make: atRandom(headingsOf, (source, { index, text }) => rewrite(source, index, `# ${text}`)),
  },
  'a heading that skips a level': {
    rule: 'skipped-heading',
    make: atRandom(skipping, (source, { index, text, wrong }) =>
      rewrite(source, index, `${'#'.repeat(wrong)} ${text}`),
    ),
  },
  'a duplicated heading': {
    rule: 'duplicate-heading',
    make: atRandom(
      (source) => headingsOf(source).slice(1),
      (source, { index, depth }, random) => {
        const earlier = pick(
          random,
          headingsOf(source).filter((heading) => heading.index < index),
        );
        return earlier && rewrite(source, index, `${'#'.repeat(depth)} ${earlier.text}`);
      },
    ),
  },
} as const satisfies Kinds;

const elements = [
  '<center>middle</center>',
  '<section>part</section>',
  '<h2 align="center">heading</h2>',
  '<figure>picture</figure>',
] as const;
const frames = [
  '<iframe src="https://example.org/"></iframe>',
  '<object data="x"></object>',
  '<embed src="x">',
  '<form action="/"><input name="a"></form>',
  '<svg onload="alert(1)"></svg>',
] as const;
const scripts = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC="https://example.org/x.js"></SCRIPT>',
  '<style>* {}</style>',
] as const;
const handlers = [
  '<kbd onclick="alert(1)">K</kbd>',
  '<abbr title="x" onmouseover=alert(1)>x</abbr>',
  '<b ONFOCUS=alert(1) tabindex=1>x</b>',
] as const;
const attributes = [
  '<sub style="color: red">2</sub>',
  '<sup id="top">2</sup>',
  '<br class="wide">',
  '<a name="here"></a>',
] as const;
const inline = ['<span>words</span>', '<font color="red">here</font>', '<blink>line</blink>'] as const;

/** Mistakes in HTML, code, formulas and characters. */
export const markupMistakes = {
  'a script': { rule: 'refused-html', make: extraBlock((random) => [oneOf(random, ...scripts)]) },
  'a script in a sentence': { rule: 'refused-html', make: addWords((random) => oneOf(random, ...scripts)) },
  'a block of HTML': { rule: 'refused-html', make: extraBlock((random) => [oneOf(random, ...elements)]) },
  'a frame': { rule: 'refused-html', make: extraBlock((random) => [oneOf(random, ...frames)]) },
  'HTML in a sentence': { rule: 'refused-html', make: addWords((random) => oneOf(random, ...inline)) },
  'a handler': { rule: 'refused-html', make: addWords((random) => oneOf(random, ...handlers)) },
  'a handler of details': {
    rule: 'refused-html',
    make: extraBlock(() => ['<details ontoggle="alert(1)">', '', 'Text.', '', '</details>']),
  },
  'an attribute without effect': { rule: 'ignored-html', make: addWords((random) => oneOf(random, ...attributes)) },
  'an element that does not end': {
    rule: 'unclosed-element',
    make: addWords((random) => `Some <${oneOf(random, 'b', 'kbd', 'mark', 'sub')}>words.`),
  },
  'a block that does not end': {
    rule: 'unclosed-element',
    make: extraBlock((random) => [`<${oneOf(random, 'details', 'div', 'blockquote')}>`]),
  },
  'an end tag without its start tag': {
    rule: 'stray-end-tag',
    make: addWords((random) => `Words.</${oneOf(random, 'p', 'li', 'div', 'details', 'b')}>`),
  },
  'Markdown in a block of HTML': {
    rule: 'markdown-in-html',
    make: extraBlock((random) => ['<div>', oneOf(random, '**bold**', '- An item', '`code`'), '</div>'], 1),
  },
  'an unknown language of code': {
    rule: 'unknown-language',
    make: atRandom(
      (source) => bodyOf(source).filter(({ kind, line }) => kind === 'fence' && /^`{3,}\w/.test(line)),
      (source, { index, line }, random) => {
        const wrong = oneOf(random, 'pyhton', 'pyton', 'pytorch', 'javscript', 'c+++', 'none-such', 'phyton');
        return rewrite(source, index, line.replace(/\w+/, wrong));
      },
    ),
  },
  'a code block that is not closed': {
    rule: 'unclosed-code',
    make: extraBlock((random) => [oneOf(random, '```python', '~~~', '`````', '`'.repeat(10_001)), 'x = 1']),
  },
  'a line of code that is too long': {
    rule: 'code-limit',
    make: atRandom(
      (source) => bodyOf(source).filter(({ kind }) => kind === 'code'),
      (source, { index }, random) =>
        splice(source, index, 0, [`x = [${'0, '.repeat(700 + Math.floor(random() * 100))}]`]),
    ),
  },
  'a block of code that is too long': {
    rule: 'code-limit',
    make: extraBlock(() => ['```text', ...Array<string>(1000).fill('0123456789'.repeat(7)), '```']),
  },
  'quotes nested too deeply': {
    rule: 'nesting-limit',
    make: extraBlock((random) => [`${'> '.repeat(61 + Math.floor(random() * 20))}Deep.`]),
  },
  'a paragraph with too much punctuation': {
    rule: 'paragraph-limit',
    make: extraBlock((random) => [oneOf(random, '*a ', '[', '`a ', '~~a ').repeat(10_001)]),
  },
  'a table that grows': {
    rule: 'expansion-limit',
    make: extraBlock(() => [`${'|a'.repeat(200)}|`, `${'|-'.repeat(200)}|`, ...Array<string>(100).fill('|a|')]),
  },
  'a formula that is too long': {
    rule: 'formula-limit',
    make: extraBlock((random) => {
      const sum = `x${'+x'.repeat(2001 + Math.floor(random() * 100))}`;
      return oneOf(random, ['$$', sum, '$$'], [`$${sum}$`], [`$$${sum}$$`]);
    }),
  },
  'a private comment': {
    rule: 'private-comment',
    make: addWords((random) =>
      oneOf(random, '%% not for readers %%', '%%not for readers%%', 'It is, %% so far %%, fine.'),
    ),
  },
  'a private comment over several paragraphs': {
    rule: 'private-comment',
    make: extraBlock((random) =>
      oneOf(random, ['%%', 'Not', '', 'for readers.', '%%'], ['%% Not', '', '- for readers', '%%']),
    ),
  },
  'a private comment without an end': {
    rule: 'unclosed-comment',
    make: extraBlock(() => ['%% Not for readers']),
  },
  'syntax of another program in a line': {
    rule: 'foreign-syntax',
    make: addWords((random) =>
      oneOf(
        random,
        ...(['It was ==good==.', 'See [[some note]].', 'See [[some note|it]].', 'See ![[plot.png]].'] as const),
        ...(['So it is.^[Or not.]', '{% include x.html %}', '{{< x >}}', 'See [this](../two words.md).'] as const),
        ...(['As in [@smith2004].', 'It worked :tada:!', 'In 2^n^ steps.', 'See {doc}`this`.'] as const),
      ),
    ),
  },
  'syntax of another program in a block': {
    rule: 'foreign-syntax',
    make: extraBlock((random) =>
      oneOf(
        random,
        ...([['::: note', 'So.', ':::'], ['!!! note', '    So.'], ['#idea #plan'], ['##Plan']] as const),
        ...([['[toc]'], ['rating:: 5'], ['So. ^a1b2c3']] as const),
      ),
    ),
  },
  'a list of definitions': {
    rule: 'foreign-syntax',
    make: extraBlock((random) => ['Word', `: ${oneOf(random, 'its meaning', 'a kind of **word**')}`], 1),
  },
  'a query of another program': {
    rule: 'foreign-syntax',
    make: extraBlock((random) => [`\`\`\`${oneOf(random, 'dataview', 'tasks', '{note}')}`, 'LIST', '```']),
  },
  'a reference that is not defined': {
    rule: 'undefined-reference',
    make: addWords((random) => oneOf(random, 'See [the notes][notes-of-mine].', 'See [my own notes][].')),
  },
  'a callout of an unknown kind': {
    rule: 'unknown-callout',
    make: extraBlock((random) => [`> [!${oneOf(random, 'EXPERIMENT', 'aside', 'Nota')}]`, '> So.']),
  },
  'a no-break space after a mark': {
    rule: 'odd-space',
    make: extraBlock((random) => [`${oneOf(random, '##', '-', '1.')}${oneOf(random, '\u00a0', '\u202f', '\u3000')}So`]),
  },
  'words between dollars': {
    rule: 'doubtful-formula',
    make: addWords((random) => `It was ${oneOf(random, '$five or ten$', '$five and a half$', '$cheap, at first$')}.`),
  },
  'a letter that LaTeX does not accept in a formula': {
    rule: 'not-latex',
    make: addWords((random) => `It is $x + ${oneOf(random, 'é', 'ß', '文', '한')}$.`),
  },
  'a reference to an unknown label': {
    rule: 'unknown-label',
    make: addWords((random) => `See ${oneOf(random, '\\eqref{zzz}', '$\\ref{zzz}$', '$x + \\eqref{zzz}$')}.`),
  },
  'a formula between brackets with backslashes': {
    rule: 'tex-delimiters',
    make: addWords((random) => `It is ${oneOf(random, '\\(x\\)', '\\( a_1 = b \\)', '\\[\\alpha\\]')}.`),
  },
  'an environment without dollars': {
    rule: 'tex-delimiters',
    make: extraBlock((random) => {
      const name = oneOf(random, 'align', 'equation', 'gather*');
      return [`\\begin{${name}}`, 'a = b', `\\end{${name}}`];
    }),
  },
  'a display formula that is not closed': {
    rule: 'unclosed-formula',
    make: extraBlock((random) => oneOf(random, ['$$', 'x = 1'], ['$$ x', '= 1'], ['$$x = 1'])),
  },
  'an opening `$$` at the end of a line of text': {
    rule: 'unclosed-formula',
    make: extraBlock((random) => [`${oneOf(random, 'We get', 'So')} $$`, 'x = 1', '$$']),
  },
  'a formula that a table cell cuts in two': {
    rule: 'split-formula',
    make: extraBlock((random) => [
      `| ${oneOf(random, '$P(A|B)$', '$|x|$', '$a | b$')} | b |`,
      '| - | - |',
      '| 1 | 2 |',
    ]),
  },
  'a missing brace': {
    rule: 'invalid-math',
    make: atRandom(inFormulas(/(?<!\\)[{}]/g, inLine), (source, { index, at }) => replaceAt(source, index, at, 1, '')),
  },
  'an extra brace': {
    rule: 'invalid-math',
    make: atRandom(inFormulas(/(?<=[\w}])(?=[+\-=,]|$)/g, inLine), (source, { index, at }, random) =>
      replaceAt(source, index, at, 0, oneOf(random, '{', '}')),
    ),
  },
  'an unknown command of TeX': {
    rule: 'invalid-math',
    make: atRandom(inFormulas(/\\[a-zA-Z]{4,}/g), (source, { index, at, found }, random) => {
      const letter = 1 + Math.floor(random() * (found.length - 1));
      return replaceAt(source, index, at + letter, 0, oneOf(random, 'zq', 'Xx', 'qj'));
    }),
  },
  'an unpaired delimiter': {
    rule: 'invalid-math',
    make: atRandom(inFormulas(/\\(?:left|right)(?:\\[{}|]|[()[\]|.])/g, inLine), (source, { index, at, found }) =>
      replaceAt(source, index, at, found.length, ''),
    ),
  },
  'a command that is not allowed': {
    rule: 'invalid-math',
    make: addWords((random) => {
      return `$${oneOf(random, '\\href{javascript:x}{y}', '\\includegraphics{x}', '\\htmlClass{a}{b}', '\\url{x}')}$.`;
    }),
  },
  'a character that changes the text direction': {
    rule: 'hidden-character',
    make: hidden(['\u202e', '\u202a', '\u2066', '\u2067', '\u2069']),
  },
  'an invisible character': {
    rule: 'hidden-character',
    make: hidden(['\u200b', '\u2060', '\ufeff', '\u2028', '\u2063']),
  },
  'a control character': {
    rule: 'hidden-character',
    make: hidden(['\u0000', '\u0007', '\u0008', '\u001b', '\u007f', '\u0085', '\u000c']),
  },
} as const satisfies Kinds;
