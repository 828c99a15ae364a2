import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Records } from '../log/records.ts';

/** What Git knows about the files of a log, by paths relative to the log's folder. */
export type History = Pick<Records, 'changes' | 'moves'>;

const nothing: History = { changes: {}, moves: new Map() };

/**
 * Git, without anything that the settings of a repository could make it run or fetch: no file system monitor, no hooks,
 * no signature checks, no missing objects from a server.
 */
const safely = [
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'log.showSignature=false'].flatMap((set) => ['-c', set]),
  '--no-optional-locks',
];

const run = promisify(execFile);

let last: { readonly of: string; readonly history: Promise<History> } | undefined;

/**
 * The first and last change of each file of `content/`, and the files that were moved, from the Git history of the log.
 * Empty if there is none. Days are in the time zone of the author, which the commit stores, so they are the same on
 * every machine. Uncommitted changes do not count.
 */
export async function readHistory(folder: string): Promise<History> {
  const around = await repositoryOf(folder);
  if (!around) return nothing;
  const of = JSON.stringify([folder, around.head, around.isShallow, around.isPartial]);
  if (last?.of !== of) last = { of, history: readLog(folder, around).catch(() => nothing) };
  return last.history;
}

/** The files that were moved, in commits and since then with `git mv`. */
export async function readMoves(folder: string): Promise<Records['moves']> {
  const { moves } = await readHistory(folder);
  const words = [
    'diff',
    'HEAD',
    '--cached',
    '-z',
    '--name-status',
    '-M',
    '--relative',
    '--no-ext-diff',
    '--no-textconv',
  ];
  const staged = await gitIn(folder, [...words, '--', 'content']).catch(() => '');
  const parts = staged.split('\0');
  const all = new Map(moves);
  for (let index = 0; index + 1 < parts.length; ) {
    const isMove = parts[index]?.startsWith('R') === true;
    const [from = '', to = ''] = parts.slice(index + 1);
    index += isMove ? 3 : 2;
    if (!isMove) continue;
    for (const [old, now] of all) if (now === from) all.set(old, to);
    all.set(from, to);
  }
  return all;
}

interface Repository {
  readonly head: string;
  /** Whether older commits are missing. The oldest commits then look as if they had created every file. */
  readonly isShallow: boolean;
  readonly edge: ReadonlySet<string>;
  /** Whether file contents are missing. Renames then cannot be detected without fetching them. */
  readonly isPartial: boolean;
}

async function repositoryOf(folder: string): Promise<Repository | undefined> {
  const git = (...words: string[]) => gitIn(folder, words).then((output) => output.trim());
  try {
    if (!(await isBelowRepository(folder))) return undefined;
    const told = await git('rev-parse', '--is-shallow-repository', '--git-path', 'shallow', 'HEAD');
    const [shallow, path = '', head = ''] = told.split('\n');
    const isShallow = shallow === 'true';
    const edge = isShallow ? (await readFile(resolve(folder, path), 'utf8')).split('\n').filter(Boolean) : [];
    const promises = await git('config', '--get-regexp', String.raw`^remote\..*\.promisor$`).catch(() => '');
    return { head, isShallow, edge: new Set(edge), isPartial: promises !== '' };
  } catch {
    // No Git, no repository, or no commit.
    return undefined;
  }
}

/** Whether Git could find a repository, without starting Git, which takes 15 ms. In a worktree, `.git` is a file. */
async function isBelowRepository(folder: string): Promise<boolean> {
  for (let at = await realpath(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (at === dirname(at)) return false;
  }
}

async function gitIn(folder: string, words: readonly string[]): Promise<string> {
  const options = { cwd: folder, env: environment(), maxBuffer: 64 * 1024 * 1024 };
  return (await run('git', [...safely, ...words], options)).stdout;
}

/** Removes Git's variables, because a build may run in a hook that sets them for another repository. */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, ...kept } = process.env;
  return { ...kept, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' };
}

function readLog(folder: string, { head, edge, isShallow, isPartial }: Repository): Promise<History> {
  const isWhole = !isShallow && !isPartial;
  const words = ['log', head, '-z', '--no-merges', '--name-status', '--relative', '--no-ext-diff', '--no-textconv'];
  const format = ['--format=%x01%H %as', isWhole ? '-M' : '--no-renames', '--', 'content'];
  const git = spawn('git', [...safely, ...words, ...format], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const days = collectDays(isWhole);
  return new Promise((done, failed) => {
    let rest = '';
    let isOver = false;
    git.stdout.setEncoding('utf8');
    git.stdout.on('data', (chunk: string) => {
      const parts = `${rest}${chunk}`.split('\0');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        // Commits come newest first. From the shallow boundary on, changes are unknown.
        isOver ||= part.startsWith('\u0001') && edge.has(part.slice(1, part.indexOf(' ')));
        if (!isOver) days.read(part);
      }
    });
    git.once('error', failed);
    git.once('close', (code) => (code === 0 ? done(days.history()) : failed(new Error(`git ended with ${code}.`))));
  });
}

/** Reads the parts of `git log -z --name-status`, newest commit first, and follows renames. */
function collectDays(isWhole: boolean): { read(part: string): void; history(): History } {
  const found = new Map<string, { first: string; last: string }>();
  /** The current name of a file by its earlier name, or undefined if the file is deleted. */
  const names = new Map<string, string | undefined>();
  let day = '';
  let status = '';
  let renamed: string | undefined;
  const touch = (path: string): void => {
    const name = names.has(path) ? names.get(path) : path;
    if (name === undefined) return;
    found.set(name, { last: day, ...found.get(name), first: day });
  };
  const file = (path: string): void => {
    if (status.startsWith('R') && renamed === undefined) {
      renamed = path;
      return;
    }
    if (status !== 'D') touch(path);
    if (renamed !== undefined) {
      names.set(renamed, names.has(path) ? names.get(path) : path);
      names.set(path, undefined);
    }
    // Before the deletion, the name belonged to a different file.
    if (status === 'D') names.set(path, undefined);
    [status, renamed] = ['', undefined];
  };
  return {
    read: (part) => {
      if (part.startsWith('\u0001')) [day, status, renamed] = [part.slice(part.indexOf(' ') + 1), '', undefined];
      else if (status === '') status = part.trim();
      else file(part);
    },
    history: () => ({
      changes: Object.fromEntries(
        [...found].map(([name, { first, last: to }]) => [name, isWhole ? { first, last: to } : { last: to }]),
      ),
      moves: new Map([...names].flatMap(([old, now]) => (now === undefined ? [] : [[old, now] as const]))),
    }),
  };
}
