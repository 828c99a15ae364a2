import { logKey, type Entry, type EntryKey, type EntryOfKind } from './entry.ts';
import { totalOf } from './length.ts';

/** The folders of a note below `notes/`, outermost first. The last one is its topic. */
export function foldersOfNote(key: EntryKey): readonly string[] {
  return key.split('/').slice(1, -1);
}

/**
 * The entries, in which each note without topics has that of its folder: the topic of log.md with the folder's name, or
 * else a new one. Case is ignored, because topics are folders of the site. If log.md lists no topics, the first
 * spelling in an entry applies to all.
 */
export function withFolderTopics(entries: readonly Entry[]): readonly Entry[] {
  const byLowerCase = topicsByLowerCase(entries);
  const spelled = (topic: string) => byLowerCase.get(topic.toLowerCase()) ?? topic;
  const isOpen = Object.keys(listedTopics(entries)).length === 0;
  return entries.map((entry) => {
    const folder = entry.kind === 'note' && !entry.fields.topics ? foldersOfNote(entry.key).at(-1) : undefined;
    if (entry.kind !== 'note' || folder === undefined) return isOpen ? withSpelling(entry, spelled) : entry;
    const topic = spelled(folder);
    byLowerCase.set(folder.toLowerCase(), topic);
    return { ...entry, fields: { ...entry.fields, topics: [topic] } };
  });
}

function withSpelling(entry: Entry, spelled: (topic: string) => string): Entry {
  if (entry.kind === 'log') return entry;
  const named = entry.fields.topics;
  const topics = named && { topics: [...new Set(named.map(spelled))] };
  switch (entry.kind) {
    case 'week': {
      const times = Map.groupBy(Object.entries(entry.fields.spent ?? {}), ([topic]) => spelled(topic));
      const spent = Object.fromEntries(
        [...times].flatMap(([topic, same]) => {
          const total = totalOf(same.map(([, time]) => time));
          return total ? [[topic, total] as const] : [];
        }),
      );
      return { ...entry, fields: { ...entry.fields, ...topics, ...(entry.fields.spent && { spent }) } };
    }
    case 'note':
      return { ...entry, fields: { ...entry.fields, ...topics } };
    case 'page':
      return { ...entry, fields: { ...entry.fields, ...topics } };
    case 'resource':
      return { ...entry, fields: { ...entry.fields, ...topics } };
  }
}

/** The topics that log.md lists. If there are none, the log has the topics that its entries name. */
export function listedTopics(entries: readonly Entry[]): EntryOfKind<'log'>['fields']['topics'] {
  const root = entries.find(({ key }) => key === logKey);
  return root?.kind === 'log' ? root.fields.topics : {};
}

/** The topics in the frontmatter of an entry, and those that a week spent time on. */
export function namedTopics(entry: Entry): readonly string[] {
  if (entry.kind === 'log') return [];
  const spent = entry.kind === 'week' ? Object.keys(entry.fields.spent ?? {}) : [];
  return [...(entry.fields.topics ?? []), ...spent];
}

/**
 * The topics of log.md, or else those that entries name, and the topics from folders of notes, by their ids in lower
 * case.
 */
export function topicsByLowerCase(entries: readonly Entry[]): Map<string, string> {
  const listed = Object.keys(listedTopics(entries));
  const named = listed.length > 0 ? [] : entries.filter((entry) => !hasFolderTopic(entry)).flatMap(namedTopics);
  const ofFolders = entries.flatMap((entry) => (hasFolderTopic(entry) ? (entry.fields.topics ?? []) : []));
  const byLowerCase = new Map<string, string>();
  for (const id of [...listed, ...named, ...ofFolders]) {
    if (!byLowerCase.has(id.toLowerCase())) byLowerCase.set(id.toLowerCase(), id);
  }
  return byLowerCase;
}

/** Whether the topic of an entry is its folder. */
export function hasFolderTopic(entry: Entry): entry is EntryOfKind<'note'> {
  return entry.kind === 'note' && !Object.hasOwn(entry.written, 'topics');
}

/** A title from the name of a folder or a file: `machine-learning` becomes "Machine learning". */
export function titleFromName(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').trim();
  const [first = ''] = words;
  return first.toUpperCase() + words.slice(first.length);
}
