import type { Href } from '../urls/urls.ts';
import type { Wording } from '../i18n/wording.ts';
import type { Frame } from './draw.ts';

/** The name of a chart in ids. */
export type ChartId = 'weeks' | 'plan' | 'papers' | 'days';

/** The numbers of a chart; the first cell of each row is its heading. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** An explanation of how the numbers were counted. */
  readonly note: string | undefined;
}

/** A chart for a page: as a drawing, in words and in numbers. */
export interface Chart {
  readonly id: ChartId;
  readonly title: string;
  /** The total in a few words. */
  readonly total: string;
  readonly description: string;
  /** The text before and after each bar; empty if the drawing contains it. */
  readonly rows: readonly { readonly name: string; readonly href: Href; readonly amount: string }[];
  /** The meaning of the colours; `swatch` is a class of `charts.css`. */
  readonly legend: readonly { readonly name: string; readonly swatch: string }[];
  /** The names in the legend and the table that are titles of topics. */
  readonly topics: readonly string[];
  readonly drawings: readonly Fitted[];
  readonly table: ChartTable;
}

/** A drawing with its minimum width in sixteenths of a rem. */
export interface Fitted {
  readonly width: number;
  readonly svg: string;
}

/** The widths that drawings with text exist for, which keeps the text the same size on all screens. */
const widths = [300, 640, 856];

/** Draws for each width, and leaves out drawings that equal the one for a smaller width. */
export function fitted(draw: (width: number) => string): Fitted[] {
  const drawn = widths.map((width) => ({ width, svg: draw(width) }));
  return drawn.filter(({ svg }, index) => svg !== drawn[index - 1]?.svg);
}

/** The ids of the elements that name and describe a chart. */
export function idsOf(id: ChartId): { readonly title: string; readonly description: string } {
  return { title: `chart.${id}.title`, description: `chart.${id}.description` };
}

/** The frame of the drawing of a chart. */
export function frameOf(id: ChartId, { direction }: Wording): Frame {
  const { title, description } = idsOf(id);
  return { labelledBy: title, describedBy: description, direction };
}
