import { parseAtomFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { makeWording } from '../i18n/wording.ts';
import { makeUrls } from '../urls/urls.ts';
import { atomFeed } from './atom.ts';
import { feedItems } from './feedItems.ts';
import { wholeFeed } from './feeds.ts';
import { loadTestLog } from './testLog.ts';

const site = 'https://example.org/log/';

async function feedOf(files: Readonly<Record<string, string>>): Promise<string> {
  const { log, html } = await loadTestLog(files);
  const whole = { log, html, urls: makeUrls(log.site), wording: makeWording(log.language), today: '2026-11-29' };
  const feed = wholeFeed(whole);
  return atomFeed(log, feed, feedItems(whole, feed), site);
}

const root = (fields = '') => `---\ntitle: A & B\nsite: ${site}\nlanguage: de\n${fields}---\n`;
const week = (title: string, body = '', start = '2025-02-07') => `---\ntitle: ${title}\nstart: ${start}\n---\n${body}`;

test('a feed reader reads back what was written', async () => {
  const xml = await feedOf({
    'log.md': root(
      'tagline: Less < more\nauthor: { name: "Ada <3", url: "https://ada.example/?a=1&b=2" }\nlicense: CC0\n',
    ),
    'weeks/one.md': week('One', 'So $a<b$ & [c](two.md#d)[^1].\n\n[^1]: Note.\n'),
    'weeks/two.md': week('Two', '## D\n', '2025-02-20'),
  });
  const feed = parseAtomFeed(xml);
  expect(feed).toMatchObject({
    id: site,
    title: { value: 'A & B' },
    subtitle: { value: 'Less < more' },
    updated: '2025-02-20T00:00:00.000Z',
    authors: [{ name: 'Ada <3', uri: 'https://ada.example/?a=1&b=2' }],
    rights: { value: 'CC0' },
    xml: { lang: 'de' },
  });
  expect(feed.links?.map(({ href, rel }) => [rel, href])).toEqual([
    ['alternate', site],
    ['self', `${site}feed.xml`],
  ]);
  expect(feed.entries?.map(({ title, updated }) => [title?.value, updated])).toEqual([
    ['Woche 2: Two', '2025-02-20T00:00:00.000Z'],
    ['Woche 1: One', '2025-02-07T00:00:00.000Z'],
  ]);
  const content = feed.entries?.[1]?.content;
  expect(content?.type).toBe('html');
  expect(content?.value).toContain(
    'x-tex">a&#x3C;b</annotation></semantics></math> &#x26; <a href="https://example.org/log/weeks/two/#d">c</a>',
  );
});

test('every address is absolute', async () => {
  const xml = await feedOf({
    'log.md': root(),
    'weeks/one.md': week('One', '## Head\n\n[a](#head)[^1]\n\n[b](../resources/b.md)\n\n[^1]: [c](../log.md)\n'),
    'resources/b.md': '---\ntitle: B\ntype: book\nisbn: 9780262035613\n---\n',
  });
  const addresses = [...xml.matchAll(/(?:href|src|uri)="([^"]*)"|<id>([^<]*)</g)].map(([, a, b]) => a ?? b ?? '');
  expect(addresses.length).toBeGreaterThan(8);
  expect(addresses.filter((address) => !address.startsWith(site))).toEqual([]);
});

describe('fields that RFC 4287 requires have defaults', () => {
  test('an author', async () => {
    expect(parseAtomFeed(await feedOf({ 'log.md': root() })).authors).toEqual([{ name: 'A & B' }]);
  });

  test('a date', async () => {
    expect(parseAtomFeed(await feedOf({ 'log.md': root() })).updated).toBe('1970-01-01T00:00:00.000Z');
  });

  test('and an entry without a body has no empty content', async () => {
    const [entry] = parseAtomFeed(await feedOf({ 'log.md': root(), 'weeks/one.md': week('One') })).entries ?? [];
    expect(entry?.title?.value).toBe('Woche 1: One');
    expect(entry).not.toHaveProperty('content');
    expect(entry).not.toHaveProperty('summary');
  });
});

describe('hostile text is harmless', () => {
  test.each([
    [']]>', ']]>'],
    [']]>]]><evil/>', ']]>]]><evil/>'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['&lt;b&gt; &amp;amp; &#7;', '&lt;b&gt; &amp;amp; &#7;'],
    ['a\u0007b\u0000c\u001Fd\uFFFEe', 'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe'],
    [']]\u0007><evil/>', ']]\uFFFD><evil/>'],
    ['😀 \u2028 "quoted" \u007F', '😀 \u2028 "quoted" \u007F'],
  ])('%j', (text, expected) => {
    const item = {
      ...{
        id: 'https://x.example/',
        url: 'https://x.example/',
        date: '2025-02-07T00:00:00Z',
        updated: '2025-02-07T00:00:00Z',
        title: text,
        summary: text,
      },
      ...{ content: text, categories: [text] },
    };
    const log = { title: text, tagline: text, authors: [{ name: text }], language: 'en' };
    const { atom, home } = makeUrls(site);
    const about = { title: text, href: atom, page: home, isPart: false };
    const xml = atomFeed(log as unknown as Parameters<typeof atomFeed>[0], about, [item], site);
    expect(xml).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
    // Outside CDATA sections, there are only elements of the format.
    const elements = [...xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').matchAll(/<([\w:-]+)/g)].map(([, name]) => name);
    const known = 'feed id title subtitle updated author name link entry published category summary content'.split(' ');
    expect(elements.filter((name) => !known.includes(name ?? ''))).toEqual([]);
    const feed = parseAtomFeed(xml);
    const [entry] = feed.entries ?? [];
    expect([feed.title?.value, feed.subtitle?.value, entry?.title?.value, entry?.summary?.value]).toEqual(
      Array(4).fill(expected),
    );
    expect(feed.authors?.[0]?.name).toBe(expected);
    expect(entry?.content?.value).toBe(expected);
  });

  test('a control character in a file does not reach the feed', async () => {
    const files = (title: string, body: string) => ({ 'log.md': root(), 'weeks/one.md': week(title, body) });
    await expect(feedOf(files('"Bell \\x07"', ''))).rejects.toThrow('U+0007');
    await expect(feedOf(files('Bell', 'Bell &#7;\n'))).rejects.toThrow('U+0007');
    await expect(feedOf(files('Bell', 'Bell \u0007 and `\u001B`\n'))).rejects.toThrow('U+0007');
  });
});
