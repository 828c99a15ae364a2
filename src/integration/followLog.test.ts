import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLogOnce } from '../loader/openLogOnce.ts';
import { followLog } from './followLog.ts';

let folder = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'learnlog-')));
  await mkdir(join(folder, 'content/pages'), { recursive: true });
  await writeFile(join(folder, 'content/log.md'), '---\ntitle: A log\n---\n');
});
afterEach(() => rm(folder, { recursive: true }));

test('a file that is emptied and then written is read again, though the watcher reports it once', async () => {
  const file = join(folder, 'content/pages/about.md');
  let changed: (event: string, path: string) => void = () => undefined;
  const titles: (string | undefined)[] = [];
  const isReadAgain = new Promise<void>((done) => {
    const watcher = {
      add: () => undefined,
      on: (_: 'all', listen: typeof changed) => {
        changed = listen;
      },
    };
    followLog(openLogOnce(folder), watcher, {
      print: () => undefined,
      update: ({ loaded }) => {
        titles.push(loaded.log.pages[0]?.title);
        if (titles.length === 2) done();
      },
    });
  });
  await writeFile(file, '');
  changed('change', file);
  // The program writes the text only now, and no event follows.
  await setTimeout(30);
  await writeFile(file, '---\ntitle: About\n---\n');
  await isReadAgain;
  expect(titles.at(-1)).toBe('About');
});
