import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLog, type CheckedLog } from '../../src/loader/check.ts';
import { loadLog } from '../../src/loader/load.ts';
import { formatProblems } from '../../src/loader/report.ts';
import { isError } from '../../src/log/problem.ts';
import { isCampaign } from '../campaign.ts';
import { learnlog } from '../site.ts';
import { readCases, sample } from './cases.ts';
import { madeUp } from './madeUpLog.ts';

/** A fixed seed, so that a failure comes from the change under test. `SEED` and `RUNS` generate other logs. */
const first = Number(process.env.SEED ?? 109);
const runs = Number(process.env.RUNS ?? (isCampaign ? 40 : 1));
const seeds = Array.from({ length: runs }, (_, index) => first + index);

const { likely, source } = madeUp(sample(await readCases()));
const ids = [
  'index',
  '404',
  'page',
  '深度',
  're\u0301sume\u0301',
  'a+b',
  'A',
  "o'ld",
  'x'.repeat(200),
  '1984',
  'constructor',
];
const minimal = '---\ntitle: A log\nsite: https://example.org/log/\ntopics: { a: A, gpt-3.5: "*a*", index: I }\n---\n';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learnlog-fuzz-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The files of a made-up log, by path. Half of its entries are likely to be valid. */
function filesOf(seed: number): Map<string, string> {
  const files = new Map<string, string>();
  const one = (text: fc.Arbitrary<string>) => fc.sample(text, { seed: seed * 1_000 + files.size, numRuns: 1 })[0] ?? '';
  files.set('content/log.md', one(likely('log')));
  for (const index of Array.from({ length: 16 }).keys()) {
    const name = ids[index - 5] ?? `r${index}`;
    files.set(`content/resources/${name}.md`, one(likely('resource')));
    if (index % 3 === 0) files.set(`content/weeks/${name}.md`, one(likely('week')));
    if (index % 4 === 0) files.set(`content/pages/${name}.md`, one(likely('page')));
  }
  for (const kind of ['week', 'note', 'page', 'resource'] as const)
    files.set(`content/${kind}s/wild.md`, one(source(kind)));
  return files;
}

async function write(files: ReadonlyMap<string, string>): Promise<void> {
  await rm(join(folder, 'content'), { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Removes the cache that a check and a build share. */
const forget = () => rm(join(folder, '.astro'), { recursive: true, force: true });

/** Removes entries with errors from a log until none is left. */
async function withoutErrors(files: Map<string, string>): Promise<CheckedLog> {
  const checked = await checkLog(folder);
  const wrong = new Set(checked.problems.filter(isError).map(({ file }) => file));
  if (wrong.size === 0) return checked;
  for (const file of wrong) {
    if (file === 'content/log.md') files.set(file, minimal);
    else files.delete(file);
  }
  await write(files);
  return withoutErrors(files);
}

test.each(seeds)(
  'a check and a build of a made-up log tell the same problems, and no others stop the build (seed %d)',
  async (seed) => {
    const files = filesOf(seed);
    await write(files);
    const all = files.size;
    const checked = await checkLog(folder);
    await forget();
    const loaded = await loadLog(folder, { drafts: false });
    expect(checked.problems).toEqual(loaded.problems);
    const { problems, texts, entries } = await withoutErrors(files);
    await forget();
    const { code, output } = await learnlog('--folder', folder, 'build');
    console.log(`Seed ${seed}: ${entries.length} of ${all} entries built, with ${problems.length} problems.`);
    const told = problems.length > 0 ? `${formatProblems(problems, texts)}\n` : '';
    expect(output).toBe(
      `The site is in ${join(folder, 'dist')}.\nReaders cannot propose changes yet: set "repository" in content/log.md to the address of the repository.\n${told}`,
    );
    expect(code).toBe(0);
    expect(entries.length).toBeGreaterThan(all / 6);
  },
);
