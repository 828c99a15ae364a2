import type { IconColours } from '../../site.ts';
import type { pngIcons } from '../../urls/icons.ts';
import { makeCanvas, type Outline } from './canvas.ts';
import { bar, circle, ring } from './shapes.ts';

/** The middle of the mark, in the units of `iconSvg()`, 32 of which are the width of its picture. */
const [middleX, middleY] = [16.6, 16];

/**
 * The icon of `iconSvg()` as a square PNG, on paper. In a maskable one, the mark is in the circle that no system cuts off:
 * four fifths of the width (W3C, Web Application Manifest).
 */
export function drawIcon({ size, purpose }: (typeof pngIcons)[number], { paper, accent }: IconColours): Buffer {
  const canvas = makeCanvas(size, size);
  canvas.start(paper);
  const scale = size / (purpose === 'maskable' ? 41 : 36);
  const fill = (outline: Outline, x: number, y: number, colour: string) =>
    canvas.fill(outline, { x: size / 2 + (x - middleX) * scale, y: size / 2 + (y - middleY) * scale, scale }, colour);
  fill(bar(3, 29, 1.5), 8.5, 1.5, accent);
  fill(circle(4.5), 10, 11, paper);
  fill(ring(4.5, 3.5), 10, 11, accent);
  fill(bar(12, 3, 1.5), 17.5, 9.5, accent);
  fill(bar(9, 3, 1.5), 17.5, 19.5, accent);
  return canvas.png();
}
