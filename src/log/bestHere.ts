import type { BestHere, Resource, Topic } from './log.ts';

/** With more, it would be a list of links. */
const maxSubjects = 3;

type Subject = BestHere & { readonly words: readonly string[] };

/**
 * Returns a function for the best resources on the subjects of a resource, which its title, short name, id and topics
 * name. It leaves out the resource itself and the subjects on which it is one of the best.
 */
export function bestAmong(
  resources: readonly Resource[],
  topics: readonly Topic[],
): (of: Resource) => readonly BestHere[] {
  const all = resources.flatMap((resource) =>
    resource.best.flatMap((subject) =>
      subjectNames(subject, topics).map((name): Subject => ({ subject, resource, words: wordsIn(name) })),
    ),
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
    const found = [...new Set(names.flatMap(wordsOf))]
      .flatMap((word) => byFirstWord.get(word) ?? [])
      .filter(({ subject, words, resource }) => resource !== of && !own.has(folded(subject)) && isNamed(words))
      .sort((a, b) => b.words.length - a.words.length);
    const best: Subject[] = [];
    for (const one of found) {
      if (best.length === maxSubjects) break;
      if (!best.some(({ subject, resource }) => subject === one.subject && resource === one.resource)) best.push(one);
    }
    return best;
  };
}

/** A subject of `best` and, if it is a topic, its id, which can be a short name: `rl` for “Reinforcement learning”. */
export function subjectNames(subject: string, topics: readonly Topic[]): readonly string[] {
  return [...new Set([subject, ...topics.filter(({ title }) => title === subject).map(({ id }) => id)])];
}

function wordsIn(text: string): readonly string[] {
  return folded(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
