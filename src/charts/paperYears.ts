import { yearOf } from '../log/date.ts';
import type { Log } from '../log/log.ts';

/** The papers of one year, or of some years where there are many. */
export interface YearColumn {
  readonly from: number;
  /** The last of the years; the same as the first where a column is one year. */
  readonly to: number;
  readonly papers: number;
  /** Whether the date of one of them is estimated. */
  readonly about: boolean;
}

/** Papers by their year of publication, years without any included. */
export interface YearChart {
  readonly columns: readonly YearColumn[];
  readonly longest: number;
  readonly total: number;
  /** Papers that are left out because nobody wrote down when they came out. */
  readonly undated: number;
}

/** A telephone has room for so many columns. */
const mostColumns = 60;

/** Counts the papers of a log by year; undefined where they are of one year, or of none. */
export function paperYears(log: Log): YearChart | undefined {
  const papers = log.resourcesOfType('paper');
  const dates = papers.flatMap(({ published }) => published ?? []);
  const years = dates.map(yearOf);
  if (new Set(years).size < 2) return undefined;
  const last = Math.max(...years);
  const step = stepFor(last - Math.min(...years) + 1);
  const start = (year: number) => Math.floor(year / step) * step;
  const columns: YearColumn[] = [];
  for (let from = start(Math.min(...years)); from <= last; from += step) {
    const inside = dates.filter((date) => start(yearOf(date)) === from);
    columns.push({ from, to: from + step - 1, papers: inside.length, about: inside.some(({ about }) => about) });
  }
  return {
    columns,
    longest: Math.max(...columns.map((column) => column.papers)),
    total: dates.length,
    undated: papers.length - dates.length,
  };
}

function stepFor(years: number): number {
  return [1, 5, 10, 50].find((step) => years / step <= mostColumns) ?? 100;
}
