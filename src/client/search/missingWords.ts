import { longestWords, termsOf, findPhrase } from './findPages.ts';
import type { IndexedPage } from '../../search/shared/pagefindFiles.ts';
import { folded, significantWords } from '../../search/shared/text.ts';

/**
 * Returns the words of a query that no page has, not even as a prefix. Pagefind does not report them: it ignores an
 * unknown word, or takes its longest known prefix, so that "atention" finds "at". A word exists if one of the first pages
 * has it as a prefix, or if the index has its stem. Checks only the words that were looked up, so it loads nothing more.
 */
export async function missingWords(
  words: readonly string[],
  stopWords: ReadonlySet<string>,
  first: readonly IndexedPage[],
): Promise<readonly string[]> {
  const texts = first.map(({ content, meta }) => folded(`${content} ${Object.values(meta).join(' ')}`));
  const asked = longestWords(significantWords(words, stopWords));
  const isMissing = await Promise.all(
    asked.map(async (word) => {
      const [term] = termsOf([word], stopWords);
      if (term === undefined) return false;
      const beginning = folded(term);
      if (texts.some((text) => hasWordFrom(text, beginning))) return false;
      return (await findPhrase(word)).length === 0;
    }),
  );
  return asked.filter((_, index) => isMissing[index]);
}

function hasWordFrom(text: string, beginning: string): boolean {
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
  }
  return false;
}
