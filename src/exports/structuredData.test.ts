import { expect, test } from 'vitest';
import { makeWording } from '../i18n/wording.ts';
import { buildLog } from '../log/buildLog.ts';
import { logEntry, resource } from '../log/fixtures/entries.ts';
import { makeUrls } from '../urls/urls.ts';
import { structuredData } from './structuredData.ts';

const dataOf = (address: string | undefined, fields: Readonly<Record<string, unknown>>) => {
  const { log } = buildLog([logEntry({ site: address }), resource('it', fields)], { drafts: false });
  const urls = makeUrls(address);
  const [one] = log.resources;
  return one && structuredData({ log, urls, wording: makeWording('en') }, one, urls.entry(one));
};

test('no text ends the script', () => {
  const data = dataOf('https://example.org/', { title: '</script><!--<script>', verdict: '</SCRIPT >' }) ?? '';
  expect(data).not.toContain('<');
  expect(JSON.parse(data)['@graph'][0]).toMatchObject({
    name: '</script><!--<script>',
    review: { reviewBody: '</SCRIPT >' },
  });
});

test('a video has its length in the form of ISO 8601, and a preprint its other addresses', () => {
  const first = (fields: object) =>
    JSON.parse(dataOf('https://example.org/', { title: 'It', ...fields }) ?? '')['@graph'][0];
  expect(first({ type: 'video', length: '1h 45m' })).toMatchObject({
    '@type': ['LearningResource', 'VideoObject'],
    timeRequired: 'PT1H45M',
  });
  expect(first({ arxiv: '1706.03762', doi: '10.1000/1' }).sameAs).toEqual([
    'https://doi.org/10.1000/1',
    'https://arxiv.org/abs/1706.03762',
  ]);
});

test('a paper is in an issue of a volume of a journal, and a name is in reading order', () => {
  const [paper] = JSON.parse(
    dataOf('https://example.org/', {
      ...{ title: 'It', type: 'paper', authors: ['García Márquez, Gabriel'] },
      ...{ venue: 'Nature', volume: '521', issue: '7553' },
    }) ?? '',
  )['@graph'];
  expect(paper).toMatchObject({
    author: [{ '@type': 'Person', name: 'Gabriel García Márquez' }],
    isPartOf: [
      {
        '@type': 'PublicationIssue',
        issueNumber: '7553',
        isPartOf: {
          '@type': 'PublicationVolume',
          volumeNumber: '521',
          isPartOf: { '@type': 'Periodical', name: 'Nature' },
        },
      },
    ],
  });
});

test('a log without an address has no description', () => {
  expect(dataOf(undefined, { title: 'It' })).toBeUndefined();
});
