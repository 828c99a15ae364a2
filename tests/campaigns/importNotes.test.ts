import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { folderOf } from '../../src/cli/import/notes/fixtures/readFolder.ts';
import { makeVault } from '../../src/cli/import/notes/fixtures/vault.ts';
import { importInto } from '../../src/cli/import.ts';
import { checkLog } from '../../src/loader/check.ts';

/** CPU seconds of all threads: half a minute on two cores. */
const mostTime = 60;

test('a vault of a thousand notes becomes a log without problems in half a minute', { timeout: 600_000 }, async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const files = Object.entries(await makeVault(991)).map(([file, content]) => [`vault/${file}`, content]);
  const folder = await folderOf(Object.fromEntries(files));
  const before = process.cpuUsage();
  expect(await importInto(join(folder, 'log'), join(folder, 'vault'), { init: 'Notes', pictures: false })).toBe(0);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(mostTime);
  expect((await checkLog(join(folder, 'log'))).problems).toEqual([]);
});
