import { expect, test } from 'vitest';
import { selectRecords } from '../client/search/selectRecords.ts';
import { buildLog } from '../log/buildLog.ts';
import { logEntry, resource } from '../log/fixtures/entries.ts';
import { resourceTypes } from '../log/schema.ts';
import { citations } from './citation.ts';
import { ris } from './ris.ts';

type Fields = Readonly<Record<string, unknown>>;

const risOf = (...entries: Parameters<typeof buildLog>[0]) =>
  ris(citations(buildLog([logEntry(), ...entries], { drafts: false }).log));

/** The lines of a record, as `[tag, value]`. */
const linesOf = (fields: Fields) =>
  risOf(resource('it', { title: 'It', ...fields }))
    .trimEnd()
    .split('\r\n')
    .map((line) => [line.slice(0, 2), line.slice(6)]);

const valuesOf = (fields: Fields, ...tags: readonly string[]) =>
  linesOf(fields).flatMap(([tag = '', value]) => (tags.includes(tag) ? [`${tag} ${value}`] : []));

test('a preprint has its authors, day, number, address and file', () => {
  const record = risOf(
    resource('it', {
      title: 'Attention Is All You Need',
      url: 'https://arxiv.org/abs/1706.03762',
      authors: ['Ashish Vaswani', 'Leandro von Werra', 'et al.'],
      published: '2017-06-12',
      checked: '2026-11-01',
      topics: ['nets'],
    }),
  );
  expect(record).toBe(
    [
      'TY  - UNPB',
      'ID  - it',
      'AU  - Vaswani, Ashish',
      'AU  - von Werra, Leandro',
      'AU  - et al.',
      'TI  - Attention Is All You Need',
      'PY  - 2017',
      'DA  - 2017/06/12/',
      'M1  - arXiv:1706.03762',
      'UR  - https://arxiv.org/abs/1706.03762',
      'L1  - https://arxiv.org/pdf/1706.03762',
      'Y2  - 2026/11/01/',
      'KW  - Nets',
      'ER  - ',
      '',
    ].join('\r\n'),
  );
});

test('all facts of a bibliography are written', () => {
  const fields = {
    ...{ type: 'paper', key: 'ada1843', doi: '10.1000/182', authors: ['Ada Lovelace'], editors: ['Charles Babbage'] },
    ...{ venue: 'Notes & Queries', volume: '3', issue: '4', pages: '666 - 731', publisher: 'Taylor', edition: '2nd' },
    ...{ published: '1843', short: 'Notes', summary: 'The *first* program.', abstract: 'It\nis long.' },
    ...{ code: 'https://example.org/code', slides: 'https://example.org/slides' },
  };
  expect(linesOf(fields)).toEqual([
    ...[
      ['TY', 'JOUR'],
      ['ID', 'ada1843'],
      ['AU', 'Lovelace, Ada'],
      ['A2', 'Babbage, Charles'],
    ],
    ...[
      ['TI', 'It'],
      ['ST', 'Notes'],
      ['T2', 'Notes & Queries'],
      ['JF', 'Notes & Queries'],
      ['PY', '1843'],
    ],
    ...[
      ['DA', '1843///'],
      ['VL', '3'],
      ['IS', '4'],
      ['SP', '666'],
      ['EP', '731'],
      ['ET', '2nd'],
      ['PB', 'Taylor'],
    ],
    ...[
      ['DO', '10.1000/182'],
      ['UR', 'https://example.org/it'],
      ['LK', 'https://example.org/code'],
    ],
    ...[
      ['LK', 'https://example.org/slides'],
      ['AB', 'It is long.'],
      ['N1', 'The *first* program.'],
      ['ER', ''],
    ],
  ]);
});

test('a book has its number of pages and its ISBN, and its editors are not those of a series', () => {
  const fields = { type: 'book', isbn: '9780136042594', length: '300 pages', editors: ['Ada Lovelace', 'et al.'] };
  expect(valuesOf(fields, 'TY', 'A2', 'A3', 'SP', 'SN')).toEqual([
    'TY BOOK',
    'A3 Lovelace, Ada',
    'A3 et al.',
    'SP 300',
    'SN 9780136042594',
  ]);
});

test('a chapter is in its book, and a part in its series', () => {
  const record = risOf(
    resource('book', { type: 'book', title: 'Deep Learning' }),
    resource('chapter', { type: 'paper', series: 'book', part: '6' }),
    resource('course', { type: 'course', title: 'Zero to Hero' }),
    resource('part', { type: 'lecture', series: 'course', part: '3', venue: 'A channel' }),
  );
  expect(record).toContain(
    'TY  - CHAP\r\nID  - chapter\r\nTI  - Resource chapter\r\nT2  - Deep Learning\r\nSE  - 6\r\n',
  );
  expect(record).toContain('T2  - A channel\r\nT3  - Zero to Hero\r\nM1  - 3\r\n');
});

test.each([
  ['2017', 'PY 2017', 'DA 2017///'],
  ['2017-02', 'PY 2017', 'DA 2017/02//'],
  ['~2017-02-03', 'PY 2017', 'DA 2017/02/03/circa'],
])('the date %s is as precise as it is known', (published, ...expected) => {
  expect(valuesOf({ published }, 'PY', 'DA')).toEqual(expected);
});

test.each([
  ['1–12', 'SP 1', 'EP 12'],
  ['e1024', 'SP e1024'],
  ['1–4, 17', 'SP 1–4, 17'],
  ['1–4, 17–18', 'SP 1–4, 17–18'],
])('the pages %s are first and last, or one text', (pages, ...expected) => {
  expect(valuesOf({ pages, venue: 'Nature' }, 'SP', 'EP')).toEqual(expected);
});

test.each([
  ['OpenAI', 'OpenAI'],
  ['Martin Luther King Jr.', 'King, Martin Luther, Jr.'],
  [{ name: 'Bell, Book and Candle', institution: true }, 'Bell Book and Candle'],
])('the author %j is %s', (author, expected) => {
  expect(valuesOf({ authors: [author] }, 'AU')).toEqual([`AU ${expected}`]);
});

test.each(resourceTypes)('a record of the type %s has a type of the format', (type) => {
  expect(valuesOf({ type }, 'TY')[0]).toMatch(/^TY (?:UNPB|VIDEO|SLIDE|ELEC|BOOK|COMP|SOUND)$/);
});

test('no text ends a record or starts one', () => {
  const texts = ['ER  - ', '\r\nER  - ', '\n\nTY  - JOUR\r\n', 'a\u2028ER  - ', 'half \ud83d', '\u0085ER  - '];
  const ids = texts.map((_, index) => `r${index}`);
  const written = risOf(
    ...texts.map((text, index) => {
      const facts = { authors: [text], abstract: text, summary: text, venue: text, publisher: text };
      return resource(`r${index}`, { title: `T${text}`, ...facts });
    }),
  );
  const records = written.split('\r\n\r\n');
  expect(records.map((record) => /^ID {2}- (.*)$/m.exec(record)?.[1]).sort()).toEqual(ids);
  for (const record of records) {
    const lines = record.trimEnd().split(/\r\n|[\n\r\u2028\u0085]/);
    expect(lines.filter((line) => !/^[A-Z][A-Z0-9] {2}-(?: |$)/.test(line))).toEqual([]);
    expect(lines.filter((line) => /^(?:TY|ER)/.test(line))).toHaveLength(2);
  }
  expect(selectRecords('ris', written, [2, 0])).toBe(`${records[2]}\r\n\r\n${records[0]}\r\n`);
  expect(selectRecords('ris', written, [5])).toBe(records[5]);
});
