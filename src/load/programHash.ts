import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('..', import.meta.url));
/** The folders below `src/` of which nothing has a part in what is read and rendered. */
const apart = new Set(['charts', 'cli', 'client', 'components', 'layouts', 'pages', 'search', 'styles', 'upgrade']);

let hash: Promise<string> | undefined;

/**
 * A hash of what decides how an entry is read and rendered: the sources of the engine, the libraries that are locked or
 * installed, and the version of Node. What a cache keeps is known by it, so that no change of a plugin shows an old page.
 */
export function programHash(): Promise<string> {
  hash ??= hashProgram();
  return hash;
}

async function hashProgram(): Promise<string> {
  const digest = createHash('sha256').update(process.version);
  const names = await readdir(source, { recursive: true, withFileTypes: true });
  const files = names.filter((name) => name.isFile() && /\.[jt]s$/.test(name.name) && !/\.test\./.test(name.name));
  const paths = files.map((name) => join(name.parentPath, name.name)).sort();
  for (const path of paths) {
    const [folder = ''] = path.slice(source.length).split(/[\\/]/);
    if (!apart.has(folder)) digest.update(await readFile(path));
  }
  for (const name of ['package.json', 'package-lock.json']) {
    digest.update(await readFile(join(source, '..', name)).catch(() => ''));
  }
  return digest.digest('hex');
}
