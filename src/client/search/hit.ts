import type { Fragment } from './pagefind.ts';
import { unspacedAgain } from '../../search/shared/text.ts';

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
  /** The words of the text that match, as they stand there. */
  readonly forms: readonly string[];
  readonly sections: readonly { readonly url: string; readonly title: string; readonly excerpt: readonly Piece[] }[];
}

/** What a reader is shown of a page that was found. */
export function toHit({ url, meta, content, excerpt, locations, sub_results: sections }: Fragment): Hit {
  const words = content.split(/\s+/);
  return {
    url,
    title: unspacedAgain(meta.title ?? url),
    type: meta.type ?? 'page',
    label: meta.label ?? '',
    excerpt: piecesOf(excerpt),
    forms: [...new Set(locations.map((location) => (words[location] ?? '').toLowerCase()))],
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
  const parsed = new DOMParser().parseFromString(joined(unspacedAgain(excerpt)), 'text/html');
  return [...parsed.body.childNodes].map((node) => ({
    text: node.textContent ?? '',
    isMarked: node.nodeName === 'MARK',
  }));
}

/** Marks words side by side as one. */
function joined(excerpt: string): string {
  return excerpt.replace(/<\/mark>( +)<mark>/g, '$1');
}
