import type { Card } from '../charts/share/cards.ts';
import type { Fonts } from '../charts/share/fonts.ts';
import { openCache, type Cache } from './cache.ts';

/** The share pictures of a log. They are cached in `.astro/`. */
export interface SharePictures {
  /** Names the pictures of the log, and removes others from the cache. */
  open(cards: ReadonlyMap<string, Card>): Promise<void>;
  /** The bytes of a picture, as PNG. Throws if the log has no picture of this name. */
  bytesOf(name: string): Promise<Uint8Array>;
}

/** Draws the share pictures of the log in a folder as they are requested. */
export function sharePictures(folder: string): SharePictures {
  let cards: ReadonlyMap<string, Card> = new Map();
  let cache: Cache | undefined;
  const opened = new Map<string, Promise<Fonts>>();
  const fontsFor = (language: string): Promise<Fonts> => {
    const fonts =
      opened.get(language) ?? import('../charts/share/fonts.ts').then(({ openFonts }) => openFonts(language));
    opened.set(language, fonts);
    return fonts;
  };
  return {
    open: async (named) => {
      cards = named;
      cache = await openCache(folder, 'share');
      for (const name of named.keys()) cache.file(name);
      await cache.prune();
    },
    bytesOf: async (name) => {
      const card = cards.get(name);
      if (!card || !cache) throw new Error(`There is no share picture "${name}".`);
      const file = cache.file(name);
      const kept = file.readChecked();
      if (kept) return kept;
      const { drawCard } = await import('../charts/share/draw.ts');
      const bytes = await drawCard(card, await fontsFor(card.language));
      await file.write(bytes);
      return bytes;
    },
  };
}
