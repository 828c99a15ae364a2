import type { Fragment } from './pagefind.ts';
import { removeGaps } from '../../search/shared/text.ts';

/** A part of an excerpt. */
export interface ExcerptPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A page that matches, with its matching sections. */
export interface Hit {
  readonly url: string;
  readonly title: string;
  readonly type: string;
  readonly label: string;
  readonly excerpt: readonly ExcerptPart[];
  /** The words of the text that match, in the form they have there. */
  readonly forms: readonly string[];
  readonly sections: readonly {
    readonly url: string;
    readonly title: string;
    readonly excerpt: readonly ExcerptPart[];
  }[];
}

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

/** Parses the HTML of an excerpt into text, so that it never reaches the page as HTML. */
function parseExcerpt(excerpt: string): ExcerptPart[] {
  const parsed = new DOMParser().parseFromString(joinMarks(removeGaps(excerpt)), 'text/html');
  return [...parsed.body.childNodes].map((node) => ({
    text: node.textContent ?? '',
    isMatch: node.nodeName === 'MARK',
  }));
}

/** Joins marks that only spaces separate. */
function joinMarks(excerpt: string): string {
  return excerpt.replace(/<\/mark>( +)<mark>/g, '$1');
}
