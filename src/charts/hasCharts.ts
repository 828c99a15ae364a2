import type { Log } from '../log/log.ts';
import { dayCalendar } from './dayCalendar.ts';
import { groupedBars } from './groupedBars.ts';
import { paperYears } from './paperYears.ts';
import { weekBars } from './weekBars.ts';

/** Whether the log has any chart. It is apart from `charts.ts`, which loads a library to draw them. */
export function hasCharts(log: Log): boolean {
  return [groupedBars, paperYears, dayCalendar].some((draw) => draw(log));
}

/** Whether any chart shows hours. */
export function showsHours(log: Log): boolean {
  return [weekBars, dayCalendar].some((draw) => draw(log)?.unit === 'minutes');
}
