import { describe, expect, test } from 'vitest';
import { resourceKey, type Entry, type EntryKey, type ResourceId } from './entry.ts';
import { heading, link, logEntry, page, resource, week } from './fixtures/entries.ts';
import { buildLog } from './buildLog.ts';
import { groupMentions } from './mentions.ts';
import type { Log, Page, Resource, Week } from './log.ts';

const build = (entries: readonly Entry[]): Log => buildLog(entries, { drafts: false }).log;
const ids = (nodes: readonly (Week | Page | Resource)[]): string[] => nodes.map(({ id }) => id);
const resourceOf = (log: Log, id: string) => log.resource(id as ResourceId);
const weekOf = (log: Log, id: string) =>
  log.weeks.find((candidate) => candidate.id === id) ?? expect.fail(`no week ${id}`);
const pageOf = (log: Log, id: string) =>
  log.pages.find((candidate) => candidate.id === id) ?? expect.fail(`no page ${id}`);

describe('the log', () => {
  test('has the fields of log.md, with topics in order', () => {
    const log = build([
      logEntry({
        title: 'A month of AI',
        tagline: 'Four years in a month',
        author: 'Ada',
        site: 'https://example.org/log/',
        language: 'fr',
        topics: { scaling: 'Scaling', rl: { title: 'Reinforcement learning', summary: 'By reward' } },
      }),
    ]);
    expect(log).toMatchObject({
      title: 'A month of AI',
      tagline: 'Four years in a month',
      authors: [{ name: 'Ada' }],
      site: 'https://example.org/log/',
      language: 'fr',
      topics: [
        { id: 'scaling', number: 1, title: 'Scaling' },
        { id: 'rl', number: 2, title: 'Reinforcement learning', summary: 'By reward' },
      ],
    });
  });

  test('is built even if log.md is missing or unreadable', () => {
    const log = build([week('01')]);
    expect(log).toMatchObject({ title: 'Untitled log', language: 'en', topics: [], introduction: { isEmpty: true } });
    expect(ids(log.weeks)).toEqual(['01']);
  });

  test('is empty without entries', () => {
    const { log, problems } = buildLog([], { drafts: false });
    expect(problems).toEqual([]);
    expect([log.weeks, log.pages, log.timeline, log.resources, log.types, log.studyOrder]).toEqual([
      [],
      [],
      [],
      [],
      [],
      [],
    ]);
  });

  test('finds weeks, pages and resources by key', () => {
    const log = build([week('01'), page('about'), resource('ppo')]);
    const found = ['weeks/01', 'pages/about', resourceKey('ppo'), 'resources/01', 'log'].map(
      (key) => log.find(key as EntryKey)?.title,
    );
    expect(found).toEqual(['Week 01', 'Page about', 'Resource ppo', undefined, undefined]);
  });

  test('does not return a missing resource', () => {
    expect(() => resourceOf(build([]), 'ppo')).toThrow('There is no resource "ppo" in the log.');
  });

  test('sorts problems by file and line, regardless of the order of entries', () => {
    const entries = [
      week(
        '01',
        {},
        link('weeks/b', { range: { line: 30, column: 1 } }),
        link('weeks/a', { range: { line: 9, column: 7 } }),
      ),
      resource('ppo', { part: '1', status: 'queued' }),
    ];
    const expected = ['content/resources/ppo.md:5', 'content/weeks/01.md:9', 'content/weeks/01.md:30'];
    for (const order of [entries, entries.toReversed()]) {
      const { problems } = buildLog(order, { drafts: false });
      expect(problems.map(({ file, range: place }) => `${file}:${place.line}`)).toEqual(expected);
    }
  });
});

describe('weeks', () => {
  /** Weeks as `[id, number, first day, last day]`. */
  const stretches = (...entries: readonly Entry[]) =>
    build(entries).weeks.map(({ id, number, start, end }) => [id, number, start.iso, end?.iso]);

  test('are sorted and numbered by start, regardless of file name', () => {
    expect(stretches(week('a', { start: '2025-03-01' }), week('z', { start: '2025-02-01' }))).toEqual([
      ['z', 1, '2025-02-01', '2025-02-07'],
      ['a', 2, '2025-03-01', undefined],
    ]);
  });

  test('with the same start are sorted by file name, and the first lasts one day', () => {
    expect(stretches(week('b', { start: '2025-02-01' }), week('a', { start: '2025-02-01' }))).toEqual([
      ['a', 1, '2025-02-01', '2025-02-01'],
      ['b', 2, '2025-02-01', undefined],
    ]);
  });

  test('end after seven days, or the day before the next one; the last one is open', () => {
    expect(
      stretches(
        week('1', { start: '2025-02-07' }),
        week('2', { start: '2025-02-12' }),
        week('3', { start: '2028-03-20' }),
      ),
    ).toEqual([
      ['1', 1, '2025-02-07', '2025-02-11'],
      ['2', 2, '2025-02-12', '2025-02-18'],
      ['3', 3, '2028-03-20', undefined],
    ]);
  });

  test.each([
    ['day', ['2025-02-07', '2025-02-07', '2025-02-20', '2025-03-31']],
    ['lecture', ['2025-02-07', '2025-02-07', '2025-02-20', '2025-03-31']],
    ['month', ['2025-02-07', '2025-02-19', '2025-02-28', '2025-03-31']],
    [{ one: 'sprint', other: 'sprints' }, ['2025-02-07', '2025-02-13', '2025-02-26', undefined]],
  ])('of a log of %o end as usual, and only what lasts a week stays open', (period, ends) => {
    const starts = ['2025-02-07', '2025-02-07', '2025-02-20', '2025-03'];
    const entries = starts.map((start, index) => week(`${index}`, { start }));
    expect(build([logEntry({ period }), ...entries]).weeks.map(({ end }) => end?.iso)).toEqual(ends);
  });

  test('of a word of its own show only their first day if none has an end', () => {
    const period = { one: 'issue', other: 'issues' };
    const weeks = [week('1', { start: '2025-02-07' }), week('2', { start: '2025-03-07' })];
    const shown = (period: unknown, ...entries: Entry[]) =>
      build([logEntry({ period }), ...entries]).weeks.map(({ hasOnlyStart }) => hasOnlyStart);
    expect(shown(period, ...weeks)).toEqual([true, true]);
    expect(shown('week', ...weeks)).toEqual([false, false]);
    expect(shown(period, ...weeks, week('3', { start: '2025-04-01', end: '2025-04-14' }))).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('with an end can leave a gap or overlap', () => {
    expect(
      stretches(
        week('1', { start: '2025-02-07', end: '2025-02-10' }),
        week('2', { start: '2025-02-20', end: '2025-03-05' }),
        week('3', { start: '2025-03-01', end: '2025-03-03' }),
      ),
    ).toEqual([
      ['1', 1, '2025-02-07', '2025-02-10'],
      ['2', 2, '2025-02-20', '2025-03-05'],
      ['3', 3, '2025-03-01', '2025-03-03'],
    ]);
  });

  test('dated to the month end the day before the next month', () => {
    expect(stretches(week('1', { start: '2025-02' }), week('2', { start: '2025-03' }))).toEqual([
      ['1', 1, '2025-02', '2025-02-28'],
      ['2', 2, '2025-03', undefined],
    ]);
  });

  test.each([
    ['2025-02-07', '2025-02-12', false],
    ['~2025-02-07', '2025-02-12', true],
    ['2025-02-07', '~2025-02-12', true],
  ])('from %s to the day before %s have an estimated end: %s', (start, next, about) => {
    const [first] = build([week('1', { start }), week('2', { start: next })]).weeks;
    expect(first?.end).toEqual({ iso: '2025-02-11', about });
  });

  test('keep the planned and spent time', () => {
    const [first] = build([
      logEntry({ topics: { rl: 'RL' } }),
      week('1', { planned: '40h', spent: { rl: '~6h' }, rough: true, summary: 'Much' }),
    ]).weeks;
    expect(first).toMatchObject({ planned: { minutes: 2400 }, isRough: true, isDraft: false, summary: 'Much' });
    expect([...(first?.spent ?? [])]).toEqual([['rl', { minutes: 360, about: true }]]);
  });
});

describe('the timeline', () => {
  const log = build([
    page('epilogue', { place: 'after' }),
    page('about'),
    page('background', { place: 'before' }),
    week('02', { start: '2025-02-17' }),
    week('01', { start: '2025-02-07' }),
  ]);

  test('has the pages before the weeks, the weeks, the pages after them, and nothing else', () => {
    expect(ids(log.timeline)).toEqual(['background', '01', '02', 'epilogue']);
    expect(ids(log.pages)).toEqual(['about', 'background', 'epilogue']);
  });

  test('links each entry to the previous and next one', () => {
    const neighbours = log.timeline.map((entry) => [log.previous(entry)?.id, log.next(entry)?.id]);
    expect(neighbours).toEqual([
      [undefined, '01'],
      ['background', '02'],
      ['01', 'epilogue'],
      ['02', undefined],
    ]);
  });

  test('includes weeks and pages with a place', () => {
    const entries = [...log.weeks, ...log.pages];
    expect(entries.filter((entry) => log.timelinePageOf(entry) === undefined).map(({ id }) => id)).toEqual(['about']);
  });

  test('has no neighbours for a page outside it', () => {
    expect([log.previous(pageOf(log, 'about')), log.next(pageOf(log, 'about'))]).toEqual([undefined, undefined]);
  });
});

describe('a resource', () => {
  const only = (fields: Readonly<Record<string, unknown>>) => resourceOf(build([resource('it', fields)]), 'it');

  test.each([
    [
      'its own address',
      { url: 'https://arxiv.org/abs/1706.03762', doi: '10.1000/182' },
      'https://arxiv.org/abs/1706.03762',
    ],
    ['its DOI', { url: undefined, doi: '10.1000/182', arxiv: '1706.03762' }, 'https://doi.org/10.1000/182'],
    ['its arXiv page', { url: undefined, arxiv: '1706.03762' }, 'https://arxiv.org/abs/1706.03762'],
    ['no address if it has only an ISBN', { url: undefined, isbn: '9780262035613' }, undefined],
  ])('is found at %s', (_, fields, url) => {
    expect(only(fields).url).toBe(url);
  });

  test('takes missing identifiers from its address', () => {
    expect(only({ url: 'https://arxiv.org/abs/1706.03762' }).arxiv).toBe('1706.03762');
    expect(only({ url: 'https://arxiv.org/abs/1706.03762', arxiv: '1706.03762v5' }).arxiv).toBe('1706.03762v5');
    expect(only({ url: 'https://doi.org/10.1000/182' }).doi).toBe('10.1000/182');
    expect(only({ url: 'https://youtu.be/kCc8FmEb1nY' }).youtube).toBe('kCc8FmEb1nY');
  });

  test('with invalid percent-encoding in its address does not break the log', () => {
    expect(only({ url: 'https://doi.org/10.1000/%E0%A4%A' })).toMatchObject({ doi: undefined });
  });

  test.each([
    [['Ada', 'Alan'], ['Ada', 'Alan'], false],
    [['Ada', 'et al.'], ['Ada'], true],
    ['Ada', ['Ada'], false],
  ])('with the authors %j lists them', (authors, named, hasMoreAuthors) => {
    expect(only({ authors })).toMatchObject({ authors: named, hasMoreAuthors });
  });

  test.each([
    [{ spent: '~4h' }, { minutes: 240, about: true }],
    [
      { spent: '4h', sessions: { on: '2025', time: '1h' } },
      { minutes: 240, about: false },
    ],
    [
      {
        sessions: [
          { on: '2025', time: '1h' },
          { on: '2025', time: '~30m' },
        ],
      },
      { minutes: 90, about: true },
    ],
    [{}, undefined],
  ])('with %j has the right time spent', (fields, spent) => {
    expect(only(fields).spent).toEqual(spent);
  });

  test('keeps its sessions by day, unless it has a total', () => {
    const sessions = [
      { on: '2025-02-14', time: '1h' },
      { on: '~2025-03', time: '~30m' },
    ];
    const kept = only({ sessions }).sessions.map(({ on, time }) => [on.iso, on.about, time.minutes, time.about]);
    expect(kept).toEqual([
      ['2025-02-14', false, 60, false],
      ['2025-03', true, 30, true],
    ]);
    expect(only({ sessions, spent: '4h' }).sessions).toEqual([]);
    expect(only({}).sessions).toEqual([]);
  });
});

describe('the order of appearance', () => {
  const entries = [
    logEntry({}, link('resources/intro-only')),
    page('about', {}, link('resources/beside-only')),
    page('background', { place: 'before' }, link('resources/early')),
    week('02', { start: '2025-02-17' }, link('resources/second'), link('resources/course')),
    week(
      '01',
      { start: '2025-02-07' },
      link('resources/above'),
      heading('reading'),
      link('resources/second'),
      heading('details', 3),
      link('resources/first'),
      link('resources/second'),
      link('weeks/02'),
      heading('watching'),
      link('resources/early'),
      link('resources/last'),
    ),
    page('epilogue', { place: 'after' }, link('resources/late')),
    ...['late', 'early', 'second', 'first', 'last', 'above', 'course'].map((id) => resource(id)),
    resource('beside-only'),
    resource('intro-only'),
    resource('never', { published: '2017' }),
    resource('lecture-b', { series: 'course', part: '2' }),
    resource('lecture-a', { series: 'course', part: '10' }),
  ];
  const log = build(entries);

  test('follows the timeline, then parts of mentioned series, then resources never mentioned, by date', () => {
    expect(ids(log.resources)).toEqual([
      ...['early', 'above', 'second', 'first', 'last', 'course', 'late'],
      ...['lecture-b', 'lecture-a'],
      ...['never', 'beside-only', 'intro-only'],
    ]);
  });

  test('is by date and title without mentions, each part next to its series', () => {
    const unmet = build([
      logEntry(),
      resource('p2', { series: 'course', part: '2', published: '2015' }),
      resource('c', { title: 'Lecture 10' }),
      resource('d', { title: 'Lecture 9' }),
      resource('course', { published: '2018' }),
      resource('p1', { series: 'course', part: '1', published: '2019' }),
      resource('new', { published: '2020' }),
      resource('old', { published: '2017' }),
    ]);
    expect(ids(unmet.resources)).toEqual(['old', 'course', 'p1', 'p2', 'new', 'd', 'c']);
  });

  test('does not depend on the order of files', () => {
    expect(ids(build(entries.toReversed()).resources)).toEqual(ids(log.resources));
  });

  test('is grouped by section of a week; text above the first heading has none, and ### belongs to its ##', () => {
    const met = log.metIn(weekOf(log, '01')).map(({ section, resources }) => [section?.id, ids(resources)]);
    expect(met).toEqual([
      [undefined, ['above']],
      ['reading', ['second', 'first']],
      ['watching', ['last']],
    ]);
  });

  test('counts a resource only at its first mention', () => {
    expect(log.metIn(weekOf(log, '02')).map(({ resources }) => ids(resources))).toEqual([['course']]);
    expect(log.metIn(pageOf(log, 'about'))).toEqual([]);
  });

  test('includes the first entry to mention a resource', () => {
    const where = (id: string) => log.firstMet(resourceOf(log, id))?.id;
    expect(['early', 'second', 'late', 'never', 'beside-only'].map(where)).toEqual([
      'background',
      '01',
      'epilogue',
      undefined,
      undefined,
    ]);
  });

  test('puts a resource on the timeline if it is mentioned there', () => {
    const isThere = (id: string) => log.timelinePageOf(resourceOf(log, id)) === 1;
    expect(['early', 'late', 'never', 'beside-only'].map(isThere)).toEqual([true, true, false, false]);
  });
});

describe('the mentions of a resource', () => {
  const sentence = { before: 'First comes ', text: 'the paper', after: ', then the rest.' };
  const log = build([
    week('02', { start: '2025-02-17' }, link('resources/ppo')),
    week(
      '01',
      { start: '2025-02-07' },
      link('resources/ppo'),
      heading('reading', 3),
      link('resources/ppo', { sentence }),
    ),
    page('about', {}, link('resources/ppo')),
    page('background', { place: 'before' }, link('resources/ppo', { moment: 90 })),
    resource('grpo', {}, link('resources/ppo')),
    resource('ppo', {}, heading('notes'), link('resources/ppo#notes')),
    resource('dpo'),
  ]);
  const mentions = log.mentionsOf(resourceOf(log, 'ppo'));

  test('are in timeline order, then from other pages, then from other resources; its own do not count', () => {
    expect(mentions.map(({ from }) => from.id)).toEqual(['background', '01', '01', '02', 'about', 'grpo']);
  });

  test('include the heading above, the sentence and the moment', () => {
    expect(mentions.map(({ section }) => section?.id)).toEqual([
      undefined,
      undefined,
      'reading',
      undefined,
      undefined,
      undefined,
    ]);
    expect(mentions[2]?.link.sentence).toEqual(sentence);
    expect(mentions[0]?.link.moment).toBe(90);
  });

  test('are grouped by entry and section', () => {
    const groups = groupMentions(log.mentionsOf(resourceOf(log, 'ppo')));
    const inWords = groups.map(({ from, sections }) => [
      from.id,
      sections.map(({ section, links }) => [section?.id, links.length]),
    ]);
    expect(inWords).toEqual([
      ['background', [[undefined, 1]]],
      [
        '01',
        [
          [undefined, 1],
          ['reading', 1],
        ],
      ],
      ['02', [[undefined, 1]]],
      ['about', [[undefined, 1]]],
      ['grpo', [[undefined, 1]]],
    ]);
    expect(groupMentions(log.mentionsOf(resourceOf(log, 'dpo')))).toEqual([]);
  });

  test('leave out a card if the same section has a sentence', () => {
    const [card, said] = [link('resources/dpo', { id: 'card' }), link('resources/dpo', { id: 'said', sentence })];
    const { log: small } = buildLog(
      [week('01', {}, card, heading('one'), said, card, heading('two'), card), resource('dpo')],
      { drafts: false },
    );
    const kept = small.mentionsOf(resourceOf(small, 'dpo')).map(({ section, link: { id } }) => [section?.id, id]);
    expect(kept).toEqual([
      [undefined, 'card'],
      ['one', 'said'],
      ['two', 'card'],
    ]);
  });

  test('are empty if nothing links to it', () => {
    expect(log.mentionsOf(resourceOf(log, 'dpo'))).toEqual([]);
  });
});

describe('series', () => {
  test('have numbered parts in order, then the rest by publication date and name', () => {
    const part = (id: string, fields: object) => resource(id, { series: 'course', ...fields });
    const log = build([
      part('undated', {}),
      part('undated-b', {}),
      part('newest', { published: '2025-02' }),
      part('oldest', { published: '2024' }),
      part('tenth', { part: '10' }),
      part('second', { part: '2' }),
      part('first', { part: '1', published: '2025-12' }),
      resource('course'),
      resource('other'),
    ]);
    const parts = ids(log.partsOf(resourceOf(log, 'course')));
    expect(parts).toEqual(['first', 'second', 'tenth', 'oldest', 'newest', 'undated', 'undated-b']);
    expect(log.partsOf(resourceOf(log, 'other'))).toEqual([]);
  });
});

describe('topics and types', () => {
  const log = build([
    logEntry({ topics: { rl: 'RL', scaling: 'Scaling', empty: 'Empty' } }),
    week('01', {}, link('resources/c'), link('resources/b'), link('resources/a'), link('resources/d')),
    resource('a', { topics: 'rl', best: 'clarity', type: 'video' }),
    resource('b', { topics: ['scaling', 'rl'] }),
    resource('c', { topics: 'rl', type: 'book' }),
    resource('d', { topics: 'rl', best: ['rl'], type: 'video' }),
  ]);

  test('have the best resources first, each group in order of appearance', () => {
    expect(log.topics.map((topic) => ids(log.resourcesOn(topic)))).toEqual([['a', 'd', 'c', 'b'], ['b'], []]);
  });

  test('are available on each resource', () => {
    expect(resourceOf(log, 'b').topics.map(({ title }) => title)).toEqual(['Scaling', 'RL']);
  });

  test('types that occur are in schema order', () => {
    expect(log.types).toEqual(['paper', 'video', 'book']);
    expect(ids(log.resourcesOfType('video'))).toEqual(['a', 'd']);
    expect(log.resourcesOfType('tool')).toEqual([]);
  });
});

describe('prerequisites', () => {
  const log = build([
    week('01', {}, link('resources/grpo'), link('resources/dpo'), link('resources/ppo')),
    resource('ppo', { prerequisites: ['rl-intro'] }),
    resource('dpo', { prerequisites: [{ resource: 'ppo', reason: 'what it does without' }] }),
    resource('grpo', { prerequisites: ['ppo', { resource: 'dpo', or: ['kto', 'rl-intro'], reason: 'a contrast' }] }),
    resource('kto'),
    resource('rl-intro'),
  ]);
  const asked = (answer: 'prerequisitesOf' | 'requiredBy', id: string) =>
    log[answer](resourceOf(log, id)).map(({ resource: { id: other }, reason }) => [other, reason]);

  test('have their reasons, in the order written', () => {
    expect(asked('prerequisitesOf', 'grpo')).toEqual([
      ['ppo', undefined],
      ['dpo', 'a contrast'],
    ]);
    expect(asked('prerequisitesOf', 'rl-intro')).toEqual([]);
  });

  test('have their alternatives', () => {
    const [, dpo] = log.prerequisitesOf(resourceOf(log, 'grpo'));
    expect(ids(dpo?.or ?? [])).toEqual(['kto', 'rl-intro']);
  });

  test('have reverse edges, including for alternatives', () => {
    expect(asked('requiredBy', 'kto')).toEqual([['grpo', 'a contrast']]);
    expect(asked('requiredBy', 'rl-intro')).toEqual([
      ['grpo', 'a contrast'],
      ['ppo', undefined],
    ]);
  });

  test('have reverse edges in order of appearance', () => {
    expect(asked('requiredBy', 'ppo')).toEqual([
      ['grpo', undefined],
      ['dpo', 'what it does without'],
    ]);
    expect(asked('requiredBy', 'grpo')).toEqual([]);
  });
});

describe('the study order', () => {
  /** The study order of resources with these prerequisites, mentioned in this order. */
  const ordered = (needs: Readonly<Record<string, readonly string[]>>) => {
    const names = Object.keys(needs);
    return build([
      week('01', {}, ...names.map((id) => link(`resources/${id}`))),
      ...names.map((id) => resource(id, needs[id]?.length ? { prerequisites: needs[id] } : {})),
    ]).studyOrder;
  };

  test.each<[string, Record<string, string[]>, string[]]>([
    ['is the order of appearance without prerequisites', { c: [], a: [], b: [] }, ['c', 'a', 'b']],
    ['puts prerequisites first', { c: ['b'], b: ['a'], a: [] }, ['a', 'b', 'c']],
    ['has each resource once', { a: ['d'], b: ['d'], c: ['a', 'b'], d: [] }, ['d', 'a', 'b', 'c']],
    ['includes every resource of a cycle', { a: ['b'], b: ['c'], c: ['a'] }, ['c', 'b', 'a']],
  ])('%s', (_, needs, expected) => {
    expect(ids(ordered(needs))).toEqual(expected);
  });

  test('includes every resource once, after all its prerequisites, in a large graph with cycles', () => {
    const count = 400;
    // A fixed pseudorandom sequence (Park and Miller’s generator).
    let state = 42;
    const random = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const names = Array.from({ length: count }, (_, index) => `r${index}`);
    const needs = names.map((name) => [name, Array.from({ length: random(4) }, () => `r${random(count)}`)] as const);
    const order = ordered(Object.fromEntries(needs));
    const position = new Map(order.map(({ id }, index) => [id, index]));
    expect(position.size).toBe(count);
    expect(order).toHaveLength(count);
    const late = order.flatMap(({ id, prerequisites }) =>
      prerequisites.filter((needed) => (position.get(needed.resource) ?? Infinity) >= (position.get(id) ?? -1)),
    );
    expect(late).toEqual([]);
  });

  test('handles a chain too long for recursion', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `r${index}`);
    const order = ordered(Object.fromEntries(names.map((id, index) => [id, names.slice(index + 1, index + 2)])));
    expect(ids(order)).toEqual(names.toReversed());
  });
});

describe('a graph with errors', () => {
  const { log, problems } = buildLog(
    [
      resource('a', { prerequisites: ['b', 'nowhere'], series: 'gone', topics: ['rl', 'unknown'] }),
      resource('b', { prerequisites: 'a' }),
      week('01', {}, link('resources/a'), link('resources/gone')),
      logEntry({ topics: { rl: 'RL' } }),
    ],
    { drafts: false },
  );

  test('reports every problem', () => {
    expect(problems.map(({ file, rule }) => [file, rule])).toEqual([
      ['content/resources/a.md', 'unknown-resource'],
      ['content/resources/a.md', 'unknown-resource'],
      ['content/resources/a.md', 'unknown-topic'],
      ['content/resources/b.md', 'orphan-resource'],
      ['content/resources/b.md', 'prerequisite-cycle'],
      ['content/weeks/01.md', 'unknown-entry'],
    ]);
  });

  test('still works, without the invalid edges', () => {
    const [a, b] = [resourceOf(log, 'a'), resourceOf(log, 'b')];
    expect(a).toMatchObject({ series: undefined, topics: [{ id: 'rl' }], prerequisites: [{ resource: 'b' }] });
    expect(log.prerequisitesOf(b)).toEqual([]);
    expect(ids(log.requiredBy(b).map((edge) => edge.resource))).toEqual(['a']);
    expect(ids(log.studyOrder)).toEqual(['b', 'a']);
    expect(log.mentionsOf(a)).toHaveLength(1);
  });
});

describe('drafts', () => {
  const entries = [
    logEntry(),
    week('01', { start: '2025-02-01', draft: true }, link('resources/hidden')),
    week('02', { start: '2025-02-08' }, link('resources/shown')),
    page('secret', { draft: true }),
    resource('hidden', { draft: true, prerequisites: 'shown' }, link('resources/shown')),
    resource('shown'),
  ];

  test('are left out of a published log', () => {
    const { log, problems } = buildLog(entries, { drafts: false });
    expect(problems).toEqual([]);
    expect([ids(log.weeks), ids(log.pages), ids(log.resources), ids(log.studyOrder)]).toEqual([
      ['02'],
      [],
      ['shown'],
      ['shown'],
    ]);
    expect(log.weeks[0]?.number).toBe(1);
    expect(log.find(resourceKey('hidden'))).toBeUndefined();
    expect(log.requiredBy(resourceOf(log, 'shown'))).toEqual([]);
    expect(log.mentionsOf(resourceOf(log, 'shown')).map(({ from }) => from.id)).toEqual(['02']);
  });

  test('are included on request and marked as drafts', () => {
    const { log } = buildLog(entries, { drafts: true });
    expect([ids(log.weeks), ids(log.pages), ids(log.resources)]).toEqual([
      ['01', '02'],
      ['secret'],
      ['hidden', 'shown'],
    ]);
    expect([...log.weeks, ...log.pages, ...log.resources].map(({ isDraft }) => isDraft)).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
    expect(log.requiredBy(resourceOf(log, 'shown')).map((edge) => edge.resource.id)).toEqual(['hidden']);
  });
});
