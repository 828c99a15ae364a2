import type { Log, Page, TimelineMonth, TimelinePage, Week } from './log.ts';
import { listPageSize } from './listPages.ts';

/** The most resources that the timeline shows below an entry. Its page has all of them. */
export const mostMet = 60;

/** With more weeks than in half a year, the timeline starts with the newest one and has a heading for every month. */
const mostWithoutMonths = 26;

/** Whether a timeline has so many weeks that it needs headings. */
export function isLong(log: Pick<Log, 'weeks'>): boolean {
  return log.weeks.length > mostWithoutMonths;
}

/** Whether an entry is so short that it takes only one line of a long timeline. */
export function isBrief({ summary, body }: Week | Page): boolean {
  return summary === undefined && body.words < 60 && body.links.length === 0;
}

/** The number of lines of an entry: its title, its opening, and one for each resource that it mentions first. */
function linesOf(entry: Week | Page, log: Pick<Log, 'weeks' | 'metIn'>): number {
  const met = log.metIn(entry).reduce((sum, { resources }) => sum + resources.length, 0);
  return (isLong(log) && isBrief(entry) ? 1 : 2) + Math.min(met, mostMet);
}

/**
 * The pages of a timeline, in its order, with about a hundred lines on each, so that they stay small. An empty timeline
 * has one page.
 */
export function timelinePages(log: Pick<Log, 'weeks' | 'timeline' | 'order' | 'metIn'>): readonly TimelinePage[] {
  const order = log.order ?? (isLong(log) ? 'newest' : 'oldest');
  const entries = order === 'newest' ? log.timeline.toReversed() : log.timeline;
  const pages: (Week | Page)[][] = [];
  let room = 0;
  for (const entry of entries) {
    const lines = linesOf(entry, log);
    if (lines > room) pages.push([]);
    room = (lines > room ? listPageSize : room) - lines;
    pages.at(-1)?.push(entry);
  }
  if (pages.length === 0) pages.push([]);
  return pages.map((on, index) => ({ number: index + 1, all: pages.length, months: monthsOf(on, isLong(log)) }));
}

function monthsOf(entries: readonly (Week | Page)[], hasHeadings: boolean): readonly TimelineMonth[] {
  if (!hasHeadings) return [{ entries }];
  const months: { month?: string; entries: (Week | Page)[] }[] = [];
  for (const entry of entries) {
    const month = entry.kind === 'week' ? entry.start.iso.slice(0, 7) : undefined;
    const last = months.at(-1);
    if (last && last.month === month) last.entries.push(entry);
    else months.push({ ...(month !== undefined && { month }), entries: [entry] });
  }
  return months;
}
