import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isError } from '../log/problem.ts';
import { checkLog } from '../loader/check.ts';
import { readSourceFiles } from '../loader/files.ts';
import { formatProblems } from '../loader/report.ts';
import { count } from '../log/count.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import { migrate, migrationsBetween } from './upgrade/migrate.ts';
import { migrations, type Migration } from './upgrade/migrations.ts';
import { releasesBetween } from './upgrade/releases.ts';
import { engineRoot } from '../integration/engineRoot.ts';
import { replaceFile, type Replacement } from './replaceFile.ts';

const run = promisify(execFile);

/**
 * Upgrades a log to another version of the engine: installs it, converts the entries and prints what changed. The result
 * is one uncommitted change. Refuses if there are other uncommitted changes, so that the upgrade can be undone. Returns
 * the exit code.
 */
export async function upgrade(folder: string, to: string): Promise<number> {
  const refusal = await refusalOf(folder, '.');
  if (refusal !== undefined) return complain(refusal);
  const before = await findEngine(folder);
  if (before === undefined) {
    const file = onOneLine(join(folder, 'package.json'));
    return complain(`"learnlog" is not installed here. It belongs in "dependencies" of ${file}.`);
  }
  const manager = managerOf(folder);
  const code = await runToEnd(manager, [manager === 'npm' ? 'install' : 'add', `learnlog@${to}`], folder);
  const after = await findEngine(folder);
  if (code !== 0 || after === undefined) {
    return complain(`\n${manager} could not install "learnlog@${onOneLine(to)}". The entries are unchanged.`);
  }
  if (after.version === before.version) {
    say(`Learnlog ${after.version} is already installed.`);
    return 0;
  }
  // Only the new version has the migrations, so it runs in a new process.
  return runToEnd(process.execPath, [after.bin, '--folder', folder, 'upgrade', '--from', before.version], folder);
}

/**
 * Converts the entries of a log from the format of an earlier version to this version's, and prints the changes between
 * them. Refuses if an entry has uncommitted changes. Returns exit code 1 if it refuses, if an entry could not be
 * changed, or if the log has errors afterwards.
 */
export async function migrateLog(
  folder: string,
  from: string,
  { all = migrations, root = engineRoot }: { readonly all?: readonly Migration[]; readonly root?: string } = {},
): Promise<number> {
  const refusal = await refusalOf(folder, 'content');
  if (refusal !== undefined) return complain(refusal);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
  say(`\nLearnlog ${from} → ${version}`);
  for (const release of releasesBetween(changelog, from, version)) {
    say(`\n${release.version}\n\n${release.text}`);
  }
  const failed = await writeMigrated(folder, migrationsBetween(all, from, version));
  const { problems, texts } = await checkLog(folder);
  if (problems.length > 0) complain(`\n${formatProblems(problems, texts)}`);
  say(`\nLook at the changes with "git diff", then commit them. "git restore ." undoes them.`);
  return failed || problems.some(isError) ? 1 : 0;
}

/** Returns whether any file could not be written. */
async function writeMigrated(folder: string, due: readonly Migration[]): Promise<boolean> {
  const plans: Replacement[] = [];
  const uses = new Map<Migration, number>();
  let failed = false;
  for (const { file, kind, text } of (await readSourceFiles(folder)).files) {
    try {
      const { text: after, applied } = migrate(text, kind, due);
      if (applied.length > 0) plans.push({ file, before: text, after });
      for (const one of applied) uses.set(one, (uses.get(one) ?? 0) + 1);
    } catch (error) {
      failed = true;
      const why = error instanceof Error ? error.message : String(error);
      complain(`${onOneLine(`${file}: ${why}`)} Change it by hand.`);
    }
  }
  say(`\n${plans.length === 0 ? 'No entry needed a change.' : `Changed in ${count(plans.length, 'file')}:`}`);
  for (const [{ description, version }, files] of uses) say(`- ${description} (${version}; ${count(files, 'file')})`);
  for (const plan of plans) if (!(await replaceFile(folder, plan, complain))) failed = true;
  return failed;
}

/** The reason why a log cannot be upgraded now, and what to do; undefined if it can. */
async function refusalOf(folder: string, path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-C', folder, 'status', '--porcelain', '--', path]);
    if (stdout === '') return undefined;
    return `There are uncommitted changes:\n\n${stdout}\nCommit or stash them first, so that you can review the upgrade and undo it.`;
  } catch {
    return `${onOneLine(folder)} is not in a Git repository, so you could not undo the upgrade. Create one first:\n\n  git init && git add . && git commit -m "My log"`;
  }
}

/** The installed engine of a log: its version and the path of its command. */
async function findEngine(folder: string): Promise<{ readonly version: string; readonly bin: string } | undefined> {
  const root = join(folder, 'node_modules', 'learnlog');
  const file = join(root, 'package.json');
  if (!existsSync(file)) {
    const parent = dirname(folder);
    return parent === folder ? undefined : findEngine(parent);
  }
  const { version, bin } = JSON.parse(await readFile(file, 'utf8')) as { version: string; bin: { learnlog: string } };
  return { version, bin: join(root, bin.learnlog) };
}

const managers = { 'pnpm-lock.yaml': 'pnpm', 'yarn.lock': 'yarn', 'bun.lock': 'bun' };

function managerOf(folder: string): string {
  const [, manager = 'npm'] = Object.entries(managers).find(([lock]) => existsSync(join(folder, lock))) ?? [];
  return manager;
}

function runToEnd(command: string, args: readonly string[], folder: string): Promise<number> {
  return new Promise((done) => {
    // On Windows a package manager is a script, which only a shell can run.
    const isScript = process.platform === 'win32' && command !== process.execPath;
    const options = { cwd: folder, stdio: 'inherit' } as const;
    const child = isScript
      ? spawn(windowsLine(command, args), { ...options, shell: true })
      : spawn(command, args, options);
    child.on('error', () => done(1));
    child.on('close', (code) => done(code ?? 1));
  });
}

/** A command line for the shell of Windows, which splits at spaces and removes "^" except inside quotation marks. */
export function windowsLine(command: string, args: readonly string[]): string {
  return [command, ...args.map((word) => `"${word.replace(/["%]/g, '')}"`)].join(' ');
}
