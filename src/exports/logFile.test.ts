import { expect, test } from 'vitest';
import { logEntry, note, page, resource, week } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import { sharedFields } from '../log/logFile.ts';
import { resourceSchema } from '../log/schema.ts';
import { root } from '../../tests/site.ts';
import { loadLog } from '../loader/load.ts';
import { makeUrls } from '../urls/urls.ts';
import { logFile } from './logFile.ts';

const textOf = (log: Parameters<typeof logFile>[0]) => logFile(log, makeUrls(log.site));

const facts = {
  title: 'Attention Is All You Need',
  short: 'Attention',
  type: 'paper',
  url: 'https://arxiv.org/abs/1706.03762',
  authors: ['Ashish Vaswani', 'Noam Shazeer', 'et al.'],
  published: '~2017-06',
  venue: 'Advances in Neural Information Processing Systems',
  volume: '30',
  issue: '1',
  pages: '1–12',
  publisher: 'Curran',
  editors: ['Isabelle Guyon', { name: 'NeurIPS Foundation', institution: true }, 'et al.'],
  edition: '2nd',
  summary: 'A summary',
  abstract: 'An abstract',
  topics: ['architecture', 'scaling'],
  level: 'intermediate',
  length: '~15 pages',
  series: 'series',
  part: '2',
  prerequisites: ['base', { resource: 'one', or: ['other'], reason: 'it is used here' }],
  access: 'free',
  checked: '2026-11-01',
  code: 'https://example.org/code',
  slides: 'https://example.org/slides',
  video: 'https://example.org/video',
  arxiv: '1706.03762',
  doi: '10.1000/182',
  isbn: '9780306406157',
  youtube: 'dQw4w9WgXcQ',
  key: 'vaswani2017',
  aliases: ['transformer'],
};
/** What the author did with it and thought of it. */
const own = {
  status: 'skimmed',
  because: 'Because I say so',
  finished: '2026-01-02',
  spent: '2h',
  verdict: 'A verdict',
  best: ['a best thing'],
  archived: 'https://web.archive.org/x',
  added: '2026-01-03',
  updated: '2026-01-04',
};
const topics = {
  architecture: 'Architecture',
  scaling: { title: 'Scaling', summary: 'More of it', parent: 'architecture' },
};
const others = ['series', 'base', 'one', 'other'].map((id) => resource(id));
const written = (...entries: Parameters<typeof buildLog>[0]) =>
  textOf(
    buildLog([logEntry({ topics, site: 'https://example.org/log' }), ...others, ...entries], { drafts: true }).log,
  );
const read = (...entries: Parameters<typeof buildLog>[0]) => JSON.parse(written(...entries));

test('a log file has its version, the name of its log, and its topics', () => {
  const { resources, ...head } = read();
  expect(head).toEqual({
    $schema: 'https://example.org/log/schemas/log-file.schema.json',
    guide: 'https://example.org/log/llms.txt',
    markdown: 'https://example.org/log/{list}/{+id}/index.md',
    learnlog: 1,
    title: 'A log',
    site: 'https://example.org/log',
    language: 'en',
    topics,
  });
  expect(resources).toHaveLength(others.length);
});

test('a log file names the authors and the licence of its log', () => {
  const headOf = (fields: Parameters<typeof logEntry>[0]) =>
    JSON.parse(textOf(buildLog([logEntry(fields)], { drafts: false }).log));
  const ada = { name: 'Ada', url: 'https://ada.example/', orcid: '0000-0002-1825-0097' };
  const authors = [ada, { name: 'A Lab', institution: true }];
  const license = { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' };
  expect(headOf({ authors, license })).toMatchObject({ authors, license });
  expect(headOf({ author: 'Ada', license: 'CC0' })).toMatchObject({
    authors: [{ name: 'Ada' }],
    license: { name: 'CC0' },
  });
  expect(Object.keys(headOf({}))).toEqual(['learnlog', 'title', 'language', 'topics', 'resources']);
});

test('a resource has all its facts, as frontmatter has them, and nothing of its author', () => {
  const text = written(resource('attention', { ...facts, ...own }));
  const found = JSON.parse(text).resources.find(({ id }: { id: string }) => id === 'attention');
  expect(found).toEqual({ id: 'attention', ...facts });
  expect(Object.keys(found).sort()).toEqual(['id', ...sharedFields].sort());
  for (const value of Object.values(own).flat()) expect(text).not.toContain(value);
});

test('durations are in their written form, and unknown facts are omitted', () => {
  const { resources } = read(resource('talk', { length: '1h 45m' }), resource('bare'));
  expect(resources.find(({ id }: { id: string }) => id === 'talk').length).toBe('1h 45m');
  expect(Object.keys(resources.find(({ id }: { id: string }) => id === 'bare'))).toEqual([
    'id',
    'title',
    'type',
    'url',
  ]);
});

test('a log file has no drafts', () => {
  expect(written(resource('secret', { draft: true }))).not.toContain('secret');
});

test('notes follow the resources, if there are any', () => {
  const fields = { summary: 'My opinion', aliases: 'old', added: '~2025-02' };
  const { notes, learnlog } = read(note('a', fields), note('git/b'), note('c', { draft: true }));
  expect(learnlog).toBe(1);
  expect(notes).toEqual([
    { id: 'a', title: 'Note a', aliases: ['old'], added: '~2025-02' },
    { id: 'git/b', title: 'Note git/b', topics: ['git'] },
  ]);
  expect(read()).not.toHaveProperty('notes');
});

test('weeks and pages that are on topics follow too', () => {
  const scaling = { topics: 'scaling' };
  const { weeks, pages } = read(week('01', scaling), week('02'), page('a', scaling), page('b'));
  expect(weeks).toEqual([{ id: '01', title: 'Week 01', topics: ['scaling'] }]);
  expect(pages).toEqual([{ id: 'a', title: 'Page a', topics: ['scaling'] }]);
  expect(read(week('02'), page('b'))).not.toHaveProperty('weeks');
});

test('each resource is one line', () => {
  const lines = written()
    .split('\n')
    .filter((line) => line.startsWith('{"id"'));
  expect(lines.map((line) => JSON.parse(line.replace(/,$/, '')).id)).toHaveLength(others.length);
});

test('the record of each resource of the example log is valid frontmatter', async () => {
  const { log } = await loadLog(root, { drafts: false });
  const { resources } = JSON.parse(textOf(log)) as { resources: readonly Record<string, unknown>[] };
  expect(resources.length).toBeGreaterThan(50);
  for (const { id, ...fields } of resources) {
    expect(resourceSchema.safeParse(fields).error, String(id)).toBeUndefined();
  }
});
