import { en } from '../../src/i18n/en.ts';
import { tokens } from '../../src/log/tokens.ts';
import { fieldMistakes, yamlMistakes } from './frontmatterMistakes.ts';
import { graphMistakes } from './graphMistakes.ts';
import { linkMistakes } from './linkMistakes.ts';
import { atRandom, type Kinds, type Mistake } from './positions.ts';
import { misspell, oneOf } from './random.ts';
import { markupMistakes, structureMistakes } from './textMistakes.ts';

const entry = '---\ntitle: An idea\n---\n\nIt came at night.\n';

/** Mistakes in whole files. */
const fileMistakes = {
  'a file in the wrong folder': {
    rule: 'misplaced-file',
    make: (_, random) => {
      const path = oneOf(
        random,
        'resources/papers/idea.md',
        'note/idea.md',
        'notes/a/b/c/d/e/f/g/h/i/idea.md',
        'idea.md',
        'pages/2025/idea.md',
        'pages/idea.mdx',
        'pages/idea.markdown',
      );
      return { path: `content/${path}`, text: entry, line: 1 };
    },
  },
  'a text in another format': {
    rule: 'unread-file',
    make: (_, random) => {
      const path = oneOf(
        random,
        'notes/idea.org',
        'pages/idea.html',
        'library.bib',
        'resources/idea.rst',
        'list.csv',
        'run.ipynb',
      );
      return { path: `content/${path}`, text: entry, line: 1 };
    },
  },
  'a file name that is not an id': {
    rule: 'file-name',
    make: (_, random) => {
      const name = oneOf(random, 'an idea', 'idea (2)', '_idea', '-idea', 'idea?', "idea's");
      return { path: `content/pages/${name}.md`, text: entry, line: 1 };
    },
  },
  'a folder of notes that is not an id': {
    rule: 'file-name',
    make: (_, random) => {
      const name = oneOf(random, 'my ideas', '_ideas', 'con', 'index.html', 'ideas.json', 'ideas.');
      return { path: `content/notes/${oneOf(random, '', 'good/')}${name}/idea.md`, text: entry, line: 1 };
    },
  },
  'a note at the address of a list page': {
    rule: 'address-taken',
    make: (_, random) => ({ path: `content/notes/page/${oneOf(random, '1', '2', '13')}.md`, text: entry, line: 1 }),
  },
  'a note on a topic that is not in the log': {
    rule: 'unknown-topic',
    make: (_, random) => {
      const topics = oneOf(random, 'idaes', '[ideas, 2025]');
      const line = `topics: ${topics}`;
      return { path: 'content/notes/good/idea.md', text: entry.replace('\n---\n\n', `\n${line}\n---\n\n`), line: 3 };
    },
  },
  'a folder of notes inside another of the same name': {
    rule: 'shared-folder',
    make: (_, random) => {
      const [outer, inner] = oneOf(random, ['ideas', 'more'], ['git', 'tricks/again']);
      return { path: `content/notes/${outer}/${inner}/${outer}/idea.md`, text: entry, line: 1 };
    },
  },
  'a broken link between notes': {
    rule: 'unknown-entry',
    make: (_, random) => {
      const address = oneOf(random, 'other.md', '../good/other.md', '../../notes/idea.md', '../../resources/other.md');
      return { path: 'content/notes/good/idea.md', text: `${entry}\nOf [another](${address}).\n`, line: 7 };
    },
  },
  'a file name that differs only in case': {
    rule: 'address-taken',
    make: atRandom(
      ({ folder }) => (folder === '' ? [] : [0]),
      ({ path, lines }) => {
        const at = path.lastIndexOf('/') + 1;
        const letter = at + path.slice(at).search(/[a-z]/);
        const wrong = path.slice(0, letter) + (path[letter] ?? '').toUpperCase() + path.slice(letter + 1);
        // Capitals sort first by code unit, and the problem is in the second file.
        return { path: wrong, text: lines.join('\n'), line: 1, reportedIn: path };
      },
    ),
  },
  'a slot with an unknown name': {
    rule: 'unknown-slot',
    make: (_, random) => {
      const name = oneOf(random, 'Foot.astro', 'footer.astro', 'Header.astro', 'Head.html', 'ResourceFact.astro');
      return { path: `slots/${name}`, text: '<p>So long.</p>\n', line: 1 };
    },
  },
  'a file that is too long': {
    rule: 'file-limit',
    make: atRandom(
      () => [0],
      ({ path, lines }) => ({ path, text: `${lines.join('\n')}${'And so on.\n'.repeat(50_000)}`, line: 1 }),
    ),
  },
} as const satisfies Kinds;

/** A theme whose third line is wrong. */
function theme(line: string): Mistake {
  return { path: 'content/theme.css', text: `:root {\n  --ink: black;\n${line}\n}\n`, line: 3 };
}

/** Mistakes in the theme. */
const themeMistakes = {
  'a theme that is not CSS': {
    rule: 'theme-syntax',
    make: (_, random) =>
      theme(oneOf(random, '  --paper; white', '  --paper: "white;', '  --paper: (white;', '  white')),
  },
  'a misspelt token': {
    rule: 'unknown-token',
    make: (_, random) => {
      const name = oneOf(random, 'accent', 'paper', 'sunken', 'measure');
      const wrong = misspell(random, name, (other) => `--${other}` in tokens);
      return theme(oneOf(random, `  --${wrong}: teal;`, `  --surface: var(--${wrong});`));
    },
  },
  'a theme that does more than a theme may': {
    rule: 'refused-css',
    make: (_, random) => {
      const loading = ['  --paper: url(x.png);', '  --paper: image-set("x.png" 1x);', '  --paper: u\\72l(x);'];
      const styling = ['  color: teal;', '  & a { --ink: teal; }', '  --ink: teal !important;', '  @import "x.css";'];
      return theme(oneOf(random, '  --paper: {};', ...loading, ...styling));
    },
  },
} as const satisfies Kinds;

/** Mistakes in an owner's words. */
const wordsMistakes = {
  'words that the site does not have': {
    rule: 'invalid-words',
    make: (_, random) => {
      const name = oneOf(random, 'timeline', 'library', 'topics', 'suggest');
      const wrong = misspell(random, name, (other) => other in en.frame);
      return { path: 'content/words.yaml', text: `frame:\n  search: Find\n  ${wrong}: Other\n`, line: 3 };
    },
  },
  'words without their placeholder': {
    rule: 'invalid-words',
    make: (_, random) => {
      const phrase = oneOf(random, 'Sprint', 'Sprint {n}', "'{Number}'", '[Sprint]', '""', 'true');
      return { path: 'content/words.yaml', text: `names:\n  author: By\n  week: ${phrase}\n`, line: 3 };
    },
  },
} as const satisfies Kinds;

/** Every kind of mistake, by name, with the rule that must be reported. */
export const mistakes: Kinds = {
  ...fieldMistakes,
  ...yamlMistakes,
  ...graphMistakes,
  ...linkMistakes,
  ...structureMistakes,
  ...markupMistakes,
  ...fileMistakes,
  ...themeMistakes,
  ...wordsMistakes,
};
