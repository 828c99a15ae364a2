import { folders } from './entry.ts';
import { periodFolder, periodNames } from './period.ts';

const draftsFolder = 'content/drafts/';
/** Those of periods, whatever the log is kept in: a path alone does not tell. */
const kindFolders: ReadonlySet<string | undefined> = new Set([
  ...Object.values(folders),
  ...periodNames.map(periodFolder),
]);

/** Whether a file, relative to the log's folder, is in the folder of drafts. Nothing from it is published. */
export function isInDrafts(file: string): boolean {
  return file.startsWith(draftsFolder);
}

/**
 * Where a file belongs once it is no draft: `content/drafts/days/05.md` in `content/days/`. What is in no folder of a
 * kind is a note. Other files stay where they are.
 */
export function publishedFile(file: string): string {
  if (!isInDrafts(file)) return file;
  const path = file.slice(draftsFolder.length);
  const [folder, ...names] = path.split('/');
  const isOfKind = names.length > 0 && kindFolders.has(folder);
  return `content/${isOfKind ? '' : `${folders.note}/`}${path}`;
}
