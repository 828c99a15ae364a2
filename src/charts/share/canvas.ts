import { constants, crc32, deflateSync } from 'node:zlib';

/**
 * The outline of a shape: contours of lines and Bézier curves, each a code and its points. Y points up. A contour ends
 * where the next one starts, and is closed.
 */
export type Outline = readonly number[];

/** The codes in an outline, with one, one, two and three points. */
export const codes = { move: 0, line: 1, quadratic: 2, cubic: 3 } as const;

/** Where an outline is drawn: its origin in pixels, and the pixels of one unit. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Whether X points to the left. */
  readonly isMirrored?: true;
}

/** A picture with few colours, made of filled shapes. It can be used again for the next picture. */
export interface Canvas {
  /** Starts a new picture on a ground of one colour. */
  start(ground: string): void;
  /** Fills a shape with a colour (`#rrggbb`), with smooth edges. Overlapping contours of one direction are joined. */
  fill(outline: Outline, place: Place, colour: string): void;
  /** The picture as a PNG with a palette (W3C PNG, colour type 3). */
  png(): Buffer;
}

/** The shades between two colours at a smooth edge. More are not visible, and make the file larger. */
const shades = 6;
const mostColours = 256;

/**
 * Makes a canvas of a size in pixels. It computes the coverage of each pixel exactly, as font renderers do (after font-rs by
 * Raph Levien). The libraries that draw SVG need three times as long, and may draw other bytes on another machine.
 */
export function makeCanvas(width: number, height: number): Canvas {
  // Each line of a PNG starts with the number of its filter, which is 0 for none.
  const stride = width + 1;
  const pixels = new Uint8Array(stride * height);
  const colours: Rgb[] = [];
  const indexes = new Map<string, number>();
  const blends = new Map<number, Uint8Array>();
  /** What the colours at edges are between. */
  const edges = new Map<number, { readonly ground: number; readonly over: number; readonly shade: number }>();
  const lines: number[] = [];
  let sums = new Float32Array(0);

  const indexOf = (colour: Rgb): number => {
    const key = colour.join();
    const known = indexes.get(key);
    if (known !== undefined) return known;
    if (colours.length === mostColours) return nearest(colours, colour);
    const index = colours.push(colour) - 1;
    indexes.set(key, index);
    return index;
  };
  /** The colours from one to another, by shade. */
  const between = (under: number, over: number): Uint8Array => {
    const key = under * mostColours + over;
    const known = blends.get(key);
    if (known) return known;
    const edge = edges.get(under);
    const row = new Uint8Array(shades + 1);
    blends.set(key, row);
    const [from, to] = [colours[under], colours[over]] as [Rgb, Rgb];
    const whole = edge?.over === over ? between(edge.ground, over) : undefined;
    for (let shade = 0; shade <= shades; shade += 1) {
      // Letters that touch stay within the colours of one edge.
      if (whole && edge) row[shade] = whole[Math.round(edge.shade + shade - (edge.shade * shade) / shades)] ?? over;
      else if (shade === 0 || shade === shades) row[shade] = shade === 0 ? under : over;
      else {
        row[shade] = indexOf(mix(from, to, shade / shades));
        edges.set(row[shade] ?? 0, { ground: under, over, shade });
      }
    }
    return row;
  };

  let masks = new Map<Outline, Map<number, Mask>>();
  let remembered = 0;
  /** Letters come again and again, at few sizes and at quarters of a pixel. */
  const maskOf = (outline: Outline, place: Place): Mask => {
    const { x, y, scale, isMirrored } = place;
    if (isMirrored || (x * 4) % 1 !== 0 || (y * 4) % 1 !== 0) return makeMask(outline, place);
    const key = scale + x * 4000 + y * 40_000;
    const known = masks.get(outline)?.get(key);
    if (known) return known;
    const mask = makeMask(outline, place);
    remembered += mask.partial.length + mask.spans.length;
    if (remembered > mostRemembered) [masks, remembered] = [new Map(), 0];
    masks.set(outline, (masks.get(outline) ?? new Map<number, Mask>()).set(key, mask));
    return mask;
  };
  const makeMask = (outline: Outline, place: Place): Mask => {
    const count = flatten(outline, place, lines);
    const box = boxOf(lines, count);
    const { wide, high } = box;
    const sumsWide = wide + 2;
    if (sums.length < sumsWide * high) sums = new Float32Array(sumsWide * high);
    else sums.fill(0, 0, sumsWide * high);
    for (let at = 0; at < count; at += 4) addLine(sums, sumsWide, box, lines, at);
    const partial: number[] = [];
    const spans: number[] = [];
    for (let y = 0; y < high; y += 1) {
      let sum = 0;
      let shade = 0;
      for (let x = 0, at = y * sumsWide; x < wide; x += 1, at += 1) {
        const change = sums[at] as number;
        if (change !== 0) {
          const wasWhole = shade === shades;
          sum += change;
          shade = Math.round(Math.min(1, Math.abs(sum)) * shades);
          if (wasWhole !== (shade === shades)) spans.push(y * stride + x);
        }
        if (shade !== 0 && shade !== shades) partial.push(y * stride + x, shade);
      }
      if (shade === shades) spans.push(y * stride + wide);
    }
    return { ...box, partial: Int32Array.from(partial), spans: Int32Array.from(spans) };
  };

  return {
    start: (ground) => {
      pixels.fill(0);
      colours.length = 0;
      for (const known of [indexes, blends, edges]) known.clear();
      indexOf(rgbOf(ground));
    },
    fill: (outline, place, colour) => {
      const [x, y] = [Math.floor(place.x), Math.floor(place.y)];
      const { left, top, wide, high, partial, spans } = maskOf(outline, { ...place, x: place.x - x, y: place.y - y });
      if (x + left < 0 || x + left + wide > width || y + top < 0 || y + top + high > height) return;
      const over = indexOf(rgbOf(colour));
      const start = (y + top) * stride + 1 + x + left;
      for (let at = 0; at < spans.length; at += 2) {
        const end = start + (spans[at + 1] as number);
        for (let pixel = start + (spans[at] as number); pixel < end; pixel += 1) pixels[pixel] = over;
      }
      let under = -1;
      let row: Uint8Array = unused;
      for (let at = 0; at < partial.length; at += 2) {
        const pixel = start + (partial[at] as number);
        const ground = pixels[pixel] as number;
        if (ground !== under) {
          under = ground;
          row = between(under, over);
        }
        pixels[pixel] = row[partial[at + 1] as number] as number;
      }
    },
    png: () => {
      const header = Buffer.alloc(13);
      header.writeUInt32BE(width, 0);
      header.writeUInt32BE(height, 4);
      header.set([8, 3, 0, 0, 0], 8);
      return Buffer.concat([
        Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
        chunk('IHDR', header),
        chunk('PLTE', Buffer.from(colours.flat())),
        // Run lengths take a fifth of the time of the usual search for repetitions, and are the same on every machine.
        chunk('IDAT', deflateSync(pixels, { strategy: constants.Z_RLE })),
        chunk('IEND', Buffer.alloc(0)),
      ]);
    },
  };
}

/** The numbers in masks that are kept: 32 MB. */
const mostRemembered = 8 * 1024 * 1024;

const unused = new Uint8Array(0);

type Rgb = readonly [number, number, number];

function rgbOf(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function mix(from: Rgb, to: Rgb, part: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * part);
  return [at(0), at(1), at(2)];
}

function nearest(colours: readonly Rgb[], [red, green, blue]: Rgb): number {
  const distances = colours.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2);
  return distances.indexOf(Math.min(...distances));
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}

/** Writes an outline as lines in pixels, each as four numbers, and returns how many numbers there are. */
function flatten(outline: Outline, { x: left, y: top, scale, isMirrored }: Place, lines: number[]): number {
  const scaleX = isMirrored ? -scale : scale;
  let count = 0;
  let [x, y, firstX, firstY] = [0, 0, 0, 0];
  const lineTo = (toX: number, toY: number): void => {
    lines[count] = x;
    lines[count + 1] = y;
    lines[count + 2] = toX;
    lines[count + 3] = toY;
    count += 4;
    x = toX;
    y = toY;
  };
  const xAt = (at: number): number => left + (outline[at] as number) * scaleX;
  const yAt = (at: number): number => top - (outline[at] as number) * scale;
  for (let at = 0; at < outline.length; ) {
    const code = outline[at];
    if (code === codes.move) {
      if (at > 0) lineTo(firstX, firstY);
      firstX = x = xAt(at + 1);
      firstY = y = yAt(at + 2);
      at += 3;
    } else if (code === codes.line) {
      lineTo(xAt(at + 1), yAt(at + 2));
      at += 3;
    } else {
      const isCubic = code === codes.cubic;
      const [startX, startY, ax, ay] = [x, y, xAt(at + 1), yAt(at + 2)];
      const [bx, by] = isCubic ? [xAt(at + 3), yAt(at + 4)] : [ax, ay];
      at += isCubic ? 7 : 5;
      const [endX, endY] = [xAt(at - 2), yAt(at - 1)];
      const reach = Math.abs(ax - x) + Math.abs(ay - y) + Math.abs(endX - bx) + Math.abs(endY - by);
      const steps = Math.max(2, Math.min(24, Math.ceil(Math.sqrt(reach))));
      for (let step = 1; step <= steps; step += 1) {
        const t = step / steps;
        const u = 1 - t;
        // A quadratic curve is a cubic one without its second control point.
        const q = isCubic ? 3 * u * u * t : 2 * u * t;
        const r = isCubic ? 3 * u * t * t : 0;
        const [p, s] = isCubic ? [u * u * u, t * t * t] : [u * u, t * t];
        lineTo(p * startX + q * ax + r * bx + s * endX, p * startY + q * ay + r * by + s * endY);
      }
    }
  }
  if (count > 0) lineTo(firstX, firstY);
  return count;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly wide: number;
  readonly high: number;
}

/** Which pixels of a canvas a shape covers, as distances from the pixel at the left and top of its box. */
interface Mask extends Box {
  /** Those that it covers in part: the distance of each, and its shade. */
  readonly partial: Int32Array;
  /** Those that it covers as a whole, from left to right: the distances of the first one and of the one after the last. */
  readonly spans: Int32Array;
}

/** The pixels that lines touch. */
function boxOf(lines: readonly number[], count: number): Box {
  let [left, top, right, bottom] = count === 0 ? [0, 0, 0, 0] : [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < count; at += 2) {
    const [x, y] = [lines[at] as number, lines[at + 1] as number];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  [left, top] = [Math.floor(left), Math.floor(top)];
  return { left, top, wide: Math.ceil(right) - left, high: Math.ceil(bottom) - top };
}

/** Adds the area to the right of a line in a box, as the difference from each pixel to the next. */
function addLine(
  sums: Float32Array,
  stride: number,
  { left, top }: Box,
  lines: readonly number[],
  index: number,
): void {
  const [fromY, toY] = [(lines[index + 1] as number) - top, (lines[index + 3] as number) - top];
  if (fromY === toY) return;
  const [fromX, toX] = [(lines[index] as number) - left, (lines[index + 2] as number) - left];
  const isDown = fromY < toY;
  const [topY, bottomY] = isDown ? [fromY, toY] : [toY, fromY];
  const slope = (toX - fromX) / (toY - fromY);
  let x = isDown ? fromX : toX;
  const last = Math.ceil(bottomY);
  for (let y = Math.floor(topY); y < last; y += 1) {
    const dy = Math.min(y + 1, bottomY) - Math.max(y, topY);
    const next = x + slope * dy;
    const area = isDown ? dy : -dy;
    const [low, high] = x < next ? [x, next] : [next, x];
    const start = Math.floor(low);
    const end = Math.ceil(high);
    const at = y * stride + start;
    if (end <= start + 1) {
      const right = area * ((x + next) / 2 - start);
      sums[at] = (sums[at] as number) + area - right;
      sums[at + 1] = (sums[at + 1] as number) + right;
    } else {
      const perPixel = 1 / (high - low);
      const [before, after] = [1 - (low - start), high - end + 1];
      const first = 0.5 * perPixel * before * before;
      const rest = 0.5 * perPixel * after * after;
      sums[at] = (sums[at] as number) + area * first;
      if (end === start + 2) sums[at + 1] = (sums[at + 1] as number) + area * (1 - first - rest);
      else {
        const second = perPixel * (before + 0.5);
        sums[at + 1] = (sums[at + 1] as number) + area * (second - first);
        for (let middle = at + 2; middle < at + end - start - 1; middle += 1) {
          sums[middle] = (sums[middle] as number) + area * perPixel;
        }
        const beforeLast = at + end - start - 1;
        const left = 1 - (second + (end - start - 3) * perPixel) - rest;
        sums[beforeLast] = (sums[beforeLast] as number) + area * left;
      }
      sums[at + end - start] = (sums[at + end - start] as number) + area * rest;
    }
    x = next;
  }
}
