import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pLimit from 'p-limit';
import { writeManyResources } from './manyResources.ts';

/** The engine's folder, which contains the example log. */
export const root = resolve(import.meta.dirname, '..');

const command = join(root, 'src/cli/main.ts');

/** The logs that the tests build: the example, a minimal one, a right-to-left one, and one with every feature. */
export const logs = {
  example: { folder: root, base: '/', site: 'https://learnlog.example/' },
  minimal: { folder: join(root, 'tests/logs/minimal'), base: '/', site: undefined },
  'right-to-left': {
    folder: join(root, 'tests/logs/right-to-left'),
    base: '/sijill/',
    site: 'https://example.org/sijill/',
  },
  everything: { folder: join(root, 'tests/logs/everything'), base: '/log/', site: 'https://example.org/log/' },
} as const;
export type LogName = keyof typeof logs;
export const logNames = Object.keys(logs) as readonly LogName[];
/** A built log: one of these, or that with many resources (`manyResources.ts`). */
export type SiteName = LogName | 'many';

/** A temporary folder, removed after the tests. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  // On macOS the temporary folder is behind a symbolic link, and on Windows it may have a short 8.3 name.
  const path = await realpath(await mkdtemp(join(tmpdir(), 'learnlog-')));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Copies the owner's files, so that the command never writes into the repository. */
export async function copyLog(from: string, to: string): Promise<void> {
  await cp(join(from, 'content'), join(to, 'content'), { recursive: true });
}

/** Runs the command and waits for its end. */
export function learnlog(...words: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  return learnlogIn({}, ...words);
}

/** Runs the command in another environment and waits for its end. */
export function learnlogIn(
  surroundings: NodeJS.ProcessEnv,
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((done) => {
    const options = { cwd: root, env: { ...environment(), ...surroundings }, maxBuffer: 16 * 1024 * 1024 };
    execFile(process.execPath, [command, ...words], options, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` });
    });
  });
}

/** Builds the log in a folder with Astro alone (`tests/astroBuild.ts`). */
export function astroBuild(
  folder: string,
  ...lost: readonly string[]
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((done) => {
    const words = [join(root, 'tests/astroBuild.ts'), folder, ...lost];
    execFile(process.execPath, words, { env: environment() }, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` });
    });
  });
}

/** Starts the command in the background. */
export function startLearnlog(...words: readonly string[]): ChildProcess {
  return startLearnlogIn({}, ...words);
}

/** Starts the command in another environment, in the background. */
export function startLearnlogIn(surroundings: NodeJS.ProcessEnv, ...words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [command, ...words], { cwd: root, env: { ...environment(), ...surroundings } });
}

/** A hash of each file in a folder, by path. */
export async function bytesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const children = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = children.filter((child) => child.isFile()).map((child) => join(child.parentPath, child.name));
  const hashOf = async (path: string) =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  const hashes = await Promise.all(paths.map(async (path) => [path.slice(folder.length + 1), await hashOf(path)]));
  return Object.fromEntries(hashes.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
}

/** Variables that Vitest sets, and that would affect Astro and Vite. */
const ofVitest = new Set(['NODE_ENV', 'VITEST', 'TEST', 'DEV', 'PROD', 'MODE', 'SSR', 'BASE_URL']);

/** The environment of this process without Vitest's variables. */
export function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !ofVitest.has(name) && !name.startsWith('VITEST_'));
  return { ...Object.fromEntries(kept), NO_COLOR: '1' };
}

/**
 * Builds a copy of a log in `<folder>/<name>`, with site and caches, and returns the path of the site. Throws with the
 * output if it fails.
 */
async function buildInto(folder: string, name: SiteName): Promise<string> {
  const copy = join(folder, name);
  await (name === 'many' ? writeManyResources(copy) : copyLog(logs[name].folder, copy));
  const { code, output } = await learnlog('--folder', copy, 'build');
  if (code !== 0) throw new Error(`The log "${name}" could not be built:\n${output}`);
  return join(copy, 'dist');
}

/** Builds all logs in their own folders: first the smallest, which makes the renderer of all, then two at a time. */
export async function buildLogs(): Promise<{
  readonly folders: Readonly<Record<SiteName, string>>;
  remove(): Promise<void>;
}> {
  const { path, remove } = await temporaryFolder();
  const build = async (name: SiteName) => [name, await buildInto(path, name)] as const;
  const minimal = await build('minimal');
  const two = pLimit(2);
  const others = [...logNames, 'many' as const].filter((name) => name !== 'minimal').map((name) => two(build, name));
  return { folders: Object.fromEntries([minimal, ...(await Promise.all(others))]) as Record<SiteName, string>, remove };
}
