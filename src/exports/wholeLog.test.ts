import { describe, expect, test } from 'vitest';
import { makeUrls } from '../urls/urls.ts';
import { makeWording } from '../i18n/wording.ts';
import { loadTestLog } from './testLog.ts';
import { wholeLog, wholeLogPages } from './wholeLog.ts';

const files = {
  'log.md': '---\ntitle: Log\nsite: https://example.org/log/\n---\nStart with [week two](weeks/two.md).\n\n## Why\n',
  'weeks/one.md':
    '---\ntitle: One\nstart: 2025-02-07\n---\nRead [PPO](../resources/ppo.md) and [its notes](../resources/ppo.md#notes), then [more](two.md#more).\n\n## More\n\n### Deep\n',
  'weeks/two.md':
    '---\ntitle: Two\nstart: 2025-02-14\n---\nSee [the log](../log.md), [why](../log.md#why), [the web](https://example.org/) and [the last page](../pages/last.md).\n\n$$\nx\n$$\n\n## More\n',
  'weeks/none.md': '---\ntitle: None\nstart: 2025-02-21\ndraft: true\n---\nAn unfinished week.\n',
  'pages/about.md': '---\ntitle: About\n---\n[The equation](../weeks/two.md#eq.1).\n',
  'pages/first.md': '---\ntitle: First\nplace: before\n---\nFirst of all.\n',
  'pages/last.md': '---\ntitle: Last\nplace: after\n---\nLast of all.\n',
  'resources/dpo.md': '---\ntitle: DPO\ntype: paper\nurl: https://example.org/dpo\n---\n',
  'resources/ppo.md': '---\ntitle: PPO\ntype: paper\nurl: https://example.org/ppo\n---\n## Notes\n',
};

async function listPagesOf(of: Readonly<Record<string, string>>, bytes?: number) {
  const { log, html } = await loadTestLog(of);
  const site = { log, html, urls: makeUrls(log.site), wording: makeWording(log.language) };
  const listPages = wholeLogPages(log, html, bytes === undefined ? undefined : { bytes, elements: Infinity });
  return listPages.map((listPage) => wholeLog(site, listPages, listPage));
}

async function whole(of: Readonly<Record<string, string>>) {
  const [only, ...more] = await listPagesOf(of);
  expect(more).toEqual([]);
  if (!only) throw new Error('There is no page.');
  return only;
}

test('holds the pages before, the weeks, the pages after, then the other pages, and no draft', async () => {
  const { parts, listPage } = await whole(files);
  expect(parts.map(({ entry }) => entry.key)).toEqual([
    'pages/first',
    'weeks/one',
    'weeks/two',
    'pages/last',
    'pages/about',
  ]);
  expect(listPage.resources.map(({ id }) => id)).toEqual(['ppo', 'dpo']);
});

test('lists each part, the sections in it, and the resources', async () => {
  const { headings } = await whole(files);
  expect(headings.map(({ depth, id, text }) => `${depth} ${id}: ${text}`)).toEqual([
    '2 pages/first: First',
    '2 weeks/one: Week 1: One',
    '3 weeks/one/more: More',
    '2 weeks/two: Week 2: Two',
    '3 weeks/two/more: More',
    '2 pages/last: Last',
    '2 pages/about: About',
    '2 resources: Resources',
  ]);
});

test('links between parts inside the page, and out of it only to other pages', async () => {
  const { introduction, parts } = await whole(files);
  const [, one, two, , about] = parts.map(({ html }) => html);
  expect(introduction).toContain('href="#weeks/two"');
  expect(one).toContain('data-number="1" href="#resources/ppo"');
  expect(one).toContain('href="/log/resources/ppo/#notes"');
  expect(one).toContain('href="#weeks/two/more"');
  for (const href of ['#log', '#log/why', 'https://example.org/', '#pages/last'])
    expect(two).toContain(`href="${href}"`);
  expect(about).toContain('href="#weeks/two/eq.1"');
});

test('has notes behind the timeline, oldest first, with ids that no heading has', async () => {
  const { parts, headings } = await whole({
    'log.md': '---\ntitle: Log\n---\n',
    'notes/git/rebase.md': '---\ntitle: Rebase\ndate: 2025-03-01\n---\nBack to [it](../git.md#rebase).\n\n## Why\n',
    'notes/git.md': '---\ntitle: Git\ndate: 2025-02-01\n---\n[On](git/rebase.md#why).\n\n## Rebase\n',
    'weeks/one.md': '---\ntitle: One\nstart: 2025-02-07\n---\n',
    'pages/about.md': '---\ntitle: About\n---\n',
  });
  expect(parts.map(({ entry }) => entry.key)).toEqual(['weeks/one', 'notes/git', 'notes/git/rebase', 'pages/about']);
  expect(headings.map(({ id }) => id)).toEqual([
    'weeks/one',
    'notes/git',
    'notes/git/rebase',
    'notes/git:rebase',
    'notes/git:rebase/why',
    'pages/about',
  ]);
  expect(parts[1]?.html).toContain('href="#notes/git%3Arebase/why"');
  expect(parts[2]?.html).toContain('href="#notes/git/rebase"');
});

describe('a log too long for one page', () => {
  test('has several pages, each with the resources that first appear on it, numbered continuously', async () => {
    const listPages = await listPagesOf(files, 5_200);
    expect(listPages.map(({ parts }) => parts.map(({ entry }) => entry.key))).toEqual([
      ['pages/first', 'weeks/one'],
      ['weeks/two', 'pages/last'],
      ['pages/about'],
    ]);
    expect(listPages.map(({ listPage }) => [listPage.firstNumber, ...listPage.resources.map(({ id }) => id)])).toEqual([
      [1, 'ppo'],
      [2],
      [2, 'dpo'],
    ]);
    expect(listPages.map(({ introduction }) => introduction !== '')).toEqual([true, false, false]);
    expect(listPages.map(({ headings }) => headings.at(-1)?.id)).toEqual(['resources', 'pages/last', 'resources']);
  });

  test('links between its pages to the same targets', async () => {
    const [first, second, third] = await listPagesOf(files, 5_200);
    expect(first?.introduction).toContain('href="/log/all/page/2/#weeks/two"');
    expect(first?.parts[1]?.html).toContain('data-number="1" href="#resources/ppo"');
    expect(first?.parts[1]?.html).toContain('href="/log/all/page/2/#weeks/two/more"');
    for (const href of ['/log/all/#log', '/log/all/#log/why', '#pages/last'])
      expect(second?.parts[0]?.html).toContain(`href="${href}"`);
    expect(third?.parts[0]?.html).toContain('href="/log/all/page/2/#weeks/two/eq.1"');
  });

  test('lists nothing that was not met where there are no weeks and pages', async () => {
    const [only, ...more] = await listPagesOf({ 'log.md': '---\ntitle: Log\n---\n' }, 2_000);
    expect(only?.parts).toEqual([]);
    expect(more).toEqual([]);
  });
});
