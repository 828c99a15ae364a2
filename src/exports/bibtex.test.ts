import { expect, test } from 'vitest';
import { logEntry, resource } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { bibtex } from './bibtex.ts';
import { citations } from './citation.ts';

type Fields = Readonly<Record<string, unknown>>;

const logOf = (...entries: Parameters<typeof buildLog>[0]) => buildLog([logEntry(), ...entries], { drafts: false }).log;

const recordOf = (fields: Fields) => bibtex(citations(logOf(resource('it', { title: 'It', ...fields }))));

/** The value of a field, as written between its braces. */
const fieldOf = (fields: Fields, name: string) =>
  new RegExp(`^  ${name} = \\{?(.*?)\\}?,$`, 'm').exec(recordOf(fields))?.[1];

test('a preprint is written with its number, its day and all its authors', () => {
  const record = recordOf({
    title: 'Attention Is All You Need',
    url: 'https://arxiv.org/abs/1706.03762',
    authors: ['Ashish Vaswani', 'Łukasz Kaiser', 'et al.'],
    published: '2017-06-12',
    length: '15 pages',
    checked: '2026-11-01',
  });
  expect(record).toBe(`@misc{it,
  author = {Vaswani, Ashish and Kaiser, Łukasz and others},
  title = {{Attention Is All You Need}},
  year = {2017},
  month = jun,
  day = {12},
  pagetotal = {15},
  eprint = {1706.03762},
  archiveprefix = {arXiv},
  url = {https://arxiv.org/abs/1706.03762},
  urldate = {2026-11-01},
}
`);
});

test.each([
  [{ type: 'book', isbn: '9780136042594' }, 'book'],
  [{ type: 'paper', doi: '10.1000/182' }, 'article'],
  [{ type: 'paper', doi: '10.48550/arXiv.1706.03762', arxiv: '1706.03762' }, 'misc'],
  [{ type: 'video' }, 'misc'],
  [{ type: 'code' }, 'misc'],
])('what has the facts %j is a record of the type @%s', (fields, type) => {
  expect(recordOf(fields).split('{')[0]).toBe(`@${type}`);
});

test.each([
  ['2017', { year: '2017', month: undefined, day: undefined, date: undefined }],
  ['2017-02', { year: '2017', month: 'feb', day: undefined, date: undefined }],
  ['~2017-02', { year: '2017', month: 'feb', day: undefined, date: '2017-02~' }],
])('the date %s is as precise as it is known', (published, expected) => {
  const found = Object.keys(expected).map((name) => [name, fieldOf({ published }, name)]);
  expect(Object.fromEntries(found)).toEqual(expected);
});

test.each([
  [['OpenAI'], '{OpenAI}'],
  [['Leandro von Werra'], 'von Werra, Leandro'],
  [['Martin Luther King Jr.'], 'King, Jr., Martin Luther'],
  [['Research and Development'], '{Research and Development}'],
  [['AT&T Labs', 'Ada Lovelace'], '{AT\\&T Labs} and Lovelace, Ada'],
])('the authors %j are %s', (authors, expected) => {
  expect(recordOf({ authors })).toContain(`\n  author = {${expected}},\n`);
});

test.each([
  ['100 % & #1_a $5', '100 \\% \\& \\#1\\_a \\$5'],
  ['a\\b', 'a\\textbackslash{}b'],
  ['} @misc{evil, {', '\\textbraceright{} @misc\\textbraceleft{}evil, \\textbraceleft{}'],
  ['~x^2', '\\textasciitilde{}x\\textasciicircum{}2'],
  ['two\n\nlines\u0007 and\ttabs', 'two lines and tabs'],
  ['GPT-4 “注意力”', 'GPT-4 “注意力”'],
  ['half \ud83d', 'half \ufffd'],
])('the title %j is written in TeX, with its capitals', (title, expected) => {
  expect(recordOf({ title })).toContain(`\n  title = {{${expected}}},\n`);
});

const all = {
  type: 'paper',
  key: 'ada1843',
  doi: '10.1000/182',
  authors: ['Ada Lovelace'],
  editors: ['Charles Babbage', '{Royal Society}', 'et al.'],
  venue: 'Notes & Queries',
  volume: '3',
  issue: '4',
  pages: '666 - 731',
  publisher: 'Taylor & Sons',
  edition: '2nd',
  published: '1843',
  length: '66 pages',
  summary: 'The *first* program.',
  abstract: 'It\nis long.\n\nAnd has $x^2$.',
  code: 'https://example.org/code_1',
  slides: 'https://example.org/slides',
  video: 'https://example.org/video',
};

test('all facts of a bibliography are written, each in the field of the type', () => {
  expect(recordOf({ ...all, url: undefined })).toBe(`@article{ada1843,
  author = {Lovelace, Ada},
  editor = {Babbage, Charles and {Royal Society} and others},
  title = {{It}},
  journal = {Notes \\& Queries},
  year = {1843},
  volume = {3},
  number = {4},
  pages = {666--731},
  edition = {2nd},
  publisher = {Taylor \\& Sons},
  pagetotal = {66},
  doi = {10.1000/182},
  url = {https://doi.org/10.1000/182},
  abstract = {It is long. And has \\$x\\textasciicircum{}2\\$.},
  annote = {The *first* program.},
  code = {https://example.org/code_1},
  slides = {https://example.org/slides},
  video = {https://example.org/video},
}
`);
});

test.each([
  [{ type: 'paper', venue: 'Nature' }, 'article', 'journal'],
  [{ type: 'paper', venue: 'ICML 2017' }, 'inproceedings', 'booktitle'],
  [{ type: 'paper', venue: 'A reader', editors: 'Ada Lovelace' }, 'incollection', 'booktitle'],
  [{ type: 'video', venue: '3Blue1Brown' }, 'misc', 'howpublished'],
  [{ type: 'book', venue: 'Books of A' }, 'book', 'howpublished'],
])('the venue of %j stands in a record of the type @%s under %s', (fields, type, name) => {
  expect(recordOf(fields).split('{')[0]).toBe(`@${type}`);
  expect(fieldOf(fields, name)).toBe(fields.venue);
});

test('a chapter has the title of its book and its number', () => {
  const log = logOf(
    resource('book', { type: 'book', title: 'Deep Learning' }),
    resource('chapter', { type: 'paper', series: 'book', part: '6' }),
  );
  expect(bibtex(citations(log))).toContain(
    '@incollection{chapter,\n  title = {{Resource chapter}},\n  booktitle = {Deep Learning},\n  chapter = {6},\n',
  );
});

test('a part names its series and its number', () => {
  const log = logOf(
    resource('course', { type: 'course', title: 'Zero & Hero' }),
    resource('part', { type: 'lecture', series: 'course', part: '3' }),
  );
  expect(bibtex(citations(log))).toContain('  series = {Zero \\& Hero},\n  number = {3},\n');
});

test('an address keeps its characters except those that would end the field', () => {
  const url = 'https://example.org/a_b?q={x}%20&c#d';
  expect(fieldOf({ url }, 'url')).toBe('https://example.org/a_b?q=%7Bx%7D%20&c#d');
  expect(fieldOf({ doi: '10.1000/a{b}_c' }, 'doi')).toBe('10.1000/a%7Bb%7D_c');
});

const hostile = [
  '{',
  '}',
  '{{}',
  '\\',
  '\\}',
  '%',
  '@misc{x,',
  ',',
  '"',
  '#',
  '$',
  ' and ',
  '\n',
  '\n\n',
  '\u0000',
  '"}',
];

test('no text breaks a record: braces balance, keys are ids, and only records have blank lines between them', () => {
  const texts = hostile.flatMap((one) => hostile.map((other) => `a${one}b${other}c`));
  const log = logOf(
    ...texts.map((text, index) =>
      resource(`r${index}`, { title: text, authors: [text, 'Ada Lovelace'], url: `https://example.org/?${text}` }),
    ),
  );
  const records = bibtex(citations(log)).trimEnd().split('\n\n');
  expect(records.map((record) => record.slice(record.indexOf('{') + 1, record.indexOf(',')))).toEqual(
    log.resources.map(({ id }) => id),
  );
  for (const record of records) {
    let depth = 0;
    let closedAt = 0;
    for (const [index, sign] of [...record].entries()) {
      depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
      if (depth === 0 && closedAt === 0 && index > record.indexOf('{')) closedAt = index;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect([depth, closedAt]).toEqual([0, [...record].length - 1]);
    expect(record.split('\n').every((line) => /^(?:@\w+\{r\d+,| {2}\w+ = .*,|\})$/.test(line))).toBe(true);
    expect(/author = .* and Lovelace, Ada\},/.test(record)).toBe(true);
  }
});
