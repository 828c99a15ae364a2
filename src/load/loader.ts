import { existsSync } from 'node:fs';
import type { Loader } from 'astro/loaders';
import type { Entry } from '../core/entry.ts';
import { isError, type Problem } from '../core/problem.ts';
import { lockFile } from '../core/linkLock.ts';
import type { Records } from '../core/records.ts';
import { loadLog } from './load.ts';
import type { Picture } from './pictures.ts';
import { formatProblems } from './report.ts';
import type { Theme } from './theme.ts';

/** What Astro's store keeps of a log: an item for each entry, and one for the rest. */
export type StoredItem =
  | { readonly entry: Entry; readonly html: string }
  | {
      readonly pictures: readonly Picture[];
      readonly theme?: Theme;
      readonly records: Records;
      readonly problems: readonly Problem[];
      readonly drafts: boolean;
    };

/** Id of the item that is no entry. */
export const restId = 'rest';

/**
 * Astro's way to the log (Content Loader API). In a build any problem stops it, all of them in the message; in `dev`
 * they are logged, shown on every page, and the server goes on with what is sound.
 */
export function logLoader(folder: string): Loader {
  let said = '';
  return {
    name: 'learnlog',
    load: async ({ store, logger, watcher, generateDigest }) => {
      const update = async (): Promise<void> => {
        const { entries, records, html, pictures, theme, problems, texts } = await loadLog(folder, {
          drafts: watcher !== undefined,
        });
        const errors = problems.filter(isError);
        if (errors.length > 0 && !watcher) throw new Error(`\n\n${formatProblems(errors, texts)}\n`);
        const items = new Map<string, StoredItem>([
          [restId, { pictures, ...(theme && { theme }), records, problems: errors, drafts: watcher !== undefined }],
        ]);
        for (const entry of entries) items.set(entry.key, { entry, html: html.get(entry.key) ?? '' });
        for (const id of store.keys()) if (!items.has(id)) store.delete(id);
        for (const [id, item] of items) {
          // A copy without undefined values, which the store would have to spell out.
          const text = JSON.stringify(item);
          // By the digest the store knows what has not changed; else every page would be loaded again each time.
          store.set({ id, data: JSON.parse(text), digest: generateDigest(text) });
        }
        const report = problems.length > 0 ? `\n\n${formatProblems(problems, texts)}\n` : '';
        if (report !== said) logger[errors.length > 0 ? 'error' : 'info'](report || 'No problems left.');
        said = report;
      };
      await update();
      if (watcher) watchContent(watcher, folder, update);
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
