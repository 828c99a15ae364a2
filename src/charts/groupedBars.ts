import { isLong } from '../log/timelinePages.ts';
import type { Log, Week } from '../log/log.ts';
import { lengthOf, sumOf, weekBars, type WeekBar, type WeekChart, type WeekPart } from './weekBars.ts';

/** A bar for the weeks that start in one month or year, or for a single week. */
export interface GroupedBar extends Omit<WeekBar, 'week'> {
  readonly weeks: readonly [Week, ...Week[]];
}

/** The bars of a log, few enough to compare. */
export interface GroupedChart extends Omit<WeekChart, 'bars'> {
  readonly bars: readonly GroupedBar[];
  /** What each bar stands for. */
  readonly span: 'week' | 'month' | 'year';
}

/** Bars stand for years if there are more months than in five years. */
const mostMonths = 60;

/**
 * The chart of a log by week and topic, or by month or year if it is long; undefined if it would be empty, or if all
 * bars would look the same. `most` is the number of months above which bars stand for years.
 */
export function groupedBars(log: Log, most = mostMonths): GroupedChart | undefined {
  const chart = weekBars(log);
  if (!chart) return undefined;
  const months = new Set(log.weeks.map(({ start }) => start.iso.slice(0, 7)));
  const span = !isLong(log) ? 'week' : months.size > most ? 'year' : 'month';
  const length = span === 'year' ? 4 : 7;
  const groups = Map.groupBy(chart.bars, ({ week }) => (span === 'week' ? week.key : week.start.iso.slice(0, length)));
  const bars = [...groups.values()].map((group): GroupedBar => {
    const [first, ...others] = group.map(({ week }) => week) as [Week, ...Week[]];
    return {
      weeks: [first, ...others],
      total: sumOf(group.map(({ total }) => total)),
      parts: added(group),
      unrecorded: group.reduce((sum, { unrecorded }) => sum + unrecorded, 0),
    };
  });
  if (areAlike(bars)) return undefined;
  return { ...chart, span, bars, longest: Math.max(...bars.map(lengthOf)) };
}

/** The parts of several bars, added up by topic, in the order of the log's topics. */
function added(bars: readonly WeekBar[]): readonly WeekPart[] {
  const byTopic = Map.groupBy(
    bars.flatMap(({ parts }) => parts),
    ({ topic }) => topic,
  );
  const rank = (topic: WeekPart['topic']) => topic?.number ?? Infinity;
  return [...byTopic]
    .map(([topic, parts]) => ({ topic, ...sumOf(parts) }))
    .sort((a, b) => (rank(a.topic) < rank(b.topic) ? -1 : 1));
}

/** Whether all bars have the same length, and all the same single topic or none. */
function areAlike([first, ...others]: readonly GroupedBar[]): boolean {
  if (!first || first.parts.length > 1) return false;
  return others.every(
    (bar) =>
      bar.parts.length === 1 && bar.parts[0]?.topic === first.parts[0]?.topic && lengthOf(bar) === lengthOf(first),
  );
}
