import { setTimeout as wait } from 'node:timers/promises';
import type { AstroIntegration } from 'astro';
import { collectedFrom, type Refresh } from '../loader/collections.ts';
import { setCurrentLog, type OpenLog } from '../loader/openLog.ts';
import { followLog } from './followLog.ts';

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
 * When Astro serves the log, shows its drafts, prints its problems in the terminal, and after every change of a file
 * updates Astro's collections and reloads every open page. A page that was still loading when the others were told to
 * reload says so as soon as it is connected, and reloads then.
 */
export function watchLog(log: OpenLog): AstroIntegration {
  return {
    name: 'learnlog:watch-log',
    hooks: {
      'astro:config:setup': ({ command, injectScript, updateConfig }) => {
        if (command !== 'dev') return;
        setCurrentLog(log, { drafts: true });
        injectScript('page', reportRendered);
        // With `always`, the server would not find files whose extensions are not part of their routes.
        updateConfig({ trailingSlash: 'ignore' });
      },
      'astro:server:setup': ({ server: { config, environments, middlewares, watcher }, refreshContent }) => {
        let changedAt = 0;
        middlewares.use((_, response, next) => {
          response.setHeader('Server-Timing', `rendered;desc="${Date.now()}"`);
          next();
        });
        const { hot: client } = environments.client;
        client.on(renderedEvent, (renderedAt: number, page) => {
          if (renderedAt <= changedAt) page.send({ type: 'full-reload' });
        });
        // Astro stores a change up to half a second after a refresh, and then reloads the pages itself.
        const send: (...message: unknown[]) => void = client.send.bind(client);
        client.send = (...message: unknown[]) => {
          const [payload] = message;
          if (payload instanceof Object && 'type' in payload && payload.type === 'full-reload') changedAt = Date.now();
          send(...message);
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
        followLog(log, watcher, {
          print: (text, isError) => config.logger[isError ? 'error' : 'info'](text),
          update: async ({ loaded, before, areSlotsOld, areWordsOld }) => {
            // A refresh takes a tenth of a second at a thousand entries. The text of an entry is not in the store.
            const isStored = before && areSame(collectedFrom(loaded), collectedFrom(before));
            const { hasStored } = isStored ? {} : await refreshStore();
            if (areSlotsOld || areWordsOld) reloadModules();
            else if (!hasStored) reloadPages();
          },
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
