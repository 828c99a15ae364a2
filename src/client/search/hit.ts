import { excerptLength, type Fragment } from './pagefind.ts';
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
  /** The words of the text that match, in the form they have there. */
  readonly forms: readonly string[];
  readonly sections: readonly {
    readonly url: string;
    readonly title: string;
    readonly excerpt: readonly ExcerptPart[];
  }[];
}

/** Makes a hit of a page that matches the terms. */
export function toHit(
  { url, meta, content, excerpt, locations, sub_results: sections }: Fragment,
  terms: readonly string[],
): Hit {
  const words = content.split(/\s+/);
  return {
    url,
    title: readable(meta.title ?? url),
    type: meta.type ?? 'page',
    label: readable(meta.label ?? ''),
    excerpt: (locations.length === 0 ? excerptAround(content, terms) : undefined) ?? parseExcerpt(excerpt),
    forms: [...new Set(locations.map((location) => readable(words[location] ?? '').toLowerCase()))],
    sections: sections
      .filter((section) => section.anchor)
      .slice(0, 3)
      .map((section) => ({
        url: section.url,
        title: readable(section.title.replace(/#$/, '').trim()),
        excerpt: parseExcerpt(section.excerpt),
      })),
  };
}

/** The words around the first one that contains a term. Pagefind has no position for words that it knows from `others`. */
function excerptAround(content: string, terms: readonly string[]): ExcerptPart[] | undefined {
  const words = content.split(' ');
  const asked = terms.map(folded);
  const at = words.findIndex((word) => asked.some((term) => withoutSigns(folded(word)).includes(term)));
  if (at < 0) return undefined;
  const start = Math.max(0, Math.min(at - 8, words.length - excerptLength));
  const textOf = (from: number, to: number) => words.slice(from, to).map((word) => `${word} `);
  return [
    { text: readable(textOf(start, at).join('')), isMatch: false },
    { text: readable(textOf(at, at + 1).join('')).trim(), isMatch: true },
    { text: readable(` ${textOf(at + 1, start + excerptLength).join('')}`).trimEnd(), isMatch: false },
  ];
}

/** Parses the HTML of an excerpt into text, so that it never reaches the page as HTML. */
function parseExcerpt(excerpt: string): ExcerptPart[] {
  const parsed = new DOMParser().parseFromString(joinMarks(readable(excerpt)), 'text/html');
  return [...parsed.body.childNodes].map((node) => ({
    text: node.textContent ?? '',
    isMatch: node.nodeName === 'MARK',
  }));
}

/** Joins marks with nothing or only spaces between them. */
function joinMarks(excerpt: string): string {
  return excerpt.replace(/<\/mark>( *)<mark>/g, '$1');
}
