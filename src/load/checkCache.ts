import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from './files.ts';
import type { Finding } from './finding.ts';

/** What earlier checks found, by the content of files. */
export interface CheckCache {
  get(source: SourceFile): Finding | undefined;
  put(source: SourceFile, finding: Finding): void;
  /** Keeps what this check found, and nothing else; writes only where something is new. */
  save(): Promise<void>;
}

/**
 * Opens the cache of checks of the log in a folder. A finding is known by a hash of the file's path and text, the
 * log's macros and the program itself, so that no change of any of them can show an old finding. A damaged or foreign
 * cache counts as empty; one that cannot be written is done without.
 */
export async function openCheckCache(folder: string, macros: Readonly<Record<string, string>>): Promise<CheckCache> {
  const file = join(folder, '.astro', 'check.json');
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
      kept[keyOf(source)] = finding;
    },
    save: async () => {
      if (!isNew && Object.keys(kept).length === known.size) return;
      const next = `${file}.${process.pid}`;
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(next, JSON.stringify({ base, findings: kept }));
        await rename(next, file);
      } catch {
        await rm(next, { force: true }).catch(() => undefined);
      }
    },
  };
}

async function readFindings(file: string, base: string): Promise<ReadonlyMap<string, Finding>> {
  try {
    const stored = JSON.parse(await readFile(file, 'utf8')) as { base: string; findings: Record<string, Finding> };
    return stored.base === base ? new Map(Object.entries(stored.findings)) : new Map();
  } catch {
    return new Map();
  }
}

/** A hash of what decides about findings: the program of the core, the pipeline and the loader, and the libraries. */
async function programHash(): Promise<string> {
  const source = fileURLToPath(new URL('..', import.meta.url));
  const hash = createHash('sha256').update(process.version);
  for (const folder of ['core', 'markdown', 'load']) {
    const names = await readdir(join(source, folder), { recursive: true, withFileTypes: true });
    const files = names.filter((name) => name.isFile() && /\.[jt]s$/.test(name.name) && !/\.test\./.test(name.name));
    for (const path of files.map((name) => join(name.parentPath, name.name)).sort()) hash.update(await readFile(path));
  }
  const engine = join(source, '..');
  for (const file of [join(engine, 'package.json'), ...locksOf(engine)]) {
    hash.update(await readFile(file).catch(() => ''));
  }
  return hash.digest('hex');
}

/** Where a package manager may have written which libraries it installed: beside a checkout, or around a package. */
function locksOf(engine: string): readonly string[] {
  const [around = ''] = engine.split(/(?<=[\\/]node_modules)[\\/]/);
  const names = ['.package-lock.json', join('.pnpm', 'lock.yaml'), '.yarn-state.yml'];
  return [join(engine, 'package-lock.json'), ...names.map((name) => join(around, name))];
}
