import type { SearchTerms } from './searchHandoff.ts';
import { tokensOf } from '../../search/shared/text.ts';

/** A word of a page, as it is compared, and the block of text in which it stands. */
export interface PageWord {
  readonly word: string;
  readonly block: unknown;
}

/** A row of words that is looked for. */
interface Pattern {
  readonly words: readonly string[];
  /** Whether the last word may go on, as in a search while it is typed. */
  readonly isOpen: boolean;
}

/**
 * The stretches of a text that are to be marked, each by the numbers of its first word and of the one after its last. A
 * phrase counts where its words stand side by side in one block; a single word also where it begins another one.
 */
export function findMatches(text: readonly PageWord[], terms: SearchTerms): (readonly [from: number, to: number])[] {
  const forms = new Set(terms.forms.flatMap(wordsIn));
  const patterns = [
    ...terms.phrases.map((phrase): Pattern => ({ words: wordsIn(phrase), isOpen: false })),
    ...terms.words.map((word): Pattern => ({ words: wordsIn(word), isOpen: true })),
  ]
    .filter(({ words }) => words.length > 0)
    .sort((a, b) => b.words.length - a.words.length);
  const places: (readonly [number, number])[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const pattern = patterns.find((one) => isAt(text, at, one, forms));
    if (!pattern) continue;
    places.push([at, at + pattern.words.length]);
    at += pattern.words.length - 1;
  }
  return places;
}

function wordsIn(text: string): string[] {
  return tokensOf(text).map(({ word }) => word);
}

function isAt(text: readonly PageWord[], at: number, { words, isOpen }: Pattern, forms: ReadonlySet<string>): boolean {
  return words.every((word, offset) => {
    const placed = text[at + offset];
    if (!placed || placed.block !== text[at]?.block) return false;
    const mayGoOn = isOpen && offset === words.length - 1;
    return (
      placed.word === word ||
      (mayGoOn && placed.word.startsWith(word)) ||
      (forms.has(placed.word) && isAkin(placed.word, word))
    );
  });
}

/** Whether a form that the index took for one of the words belongs to this one. */
function isAkin(form: string, word: string): boolean {
  return form.slice(0, 3) === word.slice(0, 3);
}
