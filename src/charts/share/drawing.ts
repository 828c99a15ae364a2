import type { Canvas, Outline } from './canvas.ts';
import { pictureSize } from './cards.ts';
import type { Fonts, Style } from './fonts.ts';
import { usualColours, type TokenColours } from './palette.ts';
import { plain, setLines, typeset, type Block, type Direction, type Line, type Space } from './text.ts';

/** Where text starts and ends, in pixels from the side where lines of text start. */
export const [start, end] = [150, 1112];

/** Draws on a picture. `x` is the distance from the side where lines of text start: for Arabic, from the right. */
export interface Pen {
  shape(outline: Outline, x: number, y: number, colour: string): void;
  /** Draws a line of text on its baseline. */
  line(line: Line, size: number, x: number, y: number, colour: string): void;
  /** Draws a block of text from its top, and returns where it ends. */
  block(block: Block, x: number, y: number, leading: number, colour: string): number;
}

const styles = {
  title: { family: 'serif', weight: 640 },
  text: { family: 'serif', weight: 400 },
  verdict: { family: 'italic', weight: 400 },
  log: { family: 'serif', weight: 620 },
  label: { family: 'sans', weight: 600 },
  fact: { family: 'sans', weight: 450 },
} as const satisfies Readonly<Record<string, Style>>;

/** What the parts of a picture are drawn with. */
export interface Drawing {
  readonly pen: Pen;
  /** A colour by its token. */
  readonly colour: (token: string) => string;
  /** A text as one line; undefined if the fonts lack one of its characters. */
  readonly line: (text: string, style: keyof typeof styles, spacing?: number) => Promise<Line | undefined>;
  /** The same as lines that fit into a space. */
  readonly block: (text: string, style: keyof typeof styles, space: Space) => Promise<Block | undefined>;
}

/** Starts a drawing in these colours, for text of this direction. */
export function makeDrawing(canvas: Canvas, colours: TokenColours, fonts: Fonts, direction: Direction): Drawing {
  return {
    pen: makePen(canvas, direction === 'rtl'),
    colour: (token) => colours[token] ?? usualColours.control,
    line: (text, style, spacing) => typeset(fonts, plain(text), styles[style], direction, spacing),
    block: (text, style, space) => setLines(fonts, plain(text), styles[style], direction, space),
  };
}

/** The same drawing, that many pixels further down. */
export function lowered(drawing: Drawing, by: number): Drawing {
  const { shape, line, block } = drawing.pen;
  const pen: Pen = {
    shape: (outline, x, y, colour) => shape(outline, x, y + by, colour),
    line: (text, size, x, y, colour) => line(text, size, x, y + by, colour),
    block: (text, x, y, leading, colour) => block(text, x, y + by, leading, colour) - by,
  };
  return { ...drawing, pen };
}

/** A pen that draws from left to right, or mirrors the whole layout, with its shapes but not its letters. */
function makePen(canvas: Canvas, isMirrored: boolean): Pen {
  const { width } = pictureSize;
  const line: Pen['line'] = ({ glyphs, width: wide }, size, x, y, colour) => {
    const left = isMirrored ? width - x - wide * size : x;
    for (const { outline, perEm, ...at } of glyphs) {
      canvas.fill(
        outline,
        { x: snapped(left + at.x * size), y: snapped(y - at.y * size), scale: size / perEm },
        colour,
      );
    }
  };
  return {
    shape: (outline, x, y, colour) => {
      if (isMirrored) canvas.fill(outline, { x: width - x, y, scale: 1, isMirrored }, colour);
      else canvas.fill(outline, { x, y, scale: 1 }, colour);
    },
    line,
    block: ({ size, lines }, x, y, leading, colour) => {
      const baseline = (index: number) => Math.round(y + size * (0.98 + index * leading));
      for (const [index, one] of lines.entries()) line(one, size, x, baseline(index), colour);
      return baseline(lines.length - 1) + size * 0.24;
    },
  };
}

/** Letters stand at quarters of a pixel, so that each has few drawings. */
function snapped(pixels: number): number {
  return Math.round(pixels * 4) / 4;
}
