import { Graph, layout } from '@dagrejs/dagre';
import type { Neighbour, Neighbours } from './neighbours.ts';

/** A box with its lines of text; `x` and `y` are its centre. */
export interface Box {
  readonly neighbour: Neighbour;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly lines: readonly string[];
}

/** A drawing of neighbours, in pixels; `path` is SVG path data. */
export interface NeighbourLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly edges: readonly { readonly path: string; readonly isEither: boolean }[];
}

export const boxWidth = 172;
export const lineHeight = 15;
const fontSize = 12;
const padding = 11;
const mostLines = 3;

/** Arranges boxes with `@dagrejs/dagre`, with prerequisites before their dependents in reading direction. */
export function layOutNeighbours({ all, edges }: Neighbours, direction: 'ltr' | 'rtl'): NeighbourLayout {
  const isRtl = direction === 'rtl';
  const texts = all.map(({ resource }) => wrapped(resource.short ?? resource.title));
  const heights = texts.map((lines) => lines.length * lineHeight + 2 * padding);
  const { width, height, middles, paths } = placed(heights, edges, isRtl);
  const boxes = all.map((neighbour, index): Box => {
    const { x, y } = middles[index] ?? { x: 0, y: 0 };
    return { neighbour, x, y, height: heights[index] ?? 0, lines: texts[index] ?? [] };
  });
  return { width, height, boxes, edges: edges.map(({ isEither }, index) => ({ path: paths[index] ?? '', isEither })) };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Placement {
  readonly width: number;
  readonly height: number;
  readonly middles: readonly Point[];
  readonly paths: readonly string[];
}

/** Cached by shape: in a long log, many drawings have the same boxes and edges with different text. */
const placements = new Map<string, Placement>();

function placed(heights: readonly number[], edges: Neighbours['edges'], isRtl: boolean): Placement {
  const shape = JSON.stringify([heights, edges.map(({ from, to }) => [from, to]), isRtl]);
  const known = placements.get(shape);
  if (known) return known;
  const graph = new Graph();
  graph.setGraph({ rankdir: isRtl ? 'RL' : 'LR', nodesep: 14, edgesep: 8, ranksep: 44, marginx: 2, marginy: 2 });
  graph.setDefaultEdgeLabel(() => ({}));
  // Numbers as names, because the id of a resource could be a property of every object, such as `constructor`.
  for (const [index, height] of heights.entries()) graph.setNode(`n${index}`, { width: boxWidth, height });
  for (const { from, to } of edges) graph.setEdge(`n${from}`, `n${to}`);
  layout(graph);

  const middleOf = (index: number): Point => {
    const { x = 0, y = 0 } = graph.node(`n${index}`);
    return { x: rounded(x), y: rounded(y) };
  };
  const half = isRtl ? -boxWidth / 2 : boxWidth / 2;
  const paths = edges.map(({ from, to }) => {
    const [start, end] = [middleOf(from), middleOf(to)];
    const between = (graph.edge(`n${from}`, `n${to}`).points ?? []).slice(1, -1);
    // The single middle point of a short edge adds nothing.
    return curve([
      { x: start.x + half, y: start.y },
      ...(between.length > 1 ? between : []),
      { x: end.x - half, y: end.y },
    ]);
  });
  const { width = 0, height = 0 } = graph.graph();
  const middles = heights.map((_, index) => middleOf(index));
  const placement = { width: Math.ceil(width), height: Math.ceil(height), middles, paths };
  placements.set(shape, placement);
  return placement;
}

/** A curve through points that is horizontal at each of them. */
function curve(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => {
      const last = points[index - 1];
      const here = `${rounded(x)} ${rounded(y)}`;
      if (!last) return `M${here}`;
      const middle = rounded((last.x + x) / 2);
      return `C${middle} ${rounded(last.y)} ${middle} ${rounded(y)} ${here}`;
    })
    .join('');
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Breaks a title into lines of an estimated width that fit into a box, and truncates it after the last line. */
export function wrapped(title: string): readonly string[] {
  const room = (boxWidth - 2 * padding) / fontSize;
  const lines: string[] = [];
  for (const word of title.split(/\s+/).flatMap((one) => breakWord(one, room))) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && widthOf(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= mostLines) return lines;
  const kept = lines.slice(0, mostLines);
  let last = kept.pop() ?? '';
  while (last !== '' && widthOf(`${last}…`) > room) last = [...last].slice(0, -1).join('');
  return [...kept, `${last.replace(/[\s\p{P}]$/u, '')}…`];
}

/** Splits a word into parts that fit into a line, if possible after a hyphen or slash. */
function breakWord(word: string, room: number): readonly string[] {
  if (widthOf(word) <= room) return [word];
  const stretches = word.split(/(?<=[-/_])/).flatMap((one) => (widthOf(one) <= room ? [one] : [...one]));
  const parts: string[] = [];
  for (const stretch of stretches) {
    const part = parts.at(-1);
    if (part !== undefined && widthOf(part + stretch) <= room) parts[parts.length - 1] = part + stretch;
    else parts.push(stretch);
  }
  return parts;
}

/** The estimated width of a text in a sans-serif font, in ems. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + letterWidth(letter), 0);
}

function letterWidth(letter: string): number {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u.test(letter))
    return 1;
  if (/\p{M}/u.test(letter)) return 0;
  if (/[iljtfr.,:;'’|!()[\] ]/.test(letter)) return 0.33;
  return /[\p{Lu}mwMW%&@—]/u.test(letter) ? 0.74 : 0.57;
}
