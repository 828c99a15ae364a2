import { longestWords, termsOf, findPhrase } from './findPages.ts';
import { search } from './pagefind.ts';
import type { IndexedPage } from '../../search/shared/pagefindFiles.ts';
import { folded, significantWords, withoutSigns } from '../../search/shared/text.ts';

/**
 * Returns the words of a query that no page has, not even as a prefix. Pagefind does not report them: it ignores an
 * unknown word, or takes its longest known prefix, so that "atention" finds "at". A word exists if one of the first pages
 * has it as a prefix, if the index has its stem, or if the best page for this word alone has it as a prefix. Checks only
 * the words that were looked up, so it loads no more than these best pages.
 */
export async function missingWords(
  words: readonly string[],
  stopWords: ReadonlySet<string>,
  first: readonly IndexedPage[],
): Promise<readonly string[]> {
  const texts = first.map(textOf);
  const asked = longestWords(significantWords(words, stopWords));
  const isMissing = await Promise.all(
    asked.map(async (word) => {
      const terms = termsOf([word], stopWords).map(folded);
      if (areIn(texts, terms) || (await findPhrase(word)).length > 0) return false;
      const [best] = await search(terms.join(' '));
      return !best || !areIn([textOf(await best.load())], terms);
    }),
  );
  return asked.filter((_, index) => isMissing[index]);
}

/** Whether these pages show that no word is missing. */
export function haveAllWords(
  pages: readonly IndexedPage[],
  words: readonly string[],
  stopWords: ReadonlySet<string>,
): boolean {
  const asked = longestWords(significantWords(words, stopWords));
  return areIn(pages.map(textOf), termsOf(asked, stopWords).map(folded));
}

/** Whether each of the terms is in one of the texts, as a word or the beginning of one. */
function areIn(texts: readonly string[], terms: readonly string[]): boolean {
  return terms.every((term) => texts.some((text) => hasWordFrom(text, term)));
}

function hasWordFrom(text: string, beginning: string): boolean {
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
  }
  return false;
}

function textOf({ content, meta }: IndexedPage): string {
  return withoutSigns(folded(`${content} ${Object.values(meta).join(' ')}`));
}
