import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** What every drawing needs. */
export interface Frame {
  /** The ids of the elements that name and describe the drawing. */
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly direction: 'ltr' | 'rtl';
}

/** A part of a bar, filled with a token's colour; the title is its tooltip. */
export interface BarPart {
  readonly amount: number;
  /** Missing for resources that are not in the log. They are drawn as a broken outline at the end of the bar. */
  readonly fill?: string;
  readonly title: string;
}

/** A row of planned and spent minutes; `planned` is undefined without a plan. */
export interface PlanRow {
  readonly planned: number | undefined;
  readonly spent: number;
  readonly title: string;
}

/** A column with its amount as a label above it and its name below it. */
export interface Column {
  readonly amount: number;
  readonly label: string;
  readonly name: string;
  readonly title: string;
}

/** A cell of a calendar; `x` and `y` count cells. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly level: number;
  readonly isOutlined: boolean;
  readonly title: string | undefined;
}

/** A text in a calendar; `x` and `y` count cells. */
export interface CellLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** The opacity of each level; `charts.css` repeats them for the legend. */
const strengths = [0, 0.28, 0.52, 0.76, 1];
/** The width of a drawing of bars, which the page stretches. */
const stretchedWidth = 1000;
const fontSize = 12;
/** Space before the cells for days of the week, and after them for the name of the last month. */
const [calendarStart, calendarEnd] = [34, 26];
const leastStep = 15;
/** Scales for values that are already pixels and opacities. */
const asGiven = { x: { type: 'identity' }, y: { type: 'identity' }, opacity: { type: 'identity' } } as const;

// All pages share one document: importing Plot and linkedom takes longer than drawing.
const { document } = parseHTML('<html></html>');

/** Draws a row per stacked bar, with a hairline from its end to the end of the longest. */
export function drawBars(rows: readonly (readonly BarPart[])[], longest: number, frame: Frame): string {
  const least = longest / 100;
  const parts = rows.flatMap((row, y) => row.map((part) => ({ ...part, y, amount: Math.max(part.amount, least) })));
  const ends = rows.map((row, y) => ({ y, end: row.reduce((sum, { amount }) => sum + Math.max(amount, least), 0) }));
  const most = Math.max(...ends.map(({ end }) => end));
  return stretched(rows.length, { domain: [0, most], thickness: 0.72 }, frame, [
    Plot.ruleY(
      ends.filter(({ end }) => end < most),
      { y: 'y', x1: 'end', x2: most, stroke: 'var(--rule)' },
    ),
    Plot.barX(
      parts.filter(({ fill }) => fill !== undefined),
      { x: 'amount', y: 'y', fill: 'fill', title: 'title' },
    ),
    Plot.barX(
      parts.flatMap((part) => {
        const end = ends[part.y]?.end ?? 0;
        return part.fill === undefined ? { ...part, start: end - part.amount, end } : [];
      }),
      { x1: 'start', x2: 'end', y: 'y', fill: 'none', title: 'title', className: 'unrecorded' },
    ),
  ]);
}

/** Draws a row per plan: planned time as a frame, and spent time as a bar inside it. */
export function drawPlans(rows: readonly PlanRow[], longest: number, frame: Frame): string {
  const placed = rows.map((row, y) => ({ ...row, y }));
  return stretched(rows.length, { domain: [0, longest], thickness: 0.5 }, frame, [
    Plot.barX(
      placed.filter(({ planned }) => planned !== undefined),
      { x: 'planned', y: 'y', fill: 'var(--sunken)', stroke: 'var(--control)', title: 'title', className: 'planned' },
    ),
    Plot.barX(
      placed.filter(({ spent }) => spent > 0),
      { x: 'spent', y: 'y', fill: 'var(--accent)', title: 'title', insetTop: 3, insetBottom: 3 },
    ),
  ]);
}

/** Draws columns side by side, without names that would overlap. */
export function drawColumns(columns: readonly Column[], size: { readonly width: number }, frame: Frame): string {
  const places = columns.map((column, x) => ({ ...column, x }));
  const most = Math.max(...columns.map(({ amount }) => amount));
  const [head, foot] = [20, 22];
  const height = head + Math.min(150, Math.max(40, most * 24)) + foot;
  const step = Math.min(64, size.width / columns.length);
  const width = step * columns.length;
  const { named, counted } = legible(places, step);
  return draw(
    {
      width,
      height,
      marginTop: head,
      marginBottom: foot,
      x: {
        type: 'band',
        domain: places.map(({ x }) => x),
        padding: 0.18,
        round: false,
        reverse: frame.direction === 'rtl',
      },
      y: { domain: [0, most] },
      marks: [
        Plot.barY(places, { x: 'x', y: 'amount', fill: 'var(--accent)', title: 'title', className: 'column' }),
        Plot.ruleY([0], { stroke: 'var(--control)' }),
        Plot.text(counted, { x: 'x', y: 'amount', text: 'label', dy: -9, className: 'quiet' }),
        Plot.text(named, { x: 'x', y: 0, text: 'name', dy: 13, className: 'quiet' }),
      ],
    },
    frame,
  );
}

/**
 * The columns that have room for their name, counted from the last one, and those that have room for their amount, at
 * least the tallest.
 */
function legible<Placed extends Column>(columns: readonly Placed[], step: number) {
  const room = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length)) * fontSize * 0.6;
  const every = Math.ceil((room(columns.map(({ name }) => name)) + 14) / step);
  const isRoomy = room(columns.map(({ label }) => label)) + 4 <= step;
  const most = Math.max(...columns.map(({ amount }) => amount));
  const tallest = columns.findIndex(({ amount }) => amount === most);
  return {
    named: columns.filter((_, index) => (columns.length - 1 - index) % every === 0),
    counted: columns.filter(({ amount }, index) => (isRoomy ? amount > 0 : index === tallest)),
  };
}

/** The number of calendar columns that fit into a width. */
export function mostColumns(width: number): number {
  return Math.floor((width - calendarStart - calendarEnd) / leastStep);
}

/** The size of a cell and its gap; fewer columns make larger cells. */
function stepFor(columns: number): number {
  return Math.min(24, Math.max(leastStep, Math.floor(240 / columns)));
}

/** Draws a calendar of cells, with months above and days of the week beside them. */
export function drawCells(
  { cells, months, weekdays }: { cells: readonly Cell[]; months: readonly CellLabel[]; weekdays: readonly CellLabel[] },
  size: { readonly columns: number; readonly lines: number },
  frame: Frame,
): string {
  const step = stepFor(size.columns);
  const side = step - 2;
  const [width, height] = [calendarStart + size.columns * step + calendarEnd, size.lines * step + 4];
  const isRtl = frame.direction === 'rtl';
  const along = (column: number) => calendarStart + column * step;
  const x = ({ x: column }: CellLabel | Cell) => (isRtl ? width - along(column) : along(column));
  const y = ({ y: line }: CellLabel | Cell) => line * step + 2;
  const edge = (cell: Cell) => (isRtl ? x(cell) - side : x(cell));
  const box = { x1: edge, x2: (cell: Cell) => edge(cell) + side, y1: y, y2: (cell: Cell) => y(cell) + side, rx: 2 };
  const middle = (label: CellLabel) => y(label) + side / 2;
  const words = { text: 'text', textAnchor: 'start', className: 'quiet' } as const;
  return draw(
    {
      width,
      height,
      margin: 0,
      ...asGiven,
      marks: [
        Plot.rect(cells, { ...box, fill: 'var(--sunken)', stroke: 'var(--rule)', className: 'day' }),
        Plot.rect(
          cells.filter(({ level }) => level > 0),
          { ...box, fill: 'var(--accent)', fillOpacity: ({ level }: Cell) => strengths[level], title: 'title' },
        ),
        Plot.rect(
          cells.filter(({ isOutlined }) => isOutlined),
          { ...box, fill: 'transparent', stroke: 'var(--accent)', inset: 0.5, title: 'title', className: 'finished' },
        ),
        Plot.text(months, { ...words, x, y: middle }),
        Plot.text(weekdays, { ...words, x: isRtl ? width : 0, y: middle }),
      ],
    },
    frame,
  );
}

/** Draws rows that stretch to the size of their container. */
function stretched(
  rows: number,
  { domain, thickness }: { readonly domain: [number, number]; readonly thickness: number },
  frame: Frame,
  marks: Plot.Markish[],
): string {
  const height = rows * 30;
  const svg = {
    width: stretchedWidth,
    height,
    margin: 0,
    x: { domain, range: frame.direction === 'rtl' ? [stretchedWidth, 0] : [0, stretchedWidth] },
    y: {
      type: 'band' as const,
      domain: Array.from({ length: rows }, (_, row) => row),
      range: [0, height],
      paddingInner: 1 - thickness,
      paddingOuter: (1 - thickness) / 2,
      round: false,
    },
    marks,
  };
  return draw(svg, frame, { preserveAspectRatio: 'none', width: '100%', height: '100%' });
}

/** Draws with Plot, then removes its style and the labels of groups, and shortens numbers. */
function draw(
  options: Plot.PlotOptions,
  { labelledBy, describedBy }: Frame,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const svg = Plot.plot({ axis: null, color: { type: 'identity' }, ...options, document }) as unknown as SVGSVGElement;
  svg.querySelector('style')?.remove();
  for (const name of ['class', 'font-family', 'aria-label']) svg.removeAttribute(name);
  const rems = { width: `${Number(options.width) / 16}rem`, height: `${Number(options.height) / 16}rem` };
  const own = {
    role: 'img',
    'aria-labelledby': labelledBy,
    'aria-describedby': describedBy,
    'font-size': `${fontSize}`,
  };
  for (const [name, value] of Object.entries({ ...rems, ...own, ...attributes })) svg.setAttribute(name, value);
  for (const element of svg.querySelectorAll('*')) {
    element.removeAttribute('aria-label');
    for (const { name, value } of [...element.attributes]) element.setAttribute(name, rounded(value));
  }
  return svg.outerHTML;
}

function rounded(value: string): string {
  return value.replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100));
}
