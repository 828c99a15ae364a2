import type { Fragment } from './pagefind.ts';
import { removeGaps } from '../../search/shared/text.ts';

/** A stretch of found text, marked where it matches. */
export interface ExcerptPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A page that was found, with the sections inside it that match. */
export interface Hit {
  readonly url: string;
  readonly title: string;
  readonly type: string;
  readonly label: string;
  readonly excerpt: readonly ExcerptPart[];
  /** The words of the text that match, as they stand there. */
  readonly forms: readonly string[];
  readonly sections: readonly {
    readonly url: string;
    readonly title: string;
    readonly excerpt: readonly ExcerptPart[];
  }[];
}

/** What a reader is shown of a page that was found. */
export function toHit({ url, meta, content, excerpt, locations, sub_results: sections }: Fragment): Hit {
  const words = content.split(/\s+/);
  return {
    url,
    title: removeGaps(meta.title ?? url),
    type: meta.type ?? 'page',
    label: meta.label ?? '',
    excerpt: parseExcerpt(excerpt),
    forms: [...new Set(locations.map((location) => (words[location] ?? '').toLowerCase()))],
    sections: sections
      .filter((section) => section.anchor)
      .slice(0, 3)
      .map((section) => ({
        url: section.url,
        title: removeGaps(section.title.replace(/#$/, '').trim()),
        excerpt: parseExcerpt(section.excerpt),
      })),
  };
}

/** Reads an excerpt, which is HTML, as text with marks; nothing of it ever reaches the page as HTML. */
function parseExcerpt(excerpt: string): ExcerptPart[] {
  const parsed = new DOMParser().parseFromString(joined(removeGaps(excerpt)), 'text/html');
  return [...parsed.body.childNodes].map((node) => ({
    text: node.textContent ?? '',
    isMatch: node.nodeName === 'MARK',
  }));
}

/** Marks words side by side as one. */
function joined(excerpt: string): string {
  return excerpt.replace(/<\/mark>( +)<mark>/g, '$1');
}
