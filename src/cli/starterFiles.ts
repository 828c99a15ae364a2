import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { NewFile } from './entries/importLog.ts';
import { compareText } from '../log/problem.ts';
import { engineRoot } from '../integration/engineRoot.ts';

/** The folder with the files of a new log. */
export const starterFolder = join(engineRoot, 'src', 'cli', 'starter');

/** The files of the engine from which a new log is created. */
export async function readStarter(): Promise<readonly NewFile[]> {
  const found = await readdir(starterFolder, { recursive: true, withFileTypes: true });
  const paths = found.filter((child) => child.isFile()).map((child) => join(child.parentPath, child.name));
  const files = paths.map(async (path) => ({
    path: relative(starterFolder, path).replaceAll(sep, '/'),
    text: await readFile(path, 'utf8'),
  }));
  return (await Promise.all(files)).toSorted((a, b) => compareText(a.path, b.path));
}
