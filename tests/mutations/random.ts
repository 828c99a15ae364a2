/** A source of numbers from 0 up to 1, reproducible by its seed. */
export type Random = () => number;

/**
 * Seeded random numbers: mulberry32, by Tommy Ettinger (public domain,
 * gist.github.com/tommyettinger/46a874533244883189143505d203312c).
 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A random element, or undefined if there is none. */
export function pick<T>(random: Random, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** A random element of a list that is not empty. */
export function oneOf<T>(random: Random, first: T, ...rest: readonly T[]): T {
  return pick(random, [first, ...rest]) ?? first;
}

/** A typo of a word: two letters swapped, one left out or one doubled. Never one of the existing words. */
export function misspell(random: Random, word: string, exists: (word: string) => boolean): string {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const at = Math.floor(random() * word.length);
    const [letter = '', next = ''] = word.slice(at, at + 2);
    if (!/[a-z]/i.test(letter)) continue;
    const typed = oneOf(random, next + letter, next, letter + letter + next);
    const wrong = word.slice(0, at) + typed + word.slice(at + 2);
    if (wrong.length > 1 && /^[a-z0-9]/i.test(wrong) && !exists(wrong)) return wrong;
  }
  return `${word}xq`;
}
