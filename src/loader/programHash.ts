import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('..', import.meta.url));
/** The folders below `src/` that do not affect how entries are read and rendered. */
const excludedFolders = new Set([
  ...['charts', 'cli', 'client', 'components', 'integration'],
  ...['layouts', 'pages', 'search', 'styles'],
]);

/**
 * A hash of everything that affects how an entry is read and rendered: the sources of the engine, the locked or
 * installed libraries, and the version of Node. It is part of every cache key, so that a changed plugin never shows an
 * old page. `also` adds the sources of another folder below `src/`, for a cache of that folder's results.
 */
export function programHash(also?: 'cli' | 'integration' | 'search'): string {
  sources ??= hashSources();
  const digest = createHash('sha256').update(process.version).update(sources.libraries);
  for (const [folder, hash] of sources.folders) {
    if (folder === also || !excludedFolders.has(folder)) digest.update(folder).update(hash);
  }
  return digest.digest('hex');
}

interface Sources {
  /** A hash of the sources in each folder of `src/`, by its name. Those beside them are named themselves. */
  readonly folders: ReadonlyMap<string, string>;
  readonly libraries: string;
}

let sources: Sources | undefined;

/** A hash of the bundle in the package, beside it. In a checkout, there is none. */
const hashOfBundle = join(source, 'bundle', 'program.hash');

/**
 * Reads synchronously: for hundreds of small files, that takes a fifth of the processor time. The megabytes of a bundle
 * are not read: its hash is known, and an edited file has another size or time.
 */
function hashSources(): Sources {
  const digests = new Map<string, Hash>();
  const isBundle = existsSync(hashOfBundle);
  const identityOf = (path: string) => {
    if (!isBundle) return readFileSync(path);
    const { size, mtimeMs } = statSync(path);
    return `${path.slice(source.length)} ${size} ${mtimeMs}\n`;
  };
  const names = readdirSync(source, { recursive: true, withFileTypes: true });
  const files = names.filter((name) => name.isFile() && /\.[jt]s$/.test(name.name) && !/\.test\./.test(name.name));
  for (const path of files.map((name) => join(name.parentPath, name.name)).sort()) {
    const [folder = ''] = path.slice(source.length).split(/[\\/]/);
    const digest = digests.get(folder) ?? createHash('sha256');
    digests.set(folder, digest.update(identityOf(path)));
  }
  const engine = join(source, '..');
  const libraries = createHash('sha256');
  for (const file of [hashOfBundle, join(engine, 'package.json'), ...locksOf(engine)]) {
    if (existsSync(file)) libraries.update(readFileSync(file));
  }
  return {
    folders: new Map([...digests].map(([folder, digest]) => [folder, digest.digest('hex')])),
    libraries: libraries.digest('hex'),
  };
}

/** The possible paths of a package manager's lockfile: in a checkout, or in the project that installed the package. */
function locksOf(engine: string): readonly string[] {
  const [around = ''] = engine.split(/(?<=[\\/]node_modules)[\\/]/);
  const names = ['.package-lock.json', join('.pnpm', 'lock.yaml'), '.yarn-state.yml'];
  return [join(engine, 'package-lock.json'), ...names.map((name) => join(around, name))];
}
