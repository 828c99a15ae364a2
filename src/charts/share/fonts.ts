import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Face, Font } from 'harfbuzzjs';
import { codes, type Outline } from './canvas.ts';

/** Which letters a text has. */
export interface Style {
  readonly family: 'serif' | 'italic' | 'sans';
  readonly weight: number;
}

/** A glyph of a text, as an outline in units of `perEm`, and where it is. All distances are in ems. */
export interface Glyph {
  readonly outline: Outline;
  readonly perEm: number;
  readonly x: number;
  readonly y: number;
  /** Whether space between letters may be added after it. */
  readonly isSpaced: boolean;
}

/** A part of a text in one font. */
export interface Run {
  readonly text: string;
  readonly font: LoadedFont;
}

/** The fonts of the pictures. They are the same on every machine. */
export interface Fonts {
  /** The parts of a text by font. Undefined if a character is in none of the fonts. */
  runs(text: string, style: Style): Promise<readonly Run[] | undefined>;
  /** The width of a text in ems; undefined in the same case. */
  widthOf(text: string, style: Style): Promise<number | undefined>;
  /** Shapes a part of a text. Its glyphs are in visual order, from the left. */
  shape(run: Run, isRightToLeft: boolean): { readonly glyphs: readonly Glyph[]; readonly width: number };
}

interface LoadedFont {
  readonly font: Font;
  readonly perEm: number;
  readonly outlines: Map<number, Outline>;
}

/** A font file, and the characters that it may have: pairs of a first and a last one. */
interface Source {
  readonly file: string;
  readonly ranges: readonly (readonly [number, number])[];
}

/** The packages with the fonts of each family, besides the fonts for other scripts. */
const families: Readonly<Record<Style['family'], readonly (readonly [name: string, style: string])[]>> = {
  serif: [['source-serif-4', 'normal']],
  italic: [
    ['source-serif-4', 'italic'],
    ['source-serif-4', 'normal'],
  ],
  sans: [['inter', 'normal']],
};
const otherScripts = ['noto-naskh-arabic', 'noto-serif-hebrew'];
/** Japanese without it has Chinese letter shapes. It is not installed with Learnlog, because it is as large as all others. */
const optional = 'noto-serif-jp';
const han = { zh: 'noto-serif-sc', ja: optional };
/** The fonts of formulas have what text in a title may have of them: `∇`, `ℝ`. */
const formulaFonts = ['KaTeX_Main-Regular.ttf', 'KaTeX_AMS-Regular.ttf'];

/** Punctuation that Chinese and Japanese write as wide as a character. */
const widePunctuation = /^[“”‘’…—·]$/;
const hasHan = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const isAscii = /^[\x20-\x7e]*$/;
/** Characters without a glyph: joiners, marks of direction, variation selectors. */
const invisible = /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;

/** Opens the fonts for pictures of a log in a language. A font is read when a text needs it. */
export async function openFonts(language: string): Promise<Fonts> {
  const { Blob, Buffer: Shaping, Direction, DrawFuncs, Face, Font, Variation, shape } = await import('harfbuzzjs');
  const { default: decompress } = await import('woff2-encoder/decompress');
  const require = createRequire(import.meta.url);

  const sources = new Map<string, Promise<readonly Source[]>>();
  const sourcesOf = (name: string, style: string): Promise<readonly Source[]> => {
    const key = `${name} ${style}`;
    const known = sources.get(key) ?? readSources(folderOf(name), name, style);
    sources.set(key, known);
    return known;
  };
  const folderOf = (name: string): string | undefined => {
    try {
      return dirname(require.resolve(`@fontsource-variable/${name}`));
    } catch (error) {
      if (name === optional) return undefined;
      throw error;
    }
  };
  const katex = dirname(require.resolve('katex'));
  const formulaSources = formulaFonts.map(
    (name): Source => ({
      file: join(katex, 'fonts', name),
      ranges: [[0x80, 0xffff]],
    }),
  );
  const stack = async (family: Style['family'], preferHan: boolean): Promise<readonly Source[]> => {
    const forHan = language.startsWith('ja') ? [han.ja, han.zh] : [han.zh, han.ja];
    const own = await Promise.all(families[family].map(([name, style]) => sourcesOf(name, style)));
    const wide = await Promise.all(forHan.map((name) => sourcesOf(name, 'normal')));
    const other = await Promise.all(otherScripts.map((name) => sourcesOf(name, 'normal')));
    return [...(preferHan ? [wide, own] : [own, wide]), other].flat(2).concat(formulaSources);
  };

  const faces = new Map<string, Promise<Face>>();
  const faceOf = (file: string): Promise<Face> => {
    const known = faces.get(file) ?? readFace(file);
    faces.set(file, known);
    return known;
  };
  const readFace = async (file: string): Promise<Face> => {
    const bytes = await readFile(file);
    return new Face(new Blob(file.endsWith('.woff2') ? await decompress(bytes) : bytes));
  };
  const fonts = new Map<string, LoadedFont>();
  const fontOf = async (file: string, weight: number): Promise<LoadedFont> => {
    const face = await faceOf(file);
    const key = `${weight} ${file}`;
    const known = fonts.get(key);
    if (known) return known;
    const font = new Font(face);
    font.setVariations([new Variation('wght', weight)]);
    const loaded = { font, perEm: face.upem, outlines: new Map() };
    fonts.set(key, loaded);
    return loaded;
  };

  /** The first font with all characters of a grapheme cluster; null if there is none. */
  const found = new Map<Style, Map<string, LoadedFont | null>>();
  const findFont = async (cluster: string, { family, weight }: Style, preferHan: boolean) => {
    const points = Array.from(cluster)
      .filter((character) => !invisible.test(character))
      .map((character) => character.codePointAt(0) ?? 0);
    for (const { file, ranges } of await stack(family, preferHan)) {
      if (!points.every((point) => ranges.some(([first, last]) => first <= point && point <= last))) continue;
      const font = await fontOf(file, weight);
      if (points.every((point) => font.font.nominalGlyph(point))) return font;
    }
    return null;
  };

  const pen = new DrawFuncs();
  let drawn: number[] = [];
  pen.setMoveToFunc((...points) => drawn.push(codes.move, ...(points.slice(0, 2) as number[])));
  pen.setLineToFunc((...points) => drawn.push(codes.line, ...(points.slice(0, 2) as number[])));
  pen.setQuadraticToFunc((...points) => drawn.push(codes.quadratic, ...(points.slice(0, 4) as number[])));
  pen.setCubicToFunc((...points) => drawn.push(codes.cubic, ...(points.slice(0, 6) as number[])));
  const outlineOf = ({ font, outlines }: LoadedFont, glyph: number): Outline => {
    const known = outlines.get(glyph);
    if (known) return known;
    drawn = [];
    font.drawGlyph(glyph, pen);
    outlines.set(glyph, drawn);
    return drawn;
  };

  const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const shaping = new Shaping();
  const runs: Fonts['runs'] = async (text, style) => {
    const isHan = hasHan.test(text);
    const parts = isAscii.test(text) ? text : Array.from(clusters.segment(text), ({ segment }) => segment);
    const made: { text: string; readonly font: LoadedFont }[] = [];
    const known = inMap(found, style);
    for (const segment of parts) {
      const preferHan = isHan && widePunctuation.test(segment);
      const key = preferHan ? `${segment} in Chinese` : segment;
      let font = known.get(key);
      if (font === undefined) {
        font = await findFont(segment, style, preferHan);
        known.set(key, font);
      }
      if (!font) return undefined;
      const last = made.at(-1);
      if (last?.font === font) last.text += segment;
      else made.push({ text: segment, font });
    }
    return made;
  };
  const shapeRun = ({ text, font }: Run, isRightToLeft?: boolean) => {
    shaping.reset();
    shaping.addText(text);
    shaping.guessSegmentProperties();
    if (isRightToLeft !== undefined) shaping.setDirection(isRightToLeft ? Direction.RTL : Direction.LTR);
    shape(font.font, shaping);
    return shaping.getGlyphInfosAndPositions();
  };
  const widths = new Map<Style, Map<string, number>>();
  return {
    runs,
    widthOf: async (text, style) => {
      const inStyle = inMap(widths, style);
      const known = inStyle.get(text);
      if (known !== undefined) return known;
      const advances = (await runs(text, style))?.map((run) =>
        shapeRun(run).reduce((sum, { xAdvance = 0 }) => sum + xAdvance / run.font.perEm, 0),
      );
      const width = advances?.reduce((sum, advance) => sum + advance, 0);
      if (width !== undefined) inStyle.set(text, width);
      return width;
    },
    shape: (run, isRightToLeft) => {
      const { font } = run;
      let x = 0;
      const glyphs = shapeRun(run, isRightToLeft).map((glyph): Glyph => {
        const { codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 } = glyph;
        const place = { x: (x + xOffset) / font.perEm, y: yOffset / font.perEm };
        x += xAdvance;
        return { outline: outlineOf(font, codepoint), perEm: font.perEm, ...place, isSpaced: xAdvance > 0 };
      });
      return { glyphs, width: x / font.perEm };
    },
  };
}

/** The map for a style in a map of maps. Styles are few objects, and texts as keys need no other text. */
function inMap<Value>(maps: Map<Style, Map<string, Value>>, style: Style): Map<string, Value> {
  const known = maps.get(style) ?? new Map<string, Value>();
  maps.set(style, known);
  return known;
}

/** The files of a font of Fontsource in one style, each with some of its characters. None if it is not installed. */
async function readSources(folder: string | undefined, name: string, style: string): Promise<readonly Source[]> {
  if (folder === undefined) return [];
  const subsets = JSON.parse(await readFile(join(folder, 'unicode.json'), 'utf8')) as Readonly<Record<string, string>>;
  return Object.entries(subsets).map(([subset, ranges]) => ({
    file: join(folder, 'files', `${name}-${subset.replace(/[[\]]/g, '')}-wght-${style}.woff2`),
    ranges: ranges.split(',').map((range) => {
      const [first = 0, last = first] = range
        .slice(2)
        .split('-')
        .map((point) => Number.parseInt(point, 16));
      return [first, last] as const;
    }),
  }));
}
