import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDocument, visit } from 'yaml';
import { root } from './site.ts';
import { readWorkflow, workflowFolder } from './workflow.ts';

const folders = [workflowFolder, join(root, '.github/workflows')];
const files = (
  await Promise.all(folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))))
).flat();

describe.each(files.map((file) => [file.slice(root.length + 1), file]))('the workflow %s', (_, file) => {
  test('pins every action by the hash of a commit, with the version beside it', async () => {
    const uses = [...(await readFile(file, 'utf8')).matchAll(/^.*\buses:.*$/gm)].map(([line]) => line);
    for (const line of uses) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('declares its permissions, and a time limit for each job', async () => {
    const { permissions, jobs } = await readWorkflow(file);
    expect(permissions).toBeDefined();
    expect(JSON.stringify([permissions, jobs])).not.toContain('write-all');
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
  });

  test('never runs with the permissions of the base branch on a pull request', async () => {
    const { on } = await readWorkflow(file);
    expect(JSON.stringify(on)).not.toContain('pull_request_target');
  });

  test('has no expression in a script, where its value would become code', async () => {
    const document = parseDocument(await readFile(file, 'utf8'));
    visit(document, {
      Pair(_key, { key, value }) {
        if (String(key) === 'run') expect(String(value)).not.toContain('${{');
      },
    });
  });

  test('leaves no token in its checkout', async () => {
    const { jobs } = await readWorkflow(file);
    const checkouts = Object.values(jobs).flatMap(({ steps }) =>
      steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')),
    );
    for (const step of checkouts) expect(step.with?.['persist-credentials']).toBe(false);
  });
});

test('no workflow of a log runs the install scripts of packages', async () => {
  const owned = files.filter((file) => file.startsWith(workflowFolder));
  const texts = await Promise.all(owned.map((file) => readFile(file, 'utf8')));
  const installs = texts.flatMap((text) => text.match(/\bnpm (?:ci|i|install)\b.*/g) ?? []);
  expect(installs.length).toBeGreaterThan(3);
  for (const command of installs) expect(command).toBe('npm ci --ignore-scripts');
});

describe('the workflow for pull requests', () => {
  const ofPullRequest = join(workflowFolder, 'pull-request.yml');

  test('can only read, and has no secrets', async () => {
    const { permissions, jobs } = await readWorkflow(ofPullRequest);
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) expect(job.permissions).toEqual({ contents: 'read' });
    expect(await readFile(ofPullRequest, 'utf8')).not.toMatch(/secrets\.\w|github\.token|GH_TOKEN/);
  });

  test('triggers the comment workflow, which checks out none of its code', async () => {
    const comment = await readWorkflow(join(workflowFolder, 'pull-request-comment.yml'));
    expect(comment.on).toMatchObject({ workflow_run: { workflows: ['Pull request'] } });
    const checkouts = Object.values(comment.jobs).flatMap(({ steps }) =>
      steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')),
    );
    for (const step of checkouts) expect(step.with).toEqual({ 'persist-credentials': false });
  });
});
