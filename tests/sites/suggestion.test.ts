import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { learnlog, root, temporaryFolder } from '../site.ts';

const run = promisify(execFile);

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const source = await readFile(join(root, 'src/cli/starter/_github/workflows/suggestion.yml'), 'utf8');
const workflow = parse(source) as {
  readonly permissions: object;
  readonly jobs: {
    readonly propose: {
      readonly if: string;
      readonly permissions: object;
      readonly env: Readonly<Record<string, string>>;
      readonly steps: readonly Step[];
    };
  };
};
const { propose } = workflow.jobs;

describe('the workflow', () => {
  test('has only the permissions of its one job, and pins actions by hash', () => {
    expect(workflow.permissions).toEqual({});
    expect(propose.permissions).toEqual({ contents: 'write', 'pull-requests': 'write', issues: 'write' });
    const used = propose.steps.flatMap(({ uses }) => uses ?? []);
    expect(used).toHaveLength(2);
    for (const action of used) expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
  });

  test('uses no text from strangers in a command', () => {
    for (const step of propose.steps) expect(step.run ?? '').not.toContain('${{');
    const expressions = [...source.matchAll(/\$\{\{ *(.*?) *\}\}/g)].map(([, expression]) => expression);
    expect(new Set(expressions)).toEqual(new Set(['github.event.issue.number', 'github.token']));
  });

  test('gives its token only to the steps that need it', () => {
    const withToken = propose.steps.filter(({ env }) => env?.GH_TOKEN !== undefined).map(({ name }) => name);
    expect(withToken).toEqual(['Open a pull request', 'Comment why it was rejected']);
    expect(source).toContain('persist-credentials: false');
  });
});

describe('the steps of the workflow', () => {
  let folder = '';
  let remove = async (): Promise<void> => undefined;
  const git = async (...words: string[]) => (await run('git', words, { cwd: join(folder, 'log') })).stdout.trim();

  beforeAll(async () => {
    ({ path: folder, remove } = await temporaryFolder());
    await learnlog('init', join(folder, 'log'), '--title', 'A log');
    await run('git', ['init', '--quiet', '--bare', join(folder, 'origin')]);
    await git('init', '--quiet', '--initial-branch', 'main');
    await git('remote', 'add', 'origin', join(folder, 'origin'));
    await git('add', '.');
    await git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '--message', 'Start');
    await mkdir(join(folder, 'bin'));
    const main = join(root, 'src/cli/main.ts');
    await tool('npx', `test "$1" = learnlog && shift && exec "${process.execPath}" "${main}" "$@"`);
    await tool(
      'gh',
      `echo "$@" >> "${folder}/gh.log"; for last; do :; done; test -f "$last" && cp "$last" "${folder}/said.md" || true`,
    );
  });
  afterAll(() => remove());

  const tool = (name: string, script: string) =>
    writeFile(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

  /** Runs the steps for an issue as GitHub does. Returns the calls of `gh` and the text sent with them. */
  async function onIssue(number: number, body: string) {
    const event = join(folder, 'event.json');
    await writeFile(event, JSON.stringify({ action: 'opened', issue: { number, title: '$(touch pwned)', body } }));
    for (const name of ['gh.log', 'said.md', 'report.md']) await writeFile(join(folder, name), '');
    await git('switch', '--quiet', 'main');
    let outcome = 'success';
    for (const step of propose.steps) {
      if (step.run === undefined || step.run.startsWith('npm ci')) continue;
      if (step.if !== undefined && !step.if.includes(`'${outcome}'`)) continue;
      const code = await shell(step.run, number);
      if (step.id === 'entry' && code !== 0) outcome = 'failure';
      else expect(code, step.name).toBe(0);
    }
    const asked = await readFile(join(folder, 'gh.log'), 'utf8');
    return { outcome, asked: asked.trim().split('\n'), said: await readFile(join(folder, 'said.md'), 'utf8') };
  }

  async function shell(script: string, number: number): Promise<number> {
    const env = {
      ...{ HOME: folder, GITHUB_EVENT_PATH: join(folder, 'event.json'), RUNNER_TEMP: folder, NO_COLOR: '1' },
      ...{ NUMBER: String(number), BRANCH: `suggestion-${number}` },
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
      PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`,
    };
    return run('bash', ['-e', '-c', script], { cwd: join(folder, 'log'), env }).then(
      () => 0,
      (error: { code?: number }) => error.code ?? 1,
    );
  }

  const form = (title: string, type = 'paper') =>
    // The host is not public, so no request is sent.
    `### Address\n\nhttps://10.0.0.1/${type}\n\n### Title\n\n${title}\n\n### Type\n\n${type}\n\n### Why is it good?\n\nIt is short.`;

  test('turn a good suggestion into a pull request with the entry and nothing else', async () => {
    const { outcome, asked, said } = await onIssue(12, form('A $(touch pwned) `touch pwned` title'));
    expect(outcome).toBe('success');
    expect(asked).toEqual([
      'auth setup-git',
      `pr create --head suggestion-12 --title Add the resource from #12 --body-file ${folder}/report.md`,
    ]);
    expect(said).toMatch(
      /^This adds `content\/resources\/a-touch-pwned-touch-pwned-title\.md`:\n[\s\S]*\nIts host is not public.*\n\nCloses #12\.\n$/,
    );
    expect(await git('diff', '--name-status', 'main', 'origin/suggestion-12')).toBe(
      'A\tcontent/resources/a-touch-pwned-touch-pwned-title.md',
    );
    expect(await git('log', '-1', '--format=%an: %s', 'origin/suggestion-12')).toBe(
      'github-actions[bot]: Add the resource from #12',
    );
    await expect(readFile(join(folder, 'log/pwned'))).rejects.toThrow();
  });

  test('leave an existing branch alone', async () => {
    const before = await git('rev-parse', 'origin/suggestion-12');
    const { outcome, asked } = await onIssue(12, form('Another title'));
    await git('clean', '--quiet', '--force', 'content');
    expect({ outcome, asked }).toEqual({ outcome: 'success', asked: ['auth setup-git'] });
    await git('fetch', '--quiet', 'origin');
    expect(await git('rev-parse', 'origin/suggestion-12')).toBe(before);
  });

  test('answer a bad suggestion with its problems, and write nothing', async () => {
    const { outcome, asked, said } = await onIssue(13, form('A title', 'papper'));
    expect(outcome).toBe('failure');
    expect(asked).toEqual([`issue comment 13 --edit-last --create-if-none --body-file ${folder}/report.md`]);
    expect(said).toContain('- **Type**: `"type" is one of paper,');
    expect(await git('status', '--porcelain', '--untracked-files=all', 'content')).toBe('');
  });

  test('answer an issue without a text', async () => {
    expect((await onIssue(14, '')).said).toContain('does not use the form');
  });
});

describe('new resource --from-issue', () => {
  test('is also what --issue with --report means, as in the workflows of version 0.1.0', async () => {
    const { path, remove } = await temporaryFolder();
    const [file, report] = [join(path, 'event.json'), join(path, 'report.md')];
    await writeFile(file, '[]');
    const { output } = await learnlog('--folder', root, 'new', 'resource', '--issue', file, '--report', report);
    expect(output).toBe(`"${file}" does not describe an issue.\n`);
    await remove();
  });
});
