import type { Log, Resource, Week } from '../../src/log/log.ts';
import { boxes, label, line, writeSvg, width } from './svg.ts';

/** Papers in the library as the source of a technique. Nothing shows that they were read. */
const techniques: ReadonlySet<string> = new Set(['batch-norm', 'deepseekmath', 'elu', 'gqa', 'kaiming-init', 'mqa']);

/** A year of publication, and the weeks in which its papers were read or tried. */
export interface YearOfPapers {
  readonly year: number;
  readonly weeks: readonly number[];
}

/** The papers named as read or tried, by year of publication, including years without any. */
export function papersOf(log: Log): YearOfPapers[] {
  const papers = log.resources.filter(({ id, type }) => type === 'paper' && !techniques.has(id));
  const years = papers.map(yearOf);
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => {
    const year = first + index;
    const weeks = papers.filter((paper) => yearOf(paper) === year).map((paper) => weekOf(log, paper).number);
    return { year, weeks: weeks.sort((a, b) => a - b) };
  });
}

function yearOf({ id, published }: Resource): number {
  if (!published) throw new Error(`The paper "${id}" has no date of publication.`);
  return Number(published.iso.slice(0, 4));
}

function weekOf(log: Log, paper: Resource): Week {
  const met = log.firstMet(paper);
  if (met?.kind !== 'week') throw new Error(`The paper "${paper.id}" was not met in a week.`);
  return met;
}

/** The same numbers as a Markdown table, by year and by week. */
export function papersTable(years: readonly YearOfPapers[]): string {
  const weeks = [...new Set(years.flatMap((year) => year.weeks))].sort((a, b) => a - b);
  const all = years.flatMap((year) => year.weeks);
  const row = (name: string | number, read: readonly number[]) => {
    const counts = weeks.map((week) => read.filter((other) => other === week).length);
    return `| ${[name, ...counts, read.length].join(' | ')} |`;
  };
  return [
    `| Published | ${weeks.map((week) => `Week ${week}`).join(' | ')} | All |`,
    `| --- |${' ---: |'.repeat(weeks.length + 1)}`,
    ...years.map(({ year, weeks: read }) => row(year, read)),
    row('All', all),
  ].join('\n');
}

const pitch = 52;
const size = 30;
const step = 34;

/** Draws a column of squares for each year: a square for each paper, with the week in which it was read. */
export function papersByYear(years: readonly YearOfPapers[]): string {
  const most = Math.max(...years.map(({ weeks }) => weeks.length));
  const floor = 32 + most * step;
  const left = (width - years.length * pitch) / 2;
  const total = years.reduce((sum, { weeks }) => sum + weeks.length, 0);
  const topOf = (height: number) => floor - (height + 1) * step;
  return writeSvg({
    title: `The ${total} papers by year of publication: ${years.map(({ year, weeks }) => `${year} ${weeks.length}`).join(', ')}.`,
    description: 'A column of squares for each year, one for each paper. The number in it is the week of its reading.',
    height: floor + 32,
    shapes: [
      ...years.flatMap(({ year, weeks }, index) => {
        const middle = left + (index + 0.5) * pitch;
        return [
          boxes(
            weeks.map((_, height) => [middle - size / 2, topOf(height)]),
            [size, size],
            'fig-box fig-wash',
            0,
          ),
          ...weeks.map((week, height) =>
            label([middle, topOf(height) + size / 2 + 5], String(week), { anchor: 'middle' }),
          ),
          label([middle, floor - weeks.length * step - 8], String(weeks.length), {
            as: 'fig-strong',
            anchor: 'middle',
          }),
          label([middle, floor + 20], String(year), { anchor: 'middle' }),
        ];
      }),
      line([
        [left, floor],
        [width - left, floor],
      ]),
    ],
  });
}
