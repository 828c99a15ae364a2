/** A source of numbers from 0 up to 1, the same for the same seed. */
export type Random = () => number;

/** Numbers from a seed: mulberry32, by Tommy Ettinger (public domain, gist.github.com/tommyettinger/46a874533244883189143505d203312c). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of several; undefined where there is none. */
export function pick<T>(random: Random, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** One of several that are certainly there. */
export function oneOf<T>(random: Random, first: T, ...rest: readonly T[]): T {
  return pick(random, [first, ...rest]) ?? first;
}

/** A word as a hurried hand types it: two letters swapped, one left out or one doubled; never one of those that exist. */
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
