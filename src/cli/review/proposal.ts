import { execFile, spawn } from 'node:child_process';
import { cp, lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { classifyChange, parseChanges, type Change, type Classification } from './classifyChange.ts';

const run = promisify(execFile);

/** A proposed change: its files, its classification, and a function that reads a blob. */
export interface Proposal extends Classification {
  readonly changes: readonly Change[];
  read(blob: string): Promise<Buffer>;
}

/**
 * Reads the change that the last commit of a repository makes to its first parent; for a merge, the merged branch. Git
 * reads only objects, so no file of the change is opened, and no hook or filter runs.
 */
export async function readProposal(repository: string): Promise<Proposal> {
  const git = async (...words: string[]) => (await runGit(repository, words)).toString();
  const raw = await git('diff', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', 'HEAD^1', 'HEAD');
  const changes = parseChanges(raw);
  const content = (await git('ls-tree', '-r', '-z', '--name-only', 'HEAD', 'content/')).split('\0').filter(Boolean);
  const sizes = await sizesOf(repository, changes);
  return {
    ...classifyChange(changes, sizes, content),
    changes,
    read: (blob) => runGit(repository, ['cat-file', 'blob', blob]),
  };
}

async function runGit(repository: string, words: readonly string[]): Promise<Buffer> {
  const options = { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 } as const;
  return (await run('git', ['-C', repository, ...words], options)).stdout;
}

/** The size of each new blob in bytes, by id. */
async function sizesOf(repository: string, changes: readonly Change[]): Promise<ReadonlyMap<string, number>> {
  const child = spawn('git', ['-C', repository, 'cat-file', '--batch-check'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(changes.map(({ blob }) => `${blob}\n`).join(''));
  let answer = '';
  for await (const part of child.stdout) answer += String(part);
  const found = [...answer.matchAll(/^([0-9a-f]+) blob (\d+)$/gm)];
  return new Map(found.map(([, blob = '', size]) => [blob, Number(size)]));
}

/** Names in a log's folder that are not copied, because they were installed or built or belong to Git. */
const leftOut = new Set(['.astro', '.git', 'dist', 'node_modules']);

/**
 * Copies a log's folder and applies the entries, pictures and documents of a proposal to the copy. Everything else,
 * such as the owner's components, stays as in the base. Symbolic links are left out, so that nothing is written through
 * one.
 */
export async function overlay(folder: string, to: string, { changes, read }: Proposal): Promise<void> {
  await rm(to, { recursive: true, force: true });
  const children = (await readdir(folder)).filter((name) => !leftOut.has(name));
  for (const name of children) {
    const filter = async (path: string) => !(await lstat(path)).isSymbolicLink();
    await cp(join(folder, name), join(to, name), { recursive: true, filter });
  }
  for (const { path } of changes) await rm(join(to, path), { force: true });
  for (const { path, mode, blob } of changes) {
    if (mode === '000000') continue;
    await mkdir(dirname(join(to, path)), { recursive: true });
    await writeFile(join(to, path), await read(blob), { flag: 'wx' });
  }
}
