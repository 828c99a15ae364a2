import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('..', import.meta.url));
/** The folders below `src/` that do not affect how entries are read and rendered. */
const excludedFolders = new Set([
  ...['charts', 'cli', 'client', 'components', 'integration'],
  ...['layouts', 'pages', 'search', 'styles'],
]);

const hashes = new Map<string | undefined, Promise<string>>();

/**
 * A hash of everything that affects how an entry is read and rendered: the sources of the engine, the locked or
 * installed libraries, and the version of Node. It is part of every cache key, so that a changed plugin never shows an
 * old page. `also` adds the sources of another folder below `src/`, for a cache of that folder's results.
 */
export function programHash(also?: 'cli' | 'integration' | 'search'): Promise<string> {
  const known = hashes.get(also) ?? hashProgram(also);
  hashes.set(also, known);
  return known;
}

async function hashProgram(also: string | undefined): Promise<string> {
  const digest = createHash('sha256').update(process.version);
  const names = await readdir(source, { recursive: true, withFileTypes: true });
  const files = names.filter((name) => name.isFile() && /\.[jt]s$/.test(name.name) && !/\.test\./.test(name.name));
  const paths = files.map((name) => join(name.parentPath, name.name)).sort();
  for (const path of paths) {
    const [folder = ''] = path.slice(source.length).split(/[\\/]/);
    if (folder === also || !excludedFolders.has(folder)) digest.update(await readFile(path));
  }
  const engine = join(source, '..');
  for (const file of [join(engine, 'package.json'), ...locksOf(engine)]) {
    digest.update(await readFile(file).catch(() => ''));
  }
  return digest.digest('hex');
}

/** The possible paths of a package manager's lockfile: in a checkout, or in the project that installed the package. */
function locksOf(engine: string): readonly string[] {
  const [around = ''] = engine.split(/(?<=[\\/]node_modules)[\\/]/);
  const names = ['.package-lock.json', join('.pnpm', 'lock.yaml'), '.yarn-state.yml'];
  return [join(engine, 'package-lock.json'), ...names.map((name) => join(around, name))];
}
