import type { Entry } from '../entry.ts';
import { hasFolderTopic, listedTopics, namedTopics } from '../folderTopics.ts';
import { didYouMean } from '../suggest.ts';
import type { Check } from './check.ts';

/**
 * The most pairs of names to compare. With more, nearly every note has a folder of its own, so no name looks
 * misspelled.
 */
const mostPairs = 100_000;

/**
 * Reports topics that only one entry has and whose names are nearly those of other topics. Of two such topics, the
 * later one is reported. A topic listed in log.md is intended, and names in entries are compared only if log.md lists
 * none: otherwise, a wrong one is an error.
 */
export function checkTopicNames({ entries, report }: Check): void {
  const listed = new Set(Object.keys(listedTopics(entries)));
  const uses = Map.groupBy(
    entries.flatMap((entry) =>
      [...new Set(namedTopics(entry))].map((topic) => ({
        topic,
        entry,
        isMade: listed.size === 0 || hasFolderTopic(entry),
      })),
    ),
    ({ topic }) => topic,
  );
  const made = [...uses].flatMap(([topic, all]) => (all.some(({ isMade }) => isMade) ? topic : []));
  const names = [...new Set([...listed, ...made])];
  const single = [...uses.values()].flatMap(([use, ...others]) => (use && others.length === 0 ? use : []));
  const alone = single.filter(({ topic, isMade }) => isMade && !listed.has(topic));
  if (alone.length * names.length > mostPairs) return;
  const later = new Set(alone.map(({ topic }) => topic));
  for (const { topic, entry } of alone) {
    later.delete(topic);
    const others = names.filter((name) => name !== topic && !later.has(name) && digitsOf(name) === digitsOf(topic));
    const hint = didYouMean(topic, others);
    const kind = entry.kind === 'note' ? 'note' : 'entry';
    if (hint !== '')
      report(entry, pathOf(entry, topic), 'doubtful-topic', `Only this ${kind} is on "${topic}".${hint}`);
  }
}

/** Where an entry names a topic. */
function pathOf(entry: Entry, topic: string): string {
  const { spent } = entry.kind === 'week' ? entry.fields : {};
  if (spent && Object.hasOwn(spent, topic)) return `spent.${topic}`;
  return hasFolderTopic(entry) || entry.kind === 'log'
    ? 'topics'
    : `topics.${entry.fields.topics?.indexOf(topic) ?? 0}`;
}

/** Numbers tell names apart: `2024` is not `2025`, nor `gpt-2` `gpt-3`. */
function digitsOf(name: string): string {
  return name.replace(/\P{Nd}+/gu, ' ').trim();
}
