import { describe, expect, test } from 'vitest';
import { buildLog } from './buildLog.ts';
import type { Entry, EntryKey } from './entry.ts';
import { titleFromName } from './folderTopics.ts';
import { heading, link, logEntry, note, page, resource, week } from './fixtures/entries.ts';
import { checkGraph } from './graph.ts';
import { facetListPages } from './listPages.ts';
import { groupMentions } from './mentions.ts';
import type { Log, Note } from './log.ts';

const build = (entries: readonly Entry[], drafts = false): Log => buildLog(entries, { drafts }).log;
const ids = (nodes: readonly { readonly id: string }[]): string[] => nodes.map(({ id }) => id);
const noteOf = (log: Log, id: string): Note =>
  log.notes.find((one) => one.id === id) ?? expect.fail(`there is no note "${id}"`);
const problemsOf = (entries: readonly Entry[], broken: readonly string[] = []) =>
  checkGraph(entries, new Set(broken as EntryKey[])).problems.map(({ rule, message }) => [rule, message]);

test('notes of the same day are in the order of people, 2 before 10', () => {
  const added = { added: '2025-02-03' };
  const notes = [note('day-10', added), note('day-2', added), note('day-11', { added: '2025-02-02' })];
  expect(ids(build([logEntry(), ...notes]).notes)).toEqual(['day-11', 'day-2', 'day-10']);
});

test('a note comes between the next older and the next newer one, and those without a date before the oldest', () => {
  const log = build([
    logEntry(),
    week('01'),
    note('b', { added: '2025-02-02' }),
    note('a', { added: '2025-02-03' }),
    note('c', { added: '2025-02-01' }),
    note('undated'),
  ]);
  const around = (id: string) => [log.previous(noteOf(log, id))?.id, log.next(noteOf(log, id))?.id];
  expect(['a', 'b', 'c', 'undated'].map(around)).toEqual([
    ['b', undefined],
    ['c', 'a'],
    ['undated', 'b'],
    [undefined, 'c'],
  ]);
});

test('pages have a place on the timeline only if there are weeks', () => {
  const pages = [page('early', { place: 'before' }), page('about')];
  const { timeline, menuPages } = build([logEntry(), note('a'), ...pages]);
  expect([timeline, ids(menuPages)]).toEqual([[], ['about', 'early']]);
  const withWeek = build([logEntry(), week('01'), ...pages]);
  expect([ids(withWeek.timeline), ids(withWeek.menuPages)]).toEqual([['early', '01'], ['about']]);
});

describe('the topic of a note', () => {
  const topicsOf = (log: Log, id: string) => noteOf(log, id).topics.map((topic) => topic.id);

  test('is the nearest folder, unless the note names others', () => {
    const log = build([
      logEntry({ topics: { rl: 'RL' } }),
      note('git/rebase'),
      note('git/tricks/onto'),
      note('git/reward', { topics: 'rl' }),
      note('loose'),
    ]);
    const found = ['git/rebase', 'git/tricks/onto', 'git/reward', 'loose'].map((id) => topicsOf(log, id));
    expect(found).toEqual([['git'], ['tricks'], ['rl'], []]);
  });

  test('has a title made from the folder, and stands behind the topics of log.md', () => {
    const log = build([logEntry({ topics: { rl: 'RL' } }), note('machine-learning/a'), note('LLM_tools/b')]);
    expect(log.topics.map(({ id, title, number }) => [id, title, number])).toEqual([
      ['rl', 'RL', 1],
      ['LLM_tools', 'LLM tools', 2],
      ['machine-learning', 'Machine learning', 3],
    ]);
    expect(titleFromName('über-uns')).toBe('Über uns');
  });

  test('is that of log.md if only upper and lower case differ', () => {
    const log = build([logEntry({ topics: { git: 'Git itself' } }), note('Git/a'), note('vim/b'), note('Vim/c')]);
    expect(log.topics.map(({ id }) => id)).toEqual(['git', 'Vim']);
    expect(topicsOf(log, 'Git/a')).toEqual(['git']);
  });

  test('can be that of a resource and of the time of a week', () => {
    const entries = [
      logEntry(),
      note('git/a', {}, link('resources/book')),
      resource('book', { topics: 'git' }),
      week('01', { spent: { git: '2h' } }),
    ];
    expect(problemsOf(entries)).toEqual([]);
    const log = build(entries);
    const [git] = log.topics;
    if (!git) return expect.fail('there is a topic');
    expect(ids(log.resourcesOn(git))).toEqual(['book']);
    expect(ids(log.proseOn(git))).toEqual(['git/a']);
  });

  test('can be that of weeks and pages, which its list has after the notes', () => {
    const entries = [
      logEntry(),
      note('git/a'),
      week('01', { topics: 'git' }),
      week('02', { topics: ['git'], start: '2025-02-14' }),
      page('about', { topics: 'git' }),
    ];
    expect(problemsOf(entries)).toEqual([]);
    const log = build(entries);
    expect(log.topics.map((topic) => ids(log.proseOn(topic)))).toEqual([['git/a', '02', '01', 'about']]);
    expect(facetListPages(log).flatMap(({ listPage }) => ids(listPage.items))).toEqual(['git/a', '02', '01', 'about']);
    expect(problemsOf([logEntry({ topics: { git: 'Git' } }), week('01', { topics: 'gti' })])).toEqual([
      ['unused-topic', 'Nothing is on "git".'],
      ['unknown-topic', '"gti" is not a topic of content/log.md. Did you mean "git"?'],
    ]);
    expect(problemsOf([logEntry({ topics: { git: 'Git' } }), page('about', { topics: 'git' })])).toEqual([]);
  });

  test('must be in log.md if only "topics" names it, and log.md has a list', () => {
    const root = logEntry({ topics: { css: 'CSS' } });
    const entries = [root, note('a', { topics: 'gti' }), note('git/b'), note('css/c')];
    expect(problemsOf(entries)).toEqual([
      ['unknown-topic', '"gti" is not a topic of content/log.md. Did you mean "git"?'],
    ]);
    expect(build(entries).topics.map(({ id }) => id)).toEqual(['css', 'git']);
  });

  test('is nothing to name in an entry if only drafts are in the folder', () => {
    const root = logEntry({ topics: { css: 'CSS' } });
    const draft = note('secret/a', { draft: true });
    const named = (draft: boolean) => [note('b', { topics: ['secret', 'css'], draft }), note('css/c')];
    expect(problemsOf([root, draft, ...named(false)]).map(([rule]) => rule)).toEqual(['unknown-topic']);
    expect(problemsOf([root, draft, ...named(true)])).toEqual([]);
    expect(build([logEntry(), draft]).topics).toEqual([]);
    expect(build([logEntry(), draft], true).topics).toHaveLength(1);
  });

  test('exists while the note cannot be read', () => {
    expect(problemsOf([logEntry(), note('b', { topics: 'git' })], ['notes/git/a'])).toEqual([]);
  });

  test('is in use if only notes are on it', () => {
    const root = logEntry({ topics: { git: 'Git', rl: 'RL', vim: 'Vim' } });
    expect(problemsOf([root, note('git/a'), note('b', { topics: 'rl' })])).toEqual([
      ['unused-topic', 'Nothing is on "vim".'],
    ]);
  });
});

test('notes are sorted by date, those without one last, and by key on the same day', () => {
  const log = build([
    note('undated'),
    note('b', { added: '2025-03-01' }),
    note('a', { added: '2025-03-01' }),
    note('old', { added: '~2024' }),
    note('also-undated'),
  ]);
  expect(ids(log.notes)).toEqual(['old', 'a', 'b', 'also-undated', 'undated']);
  expect(ids(log.newestNotes)).toEqual(['b', 'a', 'old', 'also-undated', 'undated']);
});

describe('what a note mentions, and what mentions it', () => {
  const log = build([
    logEntry({}, link('notes/git/a')),
    week('01', {}, heading('start'), link('notes/git/a'), link('resources/ppo')),
    note('git/a', { added: '2025-02-01' }, link('notes/git/a'), link('resources/ppo'), link('resources/dpo')),
    note('git/b', { added: '2025-02-02' }, link('notes/git/a'), link('resources/dpo')),
    page('about', {}, link('notes/git/a')),
    resource('ppo', {}, link('notes/git/a')),
    resource('dpo'),
  ]);

  test('mentions of a note come from every kind of entry but itself and the introduction', () => {
    const mentions = groupMentions(log.mentionsOf(noteOf(log, 'git/a')));
    expect(mentions.map(({ from }) => from.key)).toEqual(['weeks/01', 'notes/git/b', 'pages/about', 'resources/ppo']);
    expect(mentions[0]?.sections[0]?.section?.id).toBe('start');
  });

  test('a resource first appears on the timeline, or else in the oldest note', () => {
    const [ppo, dpo] = log.resources;
    if (!ppo || !dpo) return expect.fail('there are two resources');
    expect([log.firstMet(ppo)?.key, log.firstMet(dpo)?.key]).toEqual(['weeks/01', 'notes/git/a']);
    expect([log.timelinePageOf(ppo), log.timelinePageOf(dpo)]).toEqual([1, undefined]);
    const met = log.metIn(noteOf(log, 'git/a')).flatMap(({ resources }) => ids(resources));
    expect(met).toEqual(['dpo']);
  });

  test('a note is a node of the log, but not on the timeline', () => {
    expect(log.nodes.map(({ key }) => key)).toEqual([
      'resources/ppo',
      'resources/dpo',
      'weeks/01',
      'notes/git/a',
      'notes/git/b',
      'pages/about',
    ]);
    const found = noteOf(log, 'git/a');
    expect(log.find('notes/git/a' as EntryKey)).toBe(found);
    expect(log.timelinePageOf(found)).toBeUndefined();
  });
});

describe('the address of a note', () => {
  test('can be taken by another note, as an alias too', () => {
    expect(problemsOf([logEntry(), note('git/a'), note('vim/b', { aliases: 'git/a' })])).toEqual([
      ['address-taken', 'The alias "git/a" is already taken by content/notes/git/a.md.'],
    ]);
    expect(problemsOf([logEntry(), note('git/a', { aliases: 'a' }), resource('a', { status: 'queued' })])).toEqual([]);
  });

  test.each([
    ['page/2', {}, 'The address of this file, "notes/page/2/", belongs to a page of the list of notes.'],
    ['x', { aliases: 'page/13' }, 'The alias "page/13" belongs to a page of the list of notes.'],
  ])('is none of the list of notes: %s', (id, fields, message) => {
    expect(problemsOf([logEntry(), note(id, fields)])).toEqual([['address-taken', message]]);
  });
});

describe('a broken link to a note', () => {
  const fixOf = (wrong: string, others: readonly Entry[], address = `../${wrong}.md`) => {
    const range = { line: 9, column: 4, endLine: 9, endColumn: 4 + address.length };
    const from = week('01', {}, link(wrong, { address: { text: address, range } }));
    const [problem] = checkGraph([logEntry(), from, ...others], new Set()).problems;
    return problem?.fix?.text;
  };

  test('is fixed if the note has moved, or if a letter is wrong', () => {
    expect(fixOf('notes/git/rebase', [note('vcs/rebase', { aliases: 'git/rebase' })])).toBe('../notes/vcs/rebase.md');
    expect(fixOf('notes/git/rebase', [note('git/rebasing', { aliases: 'git/rebase' })])).toBe(
      '../notes/git/rebasing.md',
    );
    expect(fixOf('notes/git/rebsae', [note('git/rebase')])).toBe('../notes/git/rebase.md');
    expect(fixOf('notes/Git/Rebase', [note('git/rebase')])).toBe('../notes/git/rebase.md');
  });

  test('is not fixed if the names are too short or the folders differ', () => {
    expect(fixOf('notes/git/ab', [note('git/ac')])).toBeUndefined();
    expect(fixOf('notes/gti/rebase', [note('git/rebase')])).toBeUndefined();
  });

  test('is fixed if the note has moved to a folder of another depth', () => {
    expect(fixOf('notes/rebase', [note('vcs/git/rebase', { aliases: 'rebase' })])).toBe('../notes/vcs/git/rebase.md');
  });
});
