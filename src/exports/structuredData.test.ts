import { expect, test } from 'vitest';
import { makeWording } from '../i18n/wording.ts';
import { buildLog } from '../log/buildLog.ts';
import { logEntry, resource, week } from '../log/fixtures/entries.ts';
import { makeUrls } from '../urls/urls.ts';
import { highwireTags } from './highwireTags.ts';
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

test('a week has its dates, its language and its licence', () => {
  const { log } = buildLog(
    [
      logEntry({ site: 'https://example.org/', license: 'CC0' }),
      week('one', { start: '2025-02-07', updated: '2025-03-01' }),
    ],
    { drafts: false },
  );
  const urls = makeUrls(log.site);
  const [one] = log.weeks;
  const data = one && structuredData({ log, urls, wording: makeWording('en') }, one, urls.entry(one));
  expect(JSON.parse(data ?? '')['@graph'][0]).toMatchObject({
    datePublished: '2025-02-07',
    dateModified: '2025-03-01',
    inLanguage: 'en',
    license: { name: 'CC0' },
  });
});

test('reference managers find the facts of a paper, and nothing on other pages', () => {
  const tagsOf = (fields: Readonly<Record<string, unknown>>) => {
    const { log } = buildLog([logEntry(), resource('it', { title: 'It', ...fields })], { drafts: false });
    return log.resources.flatMap((one) => highwireTags(log, one));
  };
  const own = {
    authors: ['Leandro von Werra'],
    published: '2015-05-28',
    doi: '10.1000/1',
    url: 'https://example.org/1',
  };
  expect(tagsOf({ type: 'paper', ...own, venue: 'Nature', volume: '521', issue: '7', pages: '4-9' })).toEqual([
    ['citation_title', 'It'],
    ['citation_author', 'von Werra, Leandro'],
    ['citation_publication_date', '2015/05/28'],
    ['citation_journal_title', 'Nature'],
    ['citation_volume', '521'],
    ['citation_issue', '7'],
    ['citation_firstpage', '4'],
    ['citation_lastpage', '9'],
    ['citation_doi', '10.1000/1'],
    ['citation_public_url', 'https://example.org/1'],
  ]);
  expect(tagsOf({ type: 'article', ...own })).toEqual([]);
});
