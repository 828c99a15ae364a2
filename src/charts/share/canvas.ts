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

/** A picture with few colours, made of filled shapes. */
export interface Canvas {
  /** Fills a shape with a colour (`#rrggbb`), with smooth edges. Overlapping contours of one direction are joined. */
  fill(outline: Outline, place: Place, colour: string): void;
  /** The picture as a PNG with a palette (W3C PNG, colour type 3). */
  png(): Buffer;
}

/** The shades between two colours at a smooth edge. More are not visible, and make the file larger. */
const shades = 15;
const mostColours = 256;

/**
 * Makes a canvas of one colour. It computes the coverage of each pixel exactly, as font renderers do (after font-rs by
 * Raph Levien). The libraries that draw SVG need three times as long, and may draw other bytes on another machine.
 */
export function makeCanvas(width: number, height: number, ground: string): Canvas {
  // Each line of a PNG starts with the number of its filter, which is 0 for none.
  const pixels = new Uint8Array((width + 1) * height);
  const colours = [rgbOf(ground)];
  const indexes = new Map([[colours[0]?.join(), 0]]);
  const blends = new Map<number, Uint8Array>();
  /** What the colours at edges are between. */
  const edges = new Map<number, { readonly ground: number; readonly over: number; readonly shade: number }>();
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

  return {
    fill: (outline, place, colour) => {
      const lines = flatten(outline, place);
      const box = boxOf(lines, width, height);
      if (!box) return;
      const { left, top, wide, high } = box;
      const stride = wide + 2;
      if (sums.length < stride * high) sums = new Float32Array(stride * high);
      else sums.fill(0, 0, stride * high);
      for (let at = 0; at < lines.length; at += 4) {
        const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [lines[at], lines[at + 1], lines[at + 2], lines[at + 3]];
        addLine(sums, stride, high, x0 - left, y0 - top, x1 - left, y1 - top);
      }
      const over = indexOf(rgbOf(colour));
      let under = -1;
      let row = blends.get(-1);
      for (let y = 0; y < high; y += 1) {
        let sum = 0;
        let pixel = (top + y) * (width + 1) + 1 + left;
        for (let x = 0, at = y * stride; x < wide; x += 1, at += 1, pixel += 1) {
          sum += sums[at] ?? 0;
          const shade = Math.round(Math.min(1, Math.abs(sum)) * shades);
          if (shade === 0) continue;
          const ground = pixels[pixel] ?? 0;
          if (ground !== under || !row) {
            under = ground;
            row = between(under, over);
          }
          pixels[pixel] = row[shade] ?? 0;
        }
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

/** The outline as lines in pixels, each as four numbers. */
function flatten(outline: Outline, { x: left, y: top, scale, isMirrored }: Place): readonly number[] {
  const lines: number[] = [];
  const scaleX = isMirrored ? -scale : scale;
  let [x, y, firstX, firstY] = [0, 0, 0, 0];
  const lineTo = (toX: number, toY: number) => {
    lines.push(x, y, toX, toY);
    [x, y] = [toX, toY];
  };
  for (let at = 0; at < outline.length; ) {
    const code = outline[at];
    const point = (number: number): [number, number] => [
      left + (outline[at + 1 + 2 * number] ?? 0) * scaleX,
      top - (outline[at + 2 + 2 * number] ?? 0) * scale,
    ];
    if (code === codes.move) {
      lineTo(firstX, firstY);
      [x, y] = point(0);
      [firstX, firstY] = [x, y];
      at += 3;
    } else if (code === codes.line) {
      lineTo(...point(0));
      at += 3;
    } else {
      const isCubic = code === codes.cubic;
      const [ax, ay] = point(0);
      const [bx, by] = isCubic ? point(1) : [ax, ay];
      const [endX, endY] = point(isCubic ? 2 : 1);
      const [startX, startY] = [x, y];
      const reach = Math.abs(ax - x) + Math.abs(ay - y) + Math.abs(endX - bx) + Math.abs(endY - by);
      const steps = Math.max(2, Math.min(24, Math.ceil(Math.sqrt(reach) * 1.2)));
      for (let step = 1; step <= steps; step += 1) {
        const [t, u] = [step / steps, 1 - step / steps];
        if (isCubic) {
          const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
          lineTo(p * startX + q * ax + r * bx + s * endX, p * startY + q * ay + r * by + s * endY);
        } else {
          const [p, q, s] = [u * u, 2 * u * t, t * t];
          lineTo(p * startX + q * ax + s * endX, p * startY + q * ay + s * endY);
        }
      }
      at += isCubic ? 7 : 5;
    }
  }
  lineTo(firstX, firstY);
  return lines;
}

/** The pixels that lines touch. Undefined if they leave the picture, which has margins, or touch none. */
function boxOf(lines: readonly number[], width: number, height: number) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  // The first two lines only lead to the first point.
  for (let at = 4; at < lines.length; at += 2) {
    const [x = 0, y = 0] = [lines[at], lines[at + 1]];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  [left, top, right, bottom] = [Math.floor(left), Math.floor(top), Math.ceil(right), Math.ceil(bottom)];
  if (!(left >= 0 && top >= 0 && right <= width && bottom <= height && right > left && bottom > top)) return undefined;
  return { left, top, wide: right - left, high: bottom - top };
}

/** Adds the area to the right of a line, as the difference from each pixel to the next. */
function addLine(
  sums: Float32Array,
  stride: number,
  high: number,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
): void {
  if (fromY === toY) return;
  const isDown = fromY < toY;
  const [topX, topY, bottomX, bottomY] = isDown ? [fromX, fromY, toX, toY] : [toX, toY, fromX, fromY];
  const slope = (bottomX - topX) / (bottomY - topY);
  let x = topX;
  for (let y = Math.floor(topY); y < Math.min(high, Math.ceil(bottomY)); y += 1) {
    const dy = Math.min(y + 1, bottomY) - Math.max(y, topY);
    const next = x + slope * dy;
    const area = isDown ? dy : -dy;
    const [first, last] = x < next ? [x, next] : [next, x];
    const start = Math.floor(first);
    const end = Math.ceil(last);
    const at = y * stride + start;
    const add = (offset: number, amount: number) => {
      sums[at + offset] = (sums[at + offset] ?? 0) + amount;
    };
    if (end <= start + 1) {
      const right = area * ((x + next) / 2 - start);
      add(0, area - right);
      add(1, right);
    } else {
      const perPixel = 1 / (last - first);
      const [left, right] = [1 - (first - start), last - end + 1];
      const before = 0.5 * perPixel * left * left;
      const after = 0.5 * perPixel * right * right;
      add(0, area * before);
      if (end === start + 2) add(1, area * (1 - before - after));
      else {
        const second = perPixel * (left + 0.5);
        add(1, area * (second - before));
        for (let offset = 2; offset < end - start - 1; offset += 1) add(offset, area * perPixel);
        add(end - start - 1, area * (1 - (second + (end - start - 3) * perPixel) - after));
      }
      add(end - start, area * after);
    }
    x = next;
  }
}
