import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { userCache } from '../../src/loader/userCache.ts';
import { isCampaign } from '../campaign.ts';
import { logs, root, temporaryFolder } from '../site.ts';
import { playJob, readWorkflow, workflowFolder, type Job, type Played, type Step } from '../workflow.ts';

const run = promisify(execFile);

/** The file that a script in the proposed change would create if it ran. */
const canary = 'it-ran';

let home: { readonly path: string; remove(): Promise<void> };
let review: Job;
let comment: Job;
let at = '';
let number = 0;

beforeAll(async () => {
  home = await temporaryFolder();
  review = (await readWorkflow(join(workflowFolder, 'pull-request.yml'))).jobs.review as Job;
  comment = (await readWorkflow(join(workflowFolder, 'pull-request-comment.yml'))).jobs.comment as Job;
  await mkdir(join(home.path, 'bin'));
  // Installs the engine under test, and records in which folder and for which package.json.
  await program(
    'npm',
    `{ pwd; cat package.json; } >> "$NOTES"
mkdir -p node_modules/.bin
ln -s "${root}"/node_modules/* node_modules/
printf '#!/bin/sh\\nexec "%s" "%s" "$@"\\n' "${process.execPath}" "${join(root, 'src/cli/main.ts')}" > node_modules/.bin/learnlog
chmod +x node_modules/.bin/learnlog`,
  );
  await program(
    'npx',
    '[ "$1" = --no-install ] && shift && program=$1 && shift && exec "node_modules/.bin/$program" "$@"',
  );
  await program('gh', 'printf "%s\\n" "$*" >> "$CALLS"\nexec "$NODE" "$GH_STUB" "$@"');
});
afterAll(() => home.remove());

beforeEach(async () => {
  number += 1;
  at = join(home.path, String(number));
  await mkdir(join(at, 'workspace'), { recursive: true });
  await mkdir(join(at, 'artefacts'));
  const base = join(at, 'base');
  await cp(join(logs.minimal.folder, 'content'), join(base, 'content'), { recursive: true });
  await writeFile(join(base, 'package.json'), '{ "dependencies": { "learnlog": "1.0.0" } }\n');
  await writeFile(join(base, '.gitignore'), 'node_modules/\n.astro/\n');
  await git(base, 'init', '-q', '-b', 'main');
  await commit(base, 'The base');
  await git(at, 'clone', '-q', 'base', 'fork');
  await git(fork(), 'checkout', '-q', '-b', 'change');
});
afterEach(() => rm(at, { recursive: true, force: true }));

async function program(name: string, script: string): Promise<void> {
  const file = join(home.path, 'bin', name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

const fork = () => join(at, 'fork');
const author = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org', '-c', 'commit.gpgsign=false'];
const git = (folder: string, ...words: string[]) => run('git', ['-C', folder, ...author, ...words]);

async function commit(folder: string, message: string): Promise<void> {
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '-q', '-m', message);
}

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(fork(), path)), { recursive: true });
  await writeFile(join(fork(), path), content);
}

const environment = () => ({
  PATH: `${join(home.path, 'bin')}:${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
  HOME: at,
  // The renderer, the key that protects it and the cache of Node are those of all tests: making them takes most of the time.
  XDG_CACHE_HOME: dirname(userCache()),
  XDG_STATE_HOME: process.env.XDG_STATE_HOME ?? join(homedir(), '.local/state'),
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'ada/log',
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_STEP_SUMMARY: join(at, 'summary.md'),
  RUNNER_TEMP: join(at, 'temporary'),
  CANARY: join(at, canary),
  NOTES: join(at, 'installed.txt'),
  CALLS: join(at, 'calls.txt'),
  NODE: process.execPath,
  ARTEFACTS: join(at, 'artefacts'),
  ANSWERS: join(at, 'answers.json'),
  GH_STUB: join(root, 'tests/ghStub.ts'),
});

/** GitHub's data about the pull request, for the workflow that writes the comment. */
interface Known {
  readonly size?: number;
  readonly files?: readonly { readonly filename: string; readonly previous_filename?: string }[];
  readonly comments?: readonly {
    readonly id: number;
    readonly user: { readonly login: string };
    readonly body: string;
  }[];
  readonly head?: string;
}

/** Runs the workflow that may write comments, with the review as its artifact. */
async function playComment({ size = 500, files = [], comments = [], head = 'abc123' }: Known = {}): Promise<Played> {
  await mkdir(environment().RUNNER_TEMP, { recursive: true });
  const answers = {
    'repos/ada/log/actions/runs/77/artifacts': {
      artifacts: [{ name: 'site', size_in_bytes: 9 }, ...(size < 0 ? [] : [{ name: 'review', size_in_bytes: size }])],
    },
    'repos/ada/log/pulls': [
      { number: 4, head: { sha: 'older' } },
      { number: 5, head: { sha: head } },
    ],
    'repos/ada/log/pulls/5/files': files,
    'repos/ada/log/issues/5/comments': comments,
  };
  await writeFile(environment().ANSWERS, JSON.stringify(answers));
  const ofRun = 'github.event.workflow_run';
  return playJob(comment, {
    workspace: join(at, 'base'),
    environment: environment(),
    values: {
      'github.token': 'token',
      [`${ofRun}.id`]: '77',
      [`${ofRun}.head_sha`]: 'abc123',
      [`${ofRun}.head_branch`]: '$(touch $CANARY)',
      [`${ofRun}.head_repository.owner.login`]: 'eve',
    },
    action: async () => {},
  });
}

/** Runs the workflow without permissions on the merged fork. */
async function playReview(): Promise<Played> {
  const workspace = join(at, 'workspace');
  return playJob(review, {
    workspace,
    environment: environment(),
    values: {},
    async action(name: string, step: Step) {
      if (name === 'checkout') {
        const proposed = join(workspace, String(step.with?.path));
        await git(at, 'clone', '-q', '-b', 'main', 'base', proposed);
        await git(proposed, 'fetch', '-q', fork(), 'change');
        await git(proposed, 'merge', '-q', '--no-ff', '-m', 'Merge', 'FETCH_HEAD');
      }
      const path = join(workspace, String(step.with?.path));
      if (name === 'upload-artifact' && existsSync(path)) {
        await cp(path, join(at, 'artefacts', String(step.with?.name)), { recursive: true });
      }
    },
  });
}

const summary = () => readFile(join(at, 'summary.md'), 'utf8');
const hasRun = () => existsSync(join(at, canary));
const isBuilt = () => existsSync(join(at, 'artefacts/site'));

const resource = (title: string) => `---
title: ${title}
type: paper
authors: [Ada Lovelace]
published: 2024
url: https://example.org/notes
status: queued
---

Notes on an engine. Nobody had read them.
`;

test('a push is built and passed to GitHub Pages, and the deploying job builds nothing', async () => {
  const { jobs } = await readWorkflow(join(workflowFolder, 'publish.yml'));
  const uploaded: string[] = [];
  const action = async (name: string, step: Step) => {
    if (name === 'upload-pages-artifact')
      for (const file of ['index.html', 'log.epub'])
        uploaded.push(await readFile(join(at, 'base', String(step.with?.path), file), 'latin1'));
  };
  const stage = { workspace: join(at, 'base'), environment: environment(), values: {}, action };
  const { failed, output } = await playJob(jobs.build as Job, stage);
  expect(failed, output).toBe(false);
  expect(uploaded).toEqual([
    expect.stringContaining('A small log'),
    expect.stringContaining('mimetypeapplication/epub+zip'),
  ]);
  expect(jobs.deploy?.permissions).toEqual({ pages: 'write', 'id-token': 'write' });
  expect(jobs.deploy?.steps.map(({ run: script, uses }) => script ?? uses?.split('@')[0])).toEqual([
    'actions/deploy-pages',
  ]);
});

describe('a good pull request', () => {
  test('is read by the engine of the base branch, summarised and built', async () => {
    await put('content/resources/notes.md', resource('Notes on the Engine'));
    await commit(fork(), 'Add notes');
    const { failed, output } = await playReview();
    expect(failed, output).toBe(false);
    expect(output).not.toContain('::error');
    expect(await summary()).toContain('## The entries have no problems');
    expect(await summary()).toContain('**`Notes on the Engine`** in `content/resources/notes.md`');
    expect(await summary()).toContain('On `/resources/notes/`');
    expect(await readFile(join(at, 'artefacts/site/resources/notes/index.html'), 'utf8')).toContain(
      'Notes on the Engine',
    );
  });

  test('is not built if it has a mistake, whose line is annotated', async () => {
    await put('content/resources/notes.md', resource('Notes').replace('paper', 'papper'));
    await commit(fork(), 'Add notes');
    const { failed, output } = await playReview();
    expect(failed).toBe(true);
    expect(output).toMatch(/^::error file=content\/resources\/notes\.md,line=3,/m);
    expect(await summary()).toContain('`content/resources/notes.md:3:');
    expect(isBuilt()).toBe(false);
  });
});

describe('a hostile pull request', () => {
  const touch = 'touch "$CANARY"';
  /** The attack, the expected result, and a function that carries it out. */
  type Deed = readonly [string, string, () => Promise<void>];
  /**
   * In a campaign, one pull request for each attack. Otherwise one with all of them: unit tests cover the
   * classification of each.
   */
  const together = (deeds: readonly Deed[]) => (isCampaign ? deeds.map((deed) => [deed]) : [deeds]);
  const refused: readonly Deed[] = [
    [
      'a symbolic link out of the folder',
      'symbolic link',
      () => symlink('/etc/passwd', join(fork(), 'content/resources/passwd.md')),
    ],
    ['a folder that is a symbolic link', '`content/pages`', () => symlink('..', join(fork(), 'content/pages'))],
    ['a huge file', 'more than 512 KiB', () => put('content/resources/huge.md', 'a'.repeat(600 * 1024))],
    [
      'a name with a line and a command',
      'Its path has parts',
      () => put('content/resources/a\n::error::b.md', resource('A')),
    ],
    ['a name with a program', 'Its path has parts', () => put('content/resources/$(touch $CANARY).md', resource('A'))],
    ['a name that reads as an option', 'Its path has parts', () => put('content/--help.md', resource('A'))],
    ['a hidden file', 'Its path has parts', () => put('content/.gitattributes', '* filter=x')],
    [
      'names that some disks cannot tell apart',
      'Some file systems',
      async () => {
        await put('content/resources/notes.md', resource('A'));
        await put('content/resources/Notes.md', resource('B'));
      },
    ],
    [
      'a file marked as a program',
      'It is executable',
      async () => {
        await put('content/resources/run.md', resource('A'));
        await chmod(join(fork(), 'content/resources/run.md'), 0o755);
      },
    ],
  ];

  test.each(together(refused).map((deeds) => [deeds.map(([what]) => what).join(', '), deeds] as const))(
    'with %s is refused, unread',
    async (_, deeds) => {
      for (const [, , make] of deeds) await make();
      await commit(fork(), 'Add notes');
      const { failed, output } = await playReview();
      expect(failed).toBe(true);
      expect(await summary()).toContain('## This pull request cannot be accepted');
      for (const [, reason] of deeds) expect(await summary()).toContain(reason);
      expect(await summary()).not.toMatch(/^::/m);
      expect(output).not.toMatch(/^::error::b/m);
      expect([hasRun(), isBuilt()]).toEqual([false, false]);
    },
  );

  const code: readonly (readonly [string, string])[] = [
    ['package.json', JSON.stringify({ scripts: { preinstall: touch, postinstall: touch, prepare: touch } })],
    ['slots/Head.astro', '<script is:inline>alert(1)</script>'],
    ['.github/workflows/pull-request.yml', `on: pull_request\njobs: { x: { steps: [{ run: '${touch}' }] } }`],
    ['.npmrc', 'ignore-scripts=false'],
    ['content/theme.css', ':root { --accent: red }'],
    ['content/images/drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ];

  test.each(
    (isCampaign ? code.map((one) => [one]) : [code]).map((files) => [files.map(([path]) => path), files] as const),
  )('with %j waits for a maintainer: nothing of it is installed, built or run', async (_, files) => {
    for (const [path, text] of files) await put(path, text);
    await put('content/resources/notes.md', resource('Notes'));
    await commit(fork(), 'Add notes');
    const { failed, output } = await playReview();
    expect(failed).toBe(false);
    expect(output).toContain('::notice::This pull request changes code');
    expect(await summary()).toContain('a maintainer has to review it');
    for (const [path] of files) expect(await summary()).toContain(`\`${path}\``);
    expect([hasRun(), isBuilt()]).toEqual([false, false]);
    const installed = await readFile(join(at, 'installed.txt'), 'utf8');
    expect(installed).toContain(join(at, 'workspace/base'));
    expect(installed).not.toContain('CANARY');
  });

  test('cannot run workflow commands from its frontmatter', async () => {
    const title = '"::error::x %0A::stop-commands::y ##[error]z @ada #1 <img src=x> https://evil.example"';
    await put(
      'content/log.md',
      (await readFile(join(fork(), 'content/log.md'), 'utf8')).replace(/^title: .*$/m, `title: ${title}`),
    );
    await put('content/resources/notes.md', resource(title));
    await commit(fork(), 'Add notes');
    const { failed, output } = await playReview();
    expect(failed, output).toBe(false);
    // The output that GitHub would search for workflow commands.
    const heard = output.replace(/^::stop-commands::([0-9a-f-]{36})$[\s\S]*?^::\1::$/gm, '');
    expect(output).toContain('::stop-commands::y');
    expect(heard).not.toMatch(/^\s*::|##\[/m);
    for (const line of (await summary()).split('\n').filter((one) => one.includes('@ada'))) {
      expect(line.replace(/`[^`]*`/g, '')).not.toMatch(/[@<#]|https/);
    }
  });
});

describe('the comment on a pull request', () => {
  const calls = async () => (await readFile(join(at, 'calls.txt'), 'utf8').catch(() => '')).trim().split('\n');
  const writes = async () => (await calls()).filter((call) => /POST|PATCH/.test(call));
  const posted = () => readFile(join(environment().RUNNER_TEMP, 'comment.md'), 'utf8');
  const put = (text: string) => writeFile(join(at, 'artefacts/review'), text);
  const sound = {
    ...{
      verdict: 'content',
      moreEntries: 0,
      files: [],
      moreFiles: 0,
      problems: [],
      counts: {},
      refusals: [],
      moreRefusals: 0,
    },
    entries: [
      {
        ...{ file: 'content/resources/notes.md', change: 'added' },
        seen: {
          kicker: 'Paper',
          title: 'Notes',
          facts: [],
          summary: 'Nobody had read them.',
          pages: ['/resources/notes/'],
        },
      },
    ],
  };
  const entry = { filename: 'content/resources/notes.md' };

  test('has the result of the review, and a link to the run', async () => {
    await put(JSON.stringify(sound));
    const { failed, output } = await playComment({ files: [entry] });
    expect(failed, output).toBe(false);
    expect(await writes()).toEqual([
      `api --method POST repos/ada/log/issues/5/comments -F body=@${environment().RUNNER_TEMP}/comment.md`,
    ]);
    expect(await posted()).toMatch(/^<!-- learnlog review -->\n## The entries have no problems\n/);
    expect(await posted()).toContain('**`Notes`** in `content/resources/notes.md`');
    expect(await posted()).toContain('(https://github.example/ada/log/actions/runs/77)');
    expect(hasRun()).toBe(false);
  });

  test('replaces our earlier one, and no comment of anyone else', async () => {
    await put(JSON.stringify(sound));
    const body = '<!-- learnlog review -->\nOld';
    await playComment({
      files: [entry],
      comments: [
        { id: 1, user: { login: 'eve' }, body },
        { id: 2, user: { login: 'github-actions[bot]' }, body },
      ],
    });
    expect(await writes()).toEqual([expect.stringContaining('PATCH repos/ada/log/issues/comments/2 ')]);
  });

  const forged: readonly (readonly [string, { readonly filename: string; readonly previous_filename?: string }])[] = [
    ['a file outside of content/', { filename: '.github/workflows/pull-request.yml' }],
    ['a file that was outside of content/', { filename: 'content/a.md', previous_filename: 'LICENSE' }],
  ];

  test.each(isCampaign ? forged : forged.slice(1))(
    'ignores a review that could be forged: with %s it asks for a maintainer',
    async (_, file) => {
      await put(JSON.stringify(sound));
      await playComment({ files: [entry, file] });
      expect(await posted()).toContain('## This pull request changes code, so a maintainer has to review it');
      expect(await posted()).not.toContain('sound');
    },
  );

  test('shows text from the review only as code', async () => {
    const evil = '@ada `` <img src=x onerror=alert(1)> [x](https://evil.example) #1 \n## Heading\n::error::x \u202E';
    const seen = { kicker: evil, title: evil, facts: [evil], summary: evil, pages: [evil] };
    const problem = { file: evil, line: 1, column: 1, rule: 'unknown-entry', message: evil };
    const entries = [{ file: evil, change: 'changed', seen, formerTitle: evil }];
    await put(JSON.stringify({ ...sound, entries, problems: [problem] }));
    const { failed, output } = await playComment({ files: [entry] });
    expect(failed, output).toBe(false);
    const outside = (await posted()).replace(/(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, '');
    expect(outside).not.toMatch(/@|#1|<img|evil|^## Heading|::/m);
    expect(await posted()).not.toMatch(/\u202E/);
  });

  const invalid: readonly (readonly [string, () => Promise<void>])[] = [
    ['is a symbolic link', () => symlink('/etc/passwd', join(at, 'artefacts/review'))],
    ['is no JSON', () => put('{')],
    [
      'names a rule that is none of ours',
      () => put(JSON.stringify({ ...sound, problems: [{ file: '', line: 1, column: 1, rule: '@ada', message: '' }] })),
    ],
    ['has a field too many', () => put(JSON.stringify({ ...sound, html: '<b>' }))],
    [
      'has a text that is too long',
      () => put(JSON.stringify({ ...sound, refusals: [{ file: 'a'.repeat(500), reason: '' }] })),
    ],
    ['is larger than it says', () => put(JSON.stringify(sound) + ' '.repeat(600 * 1024))],
  ];

  test.each(isCampaign ? invalid : invalid.slice(0, 2))('is not written where the review %s', async (_, make) => {
    await make();
    const { failed, output } = await playComment({ files: [entry] });
    expect(failed).toBe(true);
    expect(output).toContain('This is not a valid review.');
    expect(await writes()).toEqual([]);
  });

  test.each([
    ['there is none', -1],
    ['it is too large', 300_000],
  ])('is not written, and the review not fetched, if %s', async (_, size) => {
    await put(JSON.stringify(sound));
    expect((await playComment({ size })).failed).toBe(true);
    expect((await calls()).some((call) => call.startsWith('run download'))).toBe(false);
  });

  test('is not written for an outdated commit of a pull request', async () => {
    await put(JSON.stringify(sound));
    expect((await playComment({ head: 'newer' })).failed).toBe(false);
    expect(await writes()).toEqual([]);
  });
});
