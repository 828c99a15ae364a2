import type { Log, Prose, Resource } from './log.ts';

/** Whether a resource counts as one: a series does not, because its parts do. */
export function counts(log: Pick<Log, 'partsOf'>, resource: Resource): boolean {
  return log.partsOf(resource).length === 0;
}

/** The number of these resources that count. */
export function countOf(log: Pick<Log, 'partsOf'>, resources: readonly Resource[]): number {
  return resources.filter((resource) => counts(log, resource)).length;
}

/** The resources that an entry mentions, in text order. */
export function mentionedIn(log: Pick<Log, 'find'>, entry: Prose): readonly Resource[] {
  const keys = new Set(entry.body.links.map(({ target }) => target));
  return [...keys].map((key) => log.find(key)).filter((node) => node?.kind === 'resource');
}

/** The numbers of resources in an entry. */
export interface EntryCounts {
  /** All resources that it mentions. */
  readonly mentioned: number;
  /** The resources that no earlier entry mentions. */
  readonly met: number;
}

/** Counts the resources in an entry. */
export function countsIn(log: Log, entry: Prose): EntryCounts {
  return {
    mentioned: countOf(log, mentionedIn(log, entry)),
    met: countOf(
      log,
      log.metIn(entry).flatMap(({ resources }) => resources),
    ),
  };
}

/** A line of a list: a resource, or a series with the parts of it that are in the list. */
export interface Line {
  readonly resource: Resource;
  /** Empty for a resource that is not a series. */
  readonly parts: readonly Resource[];
}

/**
 * Resources as lines. If a list has several parts of a series, they take one line, where the series or the first part
 * is.
 */
export function linesOf(log: Log, resources: readonly Resource[]): readonly Line[] {
  const bySeries = Map.groupBy(resources, ({ series }) => series);
  const isFolded = (id: Resource['series']) => id !== undefined && (bySeries.get(id) ?? []).length > 1;
  const lines = new Map<Resource['id'], Line>();
  for (const resource of resources) {
    const series = isFolded(resource.id) ? resource.id : isFolded(resource.series) ? resource.series : undefined;
    if (series === undefined) lines.set(resource.id, { resource, parts: [] });
    else if (!lines.has(series)) {
      lines.set(series, { resource: log.resource(series), parts: bySeries.get(series) ?? [] });
    }
  }
  return [...lines.values()];
}
