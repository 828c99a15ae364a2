import type { Canvas } from './canvas.ts';
import { pictureSize, type Card } from './cards.ts';
import { drawFoot, drawKicker, drawSpine, footRule, leading } from './draw.ts';
import { drawMark } from './drawMark.ts';
import { end, lowered, makeDrawing, start } from './drawing.ts';
import type { Fonts } from './fonts.ts';
import { usualColours, type TokenColours } from './palette.ts';
import type { Space } from './text.ts';

/** The size of the cover of an e-book in pixels. It is as wide as a share picture, whose parts it has. */
export const coverSize = { width: pictureSize.width, height: 1600 } as const;

/** How far down the parts of a share picture are: those at its top, and those at its foot. */
const [lowerTop, lowerFoot] = [90, coverSize.height - pictureSize.height - 60];

const titleSizes: Space['sizes'] = [
  ...[132, 118, 104].map((size) => [size, 4] as const),
  ...[90, 78].map((size) => [size, 6] as const),
  [66, 8],
];
const sizes = { byline: 38, lede: 40 };

/** Draws the cover of an e-book, as a PNG. A text with a character that no font has is left out. */
export async function drawCover(card: Card, fonts: Fonts, canvas: Canvas): Promise<Buffer> {
  const colours: TokenColours = { ...usualColours, ...card.colours };
  canvas.start(colours.paper ?? usualColours.paper);
  const drawing = makeDrawing(canvas, colours, fonts, card.direction);
  const { pen, colour, block } = drawing;
  drawSpine(drawing, coverSize.height, lowerTop);
  const width = end - start;
  let y = (await drawKicker(card, lowered(drawing, lowerTop))) + lowerTop + 24;
  const title = await block(card.title, 'title', { width, sizes: titleSizes });
  if (title) y = pen.block(title, start, y, leading.title, colour('ink')) + 36;
  const byline = await block(card.byline ?? '', 'fact', { width, sizes: [[sizes.byline, 2]] });
  if (byline) y = pen.block(byline, start, y, leading.text, colour('ink-2')) + 44;
  const lede = await block(card.lede ?? '', 'text', { width: width - 20, sizes: [[sizes.lede, 5]] });
  if (lede) pen.block(lede, start, y, leading.text, colour('ink-2'));
  const atFoot = lowered(drawing, lowerFoot);
  if (card.mark) await drawMark(card.mark, footRule, atFoot);
  await drawFoot(card, atFoot);
  return canvas.png();
}
