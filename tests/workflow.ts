import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './site.ts';

/** The folder of the workflows of a new log. */
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

/** Parses a workflow as GitHub does: in YAML 1.2, the key `on` is a string. */
export async function readWorkflow(file: string): Promise<Workflow> {
  return parse(await readFile(file, 'utf8')) as Workflow;
}

/** The environment of a job that runs here instead of on GitHub. */
export interface Stage {
  readonly workspace: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The value of each expression in the job, such as `github.token`. */
  readonly values: Readonly<Record<string, string>>;
  /** Replaces an action, by its name without owner and version. */
  action(name: string, step: Step): Promise<void>;
}

export interface Played {
  readonly failed: boolean;
  readonly output: string;
}

/**
 * Runs the steps of a job in order, each `run` in Bash as on GitHub. After a failure, runs only steps whose condition
 * allows it.
 */
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
