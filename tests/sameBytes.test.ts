import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesOf, copyLog, learnlogIn, logs, root, temporaryFolder } from './site.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let here: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  here = await built('here', { TZ: 'America/Los_Angeles', LANG: 'C', LC_ALL: 'C' });
}, 120_000);
afterAll(() => folder.remove());

/** Builds the log with every feature in a folder, and gives the bytes of the site. */
async function built(name: string, surroundings: NodeJS.ProcessEnv) {
  const log = join(folder.path, name);
  await copyLog(logs.everything.folder, log);
  const { code, output } = await learnlogIn(surroundings, '--folder', log, 'build');
  if (code !== 0) throw new Error(output);
  return bytesOf(join(log, 'dist'));
}

test('a site has pages and an index for search', () => {
  expect(Object.keys(here).filter((path) => path.endsWith('index.html')).length).toBeGreaterThan(20);
  expect(Object.keys(here).filter((path) => path.startsWith('pagefind/')).length).toBeGreaterThan(5);
});

test('it is the same, byte for byte, in another folder, time zone and language, on another day, with files in another order', async () => {
  const preload = `--import=${join(root, 'tests/elsewhere.ts')}`;
  const surroundings = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', NODE_OPTIONS: preload };
  expect(await built('another folder/elsewhere', surroundings)).toEqual(here);
}, 120_000);

test('it is the same, byte for byte, when it is built again with what is kept of the first time', async () => {
  expect(await built('here', {})).toEqual(here);
}, 120_000);
