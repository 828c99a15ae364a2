import type { Note, Topic } from './log.ts';

/** With fewer notes in a month or topic, most headings would be above only one or two lines. */
const leastPerHeading = 3;

/**
 * Some notes of a log by month (`2025-02`), or by year (`2025`) if the log has few notes a month, in their order. Those
 * without a date are under undefined.
 */
export function notesByDate(some: readonly Note[], all: readonly Note[]): ReadonlyMap<string | undefined, Note[]> {
  const months = new Set(all.flatMap(({ added }) => added?.iso.slice(0, 7) ?? []));
  const length = all.length < months.size * leastPerHeading ? 'YYYY'.length : 'YYYY-MM'.length;
  return Map.groupBy(some, ({ added }) => added?.iso.slice(0, length));
}

/**
 * Some notes of a log without dates by the first topic of each, in their order. Notes without a topic are under
 * undefined; so are all notes if the log has few on a topic.
 */
export function notesByTopic(some: readonly Note[], all: readonly Note[]): ReadonlyMap<Topic | undefined, Note[]> {
  const topics = new Set(all.flatMap(({ topics: [first] }) => first ?? []));
  const hasFew = all.length < topics.size * leastPerHeading;
  return Map.groupBy(some, ({ topics: [first] }) => (hasFew ? undefined : first));
}
