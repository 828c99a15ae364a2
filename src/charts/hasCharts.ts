import type { Log } from '../log/log.ts';
import { dayCalendar } from './dayCalendar.ts';
import { groupedBars } from './groupedBars.ts';
import { paperYears } from './paperYears.ts';

const known = new WeakMap<Log, boolean>();

/**
 * Whether the log has any chart; cached, since every page needs it. It is apart from `charts.ts`, which loads a library
 * to draw them.
 */
export function hasCharts(log: Log): boolean {
  const answer = known.get(log) ?? [groupedBars, paperYears, dayCalendar].some((draw) => draw(log));
  known.set(log, answer);
  return answer;
}
