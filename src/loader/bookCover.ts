import { coverCard, type CoverText } from '../charts/share/coverCard.ts';
import type { Href } from '../urls/urls.ts';
import type { LoadedSite } from './loadedSite.ts';

/** The cover of an e-book, as a PNG. It has the mark and the facts of the first of these pages that has a share picture. */
export async function bookCover(site: LoadedSite, pages: readonly Href[], text: CoverText): Promise<Uint8Array> {
  const { drawBookCover } = await import('../charts/share/studio.ts');
  return drawBookCover(coverCard(site, pages, text, site.theme?.colours));
}
