import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLog } from './check.ts';
import { loadLog } from './load.ts';

const logs = join(import.meta.dirname, '../../tests/logs');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learnlog-check-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function copyOf(name: string): Promise<string> {
  const copy = join(folder, `${name}-${Math.random().toString(36).slice(2)}`);
  await cp(join(logs, name), copy, { recursive: true });
  return copy;
}

describe.each(['minimal', 'everything', 'broken'])('a check of the log "%s"', (name) => {
  test('finds the same problems as a build, with and without the cache', async () => {
    const copy = await copyOf(name);
    const { problems } = await loadLog(copy, { drafts: false });
    const cold = await checkLog(copy);
    const warm = await checkLog(copy);
    expect(cold.problems).toEqual(problems);
    expect(warm.problems).toEqual(problems);
    expect(problems.length > 0).toBe(name === 'broken');
  });
});

describe('the cache of a check', () => {
  const week = 'content/weeks/01-links.md';

  test('does not hide a new mistake or keep a fixed one', async () => {
    const copy = await copyOf('broken');
    const before = (await checkLog(copy)).problems;
    const file = join(copy, week);
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text}\nSee [^new].\n`);
    const after = (await checkLog(copy)).problems;
    expect(after).toHaveLength(before.length + 1);
    await writeFile(file, text);
    expect((await checkLog(copy)).problems).toEqual(before);
  });

  test('does not hide the effects of a change in another file', async () => {
    const copy = await copyOf('minimal');
    expect((await checkLog(copy)).problems).toEqual([]);
    const log = join(copy, 'content/log.md');
    await writeFile(log, (await readFile(log, 'utf8')).replace('---\n', '---\ntopics: { unused: Unused }\n'));
    expect((await checkLog(copy)).problems.map(({ rule }) => rule)).toEqual(['unused-topic']);
  });

  test('depends on the macros of the log', async () => {
    const copy = await copyOf('minimal');
    const log = join(copy, 'content/log.md');
    const text = await readFile(log, 'utf8');
    await writeFile(log, text.replace('---\n', "---\nmacros: { '\\twice': '#1#1' }\n").concat('\n$\\twice{x}$\n'));
    expect((await checkLog(copy)).problems).toEqual([]);
    await writeFile(log, text.concat('\n$\\twice{x}$\n'));
    expect((await checkLog(copy)).problems.map(({ rule }) => rule)).toEqual(['invalid-math']);
  });

  test('has several files, and an edit rewrites one of them', async () => {
    const copy = await copyOf('everything');
    const folder = join(copy, '.astro/entries');
    const written = async () => {
      const names = await readdir(folder);
      return Promise.all(names.map(async (name) => `${name} ${(await stat(join(folder, name))).mtimeMs}`));
    };
    await checkLog(copy);
    const before = await written();
    expect(before.length).toBeGreaterThan(3);
    const [week = ''] = await readdir(join(copy, 'content/weeks'));
    // A few edits move the file to another part of the cache, which is then rewritten as well.
    await appendFile(join(copy, 'content/weeks', week), '\nMore.\n');
    await checkLog(copy);
    const same = (await written()).filter((file) => before.includes(file));
    expect([1, 2]).toContain(before.length - same.length);
  });

  test.each([
    ['damaged', '{"base":"'],
    ['empty', ''],
  ])('counts as empty if it is %s', async (_, content) => {
    const copy = await copyOf('broken');
    const { problems } = await checkLog(copy);
    const [name = ''] = await readdir(join(copy, '.astro/entries'));
    const file = join(copy, '.astro/entries', name);
    const before = (await stat(file)).size;
    await writeFile(file, content);
    expect((await checkLog(copy)).problems).toEqual(problems);
    expect((await stat(file)).size).toBe(before);
  });
});
