import { expect, test } from 'vitest';
import { makeWording } from '../i18n/wording.ts';
import { makeUrls } from '../urls/urls.ts';
import { feedItems, type FeedItem } from './feedItems.ts';
import { feedLengths, wholeFeed } from './feeds.ts';
import { loadTestLog } from './testLog.ts';

const resource = (fields: string, body = '') => {
  const address = `https://example.com/${encodeURIComponent(fields)}`;
  return `---\ntype: paper\nurl: ${address}\n${fields}\n---\n${body}`;
};

const files = {
  'log.md': '---\ntitle: Log\nsite: https://example.org/log/\ntopics: { rl: Reinforcement learning }\n---\n',
  'pages/background.md':
    '---\ntitle: Before\nplace: before\n---\n[a](../resources/early.md) [b](../resources/twice.md)\n',
  'weeks/one.md':
    '---\ntitle: One\nstart: 2025-02-07\nend: 2025-02-16\ntopics: rl\nsummary: The first.\n---\nSee [b](../resources/twice.md) and [c](../resources/second.md).\n',
  'weeks/two.md':
    '---\ntitle: Two\nstart: 2025-02-20\n---\nIt is *open*, with $x$.\n\n[c](../resources/second.md) [d](../resources/month.md)\n',
  'resources/early.md': resource('title: Only on a page'),
  'resources/twice.md': resource('title: On a page and in a week\ntopics: rl', 'Some *notes*.'),
  'resources/second.md': resource('title: Second\nverdict: Good.', 'Notes.'),
  'resources/month.md': resource('title: Finished in a month\nfinished: 2025-02\nsummary: What it is.', 'Notes.'),
  'resources/day.md': resource('title: Finished on a day\nfinished: ~2025-02-18'),
  'resources/draft.md': resource('title: Draft\nfinished: 2025-02-18\ndraft: true'),
};

async function itemsOf(log: Readonly<Record<string, string>>, today = '2026-11-29'): Promise<readonly FeedItem[]> {
  const { log: loaded, html } = await loadTestLog(log);
  const site = { log: loaded, html, urls: makeUrls(loaded.site), wording: makeWording(loaded.language), today };
  return feedItems(site, wholeFeed(site));
}

test('items are newest first, a week before its resources, and later appearances first', async () => {
  const items = await itemsOf(files);
  expect(items.map(({ date, title }) => [date, title])).toEqual([
    ['2025-02-20T00:00:00Z', 'Week 2: Two'],
    ['2025-02-20T00:00:00Z', 'Finished in a month'],
    ['2025-02-18T00:00:00Z', 'Finished on a day'],
    ['2025-02-07T00:00:00Z', 'Week 1: One'],
    ['2025-02-07T00:00:00Z', 'Second'],
    ['2025-02-07T00:00:00Z', 'On a page and in a week'],
  ]);
});

test('a new week moves no item, and neither does the end of one', async () => {
  const later = { ...files, 'weeks/three.md': '---\ntitle: Three\nstart: 2025-03-10\nend: 2026-12-20\n---\n' };
  expect((await itemsOf(later)).slice(0, 1).map(({ title }) => title)).toEqual(['Week 3: Three']);
  expect(await itemsOf(files)).toEqual((await itemsOf(later)).filter(({ title }) => title !== 'Week 3: Three'));
});

test('an item stays where it was if somebody writes down later that it is finished', async () => {
  const second = resource('title: Second\nverdict: Good.\nfinished: 2025-03-01', 'Notes.');
  const dates = (items: readonly FeedItem[]) => items.map(({ date, title }) => `${date} ${title}`);
  expect(dates(await itemsOf({ ...files, 'resources/second.md': second }))).toEqual(dates(await itemsOf(files)));
});

test('an item has the day on which it was added, and waits for its day', async () => {
  const added = { ...files, 'weeks/one.md': files['weeks/one.md'].replace('summary', 'added: 2025-02-10\nsummary') };
  const dates = (await itemsOf(added, '2025-02-12')).map(({ date, title }) => [date, title]);
  expect(dates).toEqual([
    ['2025-02-10T00:00:00Z', 'Week 1: One'],
    ['2025-02-10T00:00:00Z', 'Second'],
    ['2025-02-10T00:00:00Z', 'On a page and in a week'],
  ]);
});

test('an item is not updated in the future', async () => {
  const one = files['weeks/one.md'].replace('summary', 'updated: 2025-03-10\nsummary');
  const updated = async (today: string) => (await itemsOf({ ...files, 'weeks/one.md': one }, today)).at(-3)?.updated;
  expect(await updated('2025-03-09')).toBe('2025-02-07T00:00:00Z');
  expect(await updated('2025-03-10')).toBe('2025-03-10T00:00:00Z');
});

test('the feed of a long log has the newest items', async () => {
  const weeks = Array.from({ length: feedLengths.whole + 20 }, (_, index) => {
    const start = new Date(Date.UTC(2020, 0, 6 + 7 * index)).toISOString().slice(0, 10);
    return [`weeks/w${String(index).padStart(3, '0')}.md`, `---\ntitle: W\nstart: ${start}\n---\n`] as const;
  });
  const items = await itemsOf({ 'log.md': files['log.md'], ...Object.fromEntries(weeks) });
  expect(items).toHaveLength(feedLengths.whole);
  expect(items[0]?.title).toBe(`Week ${feedLengths.whole + 20}: W`);
  expect(items.at(-1)?.title).toBe('Week 21: W');
});

test('an item has its kind, address and summary', async () => {
  const byTitle = new Map((await itemsOf(files)).map((item) => [item.title, item]));
  expect(byTitle.get('Week 1: One')).toMatchObject({
    id: 'https://example.org/log/weeks/one/',
    url: 'https://example.org/log/weeks/one/',
    summary: 'The first.',
    categories: ['Week', 'Reinforcement learning'],
  });
  expect(byTitle.get('Week 2: Two')?.summary).toBe('It is open, with x.');
  expect(byTitle.get('Second')?.summary).toBe('Good.');
  expect(byTitle.get('Finished in a month')?.summary).toBe('What it is.');
  expect(byTitle.get('On a page and in a week')).toMatchObject({
    summary: 'Some notes.',
    content: '<p>Some <em>notes</em>.</p>',
    categories: ['Paper', 'Reinforcement learning'],
  });
  expect(byTitle.get('Finished on a day')).toMatchObject({ summary: '', content: '' });
});

test('a log without an address has no feed', async () => {
  const { log, html } = await loadTestLog({ ...files, 'log.md': '---\ntitle: Log\ntopics: { rl: RL }\n---\n' });
  const site = { log, html, urls: makeUrls(log.site), wording: makeWording(log.language), today: '2026-11-29' };
  expect(() => feedItems(site, wholeFeed(site))).toThrow('"site" in content/log.md');
});

test('a note is an item of its date, and gives it to the resources that only notes mention', async () => {
  const items = await itemsOf({
    ...files,
    'notes/tools/git/rebase.md':
      '---\ntitle: Rebase\ndate: 2025-02-20\nsummary: Once and for all.\n---\n[x](../../../resources/early.md) [y](../../../resources/second.md)\n',
    'notes/undated.md': '---\ntitle: No date\n---\n[z](../resources/only.md)\n',
    'resources/only.md': resource('title: Only in a note without a date'),
  });
  expect(items.slice(0, 4).map(({ date, title, categories }) => [date, title, categories])).toEqual([
    ['2025-02-20T00:00:00Z', 'Week 2: Two', ['Week']],
    ['2025-02-20T00:00:00Z', 'Rebase', ['Note', 'Tools', 'Git']],
    ['2025-02-20T00:00:00Z', 'Finished in a month', ['Paper']],
    ['2025-02-20T00:00:00Z', 'Only on a page', ['Paper']],
  ]);
  expect(items[1]).toMatchObject({
    summary: 'Once and for all.',
    url: 'https://example.org/log/notes/tools/git/rebase/',
  });
  const titles = items.map(({ title }) => title);
  expect(titles).not.toContain('No date');
  expect(titles).not.toContain('Only in a note without a date');
  expect(items.find(({ title }) => title === 'Second')?.date).toBe('2025-02-07T00:00:00Z');
});
