import { excerptHtml } from './excerpt.ts';
import type { Fragment } from './pagefind.ts';
import { folded, readable, withoutSigns } from '../../search/shared/text.ts';

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
  /** The words of the text that match, in the form in which they occur. */
  readonly forms: readonly string[];
  readonly sections: readonly {
    readonly url: string;
    readonly title: string;
    readonly excerpt: readonly ExcerptPart[];
  }[];
}

/** Makes a hit of a page that matches the terms. */
export function toHit(
  { url, meta, content, locations, sub_results: sections }: Fragment,
  terms: readonly string[],
): Hit {
  const words = content.split(/\s+/);
  return {
    url,
    title: readable(meta.title ?? url),
    type: meta.type ?? 'page',
    label: readable(meta.label ?? ''),
    excerpt: parseExcerpt(excerptHtml(words, locations.length > 0 ? locations : matchesIn(words, terms))),
    forms: [...new Set(locations.map((location) => readable(words[location] ?? '').toLowerCase()))],
    sections: sections
      .filter((section) => section.anchor)
      .slice(0, 3)
      .map((section) => ({
        url: section.url,
        title: readable(section.title.replace(/#$/, '').trim()),
        excerpt: parseExcerpt(excerptHtml(words, section.locations)),
      })),
  };
}

/**
 * The position of the first word that contains one of the terms. Needed because Pagefind has no positions for words
 * that it finds in the field `others`.
 */
function matchesIn(words: readonly string[], terms: readonly string[]): readonly number[] {
  const asked = terms.map(folded);
  const at = words.findIndex((word) => asked.some((term) => withoutSigns(folded(word)).includes(term)));
  return at < 0 ? [] : [at];
}

/** Parses the HTML of an excerpt into text, so that it never reaches the page as HTML. */
function parseExcerpt(excerpt: string): ExcerptPart[] {
  const parsed = new DOMParser().parseFromString(excerpt, 'text/html');
  return [...parsed.body.childNodes].map((node) => ({
    text: node.textContent ?? '',
    isMatch: node.nodeName === 'MARK',
  }));
}
