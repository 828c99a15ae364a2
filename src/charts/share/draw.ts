import type { Canvas, Outline } from './canvas.ts';
import { pictureSize, type Card } from './cards.ts';
import { drawMark, markEnd, markTop } from './drawMark.ts';
import { end, makeDrawing, start, type Drawing } from './drawing.ts';
import type { Fonts } from './fonts.ts';
import { usualColours, type TokenColours } from './palette.ts';
import { bar, circle, ring, star } from './shapes.ts';
import type { Space } from './text.ts';

/** Where the line beside the text is, in pixels from the side where text starts. */
const spine = 88;
/** The baselines of the words above the title and at the foot, and the rule above the foot. */
const [kickerLine, footLine] = [108, 577];
export const footRule = 530;

export const leading = { title: 1.14, text: 1.34 };
const sizes = { text: 33, byline: 27, fact: 24, kicker: 23, log: 27 };

/** Draws a share picture, as a PNG. A text with a character that no font has is left out. */
export async function drawCard(card: Card, fonts: Fonts, canvas: Canvas): Promise<Buffer> {
  const colours: TokenColours = { ...usualColours, ...card.colours };
  canvas.start(colours.paper ?? usualColours.paper);
  const drawing = makeDrawing(canvas, colours, fonts, card.direction);
  drawSpine(drawing, pictureSize.height);
  const top = await drawKicker(card, drawing);
  await drawTexts(card, top, drawing);
  if (card.best !== undefined) await drawBest(card.best, drawing);
  if (card.mark) await drawMark(card.mark, footRule, drawing);
  await drawFoot(card, drawing);
  return canvas.png();
}

/** The line beside the text, with the ring of the site’s icon, which `lower` moves down. */
export function drawSpine({ pen, colour }: Drawing, height: number, lower = 0): void {
  const y = kickerLine - 9 + lower;
  pen.shape(bar(4, height), spine - 2, 0, colour('accent'));
  pen.shape(circle(17), spine, y, colour('paper'));
  pen.shape(ring(14, 6), spine, y, colour('accent'));
}

/** What the page is, in capitals. Returns where the title starts. */
export async function drawKicker({ kicker, language }: Card, { pen, colour, line }: Drawing): Promise<number> {
  const size = sizes.kicker;
  let x = start;
  for (const [index, text] of kicker.entries()) {
    // Letters that join must not be spaced.
    const isSpaced = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}]+$/u.test(text);
    const shown = await line(text.toLocaleUpperCase(language), 'label', isSpaced ? 0.07 : 0);
    const gap = index > 0 && x > start ? 36 : 0;
    if (!shown || x + gap + shown.width * size > end) break;
    if (gap > 0) pen.shape(circle(3), x + gap / 2, kickerLine - 8, colour('control'));
    pen.line(shown, size, x + gap, kickerLine, colour(index === 0 ? 'accent' : 'ink-3'));
    x += gap + shown.width * size;
  }
  return x > start ? kickerLine + 30 : kickerLine - 48;
}

/** The title, whose size leaves room for the texts below it. */
async function drawTexts(card: Card, top: number, { pen, colour, line, block }: Drawing): Promise<void> {
  const bottom = card.best === undefined ? markTop(card.mark, footRule) : markEnd - 56;
  const indent = card.isVerdict ? 28 : 0;
  const byline = card.byline === undefined ? undefined : await line(card.byline, 'fact');
  const lede =
    card.lede === undefined
      ? undefined
      : await block(card.lede, card.isVerdict ? 'verdict' : 'text', {
          width: end - start - indent - 20,
          sizes: [[sizes.text, 3]],
        });
  const below = (byline ? 50 : 0) + (lede ? lede.lines.length * sizes.text * leading.text + 26 : 0);
  const title = await block(card.title, 'title', { width: end - start, sizes: titleSizes(bottom - top - below) });
  let y = title ? pen.block(title, start, top, leading.title, colour('ink')) : top;
  if (byline && byline.width * sizes.byline < end - start) {
    pen.line(byline, sizes.byline, start, y + 42, colour('ink-2'));
    y += 50;
  }
  if (!lede) return;
  y += 26;
  const to = pen.block(lede, start + indent, y, leading.text, colour(card.isVerdict ? 'ink' : 'ink-2'));
  if (card.isVerdict) pen.shape(bar(4, to - y - 4, 2), start, y + 6, colour('accent'));
}

/** The sizes of a title that is at most so high, with their most lines. */
function titleSizes(most: number): Space['sizes'] {
  const smallest = 44;
  const mostLines = (size: number) =>
    Math.min(size > 75 ? 2 : size > 50 ? 3 : 4, Math.floor(most / (size * leading.title)));
  const larger = [88, 80, 72, 66, 60, 54, 48].map((size) => [size, mostLines(size)] as const);
  return [...larger, [smallest, Math.max(1, mostLines(smallest))]];
}

async function drawBest(best: string, { pen, colour, block }: Drawing): Promise<void> {
  const shown = await block(best, 'label', { width: end - start - 40, sizes: [[sizes.fact, 1]] });
  if (!shown) return;
  pen.shape(star(14), start + 14, markEnd - 9, colour('accent'));
  pen.block(shown, start + 40, markEnd - 24, 1, colour('ink'));
}

/** The title of the log, and facts about the page. */
export async function drawFoot({ log, level, facts }: Card, { pen, colour, line, block }: Drawing): Promise<void> {
  pen.shape(bar(end - start, 2), start, footRule, colour('rule'));
  const name = log === undefined ? undefined : await block(log, 'log', { width: 520, sizes: [[sizes.log, 1]] });
  if (name) pen.block(name, start, footLine - sizes.log, 1, colour('ink'));
  const shown = await line(facts.join('  ·  '), 'fact');
  const width = (shown?.width ?? 0) * sizes.fact;
  if (!shown || width > (name ? 420 : end - start)) return;
  const x = name ? end - width : start;
  pen.line(shown, sizes.fact, x, footLine, colour('ink-2'));
  if (level === undefined) return;
  for (let dot = 0; dot < 3; dot += 1) {
    const [shape, token]: [Outline, string] = dot < level ? [circle(7.5), 'accent'] : [ring(6.25, 2.5), 'control'];
    pen.shape(shape, x - 66 + dot * 23, footLine - 9, colour(token));
  }
}
