import { Graph, layout } from '@dagrejs/dagre';
import type { Neighbour, Neighbours } from './neighbours.ts';

/** A box with its lines of text, placed by its middle. */
export interface Box {
  readonly neighbour: Neighbour;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly lines: readonly string[];
}

/** A drawing of what is around a resource, in units of a pixel; `path` is the line of an edge, as SVG writes it. */
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

/** Places boxes by `@dagrejs/dagre`, what rests on others behind them in the direction of reading. */
export function layOutNeighbours({ all, edges }: Neighbours, direction: 'ltr' | 'rtl'): NeighbourLayout {
  const isRtl = direction === 'rtl';
  const texts = all.map(({ resource }) => wrapped(resource.title));
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

/** By all that decides them: in a long log, many drawings have the same boxes and edges, with other words in them. */
const placements = new Map<string, Placement>();

function placed(heights: readonly number[], edges: Neighbours['edges'], isRtl: boolean): Placement {
  const shape = JSON.stringify([heights, edges.map(({ from, to }) => [from, to]), isRtl]);
  const known = placements.get(shape);
  if (known) return known;
  const graph = new Graph();
  graph.setGraph({ rankdir: isRtl ? 'RL' : 'LR', nodesep: 14, edgesep: 8, ranksep: 44, marginx: 2, marginy: 2 });
  graph.setDefaultEdgeLabel(() => ({}));
  // Named by number: an id of a resource may be a word that every object knows.
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
    // Of a short edge the one point between its ends says nothing.
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

/** A line through points that leaves and reaches each of them along the direction of reading. */
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

/** Breaks a title into lines that fit into a box, by an estimate of their width, and cuts it where there are too many. */
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

/** A word in pieces that each fit into a line, broken behind a hyphen or slash where it has one. */
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

/** About how wide a text is in a sans-serif font, in ems. */
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
