import type { Href } from '../../urls/urls.ts';
import { entryCards, listCards, type Card, type CardSource } from './cards.ts';
import type { TokenColours } from './palette.ts';

/** What the cover of a book says. */
export interface CoverText {
  readonly title: string;
  readonly description?: string;
  /** The names of the authors. */
  readonly authors: readonly string[];
}

/** The cover of a book about what is on these pages: it has the mark and the facts of the first one with a share picture. */
export function coverCard(
  site: CardSource,
  pages: readonly Href[],
  { title, description, authors }: CoverText,
  colours?: TokenColours,
): Card {
  const { log, urls, wording } = site;
  const cards = new Map([...entryCards(site, colours), ...listCards(site, colours)]);
  const page = pages.find((each) => cards.has(each)) ?? urls.home;
  const { lede: _, isVerdict: __, best: ___, kicker = [], ...card } = cards.get(page)?.() ?? {};
  return {
    ...{ language: log.language, direction: wording.direction, facts: [] },
    ...card,
    // The authors are below the title.
    kicker: page === urls.home ? [wording.words.home.kicker, ...kicker.slice(1)] : kicker,
    title,
    byline: wording.list(authors),
    ...(description !== undefined && { lede: description }),
  };
}
