import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { relativePath } from '../../log/relativePath.ts';
import { copyAttachment } from './attachments.ts';
import type { Reading } from './found.ts';
import type { SourceReport } from './report.ts';

/** Which pictures on the web to try again: those that became links, and those of notes that were not imported. */
export function picturesToRetry({ remarks, refused }: SourceReport): (address: string, file: string) => boolean {
  const pictures = new Set(remarks.map(({ picture }) => picture));
  const files = new Set(refused.map(({ file }) => file));
  return (address, file) => files.has(file) || pictures.has(address);
}

/** The pictures of an import that were downloaded, and where they go in the log. */
interface Downloaded {
  /** What is imported. */
  readonly source: string;
  readonly reading: Pick<Reading, 'downloaded' | 'files'>;
  readonly places: ReadonlyMap<string, string>;
  /** Writes a file unless somebody has changed it in the meantime. Returns whether it did. */
  readonly write: (change: {
    readonly file: string;
    readonly before: string;
    readonly after: string;
  }) => Promise<boolean>;
}

/**
 * Writes pictures into the entries of an earlier import, where they are still links as it wrote them. Changes nothing
 * else. Returns how many pictures are in place.
 */
export async function putPictures(
  folder: string,
  keys: readonly string[],
  { source, reading: { downloaded = new Map(), files }, places, write }: Downloaded,
): Promise<number> {
  const put = new Set<string>();
  if (downloaded.size === 0) return 0;
  for (const key of keys) {
    const file = `content/${key}.md`;
    const before = await readFile(join(folder, file), 'utf8').catch(() => '');
    const used = new Map<string, string>();
    const after = before.replace(
      /(?<!!)\[((?:\\.|[^\\[\]]){1,1000})\]\(<(https?:[^<>\s]{1,4000})>\)/g,
      (link: string, label: string, address: string) => {
        const name = downloaded.get(address);
        const place = name === undefined ? undefined : places.get(name);
        if (name === undefined || place === undefined) return link;
        used.set(name, place);
        return `![${label}](${relativePath(file, place)})`;
      },
    );
    if (used.size === 0) continue;
    const copied = await Promise.all(
      [...used].map(([name, place]) => copyAttachment(folder, source, name, place, files)),
    );
    if (copied.every(Boolean) && (await write({ file, before, after }))) for (const name of used.keys()) put.add(name);
  }
  return put.size;
}
