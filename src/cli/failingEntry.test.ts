import { expect, test } from 'vitest';
import { bibtex } from '../exports/bibtex.ts';
import { citations } from '../exports/citation.ts';
import { loadTestLog } from '../exports/testLog.ts';
import { feedItems } from '../exports/feedItems.ts';
import { wholeFeed } from '../exports/feeds.ts';
import { buildLog } from '../log/buildLog.ts';
import type { Entry } from '../log/entry.ts';
import type { Bodies } from '../site.ts';
import { makeWording } from '../i18n/wording.ts';
import { makeUrls } from '../urls/urls.ts';
import { failingEntry } from './failingEntry.ts';

const resource = (title: string) =>
  `---\ntitle: ${title}\ntype: paper\npublished: 2017\nadded: 2025-02-03\n---\n\nNotes.\n`;
const loaded = await loadTestLog({
  'log.md': '---\ntitle: A log\nsite: https://example.org/\n---\n',
  'pages/p.md': '---\ntitle: P\n---\n\nText.\n',
  'weeks/w.md': '---\ntitle: W\nstart: 2025-02-03\n---\n\nText.\n',
  ...Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id) => [`resources/${id}.md`, resource(id)])),
});

function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return expect.fail('nothing was thrown');
}

/** The bodies, one of which cannot be read. */
const without = (key: string): Bodies => ({
  ...loaded.html,
  get: (asked) => {
    if (asked === key) throw new TypeError('no such body');
    return loaded.html.get(asked);
  },
});

test.each(['resources/d', 'weeks/w', 'pages/p', 'log'])(
  'an exception in a feed, the whole log or the search index names its entry: %s',
  async (key) => {
    const html = without(key);
    const found = await failingEntry({ ...loaded, html }, new TypeError('no such body'));
    expect(found?.key).toBe(key);
  },
);

test('an exception in an export names its entry', async () => {
  const entries = loaded.entries.map((entry) =>
    entry.key === 'resources/c' ? ({ ...entry, fields: { ...entry.fields, doi: 7 } } as unknown as Entry) : entry,
  );
  const error = thrown(() => bibtex(citations(buildLog(entries, { drafts: false }).log)));
  expect((await failingEntry({ ...loaded, entries }, error))?.file).toBe('content/resources/c.md');
});

test('an exception that no entry causes names none', async () => {
  expect(await failingEntry(loaded, new Error('no such disk'))).toBeUndefined();
  const { log } = loaded;
  const site = { log, urls: makeUrls(log.site), wording: makeWording(log.language) };
  const error = thrown(() => feedItems({ ...site, html: without('weeks/w'), today: '2026-11-25' }, wholeFeed(site)));
  expect(await failingEntry(loaded, error)).toBeUndefined();
});
