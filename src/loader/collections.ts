import type { Loader } from 'astro/loaders';
import { idOf, type Entry, type EntryKind } from '../log/entry.ts';
import type { LoadedLog } from './load.ts';
import type { OpenLog } from './openLog.ts';

/** Given to `refreshContent()` as its context, to learn what the refresh did. */
export interface Refresh extends Record<string, unknown> {
  /** Whether the store has changed: then Astro reloads the open pages itself, as soon as the store is written. */
  hasStored: boolean;
}

/**
 * Astro's loader of one kind of entry. It gives Astro the raw frontmatter of exactly those entries that are in the graph
 * of the log, and the schema of the collection parses it again. Throws, with every problem at its line, where the log is
 * not to be published; only with drafts, in `dev`, does it go on with what is sound.
 *
 * Astro's store has no checksum. What an earlier process left in it is cleared first; after that an entry is parsed
 * again only when its frontmatter has changed.
 */
export function collectionOf(kind: EntryKind, log: OpenLog, { drafts }: { readonly drafts: boolean }): Loader {
  let isFilled = false;
  return {
    name: `learnlog-${kind}`,
    load: async ({ store, parseData, generateDigest, refreshContextData }) => {
      const loaded = drafts ? await log.read({ drafts }) : await log.readSound();
      if (!isFilled) {
        store.clear();
        // Astro warns of a collection that was never written to, but not of one that has become empty.
        store.set({ id: 'none', data: {} });
        store.delete('none');
        isFilled = true;
      }
      const gone = new Set(store.keys());
      let hasStored = false;
      for (const { key, file, written } of entriesOf(kind, loaded)) {
        const id = idOf(key);
        gone.delete(id);
        const digest = generateDigest(written);
        if (store.get(id)?.digest === digest) continue;
        store.set({ id, digest, filePath: file, data: await parseData({ id, data: written, filePath: file }) });
        hasStored = true;
      }
      for (const id of gone) store.delete(id);
      if (refreshContextData && (hasStored || gone.size > 0)) (refreshContextData as Refresh).hasStored = true;
    },
  };
}

function entriesOf(kind: EntryKind, { entries, log }: LoadedLog): readonly Entry[] {
  return entries.filter((entry) => entry.kind === kind && (kind === 'log' || log.find(entry.key) !== undefined));
}
