import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EntryKey, TopicId } from '../log/entry.ts';
import type { Resource, Week } from '../log/log.ts';
import { periodFolder } from '../log/period.ts';
import { basePath, facetFolders, makeUrls, shownAddress, type Href } from './urls.ts';

const topic = (id: string) => ({ id: id as TopicId, title: id, number: 1 });

test.each([
  [undefined, '/'],
  ['https://example.org', '/'],
  ['https://example.org/', '/'],
  ['https://example.org/log', '/log/'],
  ['https://example.org/log/', '/log/'],
  ['https://example.org/a/b//', '/a/b/'],
  ['https://example.org/log/?q=1#x', '/log/'],
])('the base path of a log published at %s is %s', (site, base) => {
  expect(basePath(site)).toBe(base);
  expect(makeUrls(site).base).toBe(base);
});

describe.each([
  [undefined, '/'],
  ['https://example.org/log', '/log/'],
])('below a site at %s', (site, base) => {
  const urls = makeUrls(site);

  test.each<[string, Href, string]>([
    ['the timeline', urls.home, ''],
    ['the library', urls.library, 'resources/'],
    ['the library as a table', urls.table, 'table/'],
    ['the first page of the library', urls.listPage(urls.library, 1), 'resources/'],
    ['a further page of the library', urls.listPage(urls.library, 2), 'resources/page/2/'],
    ['a further page of a year', urls.listPage(urls.facet('year', '2017'), 3), 'years/2017/page/3/'],
    ['a level', urls.facet('level', 'advanced'), 'levels/advanced/'],
    ['a status', urls.facet('status', 'queued'), 'statuses/queued/'],
    ['the library in BibTeX', urls.exportOf('bibtex'), 'library.bib'],
    ['the library in CSL-JSON', urls.exportOf('csl'), 'library.csl.json'],
    ['the graph', urls.logFile, 'log.json'],
    ['the library in Markdown', urls.exportOf('markdown'), 'library.md'],
    ['the topics', urls.topics, 'topics/'],
    ['the list of all paths', urls.paths, 'path/'],
    ['the way to a resource', urls.pathTo({ id: 'größe' } as Resource), 'path/to/gr%C3%B6%C3%9Fe/'],
    ['search', urls.search, 'search/'],
    ['the whole log', urls.whole, 'all/'],
    ['the Atom feed', urls.atom, 'feed.xml'],
    ['the JSON feed', urls.jsonFeed, 'feed.json'],
    ['the feed of a topic', urls.partFeed('topics/größe'), 'feeds/topics/gr%C3%B6%C3%9Fe.xml'],
    ['an entry as Markdown', urls.markdownOf(urls.entry('weeks/01' as EntryKey)), 'weeks/01/index.md'],
    ['the front page as Markdown', urls.markdownOf(urls.home), 'index.md'],
    ['the guide for language models', urls.guide, 'llms.txt'],
    ['the schema of the log file', urls.schemaOf('log-file'), 'schemas/log-file.schema.json'],
    ['the list of feeds', urls.feedList, 'feeds.opml'],
    ['an entry', urls.entry('weeks/01-pre-training' as EntryKey), 'weeks/01-pre-training/'],
    ['a heading', urls.entry('weeks/01' as EntryKey, 'learning-ppo'), 'weeks/01/#learning-ppo'],
    ['a heading in other letters', urls.entry('weeks/01' as EntryKey, 'größe'), 'weeks/01/#gr%C3%B6%C3%9Fe'],
    ['an entry in other letters', urls.entry('resources/注意力' as EntryKey), 'resources/%E6%B3%A8%E6%84%8F%E5%8A%9B/'],
    ['a week on the timeline', urls.onTimeline({ key: 'weeks/01' } as Week, 1), '#weeks/01'],
    ['a week on a later page of the timeline', urls.onTimeline({ key: 'weeks/01' } as Week, 2), 'page/2/#weeks/01'],
    [
      'a resource on the timeline',
      urls.onTimeline({ key: 'resources/größe' } as Resource, 1),
      '#resources/gr%C3%B6%C3%9Fe',
    ],
    ['a topic', urls.topic(topic('pre-training')), 'topics/pre-training/'],
    ['a topic in other letters', urls.topic(topic('größe')), 'topics/gr%C3%B6%C3%9Fe/'],
    ['a type', urls.type('paper'), 'types/paper/'],
    ['a file', urls.file('images/a b#1.png'), 'images/a%20b%231.png'],
    ['an icon', urls.icon('note'), 'icons.svg#note'],
  ])('%s has its address', (_, href, path) => {
    expect(href).toBe(`${base}${path}`);
  });
});

test('an entry is addressed alike by itself and by its key', () => {
  const urls = makeUrls('https://example.org/log/');
  const week = { key: 'weeks/01' as EntryKey } as Parameters<typeof urls.entry>[0];
  expect(urls.entry(week, 'top')).toBe(urls.entry('weeks/01' as EntryKey, 'top'));
});

test.each([
  ['https://example.org', 'https://example.org/weeks/01/#top'],
  ['https://example.org/log', 'https://example.org/log/weeks/01/#top'],
  ['https://example.org:8080/log/', 'https://example.org:8080/log/weeks/01/#top'],
  [undefined, undefined],
])('the absolute address at %s is %s', (site, expected) => {
  const urls = makeUrls(site);
  expect(urls.absolute(urls.entry('weeks/01' as EntryKey, 'top'))).toBe(expected);
});

test.each([
  ['https://example.org/', 'example.org'],
  ['HTTP://example.org/a/', 'example.org/a/'],
  ['https://www.example.org/a?b=1&c=2#d', 'www.example.org/a?b=1&c=2#d'],
  ['https://example.org/?url=https://example.com/', 'example.org/?url=https://example.com/'],
  ['mailto:ada@example.org', 'ada@example.org'],
])('the address %s is printed as %s', (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});

test('no period is in a folder that the site uses for something else', async () => {
  const routes = await readdir(join(import.meta.dirname, '../pages'), { withFileTypes: true });
  const urls = makeUrls(undefined);
  const addresses = Object.values(urls).flatMap((url) => (typeof url === 'string' ? (url.split('/')[1] ?? '') : []));
  const names = [...routes.map(({ name }) => name), ...Object.values(facetFolders), ...addresses];
  const own = names.filter((name) => /^[a-z]+$/.test(name));
  expect(own).toEqual(expect.arrayContaining(['notes', 'images', 'statuses', 'charts']));
  expect(own.filter((other) => periodFolder({ one: 'x', other }) !== 'weeks')).toEqual([]);
});
