import bidiFactory from 'bidi-js';
import type { Fonts, Glyph, Style } from './fonts.ts';

export type Direction = 'ltr' | 'rtl';

/** A line of text, ready to be drawn. All distances are in ems. */
export interface Line {
  readonly glyphs: readonly Glyph[];
  readonly width: number;
}

/** A text that fits somewhere, in pixels. */
export interface Block {
  readonly size: number;
  readonly lines: readonly Line[];
}

/** The space for a text, in pixels: the possible sizes of its letters, largest first, and the most lines of each. */
export interface Space {
  readonly width: number;
  readonly sizes: readonly (readonly [size: number, mostLines: number])[];
}

const bidi = bidiFactory();

/** The text as pictures show it: without emoji and other symbols that no font of text has, with plain letters for those of formulas. */
export function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[ℂℍℕℙℚℝℤ\u{1d400}-\u{1d7ff}]/gu, (letter) => letter.normalize('NFKC'))
    .replace(/(?![\p{N}©®™↔↕])\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{fe0f}|\u{20e3}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * A text as one line, with `spacing` between letters (Unicode bidirectional algorithm, UAX #9). Undefined if the fonts
 * lack one of its characters.
 */
export async function typeset(
  fonts: Fonts,
  text: string,
  style: Style,
  direction: Direction,
  spacing = 0,
): Promise<Line | undefined> {
  const runs = await fonts.runs(text, style);
  if (!runs) return undefined;
  const isPlain = direction === 'ltr' && /^[\x20-\x7e]*$/.test(text);
  // All levels are zero then.
  const levels = isPlain ? new Uint8Array(text.length) : bidi.getEmbeddingLevels(text, direction).levels;
  let start = 0;
  const parts = runs.flatMap((run) => {
    const found = split(run.text, levels.subarray(start, start + run.text.length));
    start += run.text.length;
    return found.map(({ text: part, level }) => ({ text: part, level, font: run.font }));
  });
  let width = 0;
  const glyphs = inVisualOrder(parts).flatMap(({ text: part, level, font }) => {
    const shaped = fonts.shape({ text: part, font }, level % 2 === 1);
    return shaped.glyphs.map((glyph, index): Glyph => {
      const placed = { ...glyph, x: width + glyph.x };
      if (glyph.isSpaced) width += spacing;
      if (index === shaped.glyphs.length - 1) width += shaped.width;
      return placed;
    });
  });
  return { glyphs, width: Math.max(0, width - spacing) };
}

/** Splits a run where the embedding level changes. */
function split(text: string, levels: Uint8Array): readonly { readonly text: string; readonly level: number }[] {
  const parts: { text: string; readonly level: number }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const level = levels[at] ?? 0;
    const last = parts.at(-1);
    if (last?.level === level) last.text += text.charAt(at);
    else parts.push({ text: text.charAt(at), level });
  }
  return parts;
}

/** Orders the parts of a line from left to right (UAX #9, rule L2). */
function inVisualOrder<Part extends { readonly level: number }>(parts: readonly Part[]): readonly Part[] {
  const ordered = [...parts];
  const highest = Math.max(0, ...parts.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < ordered.length; from += 1) {
      if ((ordered[from]?.level ?? 0) < level) continue;
      let to = from;
      while ((ordered[to + 1]?.level ?? -1) >= level) to += 1;
      ordered.splice(from, to - from + 1, ...ordered.slice(from, to + 1).reverse());
      from = to;
    }
  }
  return ordered;
}

/** A part of a text after which a line may end. */
interface Piece {
  readonly text: string;
  /** With and without the spaces at its end. */
  readonly full: number;
  readonly bare: number;
}

/**
 * Breaks a text into balanced lines, at the largest size at which it fits. If it fits at none, it ends with “…”.
 * Undefined if the fonts lack one of its characters.
 */
export async function setLines(
  fonts: Fonts,
  text: string,
  style: Style,
  direction: Direction,
  { width, sizes }: Space,
): Promise<Block | undefined> {
  const measure = (part: string) => fonts.widthOf(part, style);
  const pieces: Piece[] = [];
  for (const part of piecesOf(text)) {
    const [full, bare] = [await measure(part), await measure(part.trimEnd())];
    if (full === undefined || bare === undefined) return undefined;
    pieces.push({ text: part, full, bare });
  }
  if (pieces.length === 0) return undefined;
  const set = async (lines: readonly (readonly Piece[])[], size: number): Promise<Block> => {
    const texts = lines.map((line) =>
      line
        .map((piece) => piece.text)
        .join('')
        .trim(),
    );
    const made = await Promise.all(texts.map((line) => typeset(fonts, line, style, direction)));
    return { size, lines: made.filter((line) => line !== undefined) };
  };
  for (const [size, most] of sizes) {
    const lines = broken(pieces, width / size);
    if (lines && lines.length <= most) return set(balanced(pieces, width / size, lines), size);
  }
  const [size = 1, most = 1] = sizes.at(-1) ?? [];
  const limit = width / size;
  const small: Piece[] = [];
  for (const piece of pieces) {
    if (piece.bare <= limit) small.push(piece);
    else {
      for (const character of Array.from(piece.text)) {
        const wide = (await measure(character)) ?? 0;
        small.push({ text: character, full: wide, bare: wide });
      }
    }
  }
  const lines = broken(small, limit) ?? [];
  if (lines.length <= most) return set(lines, size);
  const last = [...(lines[most - 1] ?? [])];
  const dots = (await measure('…')) ?? 0;
  while (last.length > 1 && widthOf(last) + dots > limit) last.pop();
  const end = last.pop();
  const clipped = `${(end?.text ?? '').replace(/[\s\p{P}]+$/u, '')}…`;
  return set([...lines.slice(0, most - 1), [...last, { text: clipped, full: 0, bare: 0 }]], size);
}

function widthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { full, bare }, index) => sum + (index === pieces.length - 1 ? bare : full), 0);
}

/** Fills lines one after the other. Undefined if a piece is wider than a line. */
function broken(pieces: readonly Piece[], limit: number): Piece[][] | undefined {
  const lines: Piece[][] = [];
  let width = 0;
  for (const piece of pieces) {
    if (piece.bare > limit) return undefined;
    const line = lines.at(-1);
    if (line && width + piece.bare <= limit) line.push(piece);
    else {
      lines.push([piece]);
      width = 0;
    }
    width += piece.full;
  }
  return lines;
}

/** As many lines, as equal as possible. */
function balanced(pieces: readonly Piece[], limit: number, lines: Piece[][]): Piece[][] {
  let [low, high] = [limit / lines.length, limit];
  let best = lines;
  for (let step = 0; step < 12; step += 1) {
    const middle = (low + high) / 2;
    const found = broken(pieces, middle);
    if (found && found.length <= lines.length) {
      best = found;
      high = middle;
    } else low = middle;
  }
  return best;
}

const words = new Intl.Segmenter('en', { granularity: 'word' });
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
/** What must not start a line, and what must not end one. */
const closing = /^[\p{Pe}\p{Pf}、。，．：；！？・ー…‥々〻ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％]/u;
const opening = /[\p{Ps}\p{Pi}]$/u;

/** Splits a text where a line may end: at spaces, after hyphens and dashes, and between Chinese and Japanese words. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const { segment } of words.segment(text)) {
    const before = pieces.at(-1);
    if (before === undefined || !isBreak(before, segment)) pieces.splice(-1, 1, `${before ?? ''}${segment}`);
    else pieces.push(segment);
  }
  return pieces;
}

function isBreak(before: string, after: string): boolean {
  if (/^\s/u.test(after)) return false;
  if (/[ \u3000]$/u.test(before)) return true;
  if (/[^\s\d][-–—/]$/u.test(before)) return true;
  const isWide = wide.test(before.slice(-1)) || wide.test(after.charAt(0));
  return isWide && !closing.test(after) && !opening.test(before);
}
