import { describe, expect, test } from 'vitest';
import { bars, ratioOf } from './bars.ts';
import type { Results, Run, RunKind } from './results.ts';
import type { ToolName } from './tools.ts';

const run = (size: number, tool: ToolName, kind: RunKind, round: number, seconds: number): Run => {
  return { size, tool, kind, round, wall: seconds, cpu: seconds * 2, memory: 1e9 };
};

const results: Results = {
  ...{ date: '2026-11-25', machine: '', node: '', engine: '', plans: [], versions: {}, outputs: [] },
  runs: [
    run(1_000, 'learnlog', 'cold', 1, 10),
    run(1_000, 'astro', 'cold', 1, 20),
    run(1_000, 'learnlog', 'cold', 2, 30),
    run(1_000, 'astro', 'cold', 2, 40),
    run(1_000, 'astro', 'cold', 3, 40),
    run(10_000, 'learnlog', 'cold', 1, 300),
  ],
  dev: [{ size: 1_000, first: [1, 3, 2], edits: [] }],
};

const found = (what: string) => bars.find((bar) => bar.what.startsWith(what))?.found(results);

describe('a bar', () => {
  test('compares runs of the same round, and ignores runs without a counterpart', () => {
    const ratio = ratioOf(results, 'wall', [1_000, 'cold', 'learnlog'], [1_000, 'cold', 'astro']);
    expect(ratio).toEqual({ median: 0.625, least: 0.5, most: 0.75 });
  });

  test('computes growth per entry from the extremes of both sizes', () => {
    expect(found('Cold build per entry')?.[0]).toEqual(['CPU', { median: 1.5, least: 1, most: 3 }]);
  });

  test('has no value without measurements', () => {
    expect(found('An edit on screen')).toEqual([]);
    expect(found('Build of 1,000 after an edit, relative to Astro')).toEqual([]);
    expect(found('First page')).toEqual([['', { median: 2, least: 1, most: 3 }]]);
  });
});
