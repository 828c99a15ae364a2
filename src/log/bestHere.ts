import type { BestHere, Resource } from './log.ts';

/** With more, it would be a list of links. */
const maxSubjects = 3;

type Subject = BestHere & { readonly words: readonly string[] };

/**
 * Returns a function for the best resources on the subjects of a resource, which its title, short name, id and topics
 * name. It leaves out the resource itself and the subjects on which it is one of the best.
 */
export function bestAmong(resources: readonly Resource[]): (of: Resource) => readonly BestHere[] {
  const all = resources.flatMap((resource) =>
    resource.best.map((subject): Subject => ({ subject, resource, words: wordsIn(subject) })),
  );
  const byFirstWord = Map.groupBy(all, ({ words }) => words[0] ?? '');
  /** Most names are those of topics, which many resources share. */
  const known = new Map<string, readonly string[]>();
  const wordsOf = (name: string) => {
    const words = known.get(name) ?? wordsIn(name);
    known.set(name, words);
    return words;
  };
  return (of) => {
    if (all.length === 0) return [];
    const names = [of.title, of.short ?? '', of.id, ...of.topics.flatMap(({ id, title }) => [id, title])];
    const texts = names.map((name) => ` ${wordsOf(name).join(' ')} `);
    const isNamed = (words: readonly string[]) => texts.some((text) => text.includes(` ${words.join(' ')} `));
    const own = new Set(of.best.map(folded));
    return [...new Set(names.flatMap(wordsOf))]
      .flatMap((word) => byFirstWord.get(word) ?? [])
      .filter(({ subject, words, resource }) => resource !== of && !own.has(folded(subject)) && isNamed(words))
      .sort((a, b) => b.words.length - a.words.length)
      .slice(0, maxSubjects);
  };
}

function wordsIn(text: string): readonly string[] {
  return folded(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
