import type { Loader } from 'astro/loaders';
import { idOf, type Entry, type EntryKey, type EntryKind } from '../log/entry.ts';
import type { LoadedLog } from './load.ts';
import type { OpenLog } from './openLog.ts';

/** The context to pass to `refreshContent()`. The loaders report the outcome of the refresh in it. */
export interface Refresh extends Record<string, unknown> {
  /**
   * Whether the store has changed. If so, Astro itself reloads the open pages once the store is written. Undefined if
   * Astro did not call the loaders.
   */
  hasStored?: boolean;
}

/**
 * The Astro loader for one kind of entry. It passes the raw frontmatter of exactly the entries in the log's graph to
 * Astro, and the schema of the collection parses it again. If the log has errors, it throws with every problem and its
 * line. With drafts, in `dev`, it loads the valid entries instead.
 *
 * Astro's store has no checksum, so entries from an earlier process are cleared first. After that, an entry is parsed
 * again only if its frontmatter has changed.
 */
export function collectionOf(kind: EntryKind, log: OpenLog, { drafts }: { readonly drafts: boolean }): Loader {
  return {
    name: `learnlog-${kind}`,
    load: async ({ store, parseData, generateDigest, refreshContextData }) => {
      const loaded = drafts ? await log.read({ drafts }) : await log.readSound();
      if (!log.filled.has(kind)) {
        store.clear();
        // Astro warns about a collection that was never written, but not about one that has become empty.
        store.set({ id: 'none', data: {} });
        store.delete('none');
        log.filled.add(kind);
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
      if (!refreshContextData) return;
      const refresh = refreshContextData as Refresh;
      refresh.hasStored = refresh.hasStored === true || hasStored || gone.size > 0;
    },
  };
}

/** The raw frontmatter in the collections of a log, by entry. */
export function collectedFrom({ entries, log }: LoadedLog): ReadonlyMap<EntryKey, Entry['written']> {
  const collected = entries.filter(({ kind, key }) => kind === 'log' || log.find(key) !== undefined);
  return new Map(collected.map(({ key, written }) => [key, written]));
}

function entriesOf(kind: EntryKind, loaded: LoadedLog): readonly Entry[] {
  const collected = collectedFrom(loaded);
  return loaded.entries.filter((entry) => entry.kind === kind && collected.has(entry.key));
}
