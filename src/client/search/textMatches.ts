import type { SearchTerms } from './searchHandoff.ts';
import { tokensOf } from '../../search/shared/text.ts';

/** A folded word of a page, and the block of text that contains it. */
export interface PageWord {
  readonly word: string;
  readonly block: unknown;
}

interface Pattern {
  readonly words: readonly string[];
  /** Whether the last word also matches as a prefix. */
  readonly isPrefix: boolean;
}

/**
 * Returns the matches of the terms in a text, as the index of the first word and of the word after the last. A phrase
 * matches consecutive words of one block; a single word also matches as a prefix.
 */
export function findMatches(text: readonly PageWord[], terms: SearchTerms): (readonly [from: number, to: number])[] {
  const forms = new Set(terms.forms.flatMap(wordsIn));
  const patterns = [
    ...terms.phrases.map((phrase): Pattern => ({ words: wordsIn(phrase), isPrefix: false })),
    ...terms.words.map((word): Pattern => ({ words: wordsIn(word), isPrefix: true })),
  ]
    .filter(({ words }) => words.length > 0)
    .sort((a, b) => b.words.length - a.words.length);
  const matches: (readonly [number, number])[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const pattern = patterns.find((one) => isAt(text, at, one, forms));
    if (!pattern) continue;
    matches.push([at, at + pattern.words.length]);
    at += pattern.words.length - 1;
  }
  return matches;
}

function wordsIn(text: string): string[] {
  return tokensOf(text).map(({ word }) => word);
}

function isAt(
  text: readonly PageWord[],
  at: number,
  { words, isPrefix }: Pattern,
  forms: ReadonlySet<string>,
): boolean {
  return words.every((word, offset) => {
    const candidate = text[at + offset];
    if (!candidate || candidate.block !== text[at]?.block) return false;
    const mayContinue = isPrefix && offset === words.length - 1;
    return (
      candidate.word === word ||
      (mayContinue && candidate.word.startsWith(word)) ||
      (forms.has(candidate.word) && isFormOf(candidate.word, word))
    );
  });
}

/** Whether a form, which matches one of the words, can be a form of this one. */
function isFormOf(form: string, word: string): boolean {
  return form.slice(0, 3) === word.slice(0, 3);
}
