import { existsSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import type { Refresh } from '../loader/collections.ts';
import { lockFile } from '../log/linkLock.ts';
import { isError } from '../log/problem.ts';
import type { OpenLog } from '../loader/openLog.ts';
import { formatProblems } from '../loader/report.ts';
import { slotFolder } from '../loader/slots.ts';
import { wordsFile } from '../loader/words.ts';

/** An editor or Git may write several files at once. */
const debounceMs = 50;

/** Sent by a page once it is connected, with the time at which the server began to render it. */
const renderedEvent = 'learnlog:rendered';

const reportRendered = `
const [page] = performance.getEntriesByType('navigation');
const rendered = page?.serverTiming?.find(({ name }) => name === 'rendered')?.description;
if (rendered) import.meta.hot?.send('${renderedEvent}', Number(rendered));
`;

/**
 * In `dev`, reads the log in a folder when the server starts and after every change of a file, prints its problems in
 * the terminal, updates Astro's collections, and reloads every open page. A page that was still loading when the others
 * were told to reload says so as soon as it is connected, and reloads then.
 */
export function watchLog(folder: string, log: OpenLog): AstroIntegration {
  return {
    name: 'learnlog:watch-log',
    hooks: {
      'astro:config:setup': ({ command, injectScript }) => {
        if (command === 'dev') injectScript('page', reportRendered);
      },
      'astro:server:setup': ({ server: { config, environments, middlewares, watcher }, refreshContent }) => {
        let changedAt = 0;
        middlewares.use((_, response, next) => {
          response.setHeader('Server-Timing', `rendered;desc="${Date.now()}"`);
          next();
        });
        environments.client.hot.on(renderedEvent, (renderedAt: number, page) => {
          if (renderedAt < changedAt) page.send({ type: 'full-reload' });
        });
        let lastReport = '';
        const printProblems = async (): Promise<void> => {
          const { problems, texts } = await log.read({ drafts: true });
          const report = problems.length > 0 ? `\n\n${formatProblems(problems, texts)}\n` : '';
          if (report !== lastReport)
            config.logger[problems.some(isError) ? 'error' : 'info'](report || 'No problems left.');
          lastReport = report;
        };
        const reloadPages = (): void => {
          for (const { name, hot } of Object.values(environments)) {
            // The renderer loads the list of pages again.
            hot.send(name === 'client' ? { type: 'full-reload' } : { type: 'custom', event: 'astro:content-changed' });
          }
        };
        const reloadModules = (): void => {
          for (const { moduleGraph, hot } of Object.values(environments)) {
            moduleGraph.invalidateAll();
            hot.send({ type: 'full-reload' });
          }
        };
        // Astro's own watchers wait half a second for further changes.
        const refreshStore = async (): Promise<Refresh> => {
          const refresh: Refresh = { hasStored: false };
          await refreshContent?.({ context: refresh });
          return refresh;
        };
        let running = printProblems().catch(console.error);
        watchFiles(watcher, folder, ({ areModulesOld }) => {
          log.forget();
          const update = async (): Promise<void> => {
            await printProblems();
            const { hasStored } = await refreshStore();
            changedAt = Date.now();
            if (areModulesOld) reloadModules();
            else if (!hasStored) reloadPages();
          };
          running = running.then(update).catch(console.error);
        });
      },
    },
  };
}

interface Watcher {
  add(paths: string | readonly string[]): unknown;
  on(event: 'all', listener: (event: string, path: string) => void): unknown;
}

interface Change {
  /** Whether a slot was added or removed, or the words of scripts changed, so that modules have to be loaded again. */
  readonly areModulesOld: boolean;
}

function watchFiles(watcher: Watcher, folder: string, update: (change: Change) => void): void {
  const pathOf = (name: string) => `${folder}/${name}`.replaceAll('\\', '/');
  const [content, lock, slots, words] = [pathOf('content'), pathOf(lockFile), pathOf(slotFolder), pathOf(wordsFile)];
  let timer: NodeJS.Timeout | undefined;
  let areModulesOld = false;
  const updateSoon = (areOld: boolean) => {
    areModulesOld ||= areOld;
    clearTimeout(timer);
    timer = setTimeout(() => {
      update({ areModulesOld });
      areModulesOld = false;
    }, debounceMs);
  };
  watcher.add(lock);
  for (const path of [content, slots]) {
    if (existsSync(path)) watcher.add(path);
    else watchOnceThere(path);
  }
  watcher.on('all', (event, path) => {
    const changed = path.replaceAll('\\', '/');
    const isOfSlots = changed.startsWith(`${slots}/`) && (event === 'add' || event === 'unlink');
    const isOfLog = changed === content || changed === lock || changed.startsWith(`${content}/`);
    if (isOfSlots || isOfLog) updateSoon(isOfSlots || changed === words);
    if (event === 'unlinkDir' && (changed === content || changed === slots)) watchOnceThere(changed);
  });

  /** A missing folder cannot be watched, so it is added once it exists, for example after a rename. */
  function watchOnceThere(path: string): void {
    const waiting = setInterval(() => {
      if (!existsSync(path)) return;
      clearInterval(waiting);
      watcher.add(path);
      updateSoon(path === slots);
    }, 300);
    waiting.unref();
  }
}
