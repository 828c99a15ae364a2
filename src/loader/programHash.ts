import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('..', import.meta.url));
/** The folders below `src/` of which nothing has a part in what is read and rendered. */
const excludedFolders = new Set([
  ...['charts', 'cli', 'client', 'components', 'integration'],
  ...['layouts', 'pages', 'search', 'styles'],
]);

const hashes = new Map<string | undefined, Promise<string>>();

/**
 * A hash of what decides how an entry is read and rendered: the sources of the engine, the libraries that are locked or
 * installed, and the version of Node. What a cache keeps is known by it, so that no change of a plugin shows an old page.
 * What a folder below `src/` makes of it can be known by one that has the sources of that folder in it too.
 */
export function programHash(also?: 'search'): Promise<string> {
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

/** Where a package manager may have written which libraries it installed: beside a checkout, or around a package. */
function locksOf(engine: string): readonly string[] {
  const [around = ''] = engine.split(/(?<=[\\/]node_modules)[\\/]/);
  const names = ['.package-lock.json', join('.pnpm', 'lock.yaml'), '.yarn-state.yml'];
  return [join(engine, 'package-lock.json'), ...names.map((name) => join(around, name))];
}
