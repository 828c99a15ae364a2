import { expect, test } from 'vitest';
import { logEntry, resource } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { resourceTypes } from '../log/schema.ts';
import { citationOf, citations } from './citation.ts';
import { cslJson, cslRecord } from './csl.ts';

const logOf = (...entries: Parameters<typeof buildLog>[0]) => buildLog([logEntry(), ...entries], { drafts: false }).log;

const recordOf = (fields: Readonly<Record<string, unknown>>) => {
  const log = logOf(resource('it', { title: 'It', ...fields }));
  return JSON.parse(cslJson(citations(log)))[0];
};

/** The types that the schema csl-data.json 1.0 allows and that are used here. */
const cslTypes = [
  'article',
  'article-journal',
  'book',
  'broadcast',
  'chapter',
  'motion_picture',
  'paper-conference',
  'post',
  'software',
  'speech',
  'webpage',
];

test('a preprint is written with its number, its day and all its authors', () => {
  expect(
    recordOf({
      title: 'Attention Is All You Need',
      url: 'https://arxiv.org/abs/1706.03762',
      authors: ['Ashish Vaswani', 'Leandro von Werra', 'OpenAI', 'et al.'],
      published: '2017-06-12',
      length: '15 pages',
      checked: '2026-11',
    }),
  ).toEqual({
    id: 'it',
    type: 'article',
    title: 'Attention Is All You Need',
    author: [
      { family: 'Vaswani', given: 'Ashish' },
      { family: 'Werra', given: 'Leandro', 'non-dropping-particle': 'von' },
      { literal: 'OpenAI' },
      { literal: 'others' },
    ],
    issued: { 'date-parts': [[2017, 6, 12]] },
    'number-of-pages': 15,
    publisher: 'arXiv',
    number: 'arXiv:1706.03762',
    URL: 'https://arxiv.org/abs/1706.03762',
    accessed: { 'date-parts': [[2026, 11]] },
  });
});

test('unknown facts are omitted', () => {
  expect(recordOf({ type: 'book', isbn: '9780136042594', url: undefined })).toEqual({
    id: 'it',
    type: 'book',
    title: 'It',
    ISBN: '9780136042594',
  });
});

test.each(resourceTypes)('a %s has a type of the schema', (type) => {
  expect(cslTypes).toContain(recordOf({ type }).type);
});

test('a paper with a DOI that is no preprint is from a journal', () => {
  expect(recordOf({ doi: '10.1000/182' }).type).toBe('article-journal');
  expect(recordOf({ doi: '10.48550/arXiv.1706.03762', arxiv: '1706.03762' }).type).toBe('article');
});

test('all facts of a bibliography are written', () => {
  const {
    title: _,
    URL: __,
    ...record
  } = recordOf({
    key: 'ada1843',
    doi: '10.1000/182',
    editors: ['Charles Babbage', 'et al.'],
    venue: 'Scientific Memoirs',
    volume: '3',
    issue: '4',
    pages: '666-731',
    publisher: 'Taylor',
    edition: '2nd',
    summary: 'The first program.',
    abstract: 'It\nis long.',
    code: 'https://example.org/code',
    video: 'https://example.org/video',
  });
  expect(record).toEqual({
    id: 'ada1843',
    type: 'article-journal',
    editor: [{ family: 'Babbage', given: 'Charles' }, { literal: 'others' }],
    'container-title': 'Scientific Memoirs',
    volume: '3',
    issue: '4',
    page: '666–731',
    edition: '2nd',
    publisher: 'Taylor',
    DOI: '10.1000/182',
    abstract: 'It is long.',
    annote: 'The first program.',
    custom: { code: 'https://example.org/code', video: 'https://example.org/video' },
  });
});

test('a paper of a conference and a chapter have types of their own, and a venue comes before a series', () => {
  expect(recordOf({ venue: 'ICML' }).type).toBe('paper-conference');
  const log = logOf(
    resource('book', { type: 'book', title: 'A book' }),
    resource('a', { series: 'book', part: '6' }),
    resource('b', { type: 'video', series: 'book', venue: 'A channel' }),
  );
  const byId = new Map<string, unknown>(
    JSON.parse(cslJson(citations(log))).map((one: { id: string }) => [one.id, one]),
  );
  expect(byId.get('a')).toMatchObject({ type: 'chapter', 'container-title': 'A book', 'chapter-number': 6 });
  expect(byId.get('b')).toMatchObject({ 'container-title': 'A channel', 'collection-title': 'A book' });
});

test.each([
  ['2017', { 'date-parts': [[2017]] }],
  ['~2017-02', { 'date-parts': [[2017, 2]], circa: true }],
])('the date %s is as precise as it is known', (published, issued) => {
  expect(recordOf({ published }).issued).toEqual(issued);
});

test('a part names its series and its number', () => {
  const log = logOf(
    resource('course', { type: 'course', title: 'Zero to Hero' }),
    resource('part', { type: 'lecture', series: 'course', part: '3' }),
  );
  const part = JSON.parse(cslJson(citations(log))).find(({ id }: { id: string }) => id === 'part');
  expect(part).toMatchObject({ 'container-title': 'Zero to Hero', 'part-number': 3 });
});

test('each record is one line, in order of appearance, whatever its text', () => {
  const titles = ['quote " and \\', 'two\n\nlines', '},\n{', '</script>', 'half \ud83d', 'a\u2028b'];
  const log = logOf(...titles.map((title, index) => resource(`r${index}`, { title, authors: title })));
  const text = cslJson(citations(log));
  const lines = text.trimEnd().split('\n').slice(1, -1);
  const records = lines.map((line) => JSON.parse(line.replace(/,$/, '')));
  expect(records.map(({ id }) => id)).toEqual(log.resources.map(({ id }) => id));
  expect(JSON.parse(text)).toEqual(records);
});

test('an empty library is an empty list', () => {
  expect(JSON.parse(cslJson([]))).toEqual([]);
});

test('a displayed record has one fact per line and is otherwise the same', () => {
  const log = logOf(resource('it', { authors: ['Ada Lovelace'], published: '1843' }));
  const [text = ''] = log.resources.map((one) => cslRecord(citationOf(log, one)));
  expect([JSON.parse(text)]).toEqual(JSON.parse(cslJson(citations(log))));
  expect(text).toContain('\n  "issued": {"date-parts":[[1843]]}');
});
