import { existsSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import type { Refresh } from '../loader/collections.ts';
import { lockFile } from '../log/linkLock.ts';
import { isError } from '../log/problem.ts';
import type { OpenLog } from '../loader/openLog.ts';
import { formatProblems } from '../loader/report.ts';
import { slotFolder } from '../loader/slots.ts';

/** How long a change waits for others, in milliseconds: an editor or git may write several files in one go. */
const patience = 50;

/**
 * In `dev`, reads the log in a folder when the server starts and after every change of a file, prints its problems in
 * the terminal, updates Astro's collections, and reloads every open page. All that follows a change of the log follows
 * from here.
 */
export function watchLog(folder: string, log: OpenLog): AstroIntegration {
  return {
    name: 'learnlog:watch-log',
    hooks: {
      'astro:server:setup': ({ server: { config, environments, watcher }, refreshContent }) => {
        let said = '';
        const tell = async (): Promise<void> => {
          const { problems, texts } = await log.read({ drafts: true });
          const report = problems.length > 0 ? `\n\n${formatProblems(problems, texts)}\n` : '';
          if (report !== said) config.logger[problems.some(isError) ? 'error' : 'info'](report || 'No problems left.');
          said = report;
        };
        const showAnew = (): void => {
          for (const { name, hot } of Object.values(environments)) {
            // What renders the pages asks again which there are.
            hot.send(name === 'client' ? { type: 'full-reload' } : { type: 'custom', event: 'astro:content-changed' });
          }
        };
        const findSlots = (): void => {
          for (const { moduleGraph, hot } of Object.values(environments)) {
            moduleGraph.invalidateAll();
            hot.send({ type: 'full-reload' });
          }
        };
        // Astro's own way of refreshing its store waits half a second for further changes; this one does not.
        const store = async (): Promise<Refresh> => {
          const refresh: Refresh = { hasStored: false };
          await refreshContent?.({ context: refresh });
          return refresh;
        };
        let running = tell().catch(console.error);
        watchFiles(watcher, folder, ({ areSlotsNew }) => {
          log.forget();
          const update = async (): Promise<void> => {
            await tell();
            const { hasStored } = await store();
            if (areSlotsNew) findSlots();
            else if (!hasStored) showAnew();
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
  /** Whether a file of a slot was added or removed, so that another component has to be found for it. */
  readonly areSlotsNew: boolean;
}

function watchFiles(watcher: Watcher, folder: string, update: (change: Change) => void): void {
  const pathOf = (name: string) => `${folder}/${name}`.replaceAll('\\', '/');
  const [content, lock, slots] = [pathOf('content'), pathOf(lockFile), pathOf(slotFolder)];
  let timer: NodeJS.Timeout | undefined;
  let areSlotsNew = false;
  const updateSoon = (areSlots: boolean) => {
    areSlotsNew ||= areSlots;
    clearTimeout(timer);
    timer = setTimeout(() => {
      update({ areSlotsNew });
      areSlotsNew = false;
    }, patience);
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
    if (isOfSlots || isOfLog) updateSoon(isOfSlots);
    if (event === 'unlinkDir' && (changed === content || changed === slots)) watchOnceThere(changed);
  });

  /** A folder that is not there is not watched; where it appears, or comes back after a rename, it has to be added. */
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
