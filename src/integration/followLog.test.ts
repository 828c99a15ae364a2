import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLogOnce } from '../loader/openLogOnce.ts';
import { followLog } from './followLog.ts';

let folder = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'learnlog-')));
  await mkdir(join(folder, 'content/pages'), { recursive: true });
  await writeFile(join(folder, 'content/log.md'), '---\ntitle: A log\n---\n');
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

/** Follows the log with a clock that stands still. `next` resolves with the title of the first page of a change. */
function follow() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let changed: (event: string, path: string) => void = () => undefined;
  let done: (title: string | undefined) => void = () => undefined;
  const watcher = {
    add: () => undefined,
    on: (_: 'all', listen: typeof changed) => {
      changed = listen;
    },
  };
  const log = openLogOnce(folder);
  const forget = vi.fn(log.forget);
  followLog({ ...log, forget }, watcher, {
    print: () => undefined,
    update: ({ loaded }) => done(loaded.log.pages[0]?.title),
  });
  const next = () => new Promise<string | undefined>((resolve) => (done = resolve));
  return { change: (path: string) => changed('change', path), next, forget };
}

test('a file that is emptied and then written is read again, though the watcher reports it once', async () => {
  const file = join(folder, 'content/pages/about.md');
  const { change, next } = follow();
  await writeFile(file, '');
  change(file);
  const empty = next();
  vi.advanceTimersByTime(10);
  expect(await empty).toBeUndefined();
  // The program writes the text only now, and no event follows.
  await writeFile(file, '---\ntitle: About\n---\n');
  const full = next();
  vi.advanceTimersByTime(110);
  expect(await full).toBe('About');
});

test('a file that changes twice, and is reported twice, is read twice', async () => {
  const file = join(folder, 'content/pages/about.md');
  const { change, next, forget } = follow();
  for (const title of ['Once', 'Twice']) {
    await writeFile(file, `---\ntitle: ${title}\n---\n`);
    change(file);
    const read = next();
    vi.advanceTimersByTime(10);
    expect(await read).toBe(title);
  }
  vi.advanceTimersByTime(500);
  expect(forget).toHaveBeenCalledTimes(2);
});
