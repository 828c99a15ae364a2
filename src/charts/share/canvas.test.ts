import sharp from 'sharp';
import { expect, test } from 'vitest';
import { codes, makeCanvas, type Canvas, type Outline, type Place } from './canvas.ts';
import { bar, circle, ring } from './shapes.ts';

const [width, height] = [20, 12];
const place = (x: number, y: number, more: Partial<Place> = {}): Place => ({ x, y, scale: 1, ...more });

/** The coverage of each pixel after white has been drawn on black, from 0 to 1, as another decoder reads the PNG. */
async function coverageOf(draw: (fill: (outline: Outline, at: Place) => void) => void, canvas = emptyCanvas()) {
  draw((outline, at) => canvas.fill(outline, at, '#ffffff'));
  const pixels = await pixelsOf(canvas);
  const at = (x: number, y: number) => (pixels[(y * width + x) * 3] ?? 0) / 255;
  const all = Array.from({ length: width * height }, (_, index) => at(index % width, Math.floor(index / width)));
  return { at, sum: all.reduce((sum, one) => sum + one, 0) };
}

function emptyCanvas(): Canvas {
  const canvas = makeCanvas(width, height);
  canvas.start('#000000');
  return canvas;
}

function pixelsOf(canvas: Canvas): Promise<Buffer> {
  return sharp(canvas.png()).removeAlpha().raw().toBuffer();
}

test('a pixel is as dark as the part of it that a shape covers', async () => {
  const { at, sum } = await coverageOf((fill) => fill(bar(4, 3), place(2.5, 3)));
  expect([at(1, 4), at(2, 4), at(3, 4), at(5, 4), at(6, 4), at(7, 4)]).toEqual([0, 0.5, 1, 1, 0.5, 0].map(shown));
  expect([at(3, 2), at(3, 3), at(3, 5), at(3, 6)]).toEqual([0, 1, 1, 0]);
  expect(sum).toBeCloseTo(12, 1);
});

test('curves enclose the area of a circle, wherever it stands and however it is scaled', async () => {
  for (const at of [place(10, 6), place(9.3, 5.8), place(10, 6, { scale: 1.1 }), place(9.3, 6, { isMirrored: true })]) {
    const { sum } = await coverageOf((fill) => fill(circle(4), at));
    expect(sum / (Math.PI * (4 * at.scale) ** 2)).toBeCloseTo(1, 1);
  }
});

test('the inside of a ring stays empty, and contours of one direction are joined where they overlap', async () => {
  const hole = await coverageOf((fill) => fill(ring(4, 2), place(10, 6)));
  expect([hole.at(10, 6), hole.at(6, 6)]).toEqual([0, 1]);
  const joined = await coverageOf((fill) => fill([...bar(6, 4), ...bar(3, 4)], place(2, 2)));
  expect(joined.sum).toBe(24);
});

test('a shape that is mirrored stands to the left of its place', async () => {
  const { at, sum } = await coverageOf((fill) => fill(bar(3, 2), place(10, 4, { isMirrored: true })));
  expect([at(6, 4), at(7, 4), at(9, 4), at(10, 4), sum]).toEqual([0, 1, 1, 0, 6]);
});

test('a shape that is not inside of the canvas as a whole is left out, and changes nothing else', async () => {
  for (const at of [place(-1, 2), place(18, 2), place(2, -0.5), place(2, 10)]) {
    expect((await coverageOf((fill) => fill(bar(3, 3), at))).sum).toBe(0);
  }
  expect((await coverageOf((fill) => fill(bar(width, height), place(0, 0)))).sum).toBe(width * height);
});

test('a shape that was drawn before is drawn the same at each part of a pixel', async () => {
  const triangle: Outline = [codes.move, 0, 0, codes.line, 5, 0, codes.line, 0, -4];
  const canvas = makeCanvas(width, height);
  const mirrored = place(9.25, 3, { isMirrored: true });
  for (const at of [place(2, 3), place(2.25, 3), place(2.4, 3), place(9.25, 3), mirrored, place(2, 3)]) {
    canvas.start('#000000');
    const again = await coverageOf((fill) => fill(triangle, at), canvas);
    const once = await coverageOf((fill) => fill(triangle, at));
    for (let x = 0; x < width; x += 1) expect(again.at(x, 4)).toBe(once.at(x, 4));
  }
});

test('colours are as they were given, on the ground and over one another', async () => {
  const canvas = makeCanvas(width, height);
  canvas.start('#fcfbf8');
  canvas.fill(bar(10, 6), place(0, 0), '#a63a16');
  canvas.fill(bar(5, 6), place(0, 0), '#010203');
  const pixels = await pixelsOf(canvas);
  const at = (x: number, y: number) => [...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
  expect([at(2, 2), at(7, 2), at(2, 8)]).toEqual([
    [1, 2, 3],
    [166, 58, 22],
    [252, 251, 248],
  ]);
});

test('with more colours than a palette has, others are drawn in the nearest one', async () => {
  const canvas = emptyCanvas();
  for (let red = 1; red < 300; red += 1) {
    const colour = `#${(red % 256).toString(16).padStart(2, '0')}${red < 256 ? '00' : '08'}00`;
    canvas.fill(bar(1, 1), place(red % width, Math.floor(red / width) % height), colour);
  }
  const pixels = await pixelsOf(canvas);
  const last = (299 % width) + (Math.floor(299 / width) % height) * width;
  expect(Math.abs((pixels[last * 3] ?? 0) - (299 % 256))).toBeLessThan(10);
});

/** A coverage as it is drawn, in one of the shades. */
function shown(coverage: number): number {
  return Math.round(coverage * 255) / 255;
}
