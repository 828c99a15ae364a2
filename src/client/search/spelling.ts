import leven from 'leven';
import { folded } from '../../search/shared/text.ts';

/** The words of the log, the most useful ones first. */
export type Vocabulary = readonly string[];

/** The words of the log that a word may be a slip for, the likeliest first; empty where none comes near. */
export function suggestWords(word: string, vocabulary: Vocabulary, limit = 3): string[] {
  const wrong = folded(word);
  const maxDistance = allowed(wrong.length);
  if (maxDistance === 0) return [];
  return vocabulary
    .flatMap((right, index) => {
      const { distance, doubt } = distanceTo(wrong, folded(right), maxDistance);
      return distance > maxDistance ? [] : [{ right, cost: distance + doubt + index / vocabulary.length }];
    })
    .sort((a, b) => a.cost - b.cost)
    .slice(0, limit)
    .map(({ right }) => right);
}

/** How many letters may be wrong in a word of a length. */
function allowed(length: number): number {
  return length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3;
}

/** How many letters differ, and what speaks against the word besides: the first letter is seldom wrong, and words are seldom half typed. */
function distanceTo(wrong: string, right: string, maxDistance: number): { distance: number; doubt: number } {
  const options = { maxDistance: maxDistance + 1 };
  const whole = leven(wrong, right, options);
  const begun = right.length > wrong.length ? leven(wrong, right.slice(0, wrong.length), options) : whole;
  const isBegun = begun + 0.5 < whole;
  return { distance: isBegun ? begun : whole, doubt: (isBegun ? 0.5 : 0) + (wrong[0] === right[0] ? 0 : 0.5) };
}
