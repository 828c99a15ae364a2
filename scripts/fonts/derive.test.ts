import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deriveFonts, isVisible, sourceOf, uncompressed } from './derive.ts';
import { formulaFaces, textFaces } from './faces.ts';
import { advancesOf, charactersOf, namesOf } from './sfnt.ts';

const folder = join(import.meta.dirname, '../../src/styles/fonts');
const faces = [...textFaces, ...(await formulaFaces())];

async function committed(file: string): Promise<Buffer> {
  return readFile(join(folder, file));
}

async function partsOf(file: string): Promise<Buffer[]> {
  const files = (await readdir(folder)).filter(
    (name) => name === `${file}-common.woff2` || name === `${file}-rest.woff2`,
  );
  return Promise.all(files.map(async (name) => uncompressed(await committed(name))));
}

test('the fonts and their style sheets match the output of derive.ts for the installed packages', async () => {
  const files = await deriveFonts();
  const present = (await readdir(folder)).filter((file) => /\.(?:woff2|css)$/.test(file));
  expect(present.sort()).toEqual([...files.keys()].sort());
  for (const [file, content] of files) {
    const isSame = content.equals(await committed(file));
    expect(isSame, `${file} is out of date: run "node scripts/fonts/derive.ts" and commit`).toBe(true);
  }
}, 60_000);

describe.each(faces)('the parts of $file', (face) => {
  test('cover every character of the source', async () => {
    const all = charactersOf(await uncompressed(await sourceOf(face))).filter(isVisible);
    // Some appear twice: HarfBuzz adds the mirrored characters that right-to-left text needs.
    const drawn = new Set((await partsOf(face.file)).flatMap(charactersOf));
    expect([...drawn].sort((a, b) => a - b)).toEqual(all);
  });

  test('do not use a reserved font name, and keep the copyright', async () => {
    for (const part of await partsOf(face.file)) {
      const names = namesOf(part);
      expect([1, 4, 6].map((id) => names.get(id)).join()).not.toMatch(/Source|KaTeX/);
      expect(names.get(0)).toMatch(/Copyright|©/);
      expect(names.get(14)).toMatch(/OFL|openfontlicense/);
    }
  });
});

test.each(await formulaFaces())('the characters of $file have the widths that KaTeX expects', async (face) => {
  const source = await uncompressed(await sourceOf(face));
  for (const part of await partsOf(face.file)) {
    const characters = charactersOf(part);
    expect(advancesOf(part, characters)).toEqual(advancesOf(source, characters));
  }
});

test('while a font of text loads, a browser loads no other font for the same characters', async () => {
  const rules = (await committed('text.css')).toString('utf8').split('@font-face').slice(1);
  const ranges = rules
    .filter((rule) => rule.includes('font-display: optional'))
    .map((rule) => ({
      font: [/family: '([^']+)/, /style: (\w+)/].map((pattern) => pattern.exec(rule)?.[1]).join(' '),
      points: [...rule.matchAll(/U\+([\dA-F]+)(?:-([\dA-F]+))?/g)].flatMap(([, first = '', last = first]) => {
        const start = Number.parseInt(first, 16);
        return Array.from({ length: Number.parseInt(last, 16) - start + 1 }, (_, step) => start + step);
      }),
    }));
  expect(ranges.length).toBe(6);
  for (const font of new Set(ranges.map((range) => range.font))) {
    const points = ranges.filter((range) => range.font === font).flatMap((range) => range.points);
    expect(points.length).toBeGreaterThan(100);
    expect(new Set(points).size, font).toBe(points.length);
  }
});
