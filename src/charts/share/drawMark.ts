import type { Mark } from './cards.ts';
import { end, start, type Drawing } from './drawing.ts';
import { bar, circle, ring } from './shapes.ts';

/** The lowest point of a mark, and the baseline of the words in it. */
export const markEnd = 488;

const size = 23;
/** More steps of a path would not be told apart. */
const mostSteps = 24;

/** How far down text may go above a mark, or above the foot. */
export function markTop(mark: Mark | undefined, foot: number): number {
  return mark ? { dots: 376, bar: 370, bars: 374, steps: 420, topics: 436 }[mark.kind] : foot - 30;
}

/** Draws the mark of a card. Bars stand on the rule above the foot. */
export async function drawMark(mark: Mark, foot: number, drawing: Drawing): Promise<void> {
  if (mark.kind === 'dots') drawDots(mark.dots, drawing);
  if (mark.kind === 'bar') drawBar(mark.parts, drawing);
  if (mark.kind === 'bars') drawBars(mark.bars, foot, drawing);
  if (mark.kind === 'steps') drawSteps(mark.steps, drawing);
  if ('legend' in mark) await drawLegend(mark.legend, drawing);
}

type Of<Kind extends Mark['kind']> = Extract<Mark, { readonly kind: Kind }>;

function drawDots(dots: Of<'dots'>['dots'], { pen, colour }: Drawing): void {
  for (const [index, dot] of dots.entries()) {
    pen.shape(circle(12), start + 12 + index * 34, markEnd - 58, colour(dot.colour));
  }
}

function drawBar(parts: Of<'bar'>['parts'], { pen, colour }: Drawing): void {
  const total = parts.reduce((sum, { amount }) => sum + amount, 0);
  let x = start;
  for (const [index, part] of parts.entries()) {
    const width = ((end - start) * part.amount) / total;
    const ends = { left: index === 0, right: index === parts.length - 1 };
    const gap = ends.right ? 0 : 3;
    if (width > gap) pen.shape(bar(width - gap, 22, 11, ends), x, markEnd - 70, colour(part.colour));
    x += width;
  }
}

function drawBars(bars: Of<'bars'>['bars'], foot: number, { pen, colour }: Drawing): void {
  const highest = Math.max(...bars.map((parts) => parts.reduce((sum, { amount }) => sum + amount, 0)));
  const step = Math.min(132, (end - start) / bars.length);
  for (const [index, parts] of bars.entries()) {
    let y = foot;
    for (const part of parts) {
      const height = (part.amount / highest) * 120;
      y -= height;
      pen.shape(bar(step * 0.8, Math.max(1, height - 2)), start + index * step, y, colour(part.colour));
    }
  }
}

function drawSteps(steps: number, { pen, colour }: Drawing): void {
  const dots = Math.min(steps, mostSteps);
  const gap = Math.min(62, (end - start - 48) / Math.max(1, dots - 1));
  const [first, y] = [start + 10, markEnd - 16];
  const goal = first + (dots - 1) * gap;
  pen.shape(bar(goal - first, 3), first, y - 1.5, colour('rule'));
  for (let step = 0; step < dots - 1; step += 1) pen.shape(circle(10), first + step * gap, y, colour('ink-3'));
  pen.shape(circle(21), goal, y, colour('paper'));
  pen.shape(ring(15, 6), goal, y, colour('accent'));
}

async function drawLegend(legend: Of<'topics'>['legend'], { pen, colour, line }: Drawing): Promise<void> {
  let x = start;
  for (const { name, colour: token } of legend) {
    const shown = await line(name, 'fact');
    if (!shown || x + 28 + shown.width * size > end) return;
    pen.shape(circle(8), x + 8, markEnd - 8, colour(token));
    pen.line(shown, size, x + 28, markEnd, colour('ink-2'));
    x += 62 + shown.width * size;
  }
}
