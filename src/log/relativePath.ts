/** The path to a file, relative to another one. Both are given relative to the log's folder: `content/resources/ppo.md`. */
export function relativePath(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const parts = to.split('/');
  const differs = folders.findIndex((folder, index) => folder !== parts[index]);
  const shared = differs < 0 ? folders.length : differs;
  return [...folders.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/');
}

/** Resolves a relative path from a file below `content/`. Returns undefined if it leaves that folder. */
export function resolvePath(from: string, path: string): string | undefined {
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts[0] === 'content' && parts.length > 1 ? parts.join('/') : undefined;
}

/** The path of an address, without percent-encoding; the address itself if that is malformed: `100%.png`. */
export function decodePath(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
