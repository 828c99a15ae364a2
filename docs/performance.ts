import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bars, ratioOf, runsOf, type Bar } from '../bench/bars.ts';
import type { Results } from '../bench/results.ts';
import { spreadOf, type Spread } from '../bench/spread.ts';
import { toolNames, tools, type ToolName } from '../bench/tools.ts';

/** The results in `performance.md`. */
export async function readResults(): Promise<Results> {
  return JSON.parse(await readFile(join(import.meta.dirname, '../bench/results/performance.json'), 'utf8'));
}

/** A generated part of `performance.md`. */
export function performancePart(results: Results, name: string): string {
  const make = parts[name];
  if (!make) throw new Error(`performance.md has no part "${name}".`);
  return make(results);
}

const parts: Readonly<Record<string, (results: Results) => string>> = {
  setting: settingOf,
  versions: versionsOf,
  bars: barsOf,
  builds: (results) => results.plans.map(({ size }) => buildsOf(results, size)).join('\n\n'),
  outputs: (results) => results.plans.map(({ size }) => outputsOf(results, size)).join('\n\n'),
};

function settingOf({ date, machine, node, engine, plans }: Results): string {
  const rounds = plans
    .map(({ size, rounds }) => `${rounds} ${rounds === 1 ? 'round' : 'rounds'} at ${grouped(size)} resources`)
    .join(', ');
  return `Measured on ${date}: ${machine}; Node ${node.slice(1)}; Learnlog at commit ${engine}; ${rounds}.`;
}

function versionsOf({ versions }: Results): string {
  const rows = toolNames.flatMap((name) => {
    const of = Object.entries(versions[name] ?? {}).map(([part, version]) => `${part} ${version}`);
    return of.length > 0 ? [[tools[name].title, of.join(', ')]] : [];
  });
  return table(['Tool', 'Versions'], rows);
}

function barsOf(results: Results): string {
  const rows = bars.map((bar) => {
    const found = bar.found(results);
    const said = found.map(([name, spread]) => `${name} ${withSpread(spread)}`.trim()).join(', ');
    const unit = bar.unit === '×' ? '' : ` ${bar.unit}`;
    return [bar.what, `≤ ${bar.goal}${unit}`, said === '' ? '' : said + unit, verdictOf(bar, found)];
  });
  return table(['Measure', 'Goal', 'Result', 'Met'], rows);
}

/** Whether all results meet a goal, in the median and in the worst case. */
export function verdictOf({ goal }: Pick<Bar, 'goal'>, found: readonly (readonly [string, Spread])[]): string {
  if (found.length === 0) return 'not measured';
  if (found.every(([, { most }]) => most <= goal)) return 'yes';
  if (found.every(([, { median }]) => median <= goal)) return 'in the median';
  return found.some(([, { median }]) => median <= goal) ? '**in part**' : '**no**';
}

function buildsOf(results: Results, size: number): string {
  const of = (name: ToolName, kind: 'cold' | 'warm') => [size, kind, name] as const;
  const rows = toolNames
    .filter((name) => runsOf(results, of(name, 'cold')).length > 0)
    .map((name) => {
      const ratios = (['cold', 'warm'] as const).flatMap((kind) =>
        (['cpu', 'wall'] as const).map((time) =>
          name === 'learnlog' ? '1' : withSpread(ratioOf(results, time, of('learnlog', kind), of(name, kind))),
        ),
      );
      const memory = spreadOf(
        (['cold', 'warm'] as const).flatMap((kind) => runsOf(results, of(name, kind))).map((run) => run.memory / 1e9),
      );
      return [tools[name].title, ...ratios, memory?.most.toFixed(2) ?? ''];
    });
  const own = (['cold', 'warm'] as const).map((kind) => {
    const runs = runsOf(results, of('learnlog', kind));
    const seconds = (time: 'cpu' | 'wall') => withSpread(spreadOf(runs.map((run) => run[time])), 1);
    return `${seconds('cpu')} s of CPU time and ${seconds('wall')} s of wall-clock time for a ${kind} build`;
  });
  const head = ['Compared with', 'cold, CPU', 'cold, wall clock', 'warm, CPU', 'warm, wall clock', 'memory, GB'];
  return `**${grouped(size)} resources.** Learnlog took ${own.join(', and ')}.\n\n${table(head, rows)}`;
}

function outputsOf(results: Results, size: number): string {
  const rows = results.outputs
    .filter((output) => output.size === size)
    .map((output) => [
      tools[output.tool].title,
      grouped(output.files),
      (output.bytes / 1e6).toFixed(1),
      (output.search / 1e6).toFixed(2),
      (output.page.median / 1e3).toFixed(1),
      (output.overText.median / 1e3).toFixed(1),
    ]);
  const head = [`${grouped(size)} resources`, 'files', 'MB', 'search, MB', 'page, kB', 'beyond its text, kB'];
  return table(head, rows);
}

function withSpread(spread: Spread | undefined, digits?: number): string {
  if (!spread) return '';
  const [median, least, most] = [spread.median, spread.least, spread.most].map((value) =>
    value.toFixed(digits ?? (value < 10 ? 2 : 1)),
  );
  return least === most ? `${median}` : `${median} (${least}–${most})`;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}
