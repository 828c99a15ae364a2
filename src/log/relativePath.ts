import type { EntryKey } from './entry.ts';

/** The path of a file below `content/`, such as `resources/ppo.md`, relative to an entry. */
export function relativePath(from: EntryKey, path: string): string {
  const folders = from.split('/').slice(0, -1);
  const parts = path.split('/');
  const differs = folders.findIndex((folder, index) => folder !== parts[index]);
  const shared = differs < 0 ? folders.length : differs;
  return [...folders.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/');
}
