import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageRepository } from './packageRepository.ts';

let folder = '';
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'learnlog-repository-'))));
afterEach(() => rm(folder, { recursive: true }));

test.each([
  ['ada/log', 'https://github.com/ada/log'],
  ['gitlab:ada/log', 'https://gitlab.com/ada/log'],
  ['https://github.com/ada/log', 'https://github.com/ada/log'],
  ['git+https://github.com/ada/log.git', 'https://github.com/ada/log'],
  ['git@github.com:ada/log.git', 'https://github.com/ada/log'],
  ['ssh://git@codeberg.org/ada/log.git', 'https://codeberg.org/ada/log'],
  [{ type: 'git', url: 'git+https://github.com/ada/log.git' }, 'https://github.com/ada/log'],
  [{ url: 'https://github.com/ada/all.git', directory: 'logs/ai' }, 'https://github.com/ada/all/tree/HEAD/logs/ai'],
  [{ url: 'https://github.com/ada/all', directory: '../../other' }, 'https://github.com/ada/all'],
  ['javascript:alert(1)', undefined],
  ['https://github.com/ada/log?x="><script>', undefined],
  ['gist:11081aaa281', undefined],
  [7, undefined],
])('the repository %j is at %s', async (repository, address) => {
  await writeFile(join(folder, 'package.json'), JSON.stringify({ repository }));
  expect(await packageRepository(folder)).toBe(address);
});

test.each(['', '[]', '{ "repository"'])('package.json may be "%s"', async (text) => {
  await writeFile(join(folder, 'package.json'), text);
  expect(await packageRepository(folder)).toBeUndefined();
});

test('there may be no package.json', async () => {
  expect(await packageRepository(folder)).toBeUndefined();
});
