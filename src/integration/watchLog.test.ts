import { EventEmitter } from 'node:events';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HookParameters } from 'astro';
import { describe, expect, test, vi } from 'vitest';
import type { Refresh } from '../loader/collections.ts';
import { makeFolder } from '../loader/fixtures/folder.ts';
import type { OpenLog } from '../loader/openLog.ts';
import { openLogOnce } from '../loader/openLogOnce.ts';
import { astroConfig } from './config.ts';
import { watchLog } from './watchLog.ts';

const files = { 'content/log.md': '---\ntitle: A log\n---\n' };

/** Waits until this has been done, even on a busy machine. */
const until = (done: readonly string[], expected: readonly string[]) =>
  vi.waitFor(() => expect(done).toEqual(expected), { timeout: 20_000 });

type RenderedListener = (renderedAt: number, page: { send: (message: { type: string }) => void }) => void;

/**
 * A server of `dev` for a log. `done` lists what it did, in order. `connect` connects a page that it began to render at
 * a given time.
 */
async function serve({ hasStored = false, evaluations = 0 } = {}) {
  const folder = await makeFolder(files);
  const done: string[] = [];
  const opened = openLogOnce(folder);
  const log: OpenLog = {
    ...opened,
    read: async (options) => {
      const found = await opened.read(options);
      done.push('read');
      return found;
    },
    forget: () => {
      done.push('forget');
      opened.forget();
    },
  };
  let heard: RenderedListener | undefined;
  const environment = (name: string) => ({
    name,
    hot: {
      send: ({ type, event }: { type: string; event?: string }) => done.push(`${name}: ${event ?? type}`),
      on: (_: string, listener: RenderedListener) => {
        heard = listener;
      },
    },
    moduleGraph: { invalidateAll: () => done.push(`${name}: invalidate`) },
  });
  const watcher = Object.assign(new EventEmitter(), { add: () => undefined });
  const server = {
    watcher,
    middlewares: { use: () => undefined },
    config: { logger: { info: () => undefined, error: (text: string) => done.push(text) } },
    environments: { client: environment('client'), ssr: environment('ssr') },
  };
  let skipped = 0;
  const refreshContent = ({ context }: { context: Refresh }) => {
    done.push('refresh');
    if (skipped++ < evaluations) return Promise.resolve();
    context.hasStored = hasStored;
    return Promise.resolve();
  };
  const setup = watchLog(log).hooks['astro:server:setup'];
  await setup?.({ server, refreshContent } as unknown as HookParameters<'astro:server:setup'>);
  await until(done, ['read']);
  done.length = 0;
  return {
    done,
    // In one step, since a file that is found empty and then full counts as two changes.
    write: async (path: string, text: string) => {
      await writeFile(join(folder, 'written'), text);
      await rename(join(folder, 'written'), join(folder, path));
    },
    change: (event: string, path: string) => watcher.emit('all', event, join(folder, path)),
    /** What Astro does once it has stored a change. */
    reloadByAstro: () => server.environments.client.hot.send({ type: 'full-reload' }),
    connect: (renderedAt: number) => heard?.(renderedAt, { send: ({ type }) => done.push(`page: ${type}`) }),
  };
}

describe('after a change of the log', () => {
  const reload = ['client: full-reload', 'ssr: astro:content-changed'];

  /** Changes the frontmatter, which is in the store. */
  const edit = async ({ write, change }: Awaited<ReturnType<typeof serve>>, title: string) => {
    await write('content/log.md', `---\ntitle: ${title}\n---\n`);
    change('change', 'content/log.md');
  };

  test('it is read, then the store is refreshed, then the pages load again', async () => {
    const served = await serve();
    await edit(served, 'Another log');
    served.change('add', 'content/weeks/a.md');
    await until(served.done, ['forget', 'read', 'refresh', ...reload]);
  });

  test('the store, which has only frontmatter, is left alone after a change of the text', async () => {
    const { done, change, write } = await serve();
    await write('content/log.md', '---\ntitle: A log\n---\n\nText.\n');
    change('change', 'content/log.md');
    await until(done, ['forget', 'read', ...reload]);
  });

  test('the store is refreshed again if Astro was evaluating the collections', async () => {
    const served = await serve({ evaluations: 2 });
    await edit(served, 'Another log');
    await until(served.done, ['forget', 'read', 'refresh', 'refresh', 'refresh', ...reload]);
  });

  test('Astro alone has the pages load again where the store has changed', async () => {
    const served = await serve({ hasStored: true });
    await edit(served, 'Another log');
    await until(served.done, ['forget', 'read', 'refresh']);
    await edit(served, 'A third log');
    await until(served.done, ['forget', 'read', 'refresh', 'forget', 'read', 'refresh']);
  });

  test.each([false, true])('a page that was loading meanwhile loads again, stored by Astro: %s', async (hasStored) => {
    const served = await serve({ hasStored });
    const { done, connect } = served;
    connect(Date.now());
    await edit(served, 'Another log');
    await until(done, ['forget', 'read', 'refresh', ...(hasStored ? [] : reload)]);
    // Astro stores a change later. Until then, it renders what it stored before.
    const meanwhile = Date.now() + 50;
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(meanwhile));
    if (hasStored) served.reloadByAstro();
    else served.change('add', 'content/weeks/a.md');
    await vi.waitFor(() =>
      expect(done.filter((step) => step === 'client: full-reload')).toHaveLength(hasStored ? 1 : 2),
    );
    const before = [...done];
    connect(Date.now() + 1);
    expect(done).toEqual(before);
    connect(meanwhile);
    expect(done).toEqual([...before, 'page: full-reload']);
  });

  test('modules load again after a change of the words, which scripts have in them', async () => {
    const { done, change } = await serve();
    change('change', 'content/words.yaml');
    const again = ['client', 'ssr'].flatMap((name) => [`${name}: invalidate`, `${name}: full-reload`]);
    await until(done, ['forget', 'read', ...again]);
  });

  test.each(['period: day', 'language: de'])('so they do after a change of the words by log.md: "%s"', async (line) => {
    const { done, change, write } = await serve();
    await write('content/log.md', `---\ntitle: A log\n${line}\n---\n`);
    change('change', 'content/log.md');
    const again = ['client', 'ssr'].flatMap((name) => [`${name}: invalidate`, `${name}: full-reload`]);
    await until(done, ['forget', 'read', 'refresh', ...again]);
  });

  test('a new slot is looked for, and a slot that is edited is left to Vite', async () => {
    const { done, change } = await serve({ hasStored: true });
    change('change', 'slots/Footer.astro');
    change('change', 'dist/index.html');
    change('add', 'slots/Footer.astro');
    const found = ['client', 'ssr'].flatMap((name) => [`${name}: invalidate`, `${name}: full-reload`]);
    await until(done, ['forget', 'read', ...found]);
  });
});

test('no plugin of Vite watches files, since a build opens a server of Vite too', async () => {
  const { vite } = await astroConfig(await makeFolder(files));
  expect(vite?.plugins?.filter((plugin) => plugin && 'configureServer' in plugin)).toEqual([]);
});
