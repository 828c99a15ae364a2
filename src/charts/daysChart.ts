import { fill } from '../i18n/phrase.ts';
import type { Site } from '../site.ts';
import { calendarGrid, type CalendarCell, type CalendarGrid } from './calendarGrid.ts';
import { fitted, frameOf, type Chart } from './chart.ts';
import { shownOf, dayCalendar, type DayCalendar, type LoggedDay } from './dayCalendar.ts';
import { drawCells, mostColumns } from './draw.ts';
import { exactlyIn, roughlyIn } from './formatAmount.ts';
import type { Amount } from './weekBars.ts';

/** The calendar of days; undefined where nothing was logged with a full date. */
export function daysChart({ log, wording }: Site): Chart | undefined {
  const data = dayCalendar(log);
  if (!data) return undefined;
  const { charts } = wording.words;
  const gridFor = (width: number) =>
    calendarGrid(data, { firstWeekday: wording.firstWeekday, mostColumns: mostColumns(width) });
  const isTimed = data.unit === 'minutes';
  const exactly = exactlyIn(data.unit, wording);
  return {
    id: 'days',
    title: charts.dayByDay,
    total: sayIn(data, wording)(data.total),
    description: describe(data, wording),
    rows: [],
    legend: legendOf(data, gridFor(856).cells, wording),
    drawings: fitted((width) => drawGrid(gridFor(width), data, wording)),
    table: {
      columns: [charts.day, ...(isTimed ? [charts.timeOn] : []), charts.finished],
      rows: data.days.map(({ day, time, finished }) => [
        wording.date({ iso: day, about: false }),
        ...(isTimed ? [exactly(time)] : []),
        exactlyIn('resources', wording)(finished),
      ]),
      note: looseIn(data, wording),
    },
  };
}

function resourcesIn({ amount, about }: Amount, wording: Site['wording']): string {
  return wording.about(wording.count('resources', amount), about);
}

function sayIn({ unit }: DayCalendar, wording: Site['wording']) {
  return (amount: Amount) => (unit === 'minutes' ? roughlyIn(unit, wording)(amount) : resourcesIn(amount, wording));
}

function describe(data: DayCalendar, wording: Site['wording']): string {
  const { charts } = wording.words;
  const date = ({ day }: LoggedDay) => wording.date({ iso: day, about: false });
  const days = data.days.filter((day) => shownOf(day, data.unit).amount > 0);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return '';
  const total = sayIn(data, wording)(data.total);
  const isTimed = data.unit === 'minutes';
  if (first === last) {
    return fill(isTimed ? charts.sessionsOneDay : charts.finishedOneDay, { total, day: date(first) });
  }
  const told = fill(isTimed ? charts.sessionsTold : charts.finishedTold, {
    total,
    days: wording.count('days', days.length),
    first: date(first),
    last: date(last),
  });
  const [fullest, ...others] = days.filter((day) => shownOf(day, data.unit).amount === data.longest);
  if (!fullest || others.length > 0) return told;
  const amount = sayIn(data, wording)(shownOf(fullest, data.unit));
  return `${told} ${fill(charts.daysMost, { day: date(fullest), amount })}`;
}

function looseIn(data: DayCalendar, wording: Site['wording']): string | undefined {
  if (data.loose.amount === 0) return undefined;
  return fill(wording.words.charts.loose, { amount: sayIn(data, wording)(data.loose) });
}

function isFinishedOnly({ logged, level }: CalendarCell): boolean {
  return level === 0 && (logged?.finished.amount ?? 0) > 0;
}

/** The levels that occur, each with the largest amount that it stands for. */
function legendOf(data: DayCalendar, cells: readonly CalendarCell[], wording: Site['wording']): Chart['legend'] {
  const { charts } = wording.words;
  const say = exactlyIn(data.unit, wording);
  const levels = [1, 2, 3, 4].flatMap((level) => {
    const amounts = cells.flatMap((cell) =>
      cell.level === level && cell.logged ? shownOf(cell.logged, data.unit).amount : [],
    );
    if (amounts.length === 0) return [];
    const most = say({ amount: Math.max(...amounts), about: false });
    return [{ name: fill(charts.upTo, { amount: most }), swatch: `swatch-level-${level}` }];
  });
  const others = [
    { name: charts.finishedOnly, swatch: 'swatch-finished', occurs: cells.some(isFinishedOnly) },
    { name: charts.inWeek, swatch: 'swatch-day', occurs: cells.some(({ logged }) => !logged) },
  ];
  return [...levels, ...others.filter(({ occurs }) => occurs).map(({ name, swatch }) => ({ name, swatch }))];
}

function drawGrid(grid: CalendarGrid, data: DayCalendar, wording: Site['wording']): string {
  const line = (strip: number, row: number) => strip * 9 + row + 1;
  const strips = Array.from({ length: grid.strips }, (_, strip) => strip);
  return drawCells(
    {
      cells: grid.cells.map((cell) => ({
        x: cell.column,
        y: line(cell.strip, cell.row),
        level: cell.level,
        isOutlined: isFinishedOnly(cell),
        title: cell.logged && titleOf(cell.logged, data, wording),
      })),
      months: grid.months.map(({ day, strip, column, hasYear }) => ({
        x: column,
        y: line(strip, -1),
        text: wording.month(day, hasYear),
      })),
      weekdays: strips.flatMap((strip) =>
        [0, 2, 4].map((row) => ({ x: 0, y: line(strip, row), text: wording.weekday(grid.weekdays[row] ?? 1) })),
      ),
    },
    { columns: grid.columns, lines: grid.strips * 9 - 1 },
    frameOf('days', wording),
  );
}

function titleOf(logged: LoggedDay, data: DayCalendar, wording: Site['wording']): string {
  const { charts } = wording.words;
  const said = [
    ...(logged.time.amount > 0 ? [exactlyIn(data.unit, wording)(logged.time)] : []),
    ...(logged.finished.amount > 0
      ? [fill(charts.part, { name: charts.finished, amount: exactlyIn('resources', wording)(logged.finished) })]
      : []),
  ];
  return fill(charts.part, { name: wording.date({ iso: logged.day, about: false }), amount: said.join(', ') });
}
