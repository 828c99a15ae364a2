import { beforeAll, describe, expect, test } from 'vitest';
import { readGraph } from '../log/readGraph.ts';
import { effortOfAll } from '../log/effort.ts';
import type { Log } from '../log/log.ts';
import { pathTo } from '../log/path.ts';
import { writeGraph } from './writeGraph.ts';
import { loadTestLog } from './testLog.ts';

const resource = (fields: string) =>
  `---\ntype: article\nurl: https://example.org/${encodeURIComponent(fields)}\n${fields}\n---\n`;

let log: Log;
beforeAll(async () => {
  const loaded = await loadTestLog({
    'log.md': '---\ntitle: A log\n---\n',
    'resources/goal.md': resource(
      'title: Goal\nprerequisites: [series, { resource: book, or: [short, 深度学习] }]\naliases: [old-goal, Ziel]',
    ),
    'resources/series.md': resource('title: Series'),
    'resources/part-1.md': resource('title: One\nseries: series\npart: 1\nlength: 30m'),
    'resources/part-2.md': resource('title: Two\nseries: series\npart: 2\nlength: 10 pages'),
    'resources/book.md': resource('title: Book\naccess: paid\nlevel: advanced\nlength: 2h\nbest: everything'),
    'resources/short.md': resource('title: Short\nlevel: introductory\nlength: ~10m\naccess: registration'),
    'resources/深度学习.md': resource('title: 深度学习'),
  });
  log = loaded.log;
});

describe('the compact graph', () => {
  test('reads back as the graph of the log', () => {
    const { graph } = readGraph(writeGraph(log));
    expect([...graph.keys()]).toEqual([...log.pathGraph.keys()]);
    for (const { resource: of, prerequisites, access, ...node } of log.pathGraph.values()) {
      const read = graph.get(of.id);
      expect(read).toMatchObject(Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined)));
      expect(read?.prerequisites).toEqual(prerequisites.map(({ resource: first, or }) => ({ resource: first, or })));
      expect(read?.access === 'paid').toBe(access === 'paid');
      expect(read?.minutes).toBe(node.minutes);
    }
  });

  test('adds up the same effort, with parts of series and estimates', () => {
    const { graph, partsOf } = readGraph(writeGraph(log));
    const steps = pathTo('goal', graph).steps.map(({ node }) => node);
    const [goal] = log.withPath;
    expect(goal && log.beforehand(goal).effort).toMatchObject({ minutes: 190, about: true, unknown: 0 });
    expect(effortOfAll(steps.slice(0, -1), partsOf)).toEqual(goal && log.beforehand(goal).effort);
  });

  test('resolves old names', () => {
    const { idOf } = readGraph(writeGraph(log));
    expect(['old-goal', 'Ziel', 'goal', 'nobody', '__proto__', 'constructor'].map(idOf)).toEqual([
      'goal',
      'goal',
      'goal',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('takes about 30 bytes per resource beyond its id', () => {
    const plain = writeGraph(log).resources.filter(([, , , , , , aliases]) => aliases === undefined);
    const bytes = plain.map((one) => Buffer.byteLength(JSON.stringify(one)) - Buffer.byteLength(one[0]));
    expect(Math.max(...bytes)).toBeLessThan(30);
  });
});
