import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { resolve } from 'node:path';
import type { DevTimes } from './dev.ts';
import type { Cost } from './measure.ts';
import type { Output } from './output.ts';
import type { ToolName } from './tools.ts';

/** What is timed: a cold build, a build after a change to one entry, and a cold `learnlog check`. */
export type RunKind = 'cold' | 'warm' | 'check';

/** A number of resources, and how often some tools build it. */
export interface Plan {
  readonly size: number;
  readonly rounds: number;
  readonly tools: readonly ToolName[];
}

export interface Run extends Cost {
  readonly size: number;
  readonly tool: ToolName;
  readonly kind: RunKind;
  readonly round: number;
  /** How many files of the search index have names or contents that the build before did not write. */
  readonly newSearchFiles?: number;
}

/** All results of `npm run bench`, and the machine. */
export interface Results {
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  /** The last commit that changed the engine, with a `+` if files have changed since. */
  readonly engine: string;
  readonly plans: readonly Plan[];
  readonly versions: Partial<Record<ToolName, Readonly<Record<string, string>>>>;
  readonly runs: Run[];
  readonly outputs: (Output & { readonly size: number; readonly tool: ToolName })[];
  readonly dev: DevTimes[];
}

/** Empty results. */
export function emptyResults(plans: readonly Plan[], versions: Results['versions']): Results {
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${gibibytes} GiB of memory, Linux ${release().split('-')[0]}`,
    node: process.version,
    engine: engineCommit(),
    plans,
    versions,
    runs: [],
    outputs: [],
    dev: [],
  };
}

function engineCommit(): string {
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: resolve(import.meta.dirname, '..'), encoding: 'utf8' }).trim();
  const parts = ['--', 'src', 'package-lock.json'];
  const commit = git('log', '-1', '--format=%h', '--abbrev=10', ...parts);
  return `${commit}${git('status', '--porcelain', ...parts) === '' ? '' : '+'}`;
}
