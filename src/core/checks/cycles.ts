import { idOf, type Entry } from '../entry.ts';
import { resourcesOf, type Check, type ResourceEntry } from './check.ts';

/**
 * Reports each cycle of prerequisites once, spelled out, and gives the entries without the edge that closes it. A
 * depth-first search with a stack of its own, so that a long chain cannot overflow the program's.
 */
export function withoutCycles(entries: readonly Entry[], report: Check['report']): Entry[] {
  const resources = new Map(resourcesOf(entries).map((entry) => [idOf(entry.key), entry]));
  const removed = new Map<ResourceEntry, Set<number>>();
  const done = new Set<string>();
  for (const start of resources.keys()) {
    const path: { id: string; next: number }[] = done.has(start) ? [] : [{ id: start, next: 0 }];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const entry = resources.get(step.id);
      const index = step.next;
      const prerequisite = entry?.fields.prerequisites[index];
      step.next += 1;
      if (!entry || !prerequisite) {
        done.add(step.id);
        path.pop();
        continue;
      }
      const from = path.findIndex(({ id }) => id === prerequisite.resource);
      if (from >= 0) {
        const cycle = [...path.slice(from).map(({ id }) => id), prerequisite.resource];
        reportCycle(report, entry, index, cycle);
        removed.set(entry, (removed.get(entry) ?? new Set()).add(index));
      } else if (!done.has(prerequisite.resource)) path.push({ id: prerequisite.resource, next: 0 });
    }
  }
  return entries.map((entry) => {
    const edges = entry.kind === 'resource' ? removed.get(entry) : undefined;
    if (entry.kind !== 'resource' || !edges) return entry;
    const prerequisites = entry.fields.prerequisites.filter((_, index) => !edges.has(index));
    return { ...entry, fields: { ...entry.fields, prerequisites } };
  });
}

function reportCycle(report: Check['report'], entry: ResourceEntry, index: number, cycle: readonly string[]): void {
  const path = `prerequisites.${index}.resource`;
  if (cycle.length === 2) {
    report(entry, path, 'self-prerequisite', `"${cycle[0]}" is a prerequisite of itself.`);
    return;
  }
  const spelled = cycle.map((id) => `"${id}"`).join(' needs ');
  report(entry, path, 'prerequisite-cycle', `These prerequisites go round in a circle: ${spelled}.`);
}
