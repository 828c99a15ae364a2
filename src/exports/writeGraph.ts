import { compactFlags, type CompactGraph, type CompactResource } from '../log/readGraph.ts';
import { effortOf } from '../log/effort.ts';
import { levels } from '../log/level.ts';
import type { Log, Resource } from '../log/log.ts';

/** The graph of a log for `readGraph()` in the browser: per resource, about 30 bytes plus its id. */
export function writeGraph(log: Log): CompactGraph {
  const indexes = new Map(log.resources.map(({ id }, index) => [id, index]));
  const indexesOf = (resources: readonly Pick<Resource, 'id'>[]) =>
    resources.flatMap(({ id }) => indexes.get(id) ?? []);
  const resources = log.resources.map((resource): CompactResource => {
    const { length, level, best, access, aliases } = resource;
    const { minutes, about } = effortOf({ ...(length && { length }) }, () => []);
    const prerequisites = log.prerequisitesOf(resource).map(({ resource: first, or }) => {
      const either = indexesOf([first, ...or]);
      return either.length === 1 ? (either[0] ?? []) : either;
    });
    const flags =
      (best.length > 0 ? compactFlags.best : 0) |
      (access === 'paid' ? compactFlags.paid : 0) |
      (about ? compactFlags.about : 0) |
      (length && 'pages' in length ? compactFlags.pages : 0);
    const parts = indexesOf(log.partsOf(resource));
    const rank = level ? levels.indexOf(level) + 1 : 0;
    const own = [resource.id, prerequisites, minutes, rank, flags] as const;
    if (aliases.length > 0) return [...own, parts, aliases];
    return parts.length > 0 ? [...own, parts] : own;
  });
  return { resources };
}
