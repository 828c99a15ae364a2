import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkLog } from '../../../loader/check.ts';
import { isError } from '../../../log/problem.ts';
import { importInto } from '../../import.ts';
import { folderOf } from './fixtures/readFolder.ts';
import { makeVault } from './fixtures/vault.ts';

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

test('a vault with everything that is converted becomes a log without errors', { timeout: 300_000 }, async () => {
  const folder = await folderOf(
    Object.fromEntries(Object.entries(await makeVault(60)).map(([file, content]) => [`vault/${file}`, content])),
  );
  const log = join(folder, 'log');
  expect(await importInto(log, join(folder, 'vault'), { init: 'Notes', pictures: false })).toBe(0);
  const { problems, entries } = await checkLog(log);
  expect(problems.filter(isError)).toEqual([]);
  expect(entries.filter(({ kind }) => kind === 'note')).toHaveLength(69);
});
