import type { Node } from '../log/log.ts';
import { showsDrafts } from './openLog.ts';

/**
 * The weeks, notes, pages or resources in the graph for the entries of a collection, in the order of the collection. A build
 * throws if the two sets differ. In `dev`, the store lags slightly behind the graph after a change: an entry that is in
 * only one of them has no page until the store has caught up and the page reloads.
 */
export function nodesOf<Kind extends Node>(
  nodes: readonly Kind[],
  entries: readonly { readonly id: string }[],
): readonly Kind[] {
  const byId = new Map<string, Kind>(nodes.map((node) => [node.id, node]));
  const stored = new Set(entries.map(({ id }) => id));
  if (!showsDrafts()) {
    const alone = [...byId.keys(), ...stored].find((id) => !byId.has(id) || !stored.has(id));
    if (alone !== undefined) {
      const where = stored.has(alone) ? 'the content store of Astro' : 'the log';
      throw new Error(`"${alone}" is in ${where} only. Delete the folder .astro/ of the log and build again.`);
    }
  }
  return entries.flatMap(({ id }) => byId.get(id) ?? []);
}
