import { logKey, type Entry, type EntryKey } from './entry.ts';

/** The folder that is the topic of a note; undefined for one directly in `notes/`. */
export function folderOfNote(key: EntryKey): string | undefined {
  return key.split('/').slice(1, -1).at(-1);
}

/**
 * The entries, with the topic of its folder for each note that names none: the topic of log.md with the name of the
 * folder, or else a new one. Upper and lower case are the same, because topics are folders of the site.
 */
export function withFolderTopics(entries: readonly Entry[]): readonly Entry[] {
  const root = entries.find(({ key }) => key === logKey);
  const listed = root?.kind === 'log' ? Object.keys(root.fields.topics) : [];
  const byLowerCase = new Map(listed.map((id) => [id.toLowerCase(), id]));
  return entries.map((entry) => {
    const folder = entry.kind === 'note' && !entry.fields.topics ? folderOfNote(entry.key) : undefined;
    if (entry.kind !== 'note' || folder === undefined) return entry;
    const topic = byLowerCase.get(folder.toLowerCase()) ?? folder;
    byLowerCase.set(folder.toLowerCase(), topic);
    return { ...entry, fields: { ...entry.fields, topics: [topic] } };
  });
}

/** A title from the name of a folder or a file: `machine-learning` becomes "Machine learning". */
export function titleFromName(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').trim();
  const [first = ''] = words;
  return first.toUpperCase() + words.slice(first.length);
}
