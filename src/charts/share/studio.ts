import { makeCanvas } from './canvas.ts';
import { pictureSize, type Card } from './cards.ts';
import { drawCard } from './draw.ts';
import { coverSize, drawCover } from './drawCover.ts';
import { openFonts, type Fonts } from './fonts.ts';

/** Draws share pictures one after the other, with the same fonts and the same canvas. */
export function openStudio(): (card: Card) => Promise<Uint8Array> {
  const opened = new Map<string, Promise<Fonts>>();
  const fontsFor = (language: string): Promise<Fonts> => {
    const fonts = opened.get(language) ?? openFonts(language);
    opened.set(language, fonts);
    return fonts;
  };
  const canvas = makeCanvas(pictureSize.width, pictureSize.height);
  let before: Promise<unknown> = Promise.resolve();
  return (card) => {
    const drawn = before.then(async () => drawCard(card, await fontsFor(card.language), canvas));
    before = drawn.catch(() => undefined);
    return drawn;
  };
}

/** Draws the cover of an e-book, as a PNG. */
export async function drawBookCover(card: Card): Promise<Uint8Array> {
  return drawCover(card, await openFonts(card.language), makeCanvas(coverSize.width, coverSize.height));
}
