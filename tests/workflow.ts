import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './site.ts';

/** Where the workflows of a new log are kept. */
export const workflowFolder = join(root, 'src/cli/starter/_github/workflows');

export interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

export interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Reads a workflow as GitHub does: in YAML 1.2 the key `on` is a word. */
export async function readWorkflow(file: string): Promise<Workflow> {
  return parse(await readFile(file, 'utf8')) as Workflow;
}

/** What stands around a job that is played here instead of by a runner of GitHub. */
export interface Stage {
  readonly workspace: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What each expression of the job is worth, such as `github.token`. */
  readonly values: Readonly<Record<string, string>>;
  /** Plays an action, by its name without owner and version. */
  action(name: string, step: Step): Promise<void>;
}

export interface Played {
  readonly failed: boolean;
  readonly output: string;
}

/** Plays the steps of a job in order, each `run` by Bash as GitHub starts it; after a failure only those that say so. */
export async function playJob(job: Job, stage: Stage): Promise<Played> {
  let failed = false;
  let output = '';
  for (const step of job.steps) {
    if (failed && !step.if?.includes('!cancelled()')) continue;
    if (step.uses !== undefined) {
      await stage.action(/\/([^@]+)@/.exec(step.uses)?.[1] ?? '', step);
      continue;
    }
    const result = await playStep(step, stage);
    failed ||= result.code !== 0;
    output += result.output;
  }
  return { failed, output };
}

function playStep(step: Step, stage: Stage): Promise<{ readonly code: number; readonly output: string }> {
  const own = Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text, stage.values)]);
  const options = {
    cwd: join(stage.workspace, step['working-directory'] ?? ''),
    env: { ...stage.environment, ...Object.fromEntries(own) },
    maxBuffer: 16 * 1024 * 1024,
  };
  const words = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''];
  return new Promise((done) => {
    execFile('bash', words, options, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{ *([^}]+?) *\}\}/g, (_, expression: string) => {
    const value = values[expression];
    if (value === undefined) throw new Error(`Nobody says what "${expression}" is worth.`);
    return value;
  });
}
