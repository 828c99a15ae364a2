import { oneOf, pick, randomFrom, type Random } from '../../tests/mutations/random.ts';
import { wordsOf, type Script, type Words } from './words.ts';

/** A made-up collection, as an owner would have it after bringing it into Learnlog. */
export interface Collection {
  readonly name: string;
  /** What it imitates: sizes, nesting and how densely entries link to each other. No text is copied. */
  readonly shape: string;
  /** The text of each file, by its path below `content/`. */
  files(size: number): ReadonlyMap<string, string>;
  /** The number of entries of the collection that it imitates. */
  readonly size: number;
}

interface Tools {
  readonly random: Random;
  readonly words: Words;
  readonly files: Map<string, string>;
  /** Writes an entry. Values are YAML as written; those that are undefined are left out. */
  write(path: string, fields: Readonly<Record<string, string | undefined>>, body: string): void;
  between(least: number, most: number): number;
}

function collection(
  name: string,
  shape: string,
  size: number,
  script: Script,
  make: (tools: Tools, size: number) => void,
): Collection {
  return {
    name,
    shape,
    size,
    files: (wanted) => {
      const random = randomFrom(name.length * 7919 + size);
      const files = new Map<string, string>();
      const write: Tools['write'] = (path, fields, body) => {
        const lines = Object.entries(fields).flatMap(([key, value]) =>
          value === undefined ? [] : [`${key}: ${value}`],
        );
        files.set(path, lines.length > 0 ? `---\n${lines.join('\n')}\n---\n\n${body}\n` : `${body}\n`);
      };
      const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
      make({ random, words: wordsOf(random, script), files, write, between }, wanted);
      return files;
    },
  };
}

const quoted = (text: string) => JSON.stringify(text);
const padded = (number: number, digits = 3) => String(number).padStart(digits, '0');
/** The day a number of days after the first, as an ISO date. */
const day = (first: string, after: number) =>
  new Date(Date.parse(first) + after * 86_400_000).toISOString().slice(0, 10);
const code = '```python\nfor x in range(3):\n    print(x)\n```';
const formula = String.raw`$$
\nabla_\theta J(\theta) = \mathbb{E}\left[\sum_t \nabla_\theta \log \pi_\theta(a_t \mid s_t)\, A_t\right]
$$`;
const types = ['paper', 'video', 'article', 'book', 'code', 'course'] as const;

/** Sections with a made-up title and text. */
function sections({ words, between }: Tools, count: number): string {
  const parts = Array.from(
    { length: count },
    () => `## ${words.title(between(1, 4))}\n\n${words.paragraph(between(1, 4))}`,
  );
  return parts.join('\n\n');
}

/** The collections: fourteen kinds of logs that people really keep. */
export const collections: readonly Collection[] = [
  collection('til', 'short notes in a folder for each topic, without frontmatter', 400, 'latin', (tools, size) => {
    const { words, write, between, random } = tools;
    const topics = ['git', 'python', 'postgres', 'shell', 'css', 'vim', 'docker', 'testing'];
    write('log.md', { title: 'Today I learned' }, words.paragraph(2));
    for (let index = 0; index < size; index += 1) {
      const body = [`# ${words.title(between(3, 7))}`, words.paragraph(between(1, 3)), code, words.paragraph(1)];
      write(`notes/${pick(random, topics)}/note-${padded(index)}.md`, {}, body.join('\n\n'));
    }
  }),
  collection(
    'til-dated',
    'dated notes in nested folders, a third of which link to each other',
    600,
    'german',
    (tools, size) => {
      const { words, write, between, random } = tools;
      write('log.md', { title: quoted('Heute gelernt'), language: 'de', author: 'Ada Beispiel' }, words.paragraph(1));
      const places: string[] = [];
      for (let index = 0; index < size; index += 1) {
        const folder = oneOf(random, 'sprachen/python', 'sprachen/rust', 'werkzeuge/git', 'werkzeuge/shell', 'netz');
        const other = pick(random, places);
        const up = '../'.repeat(folder.split('/').length);
        const link =
          other && index % 3 === 0 ? `\n\n${words.word()} [${words.title(2)}](${up}${other}) ${words.word()}.` : '';
        const date = day('2021-01-04', Math.floor((index / size) * 1800));
        write(
          `notes/${folder}/n-${padded(index)}.md`,
          { title: quoted(words.title(4)), date },
          `${words.paragraph(between(1, 4))}${link}`,
        );
        places.push(`${folder}/n-${padded(index)}.md`);
      }
    },
  ),
  collection(
    'hundred-days',
    'a hundred days, each with a few links to what was studied',
    100,
    'latin',
    (tools, size) => {
      const { words, write, between, random } = tools;
      write(
        'log.md',
        { title: quoted('A hundred days of code'), period: 'day', topics: '{ web: The web, data: Data }' },
        words.paragraph(2),
      );
      for (let index = 0; index < size; index += 1) {
        const id = `r${padded(index)}`;
        const fields = { title: quoted(words.title(4)), url: `https://example.org/${id}`, status: 'finished' };
        write(
          `resources/${id}.md`,
          { ...fields, type: pick(random, types), topics: oneOf(random, 'web', 'data') },
          index % 4 === 0 ? words.paragraph(2) : '',
        );
        const body = `${words.sentence(8)} [${words.title(2)}](../resources/${id}.md). ${words.paragraph(between(1, 3))}`;
        write(`days/${index + 1}.md`, { title: quoted(words.title(3)), start: day('2024-01-01', index) }, body);
      }
    },
  ),
  collection('paper-notes', 'a review of each paper, with formulas, and no dates', 250, 'latin', (tools, size) => {
    const { words, write, between, random } = tools;
    write(
      'log.md',
      { title: quoted('Paper notes'), topics: '{ vision: Vision, language: Language, rl: Reinforcement learning }' },
      words.paragraph(1),
    );
    for (let index = 0; index < size; index += 1) {
      const fields = {
        title: quoted(words.title(between(5, 12))),
        url: `https://arxiv.org/abs/2${padded(index % 4, 1)}0${1 + (index % 9)}.${padded(index, 5)}`,
        authors: `[${quoted(words.title(2))}, ${quoted(words.title(2))}, et al.]`,
        published: String(between(2015, 2024)),
        topics: oneOf(random, 'vision', 'language', 'rl'),
        level: oneOf(random, 'introductory', 'intermediate', 'advanced'),
        status: oneOf(random, 'finished', 'skimmed'),
        because: undefined,
        verdict: index % 3 === 0 ? quoted(words.sentence(8)) : undefined,
      };
      write(`resources/p${padded(index)}.md`, fields, `${sections(tools, 3)}\n\n${formula}\n\n${words.paragraph(1)}`);
    }
  }),
  collection('paper-tables', 'notes by conference and year, with tables of papers', 60, 'chinese', (tools, size) => {
    const { words, write, between } = tools;
    write('log.md', { title: quoted('论文笔记'), language: 'zh-CN' }, words.paragraph(2));
    for (let index = 0; index < size; index += 1) {
      const rows = Array.from(
        { length: between(5, 25) },
        () => `| ${words.title(3)} | [pdf](https://example.org/${tools.between(1, 99_999)}) | ${words.sentence(5)} |`,
      );
      const table = ['| 论文 | 链接 | 笔记 |', '| --- | --- | --- |', ...rows].join('\n');
      write(
        `notes/conf-${2015 + (index % 9)}/c${padded(index)}.md`,
        { title: quoted(words.title(4)) },
        `${words.paragraph(2)}\n\n${table}\n\n${formula}`,
      );
    }
  }),
  collection(
    'newsletter',
    'a weekly newsletter of many years, each issue a list of links',
    418,
    'latin',
    (tools, size) => {
      const { words, write, between } = tools;
      write(
        'log.md',
        { title: quoted('The weekly list'), author: words.title(2), period: '{ one: issue, other: issues }' },
        words.paragraph(1),
      );
      for (let index = 0; index < size; index += 1) {
        const links = Array.from(
          { length: between(10, 20) },
          (_, link) => `- [${words.title(4)}](https://example.com/${index}/${link}) ${words.sentence(12)}`,
        );
        write(
          `issues/${index + 1}.md`,
          { title: quoted(words.title(5)), start: day('2014-01-06', index * 7) },
          `${words.paragraph(2)}\n\n## ${words.title(2)}\n\n${links.join('\n')}`,
        );
      }
    },
  ),
  collection(
    'vault',
    'an Obsidian vault after import: callouts, dense links, pictures left out',
    500,
    'latin',
    (tools, size) => {
      const { words, write, between, random } = tools;
      write('log.md', { title: quoted('My second brain') }, words.paragraph(1));
      for (let index = 0; index < size; index += 1) {
        const links = Array.from({ length: index === 0 ? 0 : between(1, 6) }, () => {
          const other = Math.floor(random() * index);
          return `${words.sentence(4)} [${words.title(2)}](v${padded(other)}.md).`;
        });
        const callout = `> [!tip] ${words.title(3)}\n> ${words.sentence(10)}`;
        write(
          `notes/v${padded(index)}.md`,
          { title: quoted(words.title(3)), topics: oneOf(random, 'mind', 'craft', 'people') },
          [words.paragraph(1), links.join(' '), callout, sections(tools, 1)].join('\n\n'),
        );
      }
    },
  ),
  collection(
    'knowledge-base',
    'a knowledge base of pages in nested folders, with a table of contents',
    1062,
    'japanese',
    (tools, size) => {
      const { words, write, between, random } = tools;
      write('log.md', { title: quoted('学習の記録'), language: 'ja' }, words.paragraph(2));
      const contents: string[] = [];
      for (let index = 0; index < size; index += 1) {
        const area = oneOf(random, 'kiso', 'ouyou', 'dougu');
        const path = `${area}/${area}-${oneOf(random, 'a', 'b', 'c', 'd', 'e')}/k${padded(index, 4)}.md`;
        const title = words.title(4);
        write(`notes/${path}`, { title: quoted(title) }, sections(tools, between(2, 5)));
        if (index < 60) contents.push(`- [${title}](${path})`);
      }
      write('notes/mokuji.md', { title: '目次' }, contents.join('\n'));
    },
  ),
  collection('lectures', 'the lectures of a course, with long formulas and footnotes', 24, 'latin', (tools, size) => {
    const { words, write } = tools;
    write('log.md', { title: quoted('Machine learning, lecture notes'), period: 'lecture' }, words.paragraph(1));
    for (let index = 0; index < size; index += 1) {
      const parts = Array.from(
        { length: 8 },
        () => `## ${words.title(3)}\n\n${words.paragraph(4)}[^1]\n\n${formula}\n\n$x_${index}$ ${words.paragraph(2)}`,
      );
      write(
        `lectures/${index + 1}.md`,
        { title: quoted(words.title(4)), start: day('2024-09-02', index * 7) },
        `${parts.join('\n\n')}\n\n[^1]: ${words.sentence(12)}`,
      );
    }
  }),
  collection('blog', 'the posts of a Jekyll blog, with dates and categories', 120, 'latin', (tools, size) => {
    const { words, write, random, between } = tools;
    write('log.md', { title: quoted('Diário de estudo'), language: 'pt', author: words.title(2) }, words.paragraph(1));
    for (let index = 0; index < size; index += 1) {
      const date = day('2016-03-01', Math.floor((index / size) * 2900));
      write(
        `notes/${date}-${words.word()}-${index}.md`,
        {
          title: quoted(words.title(6)),
          date,
          summary: quoted(words.sentence(10)),
          topics: oneOf(random, 'estudo', 'vida', 'livros'),
        },
        sections(tools, between(3, 6)),
      );
    }
  }),
  collection(
    'awesome-list',
    'an awesome list: a line on each of many links, under nested headings',
    850,
    'latin',
    (tools, size) => {
      const { words, write, random } = tools;
      const topics = [
        'python: Python',
        'vision: { title: Vision, parent: python }',
        'nlp: { title: Language, parent: python }',
        'rust: Rust',
        'wasm: { title: WebAssembly, parent: rust }',
        'ops: Operations',
      ];
      write('log.md', { title: quoted('Awesome learning'), topics: `{ ${topics.join(', ')} }` }, words.paragraph(1));
      for (let index = 0; index < size; index += 1) {
        const fields = {
          title: quoted(words.title(3)),
          url: `https://github.com/${words.word()}/${words.word()}-${index}`,
          topics: oneOf(random, 'python', 'vision', 'nlp', 'rust', 'wasm', 'ops'),
        };
        write(`resources/a${padded(index)}.md`, { ...fields, summary: quoted(words.sentence(9)) }, '');
      }
    },
  ),
  ...(
    [
      ['bibliography', 2100, 'latin'],
      ['bibliography-large', 6300, 'arabic'],
    ] as const
  ).map(([name, count, script]) =>
    collection(name, 'the records of a bibliography: authors, venues, no notes', count, script, (tools, size) => {
      const { words, write, between, random } = tools;
      write(
        'log.md',
        {
          title: quoted(script === 'arabic' ? 'قائمة المراجع' : 'My library'),
          language: script === 'arabic' ? 'ar' : 'en',
        },
        '',
      );
      for (let index = 0; index < size; index += 1) {
        const isBook = index % 9 === 0;
        const fields = {
          title: quoted(words.title(between(5, 12))),
          type: isBook ? 'book' : 'paper',
          authors: `[${Array.from({ length: between(1, 4) }, () => quoted(words.title(2))).join(', ')}]`,
          published: String(between(1990, 2024)),
          venue: isBook ? undefined : quoted(words.title(3)),
          volume: isBook ? undefined : String(between(1, 60)),
          publisher: isBook ? quoted(words.title(1)) : undefined,
          doi: isBook ? undefined : `10.1000/${padded(index, 5)}`,
          abstract: index % 5 === 0 ? quoted(words.sentence(60)) : undefined,
        };
        write(
          `resources/${oneOf(random, 'smith', 'jones', 'chen')}${between(1990, 2024)}-${padded(index, 4)}.md`,
          fields,
          '',
        );
      }
    }),
  ),
  collection(
    'bookmarks',
    'a bookmarks file: titles and addresses in folders, nothing else',
    500,
    'latin',
    (tools, size) => {
      const { words, write, random } = tools;
      write('log.md', { title: 'Bookmarks', topics: '{ read: To read, tools: Tools, fun: Fun }' }, '');
      for (let index = 0; index < size; index += 1) {
        const fields = {
          title: quoted(words.title(5)),
          type: 'article',
          url: `https://${words.word()}${index}.example.org/${words.word()}`,
          topics: oneOf(random, 'read', 'tools', 'fun'),
        };
        write(`resources/b${padded(index)}.md`, { ...fields, status: 'queued' }, '');
      }
    },
  ),
];
