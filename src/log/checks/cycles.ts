import { idOf, type Entry } from '../entry.ts';
import { resourcesOf, type Check, type ResourceEntry } from './check.ts';
import { namedIn, withoutNamed } from './prerequisites.ts';

/**
 * Reports each cycle of prerequisites once, in full, and returns the entries without the edges that close cycles.
 * Alternatives under `or` are edges too. The depth-first search uses an explicit stack, because a long chain would
 * overflow the call stack.
 */
export function withoutCycles(entries: readonly Entry[], report: Check['report']): Entry[] {
  const resources = new Map(
    resourcesOf(entries).map((entry) => [idOf(entry.key), { entry, named: namedIn(entry.fields.prerequisites) }]),
  );
  const removed = new Map<ResourceEntry, Set<string>>();
  const done = new Set<string>();
  for (const start of resources.keys()) {
    const trail: { id: string; next: number }[] = done.has(start) ? [] : [{ id: start, next: 0 }];
    for (let step = trail.at(-1); step; step = trail.at(-1)) {
      const resource = resources.get(step.id);
      const prerequisite = resource?.named[step.next];
      step.next += 1;
      if (!resource || !prerequisite) {
        done.add(step.id);
        trail.pop();
        continue;
      }
      const { id, path } = prerequisite;
      const { entry } = resource;
      const from = trail.findIndex((other) => other.id === id);
      if (from >= 0) {
        reportCycle(report, entry, path, [...trail.slice(from).map((other) => other.id), id]);
        removed.set(entry, (removed.get(entry) ?? new Set()).add(path));
      } else if (!done.has(id)) trail.push({ id, next: 0 });
    }
  }
  return entries.map((entry) => {
    const edges = entry.kind === 'resource' ? removed.get(entry) : undefined;
    if (entry.kind !== 'resource' || !edges) return entry;
    const prerequisites = withoutNamed(entry.fields.prerequisites, ({ path }) => edges.has(path));
    return { ...entry, fields: { ...entry.fields, prerequisites } };
  });
}

function reportCycle(report: Check['report'], entry: ResourceEntry, path: string, cycle: readonly string[]): void {
  if (cycle.length === 2) {
    report(entry, path, 'self-prerequisite', `"${cycle[0]}" is a prerequisite of itself.`);
    return;
  }
  const spelled = cycle.map((id) => `"${id}"`).join(' needs ');
  report(entry, path, 'prerequisite-cycle', `These prerequisites form a cycle: ${spelled}.`);
}
