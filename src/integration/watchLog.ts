import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { AstroIntegration } from 'astro';
import { collectedFrom, type Refresh } from '../loader/collections.ts';
import { lockFile } from '../log/linkLock.ts';
import { isError } from '../log/problem.ts';
import type { OpenLog } from '../loader/openLog.ts';
import { formatProblems } from '../loader/report.ts';
import { slotFolder } from '../loader/slots.ts';
import { wordsFile } from '../loader/words.ts';

/** An editor or Git may write several files at once. */
const debounceMs = 10;

/** How long and how often to wait for Astro while it evaluates `content.config.ts`, in milliseconds and times. */
const [evaluationMs, mostEvaluations] = [10, 500];

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
        let settings = '';
        let collected: ReturnType<typeof collectedFrom> = new Map();
        /** Also returns whether the scripts in the browser need new words, and Astro's collections new entries. */
        const printProblems = async (): Promise<{ readonly areWordsOld: boolean; readonly isStoreOld: boolean }> => {
          const loaded = await log.read({ drafts: true });
          const { problems, texts, log: graph } = loaded;
          const report = problems.length > 0 ? `\n\n${formatProblems(problems, texts)}\n` : '';
          if (report !== lastReport)
            config.logger[problems.some(isError) ? 'error' : 'info'](report || 'No problems left.');
          lastReport = report;
          const lastSettings = settings;
          settings = JSON.stringify([graph.language, graph.period]);
          const lastCollected = collected;
          collected = collectedFrom(loaded);
          return { areWordsOld: settings !== lastSettings, isStoreOld: !areSame(collected, lastCollected) };
        };
        const reloadPages = (): void => {
          for (const { name, hot } of Object.values(environments)) {
            // This makes the renderer load the list of pages again.
            hot.send(name === 'client' ? { type: 'full-reload' } : { type: 'custom', event: 'astro:content-changed' });
          }
        };
        const reloadModules = (): void => {
          for (const { moduleGraph, hot } of Object.values(environments)) {
            moduleGraph.invalidateAll();
            hot.send({ type: 'full-reload' });
          }
        };
        // Astro's own watchers wait half a second for further changes. Astro silently skips a refresh while it
        // evaluates the collections again, as it does after every change of a Markdown file.
        const refreshStore = async (): Promise<Refresh> => {
          const refresh: Refresh = {};
          for (let time = 0; time < mostEvaluations; time += 1) {
            await refreshContent?.({ context: refresh });
            if (refresh.hasStored !== undefined) break;
            await wait(evaluationMs);
          }
          return refresh;
        };
        let running: Promise<unknown> = printProblems().catch(console.error);
        watchFiles(watcher, folder, ({ areModulesOld }) => {
          log.forget();
          const update = async (): Promise<void> => {
            const { areWordsOld, isStoreOld } = await printProblems();
            // A refresh takes a tenth of a second at a thousand entries. The text of an entry is not in the store.
            const { hasStored } = isStoreOld ? await refreshStore() : {};
            changedAt = Date.now();
            if (areModulesOld || areWordsOld) reloadModules();
            else if (!hasStored) reloadPages();
          };
          running = running.then(update).catch(console.error);
        });
      },
    },
  };
}

/** Whether two logs have the same frontmatter. An entry that was not read again has the same object. */
function areSame(one: ReturnType<typeof collectedFrom>, other: ReturnType<typeof collectedFrom>): boolean {
  const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
  return one.size === other.size && [...one].every(([key, written]) => isSame(written, other.get(key)));
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
