import { describe, expect, test } from 'vitest';
import { idOf, type Entry, type EntryKey } from '../../log/entry.ts';
import { logEntry, note, page, resource, week } from '../../log/fixtures/entries.ts';
import { newEntry, type Draft, type KnownLog, type NewKind } from './newEntry.ts';

const log: KnownLog = {
  entries: [
    logEntry({ topics: { rl: 'Reinforcement learning', scaling: 'Scaling' } }),
    week('01-first', { start: '2025-02-07', end: '2025-02-16' }),
    page('about', { title: 'About this log' }),
    note('git/rebase', { aliases: 'git/moving' }),
    resource('ppo', { url: 'https://arxiv.org/abs/1707.06347', aliases: 'old-ppo' }),
    resource('zebra', { url: 'https://example.org/zebra/', doi: '10.1000/182' }),
  ],
  broken: new Set(['resources/broken' as EntryKey]),
};
const today = '2026-11-25';
const paper = { title: 'Zero', type: 'paper', url: 'https://example.org/zero' };

const made = (kind: NewKind, fields: Draft['fields'], more: Partial<Draft> = {}, known = log) =>
  newEntry(known, { kind, fields, ...more }, today);

/** What is wrong, as `[line, rule, message]`. */
async function refusal(...given: Parameters<typeof made>) {
  const { problems } = await made(...given);
  return problems.map(({ rule, range, message }) => [range.line, rule, message]);
}

describe('a resource', () => {
  test('gets its name from its title, and has only the given fields', async () => {
    const { file, text, problems } = await made('resource', { ...paper, topics: ['rl'] }, { body: 'Notes.' });
    expect(problems).toEqual([]);
    expect(file).toBe('content/resources/zero.md');
    expect(text).toBe('---\ntitle: Zero\ntype: paper\nurl: https://example.org/zero\ntopics: rl\n---\n\nNotes.\n');
  });

  test('has people and institutions as authors', async () => {
    const authors = ['Ada Lovelace', { name: 'Lab', institution: true }, 'Alan Turing'];
    expect((await made('resource', { ...paper, authors })).problems).toEqual([]);
  });

  test('gets the type that its address tells, unless one is given', async () => {
    const video = { title: 'Zero', url: 'https://youtu.be/kCc8FmEb1nY' };
    expect((await made('resource', video)).text).toContain('title: Zero\ntype: video\n');
    expect((await made('resource', { ...video, type: 'lecture' })).text).toContain('type: lecture\n');
  });

  test.each([
    ['an entry', 'PPO', 'ppo-2'],
    ['an old name', 'Old PPO', 'old-ppo-2'],
    ['a file that cannot be read', 'Broken', 'broken-2'],
    ['nothing', 'Resources', 'resources'],
  ])('whose title gives the name of %s gets a free name', async (_, title, id) => {
    expect(await made('resource', { ...paper, title })).toMatchObject({
      file: `content/resources/${id}.md`,
      problems: [],
    });
  });

  test('is refused if the given name is taken, even in other capitals', async () => {
    for (const id of ['ppo', 'PPO', 'broken']) {
      expect(await refusal('resource', paper, { id })).toEqual([
        [1, 'address-taken', expect.stringMatching(/^There is already an entry with this name/)],
      ]);
    }
  });

  test.each(['../x', 'a/b', '', '.', '-a', 'a b', 'a\u202Eb'])('is refused under the name %j', async (id) => {
    expect(await refusal('resource', paper, { id })).toEqual([[1, 'file-name', expect.any(String)]]);
  });

  test.each([
    ['address', { url: 'http://www.example.org/zebra?utm_source=x' }, 'url as content/resources/zebra.md'],
    ['arXiv identifier', { url: 'https://arxiv.org/pdf/1707.06347v2' }, 'arxiv as content/resources/ppo.md'],
    ['DOI', { doi: '10.1000/182' }, 'doi as content/resources/zebra.md'],
  ])('that already exists is recognised by its %s, and the entry is named', async (_, fields, said) => {
    for (const title of ['Aardvark', 'Zzz']) {
      expect(await refusal('resource', { ...paper, title, ...fields })).toEqual([
        [expect.any(Number), 'duplicate-resource', expect.stringContaining(`This has the same ${said}`)],
      ]);
    }
  });

  test('with an unknown topic, series or prerequisite gets a suggestion', async () => {
    const fields = { ...paper, topics: ['scalng'], series: 'zebr', prerequisites: ['pppo'] };
    expect(await refusal('resource', fields)).toEqual([
      [5, 'unknown-topic', '"scalng" is not a topic of content/log.md. Did you mean "scaling"?'],
      [6, 'unknown-resource', '"zebr" is not a resource of this log. Did you mean "zebra"?'],
      [7, 'unknown-resource', '"pppo" is not a resource of this log. Did you mean "ppo"?'],
    ]);
  });

  test('has all problems of its fields reported at once', async () => {
    expect(await refusal('resource', { tilte: 'x', level: 'hard' })).toEqual([
      [1, 'missing-key', '"title" is missing.'],
      [1, 'missing-key', expect.stringContaining('"type" is missing, and neither')],
      [2, 'invalid-value', expect.stringContaining('"level" is one of')],
      [3, 'unknown-key', '"tilte" is not a field of a resource. Did you mean "title"?'],
    ]);
  });

  test('has its body checked too, formulas with the macros of the log', async () => {
    const known = { ...log, entries: [logEntry({ macros: { '\\RR': '\\mathbb{R}' } })] };
    expect(await refusal('resource', paper, { body: '$\\RR$' }, known)).toEqual([]);
    expect(await refusal('resource', paper, { body: '<font>x</font> and $\\nope$' }, known)).toEqual([
      [7, 'refused-html', expect.any(String)],
      [7, 'invalid-math', expect.any(String)],
    ]);
  });

  test('has no invisible characters', async () => {
    expect(await refusal('resource', { ...paper, verdict: 'a\u202Eb' })).toEqual([
      [5, 'hidden-character', 'This is the invisible character U+202E.'],
    ]);
  });
});

describe('a week', () => {
  const next = (known: KnownLog, fields: Draft['fields'] = {}) =>
    made('week', { title: 'Second & last', ...fields }, {}, known);

  test('follows the last one: its number, and the Monday after its last day', async () => {
    expect(await next(log)).toMatchObject({
      file: 'content/weeks/02-second-last.md',
      text: '---\ntitle: Second & last\nstart: 2025-02-17\n---\n',
      problems: [],
    });
  });

  test.each([
    ['ends on a Monday', { start: '2025-02-07', end: '2025-02-10' }, '2025-02-17'],
    ['ends on a Sunday', { start: '2025-02-07', end: '2025-02-09' }, '2025-02-10'],
    ['is open', { start: '2025-02-03' }, '2025-02-10'],
    ['is known by its month', { start: '~2025-02' }, '2025-03-03'],
  ])('starts on %s that follows a last week that %s', async (what, fields, start) => {
    const { text } = await newEntry(
      { ...log, entries: [logEntry(), week('01', fields)] },
      { kind: 'week', fields: { title: what } },
      today,
    );
    expect(text).toContain(`\nstart: ${start}\n`);
  });

  test('starts on the Monday of this week in a log without weeks', async () => {
    expect(await next({ entries: [logEntry()], broken: new Set() })).toMatchObject({
      file: 'content/weeks/01-second-last.md',
      text: expect.stringContaining('start: 2026-11-23'),
    });
  });

  test('starts on the given day', async () => {
    expect((await next(log, { start: '2025-03-01' })).text).toContain('start: 2025-03-01');
  });

  test('counts unreadable weeks', async () => {
    const { file } = await next({ ...log, broken: new Set(['weeks/07-x' as EntryKey]) });
    expect(file).toBe('content/weeks/08-second-last.md');
  });
});

describe('a period of a log that is not kept in weeks', () => {
  const into = async (root: Draft['fields'], entries: KnownLog['entries'] = []) => {
    const known = { entries: [logEntry(root), ...entries], broken: new Set<EntryKey>() };
    const { file, text, problems } = await made('week', { title: 'Next' }, {}, known);
    expect(problems).toEqual([]);
    return [file, /^start: (.*)$/m.exec(text)?.[1]];
  };
  const inFolder = (folder: string, entry: Entry) => ({ ...entry, key: `${folder}/${idOf(entry.key)}` as EntryKey });
  const sprints = { period: { one: 'Sprint', other: 'Sprints' } };

  test.each([
    [{ period: 'day' }, [], 'content/days/01-next.md', '2026-11-25'],
    [
      { period: 'day' },
      [inFolder('days', week('07-x', { start: '2026-11-20' }))],
      'content/days/08-next.md',
      '2026-11-25',
    ],
    [{ period: 'lecture' }, [week('02', { start: '2026-11-25' })], 'content/weeks/03-next.md', '2026-11-26'],
    [{ period: 'month' }, [], 'content/months/01-next.md', '2026-11-01'],
    [
      { period: 'month' },
      [inFolder('months', week('12', { start: '2025-12' }))],
      'content/months/13-next.md',
      '2026-01-01',
    ],
    [
      sprints,
      [inFolder('sprints', week('1', { start: '2026-11-16', end: '2026-11-29' }))],
      'content/sprints/02-next.md',
      '2026-11-30',
    ],
    [{ period: 'day', numbered: false }, [], 'content/days/2026-11-25-next.md', '2026-11-25'],
  ])('%o goes into its folder and starts after the last one', async (root, entries, file, start) => {
    expect(await into(root, entries)).toEqual([file, start]);
  });
});

test('a page with the name of another page is refused', async () => {
  expect(await refusal('page', { title: 'About' })).toEqual([
    [1, 'address-taken', 'There is already an entry with this name, “About this log”.'],
  ]);
  expect(await refusal('page', { title: 'Colophon' })).toEqual([]);
});

test('existing problems of the log do not affect a new entry', async () => {
  const entries = [
    ...log.entries,
    resource('wrong', { topics: 'nothing', prerequisites: 'nobody', url: 'https://example.org/zebra' }),
  ];
  expect(await refusal('resource', paper, {}, { ...log, entries })).toEqual([]);
});

describe('a note', () => {
  test('gets its name from its title, or has that of a path, and only the given fields', async () => {
    expect(await made('note', { title: 'Rebase onto' })).toMatchObject({
      file: 'content/notes/rebase-onto.md',
      text: '---\ntitle: Rebase onto\n---\n',
      problems: [],
    });
    expect(await made('note', { title: 'Onto' }, { id: 'git/tricks/onto' })).toMatchObject({
      file: 'content/notes/git/tricks/onto.md',
      problems: [],
    });
  });

  test.each([
    ['git/rebase', 'address-taken'],
    ['Git/Rebase', 'address-taken'],
    ['git/moving', 'address-taken'],
    ['page/2', 'address-taken'],
    ['../x', 'file-name'],
    ['git//x', 'file-name'],
    ['con/x', 'file-name'],
    [`${'a/'.repeat(9)}x`, 'misplaced-file'],
  ])('is refused under the name %s', async (id, rule) => {
    expect((await refusal('note', { title: 'A note' }, { id })).map(([, found]) => found)).toEqual([rule]);
  });
});
