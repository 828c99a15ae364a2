import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { formulaFaces, formulaStyle, textFaces, type Face } from './faces.ts';
import { charactersOf, namesOf, withNames } from './sfnt.ts';

/*
 * Derives the site's fonts and their style sheets from the fonts in `node_modules`. Run it with
 * `node scripts/fonts/derive.ts`. The result is committed, and a test fails if it is out of date.
 */

interface Part {
  readonly file: string;
  readonly characters: readonly number[];
}

/** The content of every derived file, by name. The same packages give the same bytes. */
export async function deriveFonts(): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const rules = async (faces: readonly Face[]) => {
    let css = '/* Made by derive.ts; edit that. */\n';
    for (const face of faces) css += await derive(face, files);
    return css;
  };
  files.set('text.css', Buffer.from(await rules(textFaces)));
  files.set('formulas.css', Buffer.from(`${await rules(await formulaFaces())}${await formulaStyle()}\n`));
  return files;
}

/** Adds the files of a font, and returns the CSS rules for them. */
async function derive(face: Face, files: Map<string, Buffer>): Promise<string> {
  const source = await sourceOf(face);
  const parts = await partsOf(face);
  let css = '';
  for (const { file, characters } of parts) {
    files.set(file, await subset(face, source, characters));
    // While a font is not there and text is shown without it, a browser tries the next file for the same character.
    const others = parts.filter((part) => part.file !== file && face.display === 'optional');
    const taken = others.flatMap((part) => part.characters);
    css += rule(face, file, parts.length > 1 ? ranges(characters, file, taken) : '');
  }
  return css;
}

/** The source font of a face. */
export async function sourceOf({ source }: Face): Promise<Buffer> {
  return readFile(fileURLToPath(import.meta.resolve(source)));
}

/** The same font, uncompressed. */
export async function uncompressed(font: Buffer): Promise<Buffer> {
  return subsetFont(font, undefined, { targetFormat: 'sfnt', keepAllGlyphs: true, preserveNameIds: [13, 14] });
}

/**
 * Splits the characters of a font into files, each character in exactly one. The rest comes first, because if two CSS
 * rules cover a character, the later one wins.
 */
async function partsOf(face: Face): Promise<readonly Part[]> {
  const all = charactersOf(await uncompressed(await sourceOf(face))).filter(isVisible);
  const wanted = new Set(Array.from(face.common ?? '', (character) => character.codePointAt(0)));
  const isCommon = (point: number) => face.common === undefined || wanted.has(point);
  return [
    { file: `${face.file}-rest.woff2`, characters: all.filter((point) => !isCommon(point)) },
    { file: `${face.file}-common.woff2`, characters: all.filter(isCommon) },
  ].filter(({ characters }) => characters.length > 0);
}

async function subset(face: Face, source: Buffer, characters: readonly number[]): Promise<Buffer> {
  const part = await subsetFont(source, String.fromCodePoint(...characters), {
    targetFormat: 'sfnt',
    noHinting: true,
    preserveNameIds: [13, 14],
    ...(face.axes && { variationAxes: face.axes }),
    ...(face.features && { keepFeatures: face.features }),
  });
  return subsetFont(withNames(part, ownNames(face, part)), undefined, {
    targetFormat: 'woff2',
    keepAllGlyphs: true,
    preserveNameIds: [13, 14],
  });
}

/** The names of the derived font. Keeps copyright and licence, and changes the font name, which licences reserve. */
function ownNames({ family, style }: Face, font: Buffer): ReadonlyMap<number, string> {
  const kept = [...namesOf(font)].filter(([id]) => id === 0 || id === 13 || id === 14);
  const full = `${family} ${style}`;
  return new Map([...kept, [1, family], [2, style], [4, full], [6, full.replace(/\W/g, '-')]]);
}

function rule(face: Face, file: string, range: string): string {
  return `@font-face {
  font-family: '${face.family}';
  font-style: ${face.style};
  font-weight: ${face.weight};
  font-display: ${face.display};
  src: url('./${file}') format('woff2');${range === '' ? '' : `\n  unicode-range: ${range};`}
}
`;
}

/** The characters as a CSS `unicode-range` (CSS Fonts 4). Approximate for the rest of a font, but without those taken. */
function ranges(characters: readonly number[], file: string, taken: readonly number[]): string {
  const spansTaken = (after: number, before: number) => taken.some((point) => point > after && point < before);
  const bridge = file.endsWith('-rest.woff2') ? 64 : 1;
  const spans: { first: number; last: number }[] = [];
  for (const point of characters) {
    const before = spans.at(-1);
    const isNear = before && point - before.last <= bridge;
    if (isNear && !spansSpaces(before.last, point) && !spansTaken(before.last, point)) before.last = point;
    else spans.push({ first: point, last: point });
  }
  const hex = (point: number) => point.toString(16).toUpperCase();
  return spans.map(({ first, last }) => `U+${hex(first)}${last > first ? `-${hex(last)}` : ''}`).join(', ');
}

/** Whether a gap among the characters without a glyph contains U+200B. */
function spansSpaces(after: number, before: number): boolean {
  return before > 0x2000 && after < 0x2070 && before - after > 1;
}

/** Whether a character has a width. Characters without one, such as KaTeX's U+200B, should not load a font. */
export function isVisible(point: number): boolean {
  return point >= 0x20 && !(point >= 0x200b && point <= 0x200f) && point !== 0xfeff;
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '../../src/styles/fonts');
  const files = await deriveFonts();
  const old = (await readdir(folder)).filter((file) => file.endsWith('.woff2') && !files.has(file));
  await Promise.all(old.map((file) => rm(join(folder, file))));
  for (const [file, content] of files) await writeFile(join(folder, file), content);
}
