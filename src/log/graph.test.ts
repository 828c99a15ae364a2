import { describe, expect, test } from 'vitest';
import type { Entry, EntryKey } from './entry.ts';
import { heading, link, logEntry, note, page, resource, week } from './fixtures/entries.ts';
import { checkGraph } from './graph.ts';
import { isError, type Problem } from './problem.ts';
import type { RuleId } from './rules.ts';

const none: ReadonlySet<EntryKey> = new Set();
const log = logEntry({ topics: { rl: 'Reinforcement learning', scaling: 'Scaling' } });

/** Errors only. Advice, such as on resources that nothing mentions, has its own tests, and so do fixes. */
function errorsIn(entries: readonly Entry[], broken: ReadonlySet<EntryKey> = none): Problem[] {
  return checkGraph(entries, broken)
    .problems.filter(isError)
    .map(({ rule, file, range, message }) => ({ rule, file, range, message }));
}

/** Errors as `[file, rule, message]`. */
function problemsOf(entries: readonly Entry[], broken: ReadonlySet<EntryKey> = none): [string, RuleId, string][] {
  return errorsIn(entries, broken).map(({ file, rule, message }) => [file, rule, message]);
}

/** The fields of a resource after the checks. */
function soundFields(entries: readonly Entry[], id: string) {
  const entry = checkGraph(entries, none).sound.find(({ key }) => key === `resources/${id}`);
  return entry?.kind === 'resource' ? entry.fields : expect.fail(`there is no resource "${id}"`);
}

test('a log without broken edges has no problems', () => {
  const entries = [
    log,
    week('01', { spent: { rl: '2h' } }, heading('reading'), link('resources/ppo'), link('weeks/02#more')),
    week(
      '02',
      { start: '2025-02-14', end: '2025-02-17' },
      heading('more'),
      link('log'),
      link('resources/course', { moment: 90 }),
      link('resources/grpo'),
    ),
    page('about', {}, link('weeks/01#reading'), link('resources/ppo')),
    resource('ppo', { topics: 'rl', series: 'course', part: '1', aliases: 'proximal' }),
    resource('grpo', { prerequisites: ['ppo', { resource: 'course', reason: 'the notation' }] }),
    resource('course', { topics: ['rl', 'scaling'] }, heading('own'), link('resources/course#own')),
  ];
  expect(checkGraph(entries, none).problems).toEqual([]);
});

describe('a broken link to a week', () => {
  const inDays = (id: string) => ({ ...week(id), key: `days/${id}` as EntryKey, file: `content/days/${id}.md` });
  const fixOf = (address: string) => {
    const range = { line: 9, column: 4, endLine: 9, endColumn: 4 + address.length };
    const from = page('a', {}, link(address.slice('../'.length, -'.md'.length), { address: { text: address, range } }));
    const [problem] = checkGraph([logEntry({ period: 'day' }), from, inDays('05')], new Set()).problems;
    return problem?.fix?.text;
  };

  test('is fixed if it is in the folder of another period', () => {
    expect(fixOf('../weeks/05.md')).toBe('../days/05.md');
    expect(fixOf('../lectures/05.md')).toBe('../days/05.md');
    expect(fixOf('../days/05.md')).toBeUndefined();
    expect(fixOf('../resources/05.md')).toBeUndefined();
    expect(fixOf('../ideas/05.md')).toBeUndefined();
  });
});

describe('each broken edge is a problem', () => {
  test.each<[string, Entry[], [string, RuleId, string]]>([
    [
      'a link to a missing entry',
      [resource('ppo'), week('01', {}, link('resources/pp'))],
      [
        'content/weeks/01.md',
        'unknown-entry',
        '"content/resources/pp.md" is not in this log. Did you mean "content/resources/ppo.md"?',
      ],
    ],
    [
      'a link to a missing heading',
      [week('01', {}, heading('learning-ppo'), heading('results')), page('about', {}, link('weeks/01#learning-pp'))],
      [
        'content/pages/about.md',
        'unknown-heading',
        'There is no heading "#learning-pp" in content/weeks/01.md. Did you mean "#learning-ppo"? It has "#learning-ppo", "#results".',
      ],
    ],
    [
      'a link to a heading of an entry without headings',
      [week('01'), page('about', {}, link('weeks/01#results'))],
      [
        'content/pages/about.md',
        'unknown-heading',
        'There is no heading "#results" in content/weeks/01.md. It has no headings.',
      ],
    ],
    [
      'a moment in a week',
      [week('01'), page('about', {}, link('weeks/01#t=90', { moment: 90 }))],
      [
        'content/pages/about.md',
        'invalid-moment',
        '"content/weeks/01.md" has no "url", so a link cannot open it at a moment.',
      ],
    ],
    [
      'a moment in a resource without an address',
      [
        resource('book', { url: undefined, isbn: '9780262035613' }),
        page('about', {}, link('resources/book', { moment: 9 })),
      ],
      [
        'content/pages/about.md',
        'invalid-moment',
        '"content/resources/book.md" has no "url", so a link cannot open it at a moment.',
      ],
    ],
    [
      'a link from a published entry to a draft',
      [resource('ppo', { draft: true }), week('01', {}, link('resources/ppo'))],
      ['content/weeks/01.md', 'link-to-draft', '"content/resources/ppo.md" is a draft, and this entry is not.'],
    ],
  ])('%s', (_, entries, problem) => {
    const problems = errorsIn([log, ...entries]);
    expect(problems.map(({ file, rule, message }) => [file, rule, message])).toEqual([problem]);
    expect(problems[0]?.range).toEqual(link('x').range);
  });
});

describe('each wrong reference in frontmatter is a problem at its range', () => {
  test.each<[string, Entry, string, RuleId, string, Entry[]?]>([
    [
      'a week that ends before it starts',
      week('01', { start: '2025-02-07', end: '2025-02-06' }),
      'end',
      'end-before-start',
      'The week ends on "2025-02-06", before it starts on "2025-02-07".',
    ],
    [
      'an unknown topic of a resource',
      resource('ppo', { topics: ['scaling', 'r1'] }),
      'topics.1',
      'unknown-topic',
      '"r1" is not a topic of content/log.md. Did you mean "rl"?',
    ],
    [
      'an unknown topic written without a list',
      resource('ppo', { topics: 'vision' }),
      'topics',
      'unknown-topic',
      '"vision" is not a topic of content/log.md.',
    ],
    [
      'an unknown topic under "spent"',
      week('01', { spent: { rl: '1h', scalin: '2h' } }),
      'spent.scalin',
      'unknown-topic',
      '"scalin" is not a topic of content/log.md. Did you mean "scaling"?',
    ],
    [
      'an unknown prerequisite',
      resource('grpo', { prerequisites: ['ppoo'] }),
      'prerequisites.0',
      'unknown-resource',
      '"ppoo" is not a resource of this log. Did you mean "ppo"?',
      [resource('ppo')],
    ],
    [
      'an unknown prerequisite with a reason',
      resource('grpo', { prerequisites: ['ppo', { resource: 'reinforce', reason: 'the idea' }] }),
      'prerequisites.1.resource',
      'unknown-resource',
      '"reinforce" is not a resource of this log.',
      [resource('ppo')],
    ],
    [
      'an unknown alternative in a list',
      resource('grpo', { prerequisites: ['ppo', { resource: 'course', or: ['dpo', 'reinforce'] }] }),
      'prerequisites.1.or.1',
      'unknown-resource',
      '"reinforce" is not a resource of this log.',
      [resource('ppo'), resource('course'), resource('dpo')],
    ],
    [
      'an unknown alternative to a single prerequisite',
      resource('grpo', { prerequisites: { resource: 'course', or: 'ppoo' } }),
      'prerequisites.or',
      'unknown-resource',
      '"ppoo" is not a resource of this log. Did you mean "ppo"?',
      [resource('ppo'), resource('course')],
    ],
    [
      'a draft as an alternative',
      resource('grpo', { prerequisites: [{ resource: 'course', or: 'ppo' }] }),
      'prerequisites.0.or',
      'link-to-draft',
      '"content/resources/ppo.md" is a draft, and this entry is not.',
      [resource('ppo', { draft: true }), resource('course')],
    ],
    [
      'a prerequisite that is named twice',
      resource('grpo', { prerequisites: ['ppo', { resource: 'course', or: 'ppo' }] }),
      'prerequisites.1.or',
      'conflicting-fields',
      '"ppo" is listed twice under "prerequisites".',
      [resource('ppo'), resource('course')],
    ],
    [
      'a resource as an alternative to its own prerequisite',
      resource('grpo', { prerequisites: { resource: 'ppo', or: 'grpo' } }),
      'prerequisites.or',
      'self-prerequisite',
      '"grpo" is a prerequisite of itself.',
      [resource('ppo')],
    ],
    [
      'a prerequisite by its old name',
      resource('grpo', { prerequisites: ['proximal'] }),
      'prerequisites.0',
      'unknown-resource',
      '"proximal" is not a resource of this log. It is now called "ppo".',
      [resource('ppo', { aliases: ['proximal'] })],
    ],
    [
      'a prerequisite that is a draft',
      resource('grpo', { prerequisites: ['ppo'] }),
      'prerequisites.0',
      'link-to-draft',
      '"content/resources/ppo.md" is a draft, and this entry is not.',
      [resource('ppo', { draft: true })],
    ],
    [
      'an unknown series',
      resource('lecture-1', { series: 'cours', part: '1' }),
      'series',
      'unknown-resource',
      '"cours" is not a resource of this log. Did you mean "course"?',
      [resource('course')],
    ],
    [
      'a series that is a draft',
      resource('lecture-1', { series: 'course' }),
      'series',
      'link-to-draft',
      '"content/resources/course.md" is a draft, and this entry is not.',
      [resource('course', { draft: true })],
    ],
    [
      'a part of no series',
      resource('lecture-1', { part: '3' }),
      'part',
      'part-without-series',
      'This is part "3", but "series" is missing.',
    ],
    [
      'a part of itself',
      resource('course', { series: 'course' }),
      'series',
      'part-without-series',
      '"course" cannot be a part of itself.',
    ],
    [
      'an alias that is the name of another resource',
      resource('ppo', { aliases: ['proximal', 'grpo'] }),
      'aliases.1',
      'address-taken',
      'The alias "grpo" is already taken by content/resources/grpo.md.',
      [resource('grpo')],
    ],
    [
      'an alias that differs from its own name only in case',
      resource('ppo', { aliases: ['PPO'] }),
      'aliases.0',
      'address-taken',
      'The alias "PPO" is already taken by content/resources/ppo.md.',
    ],
    [
      'an alias that another resource also has',
      resource('ppo', { aliases: ['old'] }),
      'aliases.0',
      'address-taken',
      'The alias "old" is already taken by content/resources/grpo.md, as an alias.',
      [resource('grpo', { aliases: ['old'] })],
    ],
  ])('%s', (_, entry, path, rule, message, others = []) => {
    expect(errorsIn([log, ...others, entry])).toEqual([{ rule, file: entry.file, range: entry.ranges[path], message }]);
  });

  test('file names that differ only in case conflict, reported at the later one', () => {
    expect(problemsOf([week('intro'), week('Intro')])).toEqual([
      [
        'content/weeks/intro.md',
        'address-taken',
        'The address of this file, "weeks/intro/", is already taken by content/weeks/Intro.md.',
      ],
    ]);
  });

  test('a week, a resource and a page can have the same name', () => {
    expect(problemsOf([week('ppo'), resource('ppo'), page('ppo')])).toEqual([]);
  });

  test('a value with an unknown range is reported at the start of the file', () => {
    const entry = { ...resource('ppo', { part: '1' }), ranges: {} };
    expect(errorsIn([entry])).toMatchObject([{ range: { line: 1, column: 1 } }]);
  });
});

describe('each mistake is reported once', () => {
  test('links, prerequisites and series that lead to an unreadable entry are not reported', () => {
    const entries = [
      log,
      week('01', {}, link('resources/ppo'), link('resources/ppo#notes'), link('resources/ppo', { moment: 3 })),
      resource('grpo', { prerequisites: ['ppo'], series: 'ppo' }),
    ];
    expect(problemsOf(entries, new Set(['resources/ppo' as EntryKey]))).toEqual([]);
  });

  test('topics are not reported if log.md is unreadable', () => {
    const broken = new Set(['log' as EntryKey]);
    expect(problemsOf([resource('ppo', { topics: ['rl'] }), page('about', {}, link('log'))], broken)).toEqual([]);
  });

  test('topics are not reported if log.md lists none', () => {
    expect(
      problemsOf([logEntry(), resource('ppo', { topics: ['rl'] }), week('01', { spent: { vision: '1h' } })]),
    ).toEqual([]);
  });

  test('drafts may refer to drafts', () => {
    const entries = [
      resource('ppo', { draft: true }),
      resource('course', { draft: true }),
      resource('grpo', { draft: true, prerequisites: ['ppo'], series: 'course' }, link('resources/ppo')),
    ];
    expect(problemsOf(entries)).toEqual([]);
  });
});

describe('a cycle of prerequisites', () => {
  const needs = (id: string, ...prerequisites: string[]) =>
    resource(id, prerequisites.length > 0 ? { prerequisites } : {});

  test('of one resource has its own rule', () => {
    expect(problemsOf([needs('a', 'a')])).toEqual([
      ['content/resources/a.md', 'self-prerequisite', '"a" is a prerequisite of itself.'],
    ]);
  });

  test.each<[string, Entry[], [string, string][]]>([
    [
      'of two',
      [needs('a', 'b'), needs('b', 'a')],
      [['b', 'These prerequisites form a cycle: "a" needs "b" needs "a".']],
    ],
    [
      'of three with an edge from outside',
      [needs('a', 'b'), needs('b', 'c'), needs('c', 'd'), needs('d', 'b')],
      [['d', 'These prerequisites form a cycle: "b" needs "c" needs "d" needs "b".']],
    ],
    [
      'through an alternative',
      [needs('a', 'b'), resource('b', { prerequisites: [{ resource: 'c', or: ['d', 'a'] }] }), needs('c'), needs('d')],
      [['b', 'These prerequisites form a cycle: "a" needs "b" needs "a".']],
    ],
    [
      'that shares an edge with another one',
      [needs('a', 'b'), needs('b', 'a', 'c'), needs('c', 'a')],
      [
        ['b', 'These prerequisites form a cycle: "a" needs "b" needs "a".'],
        ['c', 'These prerequisites form a cycle: "a" needs "b" needs "c" needs "a".'],
      ],
    ],
  ])('%s is reported once in full', (_, entries, expected) => {
    expect(problemsOf(entries)).toEqual(
      expected.map(([id, message]) => [`content/resources/${id}.md`, 'prerequisite-cycle', message]),
    );
  });

  test('is reported at the prerequisite that closes it', () => {
    const last = needs('c', 'x', 'a');
    const problems = errorsIn([needs('a', 'b'), needs('b', 'c'), last, needs('x')]);
    expect(problems).toMatchObject([{ file: last.file, range: last.ranges['prerequisites.1'] }]);
  });

  test('does not depend on the order of files', () => {
    const entries = [needs('a', 'b'), needs('b', 'c'), needs('c', 'a'), needs('d', 'c')];
    expect(problemsOf([...entries].reverse())).toEqual(problemsOf(entries));
  });

  test('is not reported for two paths to one resource', () => {
    expect(problemsOf([needs('a', 'b', 'c'), needs('b', 'd'), needs('c', 'd'), needs('d')])).toEqual([]);
  });

  test('is found in linear time, regardless of the number of paths', () => {
    const layers = Array.from({ length: 60 }, (_, layer) => [`${layer}a`, `${layer}b`] as const);
    const entries = layers.flatMap((layer, index) => layer.map((id) => needs(id, ...(layers[index + 1] ?? []))));
    expect(problemsOf(entries)).toEqual([]);
  });

  test('is found in a chain too long for recursion', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => needs(`r${index}`, `r${(index + 1) % 10_000}`));
    expect(errorsIn(chain)).toHaveLength(1);
  });
});

describe('invalid edges are left out of the checked entries', () => {
  test.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['topics', { topics: ['rl', 'vision'] }, { topics: ['rl'] }],
    ['prerequisites', { prerequisites: ['dpo', 'nothing'] }, { prerequisites: [{ resource: 'dpo' }] }],
    [
      'a prerequisite, replaced by its first alternative',
      { prerequisites: [{ resource: 'nothing', or: ['dpo', 'ppo'], reason: 'why' }] },
      { prerequisites: [{ resource: 'dpo', or: [], reason: 'why' }] },
    ],
    ['the edge that closes a cycle', { prerequisites: ['dpo', 'ppo'] }, { prerequisites: [{ resource: 'dpo' }] }],
  ])('%s', (_, fields, expected) => {
    expect(soundFields([log, resource('dpo'), resource('ppo', fields)], 'ppo')).toMatchObject(expected);
  });

  test.each(['nothing', 'ppo'])('the series "%s" of "ppo"', (series) => {
    expect(soundFields([log, resource('ppo', { series })], 'ppo').series).toBeUndefined();
  });

  test('time spent on a missing topic', () => {
    const { sound } = checkGraph([log, week('01', { spent: { rl: '1h', vision: '2h' } })], none);
    expect(sound.find(({ kind }) => kind === 'week')?.fields).toMatchObject({ spent: { rl: { minutes: 60 } } });
    expect(sound.find(({ kind }) => kind === 'week')?.fields).not.toHaveProperty('spent.vision');
  });
});

describe('advice', () => {
  const advice = (...entries: Entry[]) =>
    checkGraph(entries, none)
      .problems.filter((problem) => !isError(problem))
      .map(({ file, rule, range }) => [file, rule, range.line]);

  test('is not given on resources that nothing mentions if the log has neither weeks nor notes', () => {
    expect(advice(resource('ppo'), page('about'))).toEqual([]);
    expect(advice(resource('ppo'), note('a'))).toEqual([['content/resources/ppo.md', 'orphan-resource', 1]]);
  });

  test('is given on a resource that only mentions itself', () => {
    expect(advice(week('01'), resource('ppo', {}, link('resources/ppo')))).toEqual([
      ['content/resources/ppo.md', 'orphan-resource', 1],
    ]);
  });

  test.each<[string, Entry[]]>([
    ['is mentioned', [resource('ppo'), page('about', {}, link('resources/ppo'))]],
    ['is queued', [resource('ppo', { status: 'queued' })]],
    ['is a draft', [resource('ppo', { draft: true })]],
    ['is a series or a part of one', [resource('ppo'), resource('part', { series: 'ppo' })]],
  ])('is not given on a resource that %s', (_, entries) => {
    expect(advice(...entries)).toEqual([]);
  });

  test('is given on a topic without a resource, unless an entry is unreadable', () => {
    expect(advice(log, resource('ppo', { topics: 'rl', status: 'queued' }))).toEqual([
      ['content/log.md', 'unused-topic', 5],
    ]);
    expect(checkGraph([log], new Set(['resources/ppo' as EntryKey])).problems).toEqual([]);
  });
});
