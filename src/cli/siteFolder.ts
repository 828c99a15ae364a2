import { existsSync } from 'node:fs';
import { lstat, readdir, realpath, writeFile } from 'node:fs/promises';
import systemPaths, { basename, dirname, join, resolve } from 'node:path';
import { slotFolder } from '../loader/slots.ts';

/**
 * Marks a folder that this command wrote and may replace. Neither hosts nor the nginx include serve names that start
 * with a dot.
 */
export const marker = '.learnlog';

/**
 * A file that a folder may contain and still count as empty: a Git worktree's link to its repository. It is never
 * removed.
 */
export const keptName = '.git';

const ownFolders = new Set(['content', 'public', slotFolder, 'node_modules', '.git', '.github', '.astro', '.vscode']);

export const markerText = 'Learnlog wrote this folder, and will replace everything in it next time.\n';

/** Marks a folder, so that a later run may replace its contents. */
export async function markFolder(folder: string): Promise<void> {
  await writeFile(join(folder, marker), markerText);
}

/**
 * Explains why this command may not replace the contents of the folder `out`; undefined if it may, because `out` is
 * missing, empty or marked. A `dist/` in the log's own folder from a version without markers also counts as marked.
 * `out` must not be, contain or be inside one of `sources`, or one of the log's own folders.
 */
export async function explainRefusal(
  out: string,
  log: string,
  sources: readonly string[] = [log],
): Promise<string | undefined> {
  const stats = await lstat(out).catch(() => undefined);
  if (stats?.isSymbolicLink() && !existsSync(out)) {
    return 'It is a symbolic link to a folder that does not exist. Create that folder, or delete the link.';
  }
  const target = await realTarget(out);
  for (const source of sources) {
    const path = await realTarget(source);
    if (isIn(path, target)) return `It is or contains ${source}. ${advice}`;
  }
  const own = ownFolderOf(await realTarget(log), target);
  if (own !== undefined) return `It is ${own}/ of the log, or inside it. ${advice}`;
  if (!stats) return undefined;
  const names = await readdir(target).catch((error: NodeJS.ErrnoException) => error);
  if (names instanceof Error) {
    return names.code === 'ENOTDIR' ? `It is a file. ${advice}` : `It cannot be read (${names.code}). ${advice}`;
  }
  if (names.some((name) => name === marker || swapLeftover.test(name))) return undefined;
  if (out === join(log, 'dist') && olderSite.every((name) => names.includes(name))) return undefined;
  const [other] = names.filter((name) => name !== keptName).sort();
  if (other === undefined) return undefined;
  return `It contains files that Learnlog did not write, such as ${other}. Choose another folder, or empty this one yourself.`;
}

/** What is left of a build that was killed while it changed the site, perhaps before it had put the marker there. */
const swapLeftover = /^\.learnlog-(?:ready|old|next-\d+)$/;

const advice = 'Choose a new or empty folder.';
const olderSite = ['_headers', 'index.html', 'pagefind'];

/** The target of a path, through symbolic links, even if its last parts do not exist. */
async function realTarget(path: string): Promise<string> {
  const whole = resolve(path);
  try {
    return await realpath(whole);
  } catch {
    const parent = dirname(whole);
    return parent === whole ? whole : join(await realTarget(parent), basename(whole));
  }
}

/** Whether a path is a folder or inside it. Both are absolute, with symbolic links resolved. */
export function isIn(path: string, folder: string, { sep }: PathRules = systemPaths): boolean {
  return `${path}${sep}`.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** The folder of a log with people's own files that a path is or is inside, if any. */
export function ownFolderOf(log: string, path: string, { relative, sep }: PathRules = systemPaths): string | undefined {
  // On the disks of Windows and macOS, CONTENT and content are the same.
  const first = relative(log, path).split(sep)[0]?.toLowerCase() ?? '';
  return ownFolders.has(first) ? first : undefined;
}

/** The rules for paths: those of this system or, in tests, of another one. */
type PathRules = Pick<typeof systemPaths, 'relative' | 'sep'>;
