import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkLog } from '../loader/check.ts';
import { makeFolder } from '../loader/fixtures/folder.ts';
import { isError } from '../log/problem.ts';
import type { Person } from './person.ts';
import { startLog } from './startLog.ts';

let said: string[] = [];

beforeEach(() => {
  said = [];
  for (const name of ['log', 'error'] as const)
    vi.spyOn(console, name).mockImplementation((line: string) => void said.push(line));
});
afterEach(() => vi.restoreAllMocks());

/** A person who gives these answers in turn. */
function personWho(...answers: readonly (string | boolean | undefined)[]): Person {
  const rest = [...answers];
  const next = async () => {
    if (rest.length === 0) throw new Error('There is no answer to this question.');
    return rest.shift() as never;
  };
  return { tell: next, choose: next, chooseSome: next, agree: next };
}

async function setUp() {
  const folder = await makeFolder({ 'notes/Git/Rebase.md': '# Rebase\n\nA note.\n', 'picture.png': '' });
  return { log: join(folder, 'log'), notes: join(folder, 'notes'), picture: join(folder, 'picture.png') };
}

test('somebody who starts from notes sees the dry run, and has no other entries', async () => {
  const { log, notes, picture } = await setUp();
  const person = personWho('import', picture, `'${notes}'`, 'Mine', true);
  expect(await startLog(log, { author: 'Ada' }, { person })).toBe(0);
  const text = said.join('\n');
  expect(text).toContain(`There is nothing at ${picture} that can be imported.`);
  expect(text.indexOf('1 new note')).toBeGreaterThan(0);
  expect(text.indexOf('1 new note')).toBeLessThan(text.indexOf('1 entry written'));
  expect(text).toContain('What to do next:');
  expect((await readdir(join(log, 'content'), { recursive: true })).sort()).toEqual([
    ...['log.md', 'notes', 'notes/git', 'notes/git/rebase.md'],
  ]);
  const root = await readFile(join(log, 'content/log.md'), 'utf8');
  expect(root).toContain('title: Mine\n');
  expect(root).toContain('author: Ada\n');
  expect(root).not.toContain('topics:');
  expect((await checkLog(log)).problems.filter(isError)).toEqual([]);
});

test.each([
  ['the first question', [undefined]],
  ['the path', ['import', undefined]],
  ['the title', ['import', 'notes', undefined]],
  ['the dry run', ['import', 'notes', 'Mine', false]],
])('nothing is written if somebody cancels at %s', async (_, answers) => {
  const { log, notes } = await setUp();
  const person = personWho(...answers.map((answer) => (answer === 'notes' ? notes : answer)));
  expect(await startLog(log, {}, { person })).toBe(1);
  expect(said.at(-1)).toBe('Nothing was written.');
  await expect(readdir(log)).rejects.toThrow('ENOENT');
});

test('nobody is asked who gives a title', async () => {
  const { log } = await setUp();
  expect(await startLog(log, { title: 'Mine' }, { person: personWho() })).toBe(0);
  expect(await readdir(join(log, 'content'))).toContain('weeks');
});
