import { yearOf } from '../log/date.ts';
import type { Log } from '../log/log.ts';

/** The papers of one year, or of several years in a long chart. */
export interface YearColumn {
  readonly from: number;
  /** The last year; equal to `from` if the column is one year. */
  readonly to: number;
  readonly papers: number;
  /** Whether one of the dates is an estimate. */
  readonly about: boolean;
}

/** Papers by year of publication, including years without papers. */
export interface YearChart {
  readonly columns: readonly YearColumn[];
  readonly longest: number;
  readonly total: number;
  /** The number of papers left out because they have no date. */
  readonly undated: number;
}

/** The number of columns that fit on a phone. */
const mostColumns = 60;

/** Counts the papers of a log by year; undefined for fewer than two years. */
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
