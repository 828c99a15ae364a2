import type { EntryKey } from './entry.ts';

/** The path of a file below `content/`, such as `resources/ppo.md`, relative to an entry. */
export function relativePath(from: EntryKey, path: string): string {
  const slash = from.indexOf('/');
  if (slash < 0) return path;
  const folder = from.slice(0, slash + 1);
  return path.startsWith(folder) ? path.slice(folder.length) : `../${path}`;
}
