import { expect, test, vi } from 'vitest';
import { makeWording } from '../../i18n/wording.ts';
import { buildLog } from '../../log/buildLog.ts';
import { link, logEntry, note, resource, week } from '../../log/fixtures/entries.ts';
import { makeUrls } from '../../urls/urls.ts';
import { sharesOf } from './shares.ts';

const entries = [
  logEntry({ site: 'https://example.org/log/', topics: { rl: 'RL' } }),
  week('1', {}, link('resources/a')),
  note('n'),
  resource('a', { topics: 'rl' }),
  resource('b', { topics: 'rl', prerequisites: ['a'] }),
];

function source() {
  const { log } = buildLog(entries, { drafts: false });
  return { log, urls: makeUrls(log.site), wording: makeWording(log.language, {}, log), hasCharts: false };
}

test('every page has a picture, and every picture is on a page', () => {
  const site = source();
  const { log, urls } = site;
  const shares = sharesOf(site);
  const pages = [
    urls.home,
    urls.library,
    ...log.nodes.map((node) => urls.entry(node)),
    ...log.withPath.map((goal) => urls.pathTo(goal)),
  ];
  const titles = pages.map((page) => shares.of(page)?.alt);
  expect(titles).toEqual(expect.arrayContaining(log.nodes.map(({ title }) => expect.stringContaining(title))));
  expect(new Set(titles).size).toBe(pages.length);
  const names = new Set(shares.cards.keys());
  for (const page of pages) expect(names).toContain(shares.of(page)?.href.split('/').slice(-2).join('/'));
  expect(names.size).toBeGreaterThan(pages.length);
  expect(shares.of(`${urls.library}page/2/` as typeof urls.library)).toEqual(shares.of(urls.library));
  expect(shares.of(undefined)).toEqual(shares.of(urls.home));
});

test('the picture of a page is made without those of the others', () => {
  const site = source();
  const [one] = site.log.resources;
  if (!one) throw new Error('There is no resource.');
  const makers = vi.spyOn(site.wording, 'makers');
  const beforehand = vi.spyOn(site.log, 'beforehand');
  const facets = vi.spyOn(site.log, 'facetValues');
  expect(sharesOf(site).of(site.urls.entry(one))?.alt).toContain(one.title);
  expect(makers.mock.calls).toEqual([[one]]);
  expect([...beforehand.mock.calls, ...facets.mock.calls]).toEqual([]);
});
