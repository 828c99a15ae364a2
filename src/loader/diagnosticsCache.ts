import { createHash } from 'node:crypto';
import { openCache } from './cache.ts';
import type { SourceFile } from './files.ts';
import type { EntryDiagnostics } from './renderEntry.ts';

/** The diagnostics of a log's files. */
export type Diagnostics = ReadonlyMap<SourceFile, EntryDiagnostics>;

/**
 * Reads the cached diagnostics of these files with these TeX macros. `save()` replaces the stale ones with fresh ones,
 * and returns the diagnostics of all files, in the order of the files.
 */
export async function openDiagnosticsCache(
  folder: string,
  files: readonly SourceFile[],
  macros: Readonly<Record<string, string>>,
): Promise<{ readonly known: Diagnostics; save(fresh: Diagnostics): Promise<Diagnostics> }> {
  const cache = await openCache(folder, 'entries');
  const file = cache.file(JSON.stringify(macros));
  const bytes = file.readChecked();
  const stored = new Map<string, EntryDiagnostics>(bytes && JSON.parse(Buffer.from(bytes).toString('utf8')));
  const keys = new Map(files.map((source) => [source, keyOf(source)]));
  const known = new Map<SourceFile, EntryDiagnostics>();
  for (const [source, key] of keys) {
    const diagnostics = stored.get(key);
    if (diagnostics) known.set(source, diagnostics);
  }
  return {
    known,
    save: async (fresh) => {
      const all = new Map(files.map((source) => [source, fresh.get(source) ?? known.get(source) ?? { problems: [] }]));
      // On a faster or less busy machine, the same file may finish in time.
      const lasting = [...all].filter(([, { problems }]) => !problems.some(({ rule }) => rule === 'time-limit'));
      if (fresh.size > 0 || stored.size !== lasting.length) {
        await file.write(
          JSON.stringify(lasting.map(([source, { entry, problems }]) => [keys.get(source), { entry, problems }])),
        );
      }
      await cache.prune();
      return all;
    },
  };
}

function keyOf({ file, text }: SourceFile): string {
  return createHash('sha256').update(`${file}\0${text}`).digest('base64url');
}
