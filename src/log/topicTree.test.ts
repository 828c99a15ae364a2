import { describe, expect, test } from 'vitest';
import { buildLog } from './buildLog.ts';
import type { Entry } from './entry.ts';
import { logEntry, note, page, resource, week } from './fixtures/entries.ts';
import { checkGraph } from './graph.ts';
import type { Log, Topic } from './log.ts';
import { innermost, topicPath, topicTree } from './topicTree.ts';

const build = (...entries: readonly Entry[]): Log => buildLog(entries, { drafts: false }).log;
const problemsOf = (...entries: readonly Entry[]) =>
  checkGraph(entries, new Set()).problems.map(({ rule, message }) => [rule, message]);
const idsOf = (topics: readonly Topic[]) => topics.map(({ id }) => id);
/** Each topic as `python/vision`. */
const treeOf = (...entries: readonly Entry[]) =>
  build(...entries).topics.map((topic) => idsOf(topicPath(topic)).join('/'));
const topicOf = (log: Log, id: string): Topic =>
  log.topics.find((topic) => topic.id === id) ?? expect.fail(`there is no topic "${id}"`);

describe('a topic', () => {
  test('is in its parent, after which it stands', () => {
    const topics = {
      vision: { parent: 'python' },
      rl: 'RL',
      python: 'Python',
      cnn: { title: 'CNNs', parent: 'vision' },
    };
    const log = build(logEntry({ topics }));
    expect(log.topics.map(({ id, title, number }) => [id, title, number])).toEqual([
      ['rl', 'RL', 1],
      ['python', 'Python', 2],
      ['vision', 'Vision', 3],
      ['cnn', 'CNNs', 4],
    ]);
    expect(log.topicsIn().map(({ id }) => id)).toEqual(['rl', 'python']);
    expect(log.topicsIn(topicOf(log, 'python')).map(({ id }) => id)).toEqual(['vision']);
    expect(topicPath(topicOf(log, 'cnn')).map(({ id }) => id)).toEqual(['python', 'vision', 'cnn']);
  });

  test('that is a folder is in the folder around it, which is a topic too', () => {
    expect(treeOf(logEntry(), note('python/vision/x'), note('git/y'))).toEqual(['git', 'python', 'python/vision']);
    const titles = { topics: { vision: { title: 'Computer vision' } } };
    expect(treeOf(logEntry(titles), note('python/vision/x'))).toEqual(['python', 'python/vision']);
    expect(treeOf(logEntry({ topics: { vision: { parent: 'ai' }, ai: 'AI' } }), note('python/vision/x'))).toEqual([
      'ai',
      'ai/vision',
      'python',
    ]);
  });

  test('has the same folder in upper and lower case, and one inside itself', () => {
    expect(treeOf(logEntry({ topics: { python: 'Python' } }), note('Python/vision/x'))).toEqual([
      'python',
      'python/vision',
    ]);
    expect(treeOf(logEntry(), note('Git/a'), note('git/tips/b'))).toEqual(['Git', 'Git/tips']);
    expect(treeOf(logEntry(), note('git/git/a'))).toEqual(['git']);
    expect(problemsOf(logEntry(), note('git/git/a'))).toEqual([]);
  });

  test('that is a folder in two places is in neither, and that is a warning, unless log.md lists it', () => {
    const notes = [note('python/basics/x'), note('rust/basics/y'), note('rust/basics/z')];
    const message =
      '"notes/python/basics" and "notes/rust/basics" are the same topic, "basics", so it has no parent topic.';
    expect(treeOf(logEntry(), ...notes)).toEqual(['basics', 'python', 'rust']);
    expect(problemsOf(logEntry(), ...notes)).toEqual([['shared-folder', message]]);
    expect(problemsOf(logEntry(), note('basics/x'), note('rust/basics/y'))).toMatchObject([['shared-folder', {}]]);
    expect(problemsOf(logEntry({ topics: { basics: 'Basics' } }), ...notes)).toEqual([]);
    const listed = logEntry({ topics: { basics: { parent: 'rust' } } });
    expect([treeOf(listed, ...notes), problemsOf(listed, ...notes)]).toEqual([['python', 'rust', 'rust/basics'], []]);
  });

  test('is not made by the folders of drafts and of notes with other topics', () => {
    const notes = [note('a/b/x', { draft: true }), note('c/d/y', { topics: 'rl' })];
    expect(treeOf(logEntry({ topics: { rl: 'RL' } }), ...notes)).toEqual(['rl']);
  });

  test('can be one that only contains others, in any entry', () => {
    const entries = [logEntry({ topics: { rl: { parent: 'python' } } }), note('python/vision/x')];
    const more = [resource('a', { topics: 'python' }), week('01', { topics: 'rl', spent: { python: '1h' } })];
    const rules = problemsOf(...entries, ...more).map(([rule]) => rule);
    expect(rules).toEqual(['orphan-resource']);
  });

  test('is used if one in it is', () => {
    const topics = { ai: 'AI', ml: { parent: 'ai' }, rl: { parent: 'ml' }, old: { parent: 'ai' } };
    expect(problemsOf(logEntry({ topics }), week('01', { topics: 'rl' }))).toEqual([
      ['unused-topic', 'Nothing is on "old".'],
    ]);
  });

  test('cannot have a parent that is not a topic', () => {
    const entry = logEntry({ topics: { vision: { parent: 'pyhton' } } });
    expect(problemsOf(entry, note('python/a'), week('01', { topics: 'vision' }))).toEqual([
      ['unknown-topic', '"pyhton" is not a topic of content/log.md. Did you mean "python"?'],
    ]);
    expect(treeOf(entry, note('python/a'))).toEqual(['vision', 'python']);
  });
});

describe('where log.md lists no topics', () => {
  const entries = [
    note('a', { topics: ['machine-learning', 'Git'] }),
    note('git/b'),
    note('python/vision/c'),
    resource('r', { topics: 'vision', status: 'queued' }),
    week('01', { topics: 'git', spent: { GIT: '1h', git: '30m' } }),
    page('p', { topics: 'reading' }),
  ];

  test('those that entries name and those of folders are the topics', () => {
    expect(problemsOf(logEntry(), ...entries)).toEqual([]);
    expect(treeOf(logEntry(), ...entries)).toEqual(['Git', 'machine-learning', 'python', 'python/vision', 'reading']);
    const log = build(logEntry(), ...entries);
    expect(topicOf(log, 'machine-learning').title).toBe('Machine learning');
    expect(log.resourcesOn(topicOf(log, 'vision')).map(({ id }) => id)).toEqual(['r']);
  });

  test('upper and lower case are the same, as spelled first', () => {
    const log = build(logEntry(), ...entries, page('q', { topics: ['Reading', 'reading'] }));
    expect(log.proseOn(topicOf(log, 'Git')).map(({ id }) => id)).toEqual(['git/b', 'a', '01']);
    expect(log.proseOn(topicOf(log, 'reading')).map(({ id }) => id)).toEqual(['p', 'q']);
    expect([...(log.weeks[0]?.spent ?? [])]).toEqual([['Git', { minutes: 90, about: false }]]);
  });

  test('a topic that only a draft names is none', () => {
    expect(treeOf(logEntry(), page('p', { topics: 'reading', draft: true }))).toEqual([]);
  });

  test('the first one that log.md lists makes the others errors again', () => {
    const rules = problemsOf(logEntry({ topics: { vision: 'Vision' } }), ...entries).map(([, message]) => message);
    expect(rules).toContain('"machine-learning" is not a topic of content/log.md.');
  });
});

describe('topics in a cycle', () => {
  const used = week('01', { topics: ['a', 'c', 'self'] });
  const topics = {
    a: { parent: 'b' },
    b: { parent: 'c' },
    c: { parent: 'a' },
    self: { parent: 'self' },
    d: { parent: 'b' },
  };

  test('are reported once', () => {
    expect(problemsOf(logEntry({ topics }), used, week('02', { topics: 'd', start: '2025-02-14' }))).toEqual([
      ['topic-cycle', 'These parents form a cycle: "a" in "b" in "c" in "a".'],
      ['topic-cycle', '"self" is its own parent.'],
    ]);
  });

  test('lose one parent, so that dev can show the log', () => {
    expect(treeOf(logEntry({ topics }))).toEqual(['a', 'a/c', 'a/c/b', 'a/c/b/d', 'self']);
  });

  test('can be by folders and by log.md, which is where it is reported', () => {
    const entry = logEntry({ topics: { ai: { parent: 'rl' } } });
    const [problem, ...others] = checkGraph([entry, note('ai/ml/rl/x')], new Set()).problems;
    expect(problem).toMatchObject({ file: 'content/log.md', rule: 'topic-cycle' });
    expect(problem?.message).toBe('These parents form a cycle: "ai" in "rl" in "ml" in "ai".');
    expect(others).toEqual([]);
  });

  test('and chains of thousands of topics are no strain', () => {
    const chain = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`t${at}`, { parent: `t${at + 1}` }]));
    expect(build(logEntry({ topics: { ...chain, t1000: 'Top' } })).topics).toHaveLength(1001);
    const { cycles } = topicTree([logEntry({ topics: { ...chain, t1000: { parent: 't0' } } })]);
    expect(cycles.map((cycle) => cycle.length)).toEqual([1001]);
  });
});

test('what is on a topic is on its parent too, each entry once', () => {
  const log = build(
    logEntry({ topics: { python: 'Python', vision: { parent: 'python' }, nlp: { parent: 'python' } } }),
    resource('both', { topics: ['python', 'vision'] }),
    resource('two', { topics: ['vision', 'nlp'], best: 'parsing' }),
    note('a', { topics: 'nlp', added: '2025-01-01' }),
    note('b', { topics: 'python', added: '2025-01-02' }),
    week('01', { topics: ['vision', 'nlp'] }),
    page('p', { topics: 'python' }),
  );
  const on = (id: string) =>
    [...log.resourcesOn(topicOf(log, id)), ...log.proseOn(topicOf(log, id))].map((entry) => entry.id);
  expect(on('python')).toEqual(['two', 'both', 'b', 'a', '01', 'p']);
  expect(on('vision')).toEqual(['two', 'both', '01']);
  expect(log.facetValues('topic').map(({ value, resources }) => [value, resources.length])).toEqual([
    ['python', 2],
    ['vision', 2],
    ['nlp', 1],
  ]);
});

test('the innermost of some topics leave out those that others are in', () => {
  const { topics } = build(logEntry({ topics: { ai: 'AI', rl: { parent: 'ai' }, q: { parent: 'rl' }, git: 'Git' } }));
  const [ai, rl, q, git] = topics;
  if (!ai || !rl || !q || !git) return expect.fail('there are four topics');
  expect(innermost([ai, q, git]).map(({ id }) => id)).toEqual(['q', 'git']);
  expect(innermost([rl, ai]).map(({ id }) => id)).toEqual(['rl']);
});
