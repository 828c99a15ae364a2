import { longestWords, termsOf, findPhrase } from './findPages.ts';
import type { IndexedPage } from '../../search/shared/pagefindFiles.ts';
import { folded, significantWords } from '../../search/shared/text.ts';

/**
 * The words of a query that no page has, not even as the beginning of another word. Pagefind does not tell: it leaves
 * out a word that it does not know, or takes the longest beginning that it does know, so that "atention" finds "at".
 * One of the first pages has a word that begins with it, or the index has it by its stem. Only the words that were
 * looked up are judged, so nothing more is loaded.
 */
export async function missingWords(
  words: readonly string[],
  small: ReadonlySet<string>,
  first: readonly IndexedPage[],
): Promise<readonly string[]> {
  const texts = first.map(({ content, meta }) => folded(`${content} ${Object.values(meta).join(' ')}`));
  const asked = longestWords(significantWords(words, small));
  const isMissing = await Promise.all(
    asked.map(async (word) => {
      const [term] = termsOf([word], small);
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
