import { expect, test } from 'vitest';
import { logEntry, note, resource, week } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import type { EntryKey } from '../log/entry.ts';
import { makeWording } from '../i18n/wording.ts';
import { makeUrls } from '../urls/urls.ts';
import { guide, markdownHome, markdownPage } from './markdownPage.ts';

const { log } = buildLog(
  [
    logEntry({
      title: 'A_log',
      tagline: 'Less',
      site: 'https://example.org/log/',
      topics: { rl: 'RL', empty: 'Empty' },
    }),
    week('one', { title: 'First', start: '2025-02-07', end: '2025-02-16', topics: 'rl' }),
    note('n', { title: '*', added: '2025-02-20' }),
    resource('base', { title: 'Base' }),
    resource('ppo', {
      title: 'PPO <b>',
      url: 'https://example.org/a_(b)',
      authors: ['Ada Lovelace', 'et al.'],
      published: '2017-07',
      venue: 'Journal of *',
      volume: '3',
      pages: '1-12',
      editors: ['Charles Babbage'],
      code: 'https://example.org/code',
      topics: 'rl',
      level: 'advanced',
      length: '12 pages',
      status: 'finished',
      finished: '2025-02-08',
      verdict: 'Brief.',
      best: ['RL'],
      prerequisites: [{ resource: 'base', reason: 'it is used' }],
      added: '2025-02-09',
    }),
  ],
  { drafts: false },
);
const site = { log, urls: makeUrls(log.site), wording: makeWording(log.language) };
const pageOf = (key: string, text = '') => {
  const entry = log.find(key as EntryKey);
  if (!entry) throw new Error(key);
  return markdownPage(site, entry, text);
};

test('a resource has its facts as a list, and nothing in them is markup', () => {
  expect(pageOf('resources/ppo', 'Text.')).toBe(`# PPO \\<b\\>

> Brief.

- Type: Paper
- Authors: Ada Lovelace and others
- Published: July 2017
- Appeared in: Journal of \\*
- Volume: 3
- Pages: 1–12
- Editors: Charles Babbage
- Link: <https://example.org/a_%28b%29>
- Code: <https://example.org/code>
- Level: Advanced
- Length: 12 pages
- Status: Finished, 8 February 2025
- Study first: [Base](https://example.org/log/resources/base/) (it is used)
- Best on RL
- Topics: [RL](https://example.org/log/topics/rl/)

Text.

---

<https://example.org/log/resources/ppo/> · Added 9 February 2025
`);
});

test('a week has its dates, a note its day, and the front page its tagline', () => {
  expect(pageOf('weeks/one')).toContain('# First\n\n- Week 1\n- 7\u2009–\u200916 February 2025\n- Topics: [RL]');
  expect(pageOf('notes/n')).toContain('# \\*\n\n- 20 February 2025\n');
  expect(markdownHome(site, 'Hello.')).toBe(
    '# A\\_log\n\n> Less\n\nHello.\n\n---\n\n<https://example.org/log/> · <https://example.org/log/llms.txt>\n',
  );
});

test('without an address of the site, links are paths', () => {
  const local = { ...site, urls: makeUrls(undefined) };
  expect(markdownHome(local, '')).toContain('\n[/](/) · [/llms.txt](/llms.txt)\n');
});

test('the guide lists the Markdown of every entry, and other files last', () => {
  expect(guide(site)).toBe(`# A\\_log

> Less

## Timeline

- [Week 1: First](https://example.org/log/weeks/one/index.md)

## Notes

- [\\*](https://example.org/log/notes/n/index.md)

## Library

- [PPO \\<b\\>](https://example.org/log/resources/ppo/index.md): Paper. Brief.
- [Base](https://example.org/log/resources/base/index.md): Paper

## Optional

- [Whole log on one page](https://example.org/log/all/)
- [Graph as JSON](https://example.org/log/log.json)
- [BibTeX](https://example.org/log/library.bib)
- [Atom feed](https://example.org/log/feed.xml)
`);
});

test('the guide to a log without resources lists no export of resources', () => {
  const { log } = buildLog([logEntry({}), note('n', { title: 'N' })], { drafts: false });
  expect(guide({ ...site, log })).not.toContain('library.bib');
});
