/** The width of every drawing, in its own units. A phone shows it at about three quarters of that. */
export const width = 480;

export type Point = readonly [x: number, y: number];

interface Drawing {
  /** The drawing in one sentence: its accessible name. */
  readonly title: string;
  /** Details that the title leaves out. */
  readonly description: string;
  /** The script to edit when the drawing has to change. */
  readonly drawnBy?: string;
  readonly height: number;
  readonly shapes: readonly string[];
}

/** Writes a drawing as an SVG file, with the colours it needs when opened on its own. */
export function writeSvg({ title, description, drawnBy = 'docs/figures/draw.ts', height, shapes }: Drawing): string {
  const body = shapes.join('\n');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(description)}</desc>`,
    `<!-- Drawn by ${drawnBy}: change it there. -->`,
    `<style>\n${styleFor(body)}\n</style>`,
    body,
    '</svg>',
    '',
  ].join('\n');
}

/** One element. Numbers are rounded to hundredths, and undefined attributes are left out. */
export function shape(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = '',
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : ` ${key}="${escapeXml(String(rounded(value)))}"`,
  );
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

interface LabelOptions {
  readonly as?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** Text on a line. `*x*` is a mathematical symbol, and `_x_` its index, upright if it is a word. */
export function label([x, y]: Point, words: string, { as = 'fig-text', anchor = 'start' }: LabelOptions = {}): string {
  return shape('text', { class: as, x, y, 'text-anchor': anchor === 'start' ? undefined : anchor }, spans(words));
}

/** A straight line through points. */
export function line(points: readonly Point[], as = 'fig-line'): string {
  return shape('path', { class: as, d: path(points) });
}

/** A line that ends in an arrowhead. */
export function arrow(points: readonly Point[], as = 'fig-line', head = 'fig-arrow'): string {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (!tip || !before) throw new Error('An arrow needs two points.');
  const length = Math.hypot(tip[0] - before[0], tip[1] - before[1]);
  const [ux, uy] = [(tip[0] - before[0]) / length, (tip[1] - before[1]) / length];
  const at = (back: number, aside: number): Point => [tip[0] - back * ux - aside * uy, tip[1] - back * uy + aside * ux];
  const shaft = line([...points.slice(0, -1), at(6, 0)], as);
  return `${shaft}\n${shape('path', { class: head, d: `${path([tip, at(9, 4), at(9, -4)])} Z` })}`;
}

export function box([x, y]: Point, [boxWidth, height]: Point, as = 'fig-box'): string {
  return shape('rect', { class: as, x, y, width: boxWidth, height, rx: 6 });
}

/** Several boxes of one size as a single element, because a page should have few of them. */
export function boxes(corners: readonly Point[], [boxWidth, height]: Point, as = 'fig-box', radius = 6): string {
  const [across, down] = [boxWidth - 2 * radius, height - 2 * radius];
  const turn = (x: number, y: number) => (radius === 0 ? '' : `a${radius} ${radius} 0 0 1 ${x} ${y}`);
  const outlines = corners.map(
    ([x, y]) =>
      `M${pair([x + radius, y])}h${rounded(across)}${turn(radius, radius)}v${rounded(down)}${turn(-radius, radius)}` +
      `h${rounded(-across)}${turn(-radius, -radius)}v${rounded(-down)}${turn(radius, -radius)}Z`,
  );
  return shape('path', { class: as, d: outlines.join(' ') });
}

export function bar([x, y]: Point, [barWidth, height]: Point, as: string): string {
  return shape('rect', { class: as, x, y, width: barWidth, height });
}

/** The point at an angle (in degrees, anticlockwise from the right) and a distance from a centre. */
export function polar([x, y]: Point, radius: number, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  return [x + radius * Math.cos(angle), y - radius * Math.sin(angle)];
}

/** An arc, anticlockwise between two angles less than 180 degrees apart. */
export function arc(centre: Point, radius: number, [from, to]: readonly [number, number], as: string): string {
  const [start, end] = [polar(centre, radius, from), polar(centre, radius, to)];
  return shape('path', { class: as, d: `M${pair(start)} A${radius} ${radius} 0 0 0 ${pair(end)}` });
}

/** An arc that ends in an arrowhead. */
export function arcArrow(centre: Point, radius: number, [from, to]: readonly [number, number], as: string): string {
  const back = (9 / radius) * (180 / Math.PI);
  const head = [polar(centre, radius, to), polar(centre, radius + 4, to - back), polar(centre, radius - 4, to - back)];
  const curve = arc(centre, radius, [from, to - back / 2], as);
  return `${curve}\n${shape('path', { class: 'fig-arrow', d: `${path(head)} Z` })}`;
}

function path([first, ...rest]: readonly Point[]): string {
  if (!first) throw new Error('A path needs a point.');
  return [`M${pair(first)}`, ...rest.map((point) => `L${pair(point)}`)].join(' ');
}

function pair([x, y]: Point): string {
  return `${rounded(x)} ${rounded(y)}`;
}

function rounded<Value extends string | number>(value: Value): Value | number {
  return typeof value === 'number' ? Number(value.toFixed(2)) : value;
}

function spans(words: string): string {
  let lowered = false;
  return words
    .split(/(\*[^*]+\*|_[^_]+_)/)
    .filter((part) => part !== '')
    .map((part) => {
      const isIndex = /^_.+_$/.test(part);
      const dy = isIndex === lowered ? undefined : isIndex ? 4 : -4;
      lowered = isIndex;
      const indexStyle = part.length > 3 ? 'fig-index' : 'fig-math fig-index';
      if (isIndex) return shape('tspan', { class: indexStyle, dy }, escapeXml(part.slice(1, -1)));
      if (/^\*.+\*$/.test(part)) return shape('tspan', { class: 'fig-math', dy }, escapeXml(part.slice(1, -1)));
      return dy === undefined ? escapeXml(part) : shape('tspan', { dy }, escapeXml(part));
    })
    .join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Fixed colours for light and dark, derived from the site's tokens, and the styles that both share. */
const styles: readonly (readonly [selector: string, light: string, dark: string, fixed: string])[] = [
  ['svg', 'background: #fcfbf8', 'background: #151513', 'font: 14px/1.3 Inter, Helvetica, Arial, sans-serif'],
  ['.fig-text', 'fill: #57524a', 'fill: #b3ada1', ''],
  ['.fig-strong', 'fill: #1d1b18', 'fill: #ece8df', 'font-weight: 600'],
  ['.fig-small', '', '', 'font-size: 12px'],
  [
    '.fig-math',
    'fill: #1d1b18',
    'fill: #ece8df',
    'font-family: KaTeX_Math, Georgia, serif; font-style: italic; font-size: 16px',
  ],
  ['.fig-index', '', '', 'font-size: 12px'],
  ['.fig-line', 'stroke: #57524a', 'stroke: #b3ada1', 'fill: none; stroke-width: 1.5'],
  ['.fig-grid', 'stroke: #e4dfd4', 'stroke: #302e29', 'fill: none; stroke-width: 1'],
  ['.fig-dashed', '', '', 'stroke-dasharray: 4 4'],
  ['.fig-arrow', 'fill: #57524a', 'fill: #b3ada1', ''],
  ['.fig-box', 'fill: #ffffff; stroke: #6b655b', 'fill: #1c1c19; stroke: #98917f', ''],
  ['.fig-soft', 'fill: #f4f1ea', 'fill: #1f1f1b', ''],
  ['.fig-accent', 'fill: #a63a16', 'fill: #f0936a', ''],
  ['.fig-accent-line', 'stroke: #a63a16', 'stroke: #f0936a', 'fill: none; stroke-width: 2.5'],
  ['.fig-wash', 'fill: #fbeee7', 'fill: #33211a', ''],
  ['.fig-faint', '', '', 'opacity: 0.35'],
];

function styleFor(body: string): string {
  const used = new Set([...body.matchAll(/class="([^"]+)"/g)].flatMap(([, names = '']) => names.split(' ')));
  const known = new Set(styles.map(([selector]) => selector.slice(1)));
  const unknown = [...used].filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`There is no style for "${unknown.join('", "')}".`);
  const chosen = styles.filter(([selector]) => !selector.startsWith('.') || used.has(selector.slice(1)));
  const light = chosen.map(([selector, colours, , fixed]) => rule(selector, [colours, fixed]));
  const dark = chosen.flatMap(([selector, , colours]) => (colours ? [`  ${rule(selector, [colours])}`] : []));
  return [...light, '@media (prefers-color-scheme: dark) {', ...dark, '}'].join('\n');
}

function rule(selector: string, declarations: readonly string[]): string {
  return `${selector} { ${declarations.filter(Boolean).join('; ')} }`;
}
