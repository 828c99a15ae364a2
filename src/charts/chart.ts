import type { Href } from '../urls/urls.ts';
import type { Wording } from '../i18n/wording.ts';
import type { Frame } from './draw.ts';

/** What a chart is called in ids. */
export type ChartId = 'weeks' | 'plan' | 'papers' | 'days';

/** The numbers of a chart; the first cell of a row names it. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How the numbers were counted. */
  readonly note: string | undefined;
}

/** A chart as a page shows it: drawn, told in words, and in numbers. */
export interface Chart {
  readonly id: ChartId;
  readonly title: string;
  /** What it is about as a whole, in few words. */
  readonly total: string;
  readonly description: string;
  /** What stands before and after each bar; empty where a drawing says it itself. */
  readonly rows: readonly { readonly name: string; readonly href: Href; readonly amount: string }[];
  /** What its colours mean; `swatch` is a class of `charts.css`. */
  readonly legend: readonly { readonly name: string; readonly swatch: string }[];
  readonly drawings: readonly Fitted[];
  readonly table: ChartTable;
}

/** A drawing, and the least width for which it is made, in sixteenths of a rem. */
export interface Fitted {
  readonly width: number;
  readonly svg: string;
}

/** Widths for which drawings with words in them are made, so that their words are of one size everywhere. */
const widths = [300, 640, 856];

/** Draws for each width, and drops what is the same as for a smaller one. */
export function fitted(draw: (width: number) => string): Fitted[] {
  const drawn = widths.map((width) => ({ width, svg: draw(width) }));
  return drawn.filter(({ svg }, index) => svg !== drawn[index - 1]?.svg);
}

/** The ids of what names and describes a chart. */
export function idsOf(id: ChartId): { readonly title: string; readonly description: string } {
  return { title: `chart.${id}.title`, description: `chart.${id}.description` };
}

/** What the drawing of a chart is told: what names it, and which way it runs. */
export function frameOf(id: ChartId, { direction }: Wording): Frame {
  const { title, description } = idsOf(id);
  return { labelledBy: title, describedBy: description, direction };
}
