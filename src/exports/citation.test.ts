import { expect, test } from 'vitest';
import { logEntry, resource, week } from '../log/fixtures/entries.ts';
import { makeWording } from '../i18n/wording.ts';
import { buildLog } from '../log/buildLog.ts';
import { makeUrls } from '../urls/urls.ts';
import { appearance, citations, logCitation, proseCitation } from './citation.ts';

const citationsOf = (...entries: Parameters<typeof buildLog>[0]) =>
  citations(buildLog([logEntry(), ...entries], { drafts: false }).log);

test('a citation has names and dates in their parts, and the title of the series', () => {
  const entries = [
    resource('course', { title: 'Deep\nlearning' }),
    resource('it', {
      title: 'It',
      authors: ['Ada Lovelace', 'et al.'],
      published: '~2017-06',
      series: 'course',
      part: '2',
    }),
  ];
  expect(citationsOf(...entries).find(({ id }) => id === 'it')).toMatchObject({
    title: 'It',
    authors: [{ name: 'Ada Lovelace', parts: { family: 'Lovelace', given: 'Ada' } }],
    hasMoreAuthors: true,
    published: { parts: [2017, 6], about: true },
    series: 'Deep learning',
    part: 2,
  });
});

test('a chapter names its book, and a record its kind', () => {
  const [chapter] = citationsOf(
    resource('chapter', { type: 'paper', series: 'book', part: '6' }),
    resource('book', { type: 'book', title: 'Deep Learning' }),
  ).filter(({ id }) => id === 'chapter');
  expect(chapter).toMatchObject({ kind: 'incollection', book: 'Deep Learning', part: 6 });
  expect(chapter).not.toHaveProperty('series');
});

test('the citation key is `key`, unless another resource has it', () => {
  const keys = citationsOf(
    resource('a', { key: 'ada1843' }),
    resource('b'),
    resource('c', { key: 'Same' }),
    resource('d', { key: 'same' }),
    resource('e', { key: 'B' }),
  ).map(({ id, key }) => [id, key]);
  expect(keys.sort()).toEqual([
    ['a', 'ada1843'],
    ['b', 'b'],
    ['c', 'c'],
    ['d', 'd'],
    ['e', 'e'],
  ]);
});

test('where it appeared is one text for references', () => {
  const of = (fields: Readonly<Record<string, unknown>>) => citationsOf(resource('it', fields)).map(appearance)[0];
  expect(of({ venue: 'Nature', volume: '521', issue: '7553', pages: '436-444' })).toEqual([
    'Nature, 521 (7553), 436–444',
  ]);
  expect(of({ venue: 'ICML', publisher: 'PMLR' })).toEqual(['ICML', 'PMLR']);
  expect(of({})).toEqual([]);
});

test('a week is cited as a part of its log, by its authors and under its licence, and the log by its newest week', () => {
  const own = { title: 'My log', author: 'Ada Lovelace', license: { name: 'CC0', url: 'https://cc.example/0' } };
  const { log } = buildLog(
    [
      logEntry({ ...own, site: 'https://example.org/log/' }),
      week('one', { title: 'First', start: '2025-02-07' }),
      week('two', { title: 'Second', start: '2025-02-14', updated: '2025-03-01' }),
    ],
    { drafts: false },
  );
  const site = { log, urls: makeUrls(log.site), wording: makeWording('en') };
  const shared = { authors: [{ name: 'Ada Lovelace' }], license: 'CC0, https://cc.example/0' };
  const [first] = log.weeks;
  expect(first && proseCitation(site, first)).toMatchObject({
    ...shared,
    title: 'Week 1: First',
    venue: 'My log',
    published: { parts: [2025, 2, 7] },
    url: 'https://example.org/log/weeks/one/',
  });
  expect(logCitation(site)).toMatchObject({
    ...shared,
    title: 'My log',
    published: { parts: [2025, 3, 1] },
    url: 'https://example.org/log/',
  });
});
