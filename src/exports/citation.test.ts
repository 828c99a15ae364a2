import { expect, test } from 'vitest';
import { logEntry, resource } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { citations } from './citation.ts';

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
    container: 'Deep learning',
    part: 2,
  });
});

test.each([
  [{ type: 'paper', doi: '10.1000/182' }, true],
  [{ type: 'paper', doi: '10.48550/arXiv.1706.03762', arxiv: '1706.03762' }, false],
  [{ type: 'book', doi: '10.1000/182' }, false],
])('whether %j is from a journal is %s', (fields, expected) => {
  expect(citationsOf(resource('it', fields)).map(({ isFromJournal }) => isFromJournal)).toEqual([expected]);
});
