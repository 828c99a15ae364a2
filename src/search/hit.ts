import type { Fragment } from './pagefind.ts';
import { unspacedAgain } from './text.ts';

/** A stretch of found text, marked where it matches. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A page that was found, with the sections inside it that match. */
export interface Hit {
  readonly url: string;
  readonly title: string;
  readonly type: string;
  readonly label: string;
  readonly excerpt: readonly Piece[];
  readonly sections: readonly { readonly url: string; readonly title: string; readonly excerpt: readonly Piece[] }[];
}

/** What a reader is shown of a page that was found. */
export function toHit({ url, meta, excerpt, sub_results: sections }: Fragment): Hit {
  return {
    url,
    title: unspacedAgain(meta.title ?? url),
    type: meta.type ?? 'page',
    label: meta.label ?? '',
    excerpt: piecesOf(excerpt),
    sections: sections
      .filter((section) => section.anchor)
      .slice(0, 3)
      .map((section) => ({
        url: section.url,
        title: unspacedAgain(section.title.replace(/#$/, '').trim()),
        excerpt: piecesOf(section.excerpt),
      })),
  };
}

/** Reads an excerpt, which is HTML, as text with marks; nothing of it ever reaches the page as HTML. */
function piecesOf(excerpt: string): Piece[] {
  const parsed = new DOMParser().parseFromString(unspacedAgain(excerpt), 'text/html');
  return [...parsed.body.childNodes].map((node) => ({
    text: node.textContent ?? '',
    isMarked: node.nodeName === 'MARK',
  }));
}
