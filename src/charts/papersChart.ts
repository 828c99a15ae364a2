import { fill } from '../i18n/phrase.ts';
import type { Site } from '../site.ts';
import { fitted, frameOf, type Chart } from './chart.ts';
import { drawColumns } from './draw.ts';
import { paperYears, type YearChart, type YearColumn } from './paperYears.ts';

/** The chart of papers by year of publication; undefined for fewer than two years. */
export function papersChart({ log, wording }: Site): Chart | undefined {
  const data = paperYears(log);
  if (!data) return undefined;
  const { charts, time } = wording.words;
  const exact = ({ papers, about }: YearColumn) => wording.about(wording.number(papers), about);
  const short = ({ papers, about }: YearColumn) =>
    about ? fill(time.aboutShort, { what: wording.number(papers) }) : wording.number(papers);
  const columns = data.columns.map((column) => ({
    amount: column.papers,
    label: short(column),
    name: wording.year(column.from),
    title: fill(charts.part, { name: nameOf(column, wording), amount: exact(column) }),
  }));
  return {
    id: 'papers',
    title: charts.papersByYear,
    total: wording.count('papers', data.total),
    description: describe(data, wording),
    rows: [],
    legend: [],
    topics: [],
    drawings: fitted((width) => drawColumns(columns, { width }, frameOf('papers', wording))),
    table: {
      columns: [charts.year, charts.papers],
      rows: data.columns.filter(({ papers }) => papers > 0).map((column) => [nameOf(column, wording), exact(column)]),
      note: undefined,
    },
  };
}

function nameOf({ from, to }: YearColumn, wording: Site['wording']): string {
  if (from === to) return wording.year(from);
  return fill(wording.words.charts.years, { from: wording.year(from), to: wording.year(to) });
}

function describe({ columns, longest, total, undated }: YearChart, wording: Site['wording']): string {
  const { charts } = wording.words;
  const papers = wording.count('papers', total);
  const [first, last] = [columns[0], columns.at(-1)];
  const fullest = columns.filter((column) => column.papers === longest);
  if (!first || !last) return '';
  const span = { papers, first: wording.year(first.from), last: wording.year(last.to) };
  const [only, ...others] = fullest;
  const summary =
    only && others.length === 0
      ? fill(charts.papersMost, { ...span, year: nameOf(only, wording), number: wording.number(longest) })
      : fill(charts.papersSummary, span);
  return wording.sentences(undated > 0 ? [summary, wording.count('papersUndated', undated)] : [summary]);
}
