import { fill } from '../i18n/phrase.ts';
import type { Site } from '../site.ts';
import { calendarGrid, type CalendarCell, type CalendarGrid } from './calendarGrid.ts';
import { fitted, frameOf, type Chart } from './chart.ts';
import { shownOf, dayCalendar, type DayCalendar, type LoggedDay } from './dayCalendar.ts';
import { drawCells, mostColumns } from './draw.ts';
import { exactFormat, sentenceFormat } from './formatAmount.ts';

/** The calendar of days; undefined if nothing was logged with a full date. */
export function daysChart({ log, wording }: Site): Chart | undefined {
  const data = dayCalendar(log);
  if (!data) return undefined;
  const { charts } = wording.words;
  const gridFor = (width: number) =>
    calendarGrid(data, { firstWeekday: wording.firstWeekday, mostColumns: mostColumns(width) });
  const isTimed = data.unit === 'minutes';
  const exact = exactFormat(data.unit, wording);
  return {
    id: 'days',
    title: charts.dayByDay,
    total: sentenceFormat(data.unit, wording)(data.total),
    description: describe(data, wording),
    rows: [],
    legend: legendOf(data, gridFor(856).cells, wording),
    topics: [],
    drawings: fitted((width) => drawGrid(gridFor(width), data, wording)),
    table: {
      columns: [charts.day, ...(isTimed ? [charts.timeOn] : []), charts.finished],
      rows: data.days.map(({ day, time, finished }) => [
        wording.date({ iso: day, about: false }),
        ...(isTimed ? [exact(time)] : []),
        exactFormat('resources', wording)(finished),
      ]),
      note: looseIn(data, wording),
    },
  };
}

function describe(data: DayCalendar, wording: Site['wording']): string {
  const { charts } = wording.words;
  const date = ({ day }: LoggedDay) => wording.date({ iso: day, about: false });
  const days = data.days.filter((day) => shownOf(day, data.unit).amount > 0);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return '';
  const total = sentenceFormat(data.unit, wording)(data.total);
  const of = data.unit === 'resources' ? 'finished' : data.isOfSessions ? 'sessions' : 'dated';
  if (first === last) return fill(charts[`${of}OneDay`], { total, day: date(first) });
  const summary = fill(charts[`${of}Summary`], {
    total,
    days: wording.count('days', days.length),
    first: date(first),
    last: date(last),
  });
  const [fullest, ...others] = days.filter((day) => shownOf(day, data.unit).amount === data.longest);
  if (!fullest || others.length > 0) return summary;
  const amount = sentenceFormat(data.unit, wording)(shownOf(fullest, data.unit));
  return wording.sentences([summary, fill(charts.daysMost, { day: date(fullest), amount })]);
}

function looseIn(data: DayCalendar, wording: Site['wording']): string | undefined {
  if (data.loose.amount === 0) return undefined;
  return fill(wording.words.charts.loose, { amount: sentenceFormat(data.unit, wording)(data.loose) });
}

function isFinishedOnly({ logged, level }: CalendarCell): boolean {
  return level === 0 && (logged?.finished.amount ?? 0) > 0;
}

/** The levels in use, each with its largest amount. */
function legendOf(data: DayCalendar, cells: readonly CalendarCell[], wording: Site['wording']): Chart['legend'] {
  const { charts } = wording.words;
  const exact = exactFormat(data.unit, wording);
  const levels = [1, 2, 3, 4].flatMap((level) => {
    const amounts = cells.flatMap((cell) =>
      cell.level === level && cell.logged ? shownOf(cell.logged, data.unit).amount : [],
    );
    if (amounts.length === 0) return [];
    const most = exact({ amount: Math.max(...amounts), about: false });
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
  const amounts = [
    ...(logged.time.amount > 0 ? [exactFormat(data.unit, wording)(logged.time)] : []),
    ...(logged.finished.amount > 0
      ? [fill(charts.part, { name: charts.finished, amount: exactFormat('resources', wording)(logged.finished) })]
      : []),
  ];
  return fill(charts.part, { name: wording.date({ iso: logged.day, about: false }), amount: wording.facts(amounts) });
}
