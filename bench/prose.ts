import { pick, type Random } from '../tests/mutations/random.ts';

/** Generates texts with the word frequencies and sentence structure of others. */
export interface Prose {
  /** The same sentence with other content words. Function words, punctuation, code, formulas and links stay. */
  retell(text: string): string;
  /** The name of a person, made of existing and new names. */
  name(): string;
}

/** Everything that is not a word of a sentence: code, formulas, addresses of links, footnotes and tags. */
const fixed = /`[^`]*`|\$[^$]*\$|\]\([^)]*\)|\[\^[^\]]*\]|<[^>]*>|\{[^}]*\}/.source;
const part = new RegExp(`${fixed}|[\\p{L}\\p{M}]+`, 'gu');
/** The number of most frequent words that count as function words. */
const holding = 80;

/**
 * Learns from texts how often each word occurs and which words follow it. Words that occur once represent the many rare
 * words of a longer log: new words replace them, at the rate of Heaps' law and with Zipf's distribution (a Pitman–Yor
 * process).
 */
export function proseLike(texts: readonly string[], names: readonly string[], random: Random): Prose {
  const words = texts.flatMap((text) => wordsIn(text).map((word) => word.toLowerCase()));
  const uses = countEach(words);
  const byUse = [...uses].sort((a, b) => b[1] - a[1]);
  const small = new Set(byUse.slice(0, holding).map(([word]) => word));
  const telling = words.filter((word) => !small.has(word));
  const followers = Map.groupBy(telling.slice(1).keys(), (index) => telling[index] ?? '');
  const rare = rareWords([...uses.keys()], random);
  const rareName = rareWords(names.flatMap(wordsIn), random);
  const known = names.flatMap(wordsIn).filter((word) => word.length > 2);
  let last = '';
  const next = () => {
    const after = random() < 0.5 ? pick(random, followers.get(last) ?? []) : undefined;
    last = (after === undefined ? pick(random, telling) : telling[after + 1]) ?? '';
    return uses.get(last) === 1 ? rare() : last;
  };
  return {
    retell: (text) =>
      text.replace(part, (word) =>
        !/^\p{L}/u.test(word) || small.has(word.toLowerCase()) ? word : inCaseOf(word, next()),
      ),
    name: () => `${capital(pick(random, known) ?? '')} ${capital(rareName())}`,
  };
}

function wordsIn(text: string): string[] {
  return (text.match(part) ?? []).filter((word) => /^\p{L}/u.test(word));
}

function countEach(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Words that recur in proportion to their earlier uses, and occasionally a new one. */
function rareWords(like: readonly string[], random: Random): () => string {
  const [strength, discount] = [500, 0.7];
  const met: string[] = [];
  const uses = new Map<string, number>();
  const spell = spelling(like, random);
  return () => {
    const isNew = random() < (strength + discount * uses.size) / (strength + met.length);
    const again = () => {
      const word = pick(random, met) ?? '';
      return random() < discount / (uses.get(word) ?? 1) ? spell() : word;
    };
    const word = isNew ? spell() : again();
    met.push(word);
    uses.set(word, (uses.get(word) ?? 0) + 1);
    return word;
  };
}

/** Made-up words with plausible spelling: each letter follows the two before it as in some real word. */
function spelling(words: readonly string[], random: Random): () => string {
  const after = new Map<string, string[]>();
  for (const word of words) {
    const letters = `  ${word.toLowerCase()} `;
    for (let at = 2; at < letters.length; at += 1) {
      const before = letters.slice(at - 2, at);
      after.set(before, [...(after.get(before) ?? []), letters[at] ?? ' ']);
    }
  }
  const attempt = () => {
    let word = '  ';
    while (word.length < 16) {
      const letter = pick(random, after.get(word.slice(-2)) ?? []) ?? ' ';
      if (letter === ' ') break;
      word += letter;
    }
    return word.trim();
  };
  return () => {
    const [first, second] = [attempt(), attempt()];
    return first.length > second.length ? first : second;
  };
}

function inCaseOf(model: string, word: string): string {
  if (model.length > 1 && model === model.toUpperCase() && word.length < 6) return word.toUpperCase();
  return /^\p{Lu}/u.test(model) ? capital(word) : word;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
