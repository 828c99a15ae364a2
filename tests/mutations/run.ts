import { cp, mkdtemp, readdir, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Problem } from '../../src/log/problem.ts';
import { checkLog } from '../../src/loader/check.ts';
import { loadLog } from '../../src/loader/load.ts';
import { mistakes } from './mistakes.ts';
import type { Files, Kind, Mistake } from './positions.ts';
import { randomFrom } from './random.ts';

/** The result of the mistakes of some seeds. */
export interface Outcome {
  /** How often each kind was made. */
  readonly made: ReadonlyMap<string, number>;
  /** A description of each mistake that was not reported correctly. Empty if all were. */
  readonly missed: readonly string[];
}

/** A copy of a log in which one file at a time has a mistake. */
interface Copy {
  readonly files: Files;
  /** The problems of a check and, with `build`, whether a build finds the same. */
  find(mistake: Mistake | undefined, build: boolean): Promise<{ problems: readonly Problem[]; agree: boolean }>;
  close(): Promise<void>;
}

async function openCopy(log: string): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), 'learnlog-mutations-'));
  await cp(join(log, 'content'), join(folder, 'content'), { recursive: true });
  const names = await readdir(join(folder, 'content'), { recursive: true });
  const paths = names.filter((name) => name.endsWith('.md')).map((name) => `content/${name.replaceAll('\\', '/')}`);
  const files = new Map<string, string>();
  for (const path of paths.sort()) files.set(path, await readFile(join(folder, path), 'utf8'));
  return {
    files,
    find: async (mistake, build) => {
      if (mistake) await write(folder, mistake.path, mistake.text);
      const { problems } = await checkLog(folder);
      const built = build ? (await loadLog(folder, { drafts: false })).problems : problems;
      if (mistake) await write(folder, mistake.path, files.get(mistake.path));
      return { problems, agree: JSON.stringify(built) === JSON.stringify(problems) };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function write(folder: string, path: string, text: string | undefined): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await (text === undefined ? rm(file) : writeFile(file, text));
}

/**
 * Makes one mistake per seed in a copy of a log, and checks that its rule is reported at its line. The kinds take
 * turns, and the seed decides the position. For one seed in `buildEvery`, a build must find the same as the check.
 */
export async function runSeeds(
  log: string,
  { from, seeds, buildEvery }: { readonly from: number; readonly seeds: number; readonly buildEvery: number },
): Promise<Outcome> {
  const copy = await openCopy(log);
  const kinds = Object.entries(mistakes);
  const made = new Map<string, number>();
  const missed: string[] = [];
  try {
    const untouched = await copy.find(undefined, true);
    if (untouched.problems.length > 0 || !untouched.agree)
      missed.push(`the untouched log\n${list(untouched.problems)}`);
    for (let seed = from; seed < from + seeds; seed += 1) {
      const [name, kind] = kinds[seed % kinds.length] ?? raise();
      const mistake = make(kind, copy.files, seed);
      if (!mistake) {
        missed.push(`seed ${seed}: ${name} fits nowhere`);
        continue;
      }
      made.set(name, (made.get(name) ?? 0) + 1);
      const { problems, agree } = await copy.find(mistake, buildEvery > 0 && seed % buildEvery === 0);
      const isTold = problems.some((problem) => isExpected(problem, kind, mistake));
      if (!isTold) missed.push(account(seed, name, kind, mistake, problems, copy.files.get(mistake.path) ?? ''));
      if (!agree) missed.push(`seed ${seed}: ${name}\na build finds something else than a check`);
    }
  } finally {
    await copy.close();
  }
  return { made, missed };
}

function raise(): never {
  throw new Error('There are no kinds of mistakes.');
}

/** A kind may pick an unsuitable position, and has ten attempts. */
function make(kind: Kind, files: Files, seed: number): Mistake | undefined {
  const random = randomFrom(seed);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const mistake = kind.make(files, random);
    if (mistake && mistake.text !== files.get(mistake.path)) return mistake;
  }
  return undefined;
}

function isExpected({ rule, file, range }: Problem, kind: Kind, { path, line, reportedIn = path }: Mistake): boolean {
  return rule === kind.rule && file === reportedIn && range.line === line;
}

function account(seed: number, name: string, kind: Kind, mistake: Mistake, problems: readonly Problem[], old: string) {
  const { path, text, line, reportedIn = path } = mistake;
  const expected = `expected ${reportedIn}:${line} ${kind.rule}; found`;
  return `seed ${seed}: ${name}\n${difference(path, old, text)}\n${expected}\n${list(problems)}`;
}

function list(problems: readonly Problem[]): string {
  const lines = problems.map(({ file, range, rule, message }) => `  ${file}:${range.line} ${rule}: ${message}`);
  return lines.length === 0 ? '  nothing' : lines.slice(0, 10).join('\n');
}

/** The range of lines that differ. */
function difference(path: string, old: string, text: string): string {
  const [before, after] = [old.split('\n'), text.split('\n')];
  const isSame = (at: number) => before.at(at) === after.at(at);
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(start)) start += 1;
  let end = 0;
  while (end < shorter - start && isSame(-1 - end)) end += 1;
  const removed = before.slice(start, before.length - end).map((line) => `- ${line.slice(0, 200)}`);
  const added = after.slice(start, after.length - end).map((line) => `+ ${line.slice(0, 200)}`);
  return [`${path}:${start + 1}`, ...removed.slice(0, 10), ...added.slice(0, 10)].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      from: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '300' },
      'build-every': { type: 'string', default: '10' },
    },
  });
  const started = performance.now();
  const [from, seeds, buildEvery] = [Number(values.from), Number(values.seeds), Number(values['build-every'])];
  const { made, missed } = await runSeeds(join(import.meta.dirname, '../..'), { from, seeds, buildEvery });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (missed.length > 0) console.error(missed.join('\n\n'));
  console.log(`${seeds} seeds of ${made.size} kinds, ${missed.length} missed, ${seconds} s`);
  process.exitCode = missed.length > 0 ? 1 : 0;
}
