import { misspell, randomFrom, type Random } from '../tests/mutations/random.ts';
import type { Log, Resource } from '../src/log/log.ts';
import { wordsOf } from '../src/search/shared/text.ts';
import { wordsFor } from '../src/i18n/languages.ts';

/** Queries of one kind. */
export interface QueryClass {
  readonly name: string;
  readonly queries: readonly string[];
}

const small = new Set(wordsFor('en').client.search.small.split(' '));

/** Queries of every kind, a fixed number of each, taken from the content of a log. Always the same. */
export function queriesFor(log: Log, texts: ReadonlyMap<string, string>, count: number): readonly QueryClass[] {
  const random = randomFrom(3);
  const uses = usesOf(texts.values());
  const known = [...uses].filter(([word]) => word.length > 3 && /^[a-z]+$/.test(word) && !small.has(word));
  const byUse = known.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  const once = byUse.filter((word) => uses.get(word) === 1 && word.length > 5);
  const long = log.resources.filter(({ title }) => wordsOf(title).length >= 9);
  const papers = log.resources.filter(({ arxiv }) => arxiv !== undefined);
  const some = <T>(list: readonly T[]) => spread(list, count);
  const wrong = (words: readonly string[]) => words.map((word) => misspell(random, word, (one) => uses.has(one)));
  const common = byUse.slice(0, count);
  return [
    { name: 'common word', queries: common },
    { name: 'middling word', queries: byUse.slice(400, 400 + count) },
    { name: 'rare word', queries: some(once) },
    { name: 'absent word', queries: some(once).map((word) => `${word.slice(0, 3)}xqj${word.slice(-3)}`) },
    { name: 'two words', queries: some(log.resources).map((one) => pairOf(one, random)) },
    { name: 'two common words', queries: common.map((word, at) => `${word} ${byUse[at + count] ?? ''}`) },
    { name: 'long title', queries: some(long).map(({ title }) => title) },
    { name: 'title in part', queries: some(long).map(({ title }) => wordsOf(title).slice(0, 5).join(' ')) },
    { name: 'phrase', queries: some(long).map(({ title }) => `"${wordsOf(title).slice(2, 4).join(' ')}"`) },
    { name: 'slip in a common word', queries: wrong(common) },
    { name: 'slip in a rare word', queries: wrong(some(once)) },
    { name: 'identifier', queries: some(papers).map(({ arxiv }) => arxiv ?? '') },
    { name: 'name of somebody', queries: some(log.resources).map(({ authors }) => authors[0] ?? '') },
    { name: 'facet alone', queries: ['type:paper', 'year:2017', 'topic:scaling'].slice(0, count) },
    { name: 'facet and word', queries: common.map((word) => `type:video ${word}`) },
  ];
}

/** The number of texts that contain each word. */
function usesOf(texts: Iterable<string>): Map<string, number> {
  const uses = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(wordsOf(text.replace(/<[^>]*>/g, ' ')))) uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  return uses;
}

function spread<T>(list: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, at) => list[Math.floor(((at + 0.5) * list.length) / count)]).flatMap(
    (one) => one ?? [],
  );
}

/** Two content words of a title. */
function pairOf({ title }: Resource, random: Random): string {
  const words = wordsOf(title).filter((word) => !small.has(word));
  const at = Math.floor(random() * Math.max(1, words.length - 1));
  return words.slice(at, at + 2).join(' ');
}
