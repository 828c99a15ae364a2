import type { Log, Resource } from './log.ts';

/** A subject, and the resource that the log calls the best on it. */
export interface BestHere {
  readonly subject: string;
  readonly resource: Resource;
}

/** With more, it would be a list of links. */
const maxSubjects = 3;

type Subject = BestHere & { readonly words: readonly string[] };

/** The subjects of a log, by their first word. */
const subjects = new WeakMap<Log, ReadonlyMap<string, readonly Subject[]>>();

/**
 * The best resources on the subjects of a resource, which its title, short name, id and topics name. Leaves out the
 * resource itself and the subjects on which it is one of the best.
 */
export function bestHere(log: Log, of: Resource): readonly BestHere[] {
  const bySubject = subjects.get(log) ?? subjectsOf(log);
  subjects.set(log, bySubject);
  const names = [of.title, of.short ?? '', of.id, ...of.topics.flatMap(({ id, title }) => [id, title])];
  const texts = names.map((name) => ` ${wordsIn(name).join(' ')} `);
  const isNamed = (words: readonly string[]) => texts.some((text) => text.includes(` ${words.join(' ')} `));
  const own = new Set(of.best.map(folded));
  return [...new Set(names.flatMap(wordsIn))]
    .flatMap((word) => bySubject.get(word) ?? [])
    .filter(({ subject, words, resource }) => resource !== of && !own.has(folded(subject)) && isNamed(words))
    .sort((a, b) => b.words.length - a.words.length)
    .slice(0, maxSubjects);
}

function subjectsOf(log: Log): ReadonlyMap<string, readonly Subject[]> {
  const all = log.resources.flatMap((resource) =>
    resource.best.map((subject) => ({ subject, resource, words: wordsIn(subject) })),
  );
  return Map.groupBy(all, ({ words }) => words[0] ?? '');
}

function wordsIn(text: string): readonly string[] {
  return folded(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
