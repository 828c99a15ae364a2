import { folded, isUnspaced } from './text.ts';

/** A page as it stands in the index: its text, and what is known of it. */
export interface IndexedPage {
  readonly url: string;
  readonly content: string;
  readonly meta: Readonly<Record<string, string>>;
}

/** The most words that are kept: about 23 kB as a host sends them, loaded only for a word that nothing has. */
const limit = 6_000;
/** Fields of words that people look for. */
const telling = ['title', 'authors', 'about', 'best', 'alias'];
/** What a word there counts, in pages that merely use it. */
const tellingWeight = 20;

/**
 * The words that the index knows, the most useful ones first: those of titles, authors and topics before those of
 * notes, each by the number of pages that have it. What is corrected is corrected to one of them.
 */
export function vocabularyOf(pages: readonly IndexedPage[]): string[] {
  const uses = new Map<string, { count: number; spelling: string }>();
  const add = (text: string, weight: number) => {
    for (const [key, spelling] of distinct(text)) {
      const use = uses.get(key);
      uses.set(key, { count: (use?.count ?? 0) + weight, spelling: use?.spelling ?? spelling });
    }
  };
  for (const { meta, content } of pages) {
    add(telling.map((field) => meta[field] ?? '').join(' '), tellingWeight);
    add(content, 1);
  }
  return [...uses.values()]
    .sort((a, b) => b.count - a.count || (a.spelling < b.spelling ? -1 : 1))
    .slice(0, limit)
    .map(({ spelling }) => spelling);
}

/** The words of a text that can be mistyped: letters only, three at least, of scripts with spaces; by their folded form. */
function distinct(text: string): Map<string, string> {
  const words = (text.match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?/gu) ?? []).map((word) => word.replace(/['’].*/, ''));
  return new Map(
    words
      .filter((word) => word.length >= 3 && word.length <= 30 && !isUnspaced(word))
      .map((word) => [folded(word), word.toLowerCase()]),
  );
}
