import { bar, label, line, type Point } from './svg.ts';

/** One bar of a chart, with its label on the left and its number at the end. */
interface BarRow {
  readonly name: string;
  readonly detail: string;
  readonly amount: number;
  readonly said: string;
}

/** The left edge of the bars. */
const barsFrom = 124;
const rowHeight = 56;

/** Draws bars below each other. The longest fills the available width. */
export function barRows(rows: readonly BarRow[], [longest, top]: Point): string[] {
  const most = Math.max(...rows.map(({ amount }) => amount));
  const bottom = top + rows.length * rowHeight;
  return [
    ...rows.flatMap(({ name, detail, amount, said }, index) => {
      const middle = top + (index + 0.5) * rowHeight;
      const length = (amount / most) * longest;
      return [
        label([barsFrom - 10, middle - 3], name, { as: 'fig-strong', anchor: 'end' }),
        label([barsFrom - 10, middle + 14], detail, { anchor: 'end' }),
        bar([barsFrom, middle - 14], [length, 28], 'fig-accent'),
        label([barsFrom + length + 8, middle + 5], said, { as: 'fig-strong' }),
      ];
    }),
    line([
      [barsFrom, top],
      [barsFrom, bottom],
    ]),
  ];
}

/** The height of a chart with a number of bars. */
export function heightOf(rows: number): number {
  return rows * rowHeight;
}
