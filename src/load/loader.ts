import { existsSync } from 'node:fs';
import type { Loader } from 'astro/loaders';
import { lockFile } from '../core/linkLock.ts';
import { isError } from '../core/problem.ts';
import { openedLog } from './openLog.ts';
import { formatProblems } from './report.ts';

/**
 * Astro's way to the log (Content Loader API). Its store has one item, which changes whenever the log does: that has
 * `dev` show the pages anew. The log itself goes from `openLog()` to the pages. In a build any problem stops it, all of
 * them in the message; in `dev` they are logged, shown on every page, and the server goes on with what is sound.
 */
export function logLoader(folder: string): Loader {
  let said = '';
  let turn = 0;
  return {
    name: 'learnlog',
    load: async ({ store, logger, watcher }) => {
      const log = openedLog(folder);
      const update = async (): Promise<void> => {
        const { problems, texts } = await log.read({ drafts: watcher !== undefined });
        const errors = problems.filter(isError);
        if (errors.length > 0 && !watcher) throw new Error(`\n\n${formatProblems(errors, texts)}\n`);
        turn += 1;
        // Never as it was before: pages may have been made in between, and Astro tells nobody where nothing changed.
        store.set({ id: 'log', data: { turn }, digest: `${process.pid} ${turn}` });
        const report = problems.length > 0 ? `\n\n${formatProblems(problems, texts)}\n` : '';
        if (report !== said) logger[errors.length > 0 ? 'error' : 'info'](report || 'No problems left.');
        said = report;
      };
      await update();
      if (!watcher) return;
      watchContent(watcher, folder, () => {
        log.forget();
        return update();
      });
    },
  };
}

function watchContent(
  watcher: NonNullable<Parameters<Loader['load']>[0]['watcher']>,
  folder: string,
  update: () => Promise<void>,
): void {
  const content = `${folder}/content`.replaceAll('\\', '/');
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const updateSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(update).catch((error: unknown) => console.error(error));
    }, 50);
  };
  const lock = `${folder}/${lockFile}`.replaceAll('\\', '/');
  watcher.add([content, lock]);
  watcher.on('all', (event, path) => {
    const changed = path.replaceAll('\\', '/');
    if (changed !== content && changed !== lock && !changed.startsWith(`${content}/`)) return;
    updateSoon();
    if (changed === content && event === 'unlinkDir') watchAgain();
  });

  /** A folder that is gone is watched no more; where it comes back, as after a rename, it has to be added again. */
  function watchAgain(): void {
    const waiting = setInterval(() => {
      if (!existsSync(content)) return;
      clearInterval(waiting);
      watcher.add(content);
      updateSoon();
    }, 300);
    waiting.unref();
  }
}
