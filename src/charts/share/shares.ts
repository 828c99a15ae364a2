import { hash } from 'node:crypto';
import { fill } from '../../i18n/phrase.ts';
import type { SharePicture } from '../../site.ts';
import type { Href } from '../../urls/urls.ts';
import { entryCards, listCards, pictureSize, type Card, type Cards, type CardSource } from './cards.ts';
import type { TokenColours } from './palette.ts';

/** The share pictures of a log. */
export interface Shares {
  /** The picture of the page at an address. A page without its own has that of the log. */
  of(page: Href | undefined): SharePicture | undefined;
  /** What each picture shows, by the path of its file on the site. */
  readonly cards: ReadonlyMap<string, Card>;
}

/** Raise it when a card is drawn in another way. A test compares the drawing of one card. */
const design = 2;

/**
 * The share pictures of a log. The name of a file is a hash of what the picture shows: social sites keep a picture for as
 * long as it has the same address. A log without an address has none, because they need the whole address of a picture.
 */
export function sharesOf(site: CardSource, colours?: TokenColours): Shares {
  const { log, urls, wording } = site;
  if (log.site === undefined || !log.sharePictures) return { of: () => undefined, cards: new Map() };
  const entries = entryCards(site, colours);
  let known: Cards | undefined;
  const lists = () => (known ??= listCards(site, colours));
  const named = new Map<() => Card, { readonly file: string; readonly card: Card }>();
  const nameOnce = (make: () => Card) => {
    const found = named.get(make) ?? withFile(make());
    named.set(make, found);
    return found;
  };
  return {
    of: (page = urls.home) => {
      const make = entries.get(page) ?? lists().get(page) ?? lists().get(firstOf(page)) ?? lists().get(urls.home);
      if (!make) return undefined;
      const { file, card } = nameOnce(make);
      const alt =
        card.log === undefined ? card.title : fill(wording.words.frame.shareAlt, { title: card.title, log: card.log });
      return { href: urls.file(file), ...pictureSize, alt };
    },
    get cards() {
      const all = [...lists().values(), ...entries.values()].map(nameOnce);
      return new Map(all.map(({ file, card }) => [file, card]));
    },
  };
}

function withFile(card: Card) {
  return { file: fileOf(card), card };
}

function fileOf(card: Card): string {
  return `share/${hash('sha256', JSON.stringify([design, card]), 'hex').slice(0, 16)}.png`;
}

/** The address of the first page of a list, for one of its other pages. */
function firstOf(page: Href): Href {
  return page.replace(/page\/\d+\/$/, '') as Href;
}
