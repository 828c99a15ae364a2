import { expect, test } from 'vitest';
import { toSite, type LoadedSite } from '../loader/loadedSite.ts';
import { buildLog } from '../log/buildLog.ts';
import {
  entryKey,
  folders,
  resourceKey,
  type Entry,
  type EntryKey,
  type EntryLink,
  type ResourceId,
} from '../log/entry.ts';
import { link, logEntry, resource, week } from '../log/fixtures/entries.ts';
import { pathTo } from '../log/path.ts';
import { noRecords, type Records } from '../log/records.ts';
import { recordReads, unknownDigest, type Recorder } from './recordedReads.ts';

const bodies = new Map<EntryKey, string>([
  [resourceKey('a'), '<p>A</p>'],
  [resourceKey('b'), '<p>B</p>'],
]);

function siteOf(resources: readonly Entry[], html = bodies, fields = {}, changes: Records['changes'] = {}): LoadedSite {
  const entries = [logEntry({ topics: { nets: 'Nets', rl: 'RL' }, ...fields }), ...resources];
  const { log } = buildLog(entries, { drafts: false, records: { ...noRecords, changes } });
  const texts = new Map(entries.map((entry) => [entry.file, JSON.stringify(entry)]));
  const get = (key: EntryKey) => html.get(key);
  const sizeOf = (key: EntryKey) => ({ bytes: get(key)?.length ?? 0, elements: 1 });
  return toSite({ log, entries, texts, words: {}, html: { get, keys: () => html.keys(), hashOf: get, sizeOf } });
}

const a = (fields = {}) => resource('a', { topics: ['nets'], ...fields });
const b = (fields = {}) => resource('b', { topics: ['rl'], prerequisites: ['a'], ...fields });
const first = (...links: Parameters<typeof week>[2][]) => week('1', {}, ...links);

/** Whether a page that reads something is unchanged after a change of the entries. */
async function isUnchanged(
  page: (site: LoadedSite) => unknown,
  before: LoadedSite,
  after: LoadedSite,
): Promise<boolean> {
  const recorder = recordReads(before);
  const { reads } = await recorder.during(() => Promise.resolve(page(recorder.site)));
  if (!reads) throw new Error('Nothing was recorded.');
  return recordReads(after, recorder.cells(reads)).areUnchanged(reads);
}

const entryIn = ({ log }: LoadedSite, id: string) => log.resource(id as ResourceId);
const before = siteOf([a(), b(), first(link('resources/a'))]);

const changes: readonly (readonly [string, (site: LoadedSite) => unknown, LoadedSite])[] = [
  ['a property', (site) => entryIn(site, 'a').title, siteOf([a({ title: 'Other' }), b(), first(link('resources/a'))])],
  [
    'a property that did not exist',
    (site) => entryIn(site, 'a').verdict,
    siteOf([a({ verdict: 'Good.' }), b(), first(link('resources/a'))]),
  ],
  [
    'a property from outside the file',
    (site) => entryIn(site, 'a').added?.iso,
    siteOf([a(), b(), first(link('resources/a'))], bodies, {}, { [a().file]: { first: '2025-03-01' } }),
  ],
  [
    'whether a property exists',
    (site) => Object.hasOwn(entryIn(site, 'a'), 'verdict') || 'verdict' in entryIn(site, 'a'),
    siteOf([a({ verdict: 'Good.' }), b(), first(link('resources/a'))]),
  ],
  [
    'a copy of an entry',
    (site) => ({ ...entryIn(site, 'a') }),
    siteOf([a({ verdict: 'Good.' }), b(), first(link('resources/a'))]),
  ],
  [
    'an entry that another one leads to',
    (site) => site.log.prerequisitesOf(entryIn(site, 'b')).map(({ resource: { title } }) => title),
    siteOf([a({ title: 'Other' }), b(), first(link('resources/a'))]),
  ],
  [
    'an answer',
    (site) => site.log.mentionsOf(entryIn(site, 'a')).length,
    siteOf([a(), b(), first(link('resources/a')), week('2', { start: '2025-02-14' }, link('resources/a'))]),
  ],
  ['a list', (site) => site.log.resources.length, siteOf([a(), b(), resource('c'), first(link('resources/a'))])],
  [
    'the title of a topic',
    (site) => entryIn(site, 'a').topics.map(({ title }) => title),
    siteOf([a(), b(), first(link('resources/a'))], bodies, { topics: { nets: 'Networks', rl: 'RL' } }),
  ],
  [
    'the answer about a topic',
    ({ log }) => log.topics.map((topic) => log.resourcesOn(topic).length),
    siteOf([a({ topics: ['nets', 'rl'] }), b(), first(link('resources/a'))]),
  ],
  [
    'the text of an entry',
    ({ html }) => html.get(resourceKey('a')),
    siteOf([a(), b(), first(link('resources/a'))], new Map([...bodies, [resourceKey('a'), '<p>Other</p>']])),
  ],
  [
    'the size of a text',
    ({ html }) => html.sizeOf(resourceKey('a')),
    siteOf([a(), b(), first(link('resources/a'))], new Map([...bodies, [resourceKey('a'), '<p>Other</p>']])),
  ],
  [
    'a heading in a body',
    (site) => entryIn(site, 'a').body.links,
    siteOf([resource('a', { topics: ['nets'] }, link('resources/b')), b(), first(link('resources/a'))]),
  ],
  [
    'a step of a path',
    ({ log }) => pathTo('b' as ResourceId, log.pathGraph).steps.map(({ node }) => node.level),
    siteOf([a({ level: 'advanced' }), b(), first(link('resources/a'))]),
  ],
  [
    'all steps',
    ({ log }) => [...log.pathGraph.values()].map(({ resource: { title } }) => title),
    siteOf([a({ title: 'Other' }), b(), first(link('resources/a'))]),
  ],
  [
    'a property of an entry of which more was read than has numbers of its own',
    (site) => {
      const entry = entryIn(site, 'a');
      for (let name = 0; name < 300; name += 1) Reflect.get(entry, `x${name}`);
      return entry.title;
    },
    siteOf([a({ title: 'Other' }), b(), first(link('resources/a'))]),
  ],
  [
    'a setting of the log',
    ({ log }) => log.title,
    siteOf([a(), b(), first(link('resources/a'))], bodies, { title: 'B' }),
  ],
];

test.each(changes)('a change is noticed: %s', async (_, page, after) => {
  expect(await isUnchanged(page, before, after)).toBe(false);
});

test.each(changes)('without a change, nothing is noticed, and the page reads what is there: %s', async (_, page) => {
  expect(await isUnchanged(page, before, siteOf([a(), b(), first(link('resources/a'))]))).toBe(true);
  expect(page(recordReads(before).site)).toEqual(page(before));
});

test('a page does not depend on what it does not read', async () => {
  const after = siteOf([a({ verdict: 'Good.' }), b({ title: 'Other' }), first(link('resources/a'))]);
  expect(await isUnchanged((site) => entryIn(site, 'a').title, before, after)).toBe(true);
});

test('what an answer reads by itself does not belong to the page', async () => {
  const after = siteOf([a({ title: 'Other' }), b(), first(link('resources/a'))]);
  expect(await isUnchanged(({ log }) => log.resourcesWith('topic', 'nets').length, before, after)).toBe(true);
});

test('where a link is in its file, and the text below its heading, do not belong to what is mentioned', async () => {
  const siteWith = (line: number, opening: string) =>
    siteOf([
      a(),
      b(),
      first(
        { id: 'part', depth: 2, text: 'Part', opening },
        link('resources/a', { range: { line, column: 1, endLine: line, endColumn: 9 } }),
      ),
    ]);
  const page = (site: LoadedSite) => [
    site.log.mentionsOf(entryIn(site, 'a')).length,
    site.log.metIn(site.log.weeks[0] as (typeof site.log.weeks)[number]).length,
  ];
  expect(await isUnchanged(page, siteWith(1, 'Before.'), siteWith(2, 'After.'))).toBe(true);
});

test('a share picture that shows something else is noticed in the list of all', async () => {
  const siteWith = (title: string) =>
    siteOf([a({ title }), b(), first(link('resources/a'))], bodies, { site: 'https://example.org/' });
  const page = ({ shares }: LoadedSite) => shares.cards.size;
  expect(await isUnchanged(page, siteWith('One'), siteWith('Two'))).toBe(false);
  expect(await isUnchanged(page, siteWith('One'), siteWith('One'))).toBe(true);
});

test('an entry that is gone has changed', async () => {
  const page = (site: LoadedSite) => entryIn(site, 'b').title;
  expect(await isUnchanged(page, before, siteOf([a(), first(link('resources/a'))]))).toBe(false);
});

test('an entry is the same object wherever a page finds it', () => {
  const { log } = recordReads(before).site;
  expect(log.find(resourceKey('a'))).toBe(log.resources[0]);
  expect(log.find(entryKey(folders.week, '1'))).toBe(log.weeks[0]);
  expect(log.facetValues('topic')[0]?.resources[0]).toBe(log.resources[0]);
});

const readsOf = (recorder: Recorder, page: (site: LoadedSite) => unknown) =>
  recorder.during(() => Promise.resolve(page(recorder.site)));

test('a question whose argument cannot be stored makes the page one that is always rendered', async () => {
  const ask = ({ log }: LoadedSite) => log.topicsIn({ ...log.topics[0] } as (typeof log.topics)[number]);
  expect((await readsOf(recordReads(before), ask)).reads).toBeUndefined();
});

test.each([() => 1, Number.NaN, /a/, Symbol('a'), 1n])('a value such as %s cannot be compared', (value) => {
  const { digestOf } = recordReads(before);
  expect(digestOf({ value: [value] })).toBe(unknownDigest);
  expect(digestOf({ value: [1, 'a', null, true, undefined, new Map([[1, new Set(['a'])]])] })).not.toBe(unknownDigest);
});

test.each([
  [
    ['ab', 'c'],
    ['a', 'bc'],
  ],
  [['1'], [1]],
  [[], {}],
  [{ a: undefined }, { a: null }],
  [[[1], 2], [[1, 2]]],
  [new Map([['a', 1]]), [['a', 1]]],
  [new Set(['a']), ['a']],
  [Array.from({ length: 99 }, () => 'a'), Array.from({ length: 98 }, () => 'a')],
])('%o and %o are told apart', (one, other) => {
  const { digestOf } = recordReads(before);
  expect(digestOf([one])).not.toBe(digestOf([other]));
  expect(digestOf([one])).toBe(recordReads(before).digestOf([one]));
});

test('a property that is undefined is like one that is missing, as in what comes from a cache', async () => {
  const { digestOf } = recordReads(before);
  expect(digestOf([{ a: undefined, b: 1 }])).toBe(digestOf([{ b: 1 }]));
  const siteWith = (more: Partial<EntryLink>) => siteOf([a(), b(), first(link('resources/a', more))]);
  const page = (site: LoadedSite) => site.log.weeks.map(({ body }) => body.links.length);
  expect(await isUnchanged(page, siteWith({ moment: undefined } as object), siteWith({}))).toBe(true);
});

test('what has not changed in an entry of which something else has keeps its digest', async () => {
  const [title, other] = [a({ title: 'Other' }), a({ title: 'Other', verdict: 'Good.' })];
  const sites = [title, other, title].map((entry) => siteOf([entry, b(), first(link('resources/a'))]));
  const [, second = before, third = before] = sites;
  const recorder = recordReads(sites[0] ?? before);
  const { reads = new Uint32Array() } = await readsOf(recorder, (site) => [
    entryIn(site, 'a').title,
    entryIn(site, 'a').verdict,
  ]);
  const next = recordReads(second, recorder.cells(reads));
  const changes = next.changesIn(reads);
  const last = recordReads(third, next.cells(reads));
  expect([changes, last.changesIn(reads)]).toEqual([['verdict of resources/a'], ['verdict of resources/a']]);
});

test('what no page reads any more is not compared with an old value when one reads it again', async () => {
  const siteWith = (verdict: string) => siteOf([a({ verdict }), b(), first(link('resources/a'))]);
  const [one, two] = [siteWith('One.'), siteWith('Two.')];
  const readBy = async (recorder: Recorder, page: (site: LoadedSite) => unknown) =>
    (await readsOf(recorder, page)).reads ?? new Uint32Array();
  const both = recordReads(one);
  const [title, verdict] = [
    (site: LoadedSite) => entryIn(site, 'a').title,
    (site: LoadedSite) => entryIn(site, 'a').verdict,
  ];
  const ofTitle = await readBy(both, title);
  const pages = Uint32Array.from([...ofTitle, ...(await readBy(both, verdict))]);
  const onlyTitle = recordReads(one, both.cells(pages));
  const kept = pages.slice(0, ofTitle.length);
  const afterChange = recordReads(two, onlyTitle.cells(kept));
  const again = recordReads(two, afterChange.cells(kept));
  const reads = await readBy(again, verdict);
  const cells = again.cells(reads);
  expect(recordReads(two, cells).areUnchanged(reads)).toBe(true);
  expect(recordReads(one, cells).areUnchanged(reads)).toBe(false);
});

test('a description of a property does not have its value, which would not be recorded', () => {
  const { log } = recordReads(before).site;
  expect(Object.getOwnPropertyDescriptor(log, 'title')).not.toHaveProperty('value');
});

test('changes are named for people', async () => {
  const recorder = recordReads(before);
  const { reads = new Uint32Array() } = await readsOf(recorder, (site) => [
    entryIn(site, 'a').title,
    site.html.get(resourceKey('a')),
    site.log.mentionsOf(entryIn(site, 'a')),
    site.log.title,
  ]);
  const after = siteOf([a({ title: 'Other' }), b()], new Map(), { title: 'B' });
  expect(recordReads(after, recorder.cells(reads)).changesIn(reads)).toEqual([
    'title of resources/a',
    'text of resources/a',
    'mentionsOf(resources/a)',
    'title of the log',
  ]);
});

test('each page has its own record of what it reads, once', async () => {
  const recorder = recordReads(before);
  const page = () => {
    const { title } = entryIn(recorder.site, 'a');
    return Promise.resolve(title + entryIn(recorder.site, 'a').title);
  };
  const [one, other] = [await recorder.during(page), await recorder.during(page)];
  expect(one.reads).toHaveLength(new Set(one.reads).size);
  expect(other.reads).toEqual(one.reads);
});
