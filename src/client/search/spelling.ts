import leven from 'leven';
import { folded } from '../../search/shared/text.ts';

/** The words of the log, most useful first. */
export type Vocabulary = readonly string[];

/** What it costs, in wrong letters, that a word is longer, such as "backpropagation" for "propagation". */
const compoundCost = 0.5;

/** Words of the log that a misspelled word may stand for, likeliest first; empty if none is similar. */
export function suggestWords(word: string, vocabulary: Vocabulary, limit = 3): string[] {
  const wrong = folded(word);
  const maxDistance = allowed(wrong.length);
  if (maxDistance === 0) return [];
  return vocabulary
    .flatMap((right, index) => {
      const use = index / vocabulary.length;
      if (folded(right).includes(wrong)) return [{ right, cost: compoundCost + use }];
      const { distance, penalty } = distanceTo(wrong, folded(right), maxDistance);
      return distance > maxDistance ? [] : [{ right, cost: distance + penalty + use }];
    })
    .sort((a, b) => a.cost - b.cost)
    .slice(0, limit)
    .map(({ right }) => right);
}

/** Pairs of words of the log that a word joins: "gradient descent" for "gradientdescent". */
export function splitWord(word: string, vocabulary: Vocabulary): string[] {
  const known = new Set(vocabulary.map(folded));
  const whole = folded(word);
  return Array.from({ length: whole.length }, (_, at) => [whole.slice(0, at), whole.slice(at)] as const)
    .filter((pair) => pair.every((part) => known.has(part)))
    .map((pair) => pair.join(' '));
}

/** How many letters may be wrong in a word of this length. */
function allowed(length: number): number {
  return length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3;
}

/**
 * The edit distance, and a penalty, because the first letter is seldom wrong and words are seldom typed only in part.
 */
function distanceTo(wrong: string, right: string, maxDistance: number): { distance: number; penalty: number } {
  const options = { maxDistance: maxDistance + 1 };
  const whole = leven(wrong, right, options);
  const prefix = right.length > wrong.length ? leven(wrong, right.slice(0, wrong.length), options) : whole;
  const isPrefix = prefix + 0.5 < whole;
  return { distance: isPrefix ? prefix : whole, penalty: (isPrefix ? 0.5 : 0) + (wrong[0] === right[0] ? 0 : 0.5) };
}
