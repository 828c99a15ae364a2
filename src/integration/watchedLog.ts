import { existsSync } from 'node:fs';
import { lockFile } from '../log/linkLock.ts';
import { isError } from '../log/problem.ts';
import type { OpenLog } from '../loader/openLog.ts';
import { formatProblems } from '../loader/report.ts';
import type { VitePlugin } from './plugin.ts';

/** How long a change waits for others, in milliseconds: an editor or git may write several files in one go. */
const patience = 50;

/**
 * In `dev`, reads the log in a folder when the server starts and after every change to it, says its problems in the
 * terminal, and has every open page load again. Astro's content layer would do that half a second later, since it
 * writes its store first.
 */
export function watchedLog(folder: string, log: OpenLog): VitePlugin {
  return {
    name: 'learnlog:watched-log',
    configureServer: ({ config: { logger }, environments, watcher }) => {
      let said = '';
      const tell = async (): Promise<void> => {
        const { problems, texts } = await log.read({ drafts: true });
        const report = problems.length > 0 ? `\n\n${formatProblems(problems, texts)}\n` : '';
        if (report !== said) logger[problems.some(isError) ? 'error' : 'info'](report || 'No problems left.');
        said = report;
      };
      const showAnew = (): void => {
        for (const { name, hot } of Object.values(environments)) {
          // What renders the pages asks again which there are.
          hot.send(name === 'client' ? { type: 'full-reload' } : { type: 'custom', event: 'astro:content-changed' });
        }
      };
      let running = tell().catch(console.error);
      watchContent(watcher, folder, () => {
        log.forget();
        running = running.then(tell).then(showAnew).catch(console.error);
      });
    },
  };
}

interface Watcher {
  add(paths: string | readonly string[]): unknown;
  on(event: 'all', listener: (event: string, path: string) => void): unknown;
}

function watchContent(watcher: Watcher, folder: string, update: () => void): void {
  const content = `${folder}/content`.replaceAll('\\', '/');
  const lock = `${folder}/${lockFile}`.replaceAll('\\', '/');
  let timer: NodeJS.Timeout | undefined;
  const updateSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(update, patience);
  };
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
