import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { astroBuild, bytesOf, copyLog, learnlogIn, logs, root, temporaryFolder } from '../site.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let here: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  here = await bytesOf(inject('folders').everything);
});
afterAll(() => folder.remove());

/** Builds the log in a folder, and returns the bytes of the site. */
async function built(log: string, surroundings: NodeJS.ProcessEnv) {
  const { code, output } = await learnlogIn(surroundings, '--folder', log, 'build');
  if (code !== 0) throw new Error(output);
  return bytesOf(join(log, 'dist'));
}

test('a site has pages and a search index', () => {
  expect(Object.keys(here).filter((path) => path.endsWith('index.html')).length).toBeGreaterThan(20);
  expect(Object.keys(here).filter((path) => path.startsWith('pagefind/')).length).toBeGreaterThan(5);
});

test('it has the same bytes in another folder, time zone and language, on another day, with files in another order', async () => {
  const preload = `--import=${pathToFileURL(join(root, 'tests/elsewhere.ts'))}`;
  const surroundings = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', NODE_OPTIONS: preload };
  const log = join(folder.path, 'another folder/elsewhere');
  await copyLog(logs.everything.folder, log);
  expect(await built(log, surroundings)).toEqual(here);
});

test('Astro alone makes the same files, except for those that are about the site as a whole', async () => {
  const log = join(folder.path, 'astro');
  await copyLog(logs.everything.folder, log);
  expect(await astroBuild(log)).toEqual({ code: 0, output: '' });
  const made = await bytesOf(join(log, 'dist'));
  const { '.learnlog': _, _headers: __, '_nginx.conf': ___, ...pages } = here;
  expect(made).toEqual(pages);
}, 120_000);

test.runIf(isCampaign)('it has the same bytes when built again with a warm cache', async () => {
  const again = join(folder.path, 'again');
  await cp(dirname(inject('folders').everything), again, { recursive: true });
  const { TZ = 'UTC' } = process.env;
  expect(await built(again, { TZ: TZ === 'UTC' ? 'America/Los_Angeles' : 'UTC' })).toEqual(here);
});
