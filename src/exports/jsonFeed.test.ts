import { parseJsonFeed } from 'feedsmith';
import { expect, test } from 'vitest';
import { makeWording } from '../i18n/wording.ts';
import { makeUrls } from '../urls/urls.ts';
import { feedItems } from './feedItems.ts';
import { wholeFeed } from './feeds.ts';
import { jsonFeed } from './jsonFeed.ts';
import { loadTestLog } from './testLog.ts';

const site = 'https://example.org/log/';

async function feedOf(files: Readonly<Record<string, string>>): Promise<string> {
  const { log, html } = await loadTestLog(files);
  const urls = makeUrls(log.site);
  const whole = { log, html, urls, wording: makeWording(log.language), today: '2026-11-29' };
  return jsonFeed(log, feedItems(whole, wholeFeed(whole)), urls, site);
}

const root = `---\ntitle: A & B\nsite: ${site}\ntagline: Less\nlanguage: de\nauthor: Ada\ntopics: { rl: RL }\n---\n`;
const formula =
  '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>a</mi><mo>&#x3C;</mo><mi>b</mi></mrow>' +
  '<annotation encoding="application/x-tex">a&#x3C;b</annotation></semantics></math>';
const week =
  '---\ntitle: "<script> ]]>"\nstart: 2025-02-07\nend: 2025-02-16\n---\nSo $a<b$ & [c](../resources/c.md).\n';
const resource = (verdict = '') =>
  `---\nupdated: 2025-03-01\ntitle: C\ntype: code\nurl: https://example.com\ntopics: rl\n${verdict}---\n`;

test('the feed has what version 1.1 of the format requires', async () => {
  const feed: unknown = JSON.parse(
    await feedOf({ 'log.md': root, 'weeks/one.md': week, 'resources/c.md': resource('verdict: Good.\n') }),
  );
  expect(feed).toEqual({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'A & B',
    description: 'Less',
    home_page_url: site,
    feed_url: `${site}feed.json`,
    language: 'de',
    authors: [{ name: 'Ada' }],
    items: [
      {
        id: `${site}weeks/one/`,
        url: `${site}weeks/one/`,
        title: 'Woche 1: <script> ]]>',
        date_published: '2025-02-07T00:00:00.000Z',
        summary: 'So a<b & c.',
        tags: ['Woche'],
        content_html: `<p>So ${formula} &#x26; <a href="${site}resources/c/">c</a>.</p>`,
      },
      {
        id: `${site}resources/c/`,
        url: `${site}resources/c/`,
        title: 'C',
        date_published: '2025-02-07T00:00:00.000Z',
        date_modified: '2025-03-01T00:00:00.000Z',
        summary: 'Good.',
        tags: ['Code', 'RL'],
        content_text: 'Good.',
      },
    ],
  });
});

test('a feed reader reads it, and an item without words has its title as content', async () => {
  const text = await feedOf({ 'log.md': root, 'weeks/one.md': week, 'resources/c.md': resource() });
  expect(parseJsonFeed(text).items?.[1]).toMatchObject({ title: 'C', content_text: 'C' });
  expect(text).not.toContain('"summary": ""');
});

test('an empty log has an empty feed', async () => {
  expect(JSON.parse(await feedOf({ 'log.md': root }))).toMatchObject({ title: 'A & B', items: [] });
});
