import { folders } from './entry.ts';
import { periodFolder, periodNames } from './period.ts';

const draftsFolder = 'content/drafts/';
/** Includes the folders of all periods, because a path alone does not tell the period of the log. */
const kindFolders: ReadonlySet<string | undefined> = new Set([
  ...Object.values(folders),
  ...periodNames.map(periodFolder),
]);

/** Whether a file, relative to the log's folder, is in the folder of drafts. Nothing from it is published. */
export function isInDrafts(file: string): boolean {
  return file.startsWith(draftsFolder);
}

/**
 * The place of a draft once it is published: `content/drafts/days/05.md` goes into `content/days/`. Anything outside
 * the folders of kinds is a note. Other files stay where they are.
 */
export function publishedFile(file: string): string {
  if (!isInDrafts(file)) return file;
  const path = file.slice(draftsFolder.length);
  const [folder, ...names] = path.split('/');
  const isOfKind = names.length > 0 && kindFolders.has(folder);
  return `content/${isOfKind ? '' : `${folders.note}/`}${path}`;
}
