import { dayAfter, daysBetween, weekdayOf } from '../log/date.ts';
import { shownOf, type DayCalendar, type LoggedDay } from './dayCalendar.ts';

/** A day of the calendar, in the column of its week and the row of its day of the week. */
export interface CalendarCell {
  readonly day: string;
  /** The strip that contains it; a long calendar is split into several. */
  readonly strip: number;
  readonly column: number;
  readonly row: number;
  /** 1 to 4 for quarters of the largest amount; 0 without an amount. */
  readonly level: number;
  /** Undefined for a day of a week on which nothing was logged. */
  readonly logged: LoggedDay | undefined;
}

/** The name of a month, above the column with its first day. */
export interface CalendarMonth {
  readonly day: string;
  readonly strip: number;
  readonly column: number;
  readonly hasYear: boolean;
}

/** A calendar laid out in cells. */
export interface CalendarGrid {
  readonly cells: readonly CalendarCell[];
  readonly months: readonly CalendarMonth[];
  readonly columns: number;
  readonly strips: number;
  /** Days of the week from top to bottom, 1 for Monday. */
  readonly weekdays: readonly number[];
}

/** The width of the name of a month in columns, without and with a year. */
const room = { month: 2, year: 4 };

/** Arranges a calendar in strips of at most `mostColumns` columns, without strips on which nothing was logged. */
export function calendarGrid(
  calendar: DayCalendar,
  options: { readonly firstWeekday: number; readonly mostColumns: number },
): CalendarGrid {
  const weekdays = Array.from({ length: 7 }, (_, row) => ((options.firstWeekday - 1 + row) % 7) + 1);
  const logged = new Map(calendar.days.map((day) => [day.day, day]));
  const all = [...logged.keys(), ...calendar.weeks.flat()].sort();
  const [earliest = '', latest = ''] = [all[0], all.at(-1)];
  const first = dayAfter(earliest, -weekdays.indexOf(weekdayOf(earliest)));
  const inWeeks = daysOf(calendar.weeks);
  const cells = Array.from({ length: daysBetween(first, latest) }, (_, index): CalendarCell => {
    const day = dayAfter(first, index);
    const column = Math.floor(index / 7);
    const entry = logged.get(day);
    return {
      day,
      strip: Math.floor(column / options.mostColumns),
      column: column % options.mostColumns,
      row: index % 7,
      level: entry ? Math.ceil((4 * shownOf(entry, calendar.unit).amount) / calendar.longest) : 0,
      logged: entry,
    };
  });
  const strips = [...new Set(cells.filter((cell) => cell.logged).map(({ strip }) => strip))];
  const kept = cells
    .filter(({ strip }) => strips.includes(strip))
    .map((cell) => ({ ...cell, strip: strips.indexOf(cell.strip) }));
  return {
    cells: kept.filter((cell) => cell.logged || inWeeks.has(cell.day)),
    months: monthsOf(kept),
    columns: Math.max(...kept.map(({ column }) => column)) + 1,
    strips: strips.length,
    weekdays,
  };
}

function daysOf(weeks: DayCalendar['weeks']): ReadonlySet<string> {
  return new Set(
    weeks.flatMap(([first, last]) =>
      Array.from({ length: Math.max(0, daysBetween(first, last)) }, (_, index) => dayAfter(first, index)),
    ),
  );
}

/** The names of the months in each strip, without months too narrow for a name. */
function monthsOf(cells: readonly CalendarCell[]): CalendarMonth[] {
  const byStrip = Map.groupBy(cells, ({ strip }) => strip);
  return [...byStrip.values()].flatMap((strip) => {
    const tops = strip.filter((cell, index) => index === 0 || cell.day.endsWith('-01'));
    return tops.flatMap(({ day, strip: line, column }, index) => {
      const next = tops[index + 1];
      const space = next ? next.column - column : room.year;
      if (space < room.month) return [];
      const hasYear = (index === 0 || day.slice(5, 7) === '01') && space >= room.year;
      return [{ day, strip: line, column, hasYear }];
    });
  });
}
