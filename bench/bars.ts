import type { Results, RunKind } from './results.ts';
import { spreadOf, type Spread } from './spread.ts';
import type { ToolName } from './tools.ts';

/** A measurement with an upper limit. */
export interface Bar {
  readonly what: string;
  readonly goal: number;
  readonly unit: '×' | 's' | 'GB' | 'MB' | 'kB' | 'files';
  /** The results, named if there are several. Empty if nothing was measured. */
  found(results: Results): readonly (readonly [name: string, found: Spread])[];
}

type Time = 'wall' | 'cpu';
const timeNames: Readonly<Record<Time, string>> = { wall: 'wall clock', cpu: 'CPU' };
const both = ['cpu', 'wall'] as const;

/** Every goal for the speed and output of builds. */
export const bars: readonly Bar[] = [
  against('Build of 100 after an edit, relative to Eleventy', 0.8, [100, 'warm', 'eleventy'], ['wall']),
  against('Build of 100 after an edit, relative to Astro', 0.3, [100, 'warm', 'astro'], ['wall']),
  against('Build of 1,000 after an edit, relative to Eleventy', 0.35, [1_000, 'warm', 'eleventy'], both),
  against('Build of 1,000 after an edit, relative to Astro', 0.25, [1_000, 'warm', 'astro'], both),
  against('Build of 10,000 after an edit, relative to Eleventy', 0.2, [10_000, 'warm', 'eleventy'], ['cpu']),
  against('Build of 10,000 after an edit, relative to Hugo', 0.35, [10_000, 'warm', 'hugo'], ['cpu']),
  against('Cold build of 1,000, relative to Astro', 0.6, [1_000, 'cold', 'astro'], ['cpu']),
  against('Cold build of 1,000, relative to Eleventy', 2, [1_000, 'cold', 'eleventy'], ['wall']),
  {
    what: 'Cold build per entry, 10,000 relative to 1,000',
    goal: 1.15,
    unit: '×',
    found: (results) => both.flatMap((time) => named(timeNames[time], growthOf(results, time))),
  },
  {
    what: 'Check of 10,000, relative to their cold build',
    goal: 0.25,
    unit: '×',
    found: (results) =>
      both.flatMap((time) =>
        named(timeNames[time], ratioOf(results, time, [10_000, 'check', 'learnlog'], [10_000, 'cold', 'learnlog'])),
      ),
  },
  {
    what: 'Memory of the largest process at 10,000',
    goal: 1.2,
    unit: 'GB',
    found: (results) => {
      const runs = results.runs.filter(({ size, tool }) => size === 10_000 && tool === 'learnlog');
      return (['cold', 'warm', 'check'] as const).flatMap((kind) => {
        return named(kind, spreadOf(runs.filter((run) => run.kind === kind).map(({ memory }) => memory / 1e9)));
      });
    },
  },
  devBar('First page of `dev` at 1,000, warm', 1.5, 'first'),
  devBar('An edit on screen in `dev` at 1,000', 0.3, 'edits'),
  outputBar(
    'HTML of a resource beyond its own text, compressed, at 1,000',
    [5, 'kB', 1_000],
    ({ overText }) => overText,
  ),
  outputBar('Search index of 10,000', [40, 'MB', 10_000], ({ search }) => spreadOf([search])),
  {
    what: 'Files of the search index that an edit of one of 1,000 changes',
    goal: 30,
    unit: 'files',
    found: (results) =>
      named(
        '',
        spreadOf(runsOf(results, [1_000, 'warm', 'learnlog']).flatMap(({ newSearchFiles }) => newSearchFiles ?? [])),
      ),
  },
];

type Which = readonly [size: number, kind: RunKind, tool: ToolName];

/** The ratio of two kinds of runs, computed in each round. */
export function ratioOf(results: Results, time: Time | 'memory', one: Which, other: Which): Spread | undefined {
  const others = new Map(runsOf(results, other).map((run) => [run.round, run]));
  const ratios = runsOf(results, one).flatMap((run) => {
    const beside = others.get(run.round);
    return beside ? [run[time] / beside[time]] : [];
  });
  return spreadOf(ratios);
}

/** All runs of one kind, by one tool, at one size. */
export function runsOf(results: Results, [size, kind, tool]: Which) {
  return results.runs.filter((run) => run.size === size && run.kind === kind && run.tool === tool);
}

function against(what: string, goal: number, [size, kind, peer]: Which, times: readonly Time[]): Bar {
  return {
    what,
    goal,
    unit: '×',
    found: (results) =>
      times.flatMap((time) =>
        named(timeNames[time], ratioOf(results, time, [size, kind, 'learnlog'], [size, kind, peer])),
      ),
  };
}

/** Rounds of different sizes do not correspond, so the spread comes from the extremes of both. */
function growthOf(results: Results, time: Time): Spread | undefined {
  const [long, short] = [10_000, 1_000].map((size) =>
    spreadOf(runsOf(results, [size, 'cold', 'learnlog']).map((run) => run[time] / size)),
  );
  if (!long || !short) return undefined;
  return { median: long.median / short.median, least: long.least / short.most, most: long.most / short.least };
}

function devBar(what: string, goal: number, which: 'first' | 'edits'): Bar {
  return {
    what,
    goal,
    unit: 's',
    found: (results) => named('', spreadOf(results.dev.find(({ size }) => size === 1_000)?.[which] ?? [])),
  };
}

function outputBar(
  what: string,
  [goal, unit, size]: readonly [goal: number, unit: 'kB' | 'MB', size: number],
  of: (output: Results['outputs'][number]) => Spread | undefined,
): Bar {
  const scale = unit === 'kB' ? 1e3 : 1e6;
  return {
    what,
    goal,
    unit,
    found: (results) => {
      const output = results.outputs.find((one) => one.size === size && one.tool === 'learnlog');
      const spread = output && of(output);
      if (!spread) return [];
      const { median, least, most } = spread;
      return named('', { median: median / scale, least: least / scale, most: most / scale });
    },
  };
}

function named(name: string, found: Spread | undefined): (readonly [string, Spread])[] {
  return found ? [[name, found]] : [];
}
