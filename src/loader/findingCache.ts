import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from './files.ts';
import type { Finding } from './finding.ts';
import { programHash } from './programHash.ts';
import { makeUnsealer, writeSealed } from './seal.ts';

/** What was found in files earlier, by their content. */
export interface FindingCache {
  get(source: SourceFile): Finding | undefined;
  put(source: SourceFile, finding: Finding): void;
  /** Keeps what was asked for or put since, and nothing else; writes only where something is new. */
  save(): Promise<void>;
}

/**
 * Opens the cache of findings of the log in a folder. A finding is known by a hash of the file's path and text, the
 * log's macros and the program itself, so that no change of any of them can show an old finding. A damaged or foreign
 * cache counts as empty; one that cannot be written is done without.
 */
export async function openFindingCache(
  folder: string,
  macros: Readonly<Record<string, string>>,
): Promise<FindingCache> {
  const file = join(folder, '.astro', 'findings.json');
  const base = createHash('sha256')
    .update(await programHash())
    .update(JSON.stringify(macros))
    .digest('hex');
  const known = await readFindings(file, base);
  const kept: Record<string, Finding> = {};
  let isNew = false;
  const keys = new WeakMap<SourceFile, string>();
  const keyOf = (source: SourceFile) => {
    const key = keys.get(source) ?? createHash('sha256').update(`${source.file}\0${source.text}`).digest('base64url');
    keys.set(source, key);
    return key;
  };
  return {
    get: (source) => {
      const key = keyOf(source);
      const finding = kept[key] ?? known.get(key);
      if (finding) kept[key] = finding;
      return finding;
    },
    put: (source, finding) => {
      isNew = true;
      const { entry, problems } = finding;
      kept[keyOf(source)] = { entry, problems };
    },
    save: async () => {
      if (!isNew && Object.keys(kept).length === known.size) return;
      await writeSealed(file, JSON.stringify({ base, findings: lasting(kept) }));
    },
  };
}

/** Without what a faster or less busy machine might find otherwise. */
function lasting(findings: Readonly<Record<string, Finding>>): Readonly<Record<string, Finding>> {
  const isLasting = ({ problems }: Finding) => !problems.some(({ rule }) => rule === 'time-limit');
  return Object.fromEntries(Object.entries(findings).filter(([, finding]) => isLasting(finding)));
}

async function readFindings(file: string, base: string): Promise<ReadonlyMap<string, Finding>> {
  try {
    const text = makeUnsealer()(await readFile(file, 'utf8'));
    if (text === undefined) return new Map();
    const stored = JSON.parse(text) as { base: string; findings: Record<string, Finding> };
    return stored.base === base ? new Map(Object.entries(stored.findings)) : new Map();
  } catch {
    return new Map();
  }
}
