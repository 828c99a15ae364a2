import { describe, expect, test } from 'vitest';
import { logEntry, resource } from './fixtures/entries.ts';
import { buildLog } from './buildLog.ts';
import { resourceKey } from './entry.ts';
import type { Log, Resource } from './log.ts';
import { pathTo } from './path.ts';
import { pathListPages, stagesOf, pathsTo } from './stages.ts';

const topics = { scaling: 'Scaling', rl: 'Reinforcement learning' };
const build = (...entries: Parameters<typeof buildLog>[0]) =>
  buildLog([logEntry({ topics }), ...entries], { drafts: false }).log;

/** The list of all paths in short: a topic, then each stage with its resources, each series with its parts. */
function listed(log: Log) {
  return pathListPages(log).listPages.map(({ topics: groups }) =>
    groups.flatMap(({ topic, stages }) => [
      topic?.id ?? '',
      ...stages.map(({ number, lines }) => {
        const names = lines.map(({ resource: { id }, parts }) => [id, ...parts.map((part) => part.id)].join('/'));
        return `${number}: ${names.join(' ')}`;
      }),
    ]),
  );
}

describe('the list of all paths', () => {
  test('has each resource once, under its first topic, by stage', () => {
    const log = build(
      resource('a', { topics: ['rl', 'scaling'] }),
      resource('b', { topics: ['scaling'], prerequisites: ['a'] }),
      resource('c', { prerequisites: ['b'] }),
      resource('d', { topics: ['scaling'], prerequisites: ['c', 'a'] }),
    );
    expect(listed(log)).toEqual([['scaling', '2: b', '4: d', 'rl', '1: a', '', '3: c']]);
  });

  test('folds a series into one line, at the position of its first part', () => {
    const log = build(
      resource('course'),
      resource('one', { series: 'course', part: '1', topics: ['rl'] }),
      resource('two', { series: 'course', part: '2', prerequisites: ['one', 'a'] }),
      resource('a', { prerequisites: ['one'], topics: ['rl'] }),
    );
    expect(listed(log)).toEqual([['rl', '1: course/one/two', '2: a']]);
    expect(pathListPages(log).unlinked).toBe(0);
  });

  test('leaves out unlinked resources and counts them', () => {
    const log = build(
      resource('a'),
      resource('b', { prerequisites: [{ resource: 'a', or: 'c' }] }),
      resource('c'),
      resource('d'),
    );
    expect(listed(log)).toEqual([['', '1: a c', '2: b']]);
    expect(pathListPages(log).unlinked).toBe(1);
  });

  test('has one empty page without prerequisites', () => {
    expect(pathListPages(build(resource('a')))).toEqual({
      listPages: [{ number: 1, all: 1, topics: [] }],
      unlinked: 1,
    });
  });

  test('has each resource once if two series are parts of each other', () => {
    const log = build(
      resource('a', { series: 'b', part: '1', prerequisites: ['c'] }),
      resource('b', { series: 'a', part: '1' }),
      resource('c'),
    );
    const { listPages, unlinked } = pathListPages(log);
    const lines = listPages.flatMap((listPage) =>
      listPage.topics.flatMap(({ stages }) => stages.flatMap((stage) => stage.lines)),
    );
    expect(lines.flatMap((line) => [line.resource.id, ...line.parts.map(({ id }) => id)]).sort()).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(unlinked).toBe(0);
  });

  test('is split into pages of a hundred resources, including parts of series', () => {
    const many = Array.from({ length: 80 }, (_, index) => resource(`r${index}`, { prerequisites: ['root'] }));
    const parts = Array.from({ length: 30 }, (_, index) =>
      resource(`p${index}`, { series: 'course', part: `${index + 1}` }),
    );
    const log = build(
      resource('root', { topics: ['scaling'] }),
      resource('course', { prerequisites: ['root'], topics: ['rl'] }),
      ...parts,
      ...many,
    );
    const { listPages } = pathListPages(log);
    const sizes = listPages.map((listPage) =>
      listPage.topics.flatMap(({ stages }) =>
        stages.flatMap(({ lines }) => lines.map((line) => 1 + line.parts.length)),
      ),
    );
    expect(sizes.map((lines) => lines.reduce((sum, size) => sum + size, 0))).toEqual([100, 12]);
    expect(listPages.map(({ number, all }) => [number, all])).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
});

describe('the steps of a path', () => {
  const log = build(
    ...Array.from({ length: 12 }, (_, index) =>
      resource(`r${index}`, index > 0 ? { prerequisites: [`r${index - 1}`] } : {}),
    ),
  );
  const { steps } = pathTo('r11', log.pathGraph);
  const shown = (most?: number) => {
    const { stages, earlier } = stagesOf(steps, most);
    return [earlier, ...stages.map((stage) => `${stage.number} ${stage.steps.map(({ node }) => node.id).join(' ')}`)];
  };

  test('are grouped by stage', () => {
    expect(shown().slice(0, 3)).toEqual([0, '1 r0', '2 r1']);
  });

  test('are cut to the last ones if there are too many, with a count of the earlier ones', () => {
    expect(shown(2)).toEqual([10, '11 r10', '12 r11']);
  });

  test('do not count the goal', () => {
    expect(log.beforehand(log.find(resourceKey('r11')) as Resource)).toMatchObject({
      resources: 11,
      effort: { minutes: 0, about: false, unknown: 11 },
    });
  });
});

describe('the paths to a resource', () => {
  const paid = { access: 'paid', length: '2h' };
  const ways = (...entries: Parameters<typeof buildLog>[0]) => {
    const log = build(...entries);
    const last = log.find(resourceKey('goal')) as Resource;
    return { ...pathsTo(log, last), beforehand: log.beforehand(last) };
  };
  const goal = resource('goal', { prerequisites: [{ resource: 'course', or: 'book' }] });

  test('are one if nothing on it is paid, or the resource itself is paid', () => {
    expect(ways(goal, resource('course'), resource('book', paid)).free).toBeUndefined();
    const costly = resource('goal', { ...paid, prerequisites: ['course'] });
    expect(ways(costly, resource('course', paid)).free).toBeUndefined();
  });

  test('are the default one and the free one, each with the effort before the goal and with it', () => {
    const book = resource('book', { length: '30m' });
    const { usual, free, beforehand } = ways(goal, resource('course', paid), book);
    expect(usual.before).toEqual(beforehand);
    expect(usual.before).toMatchObject({ resources: 1, effort: { minutes: 120, about: false, unknown: 0 } });
    expect(free?.before).toMatchObject({ resources: 1, effort: { minutes: 30, about: false, unknown: 0 } });
    expect([usual.whole.unknown, free?.whole.minutes]).toEqual([1, 30]);
    expect(free?.replaced.map(({ costly, by }) => [costly.id, by.id])).toEqual([['course', 'book']]);
    expect(free?.missing).toEqual([]);
  });

  test('list each replaced resource once, and those without a replacement', () => {
    const either = { prerequisites: [{ resource: 'course', or: 'book' }] };
    const { free } = ways(
      resource('goal', { prerequisites: ['a', 'b', 'lab'] }),
      resource('a', either),
      resource('b', either),
      resource('course', paid),
      resource('book'),
      resource('lab', paid),
    );
    expect(free?.replaced.map(({ costly, by }) => [costly.id, by.id])).toEqual([['course', 'book']]);
    expect(free?.missing.map(({ id }) => id)).toEqual(['lab']);
  });
});
