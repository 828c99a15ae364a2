import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareText } from '../../../log/problem.ts';

/** Folders without notes: hidden ones such as `.trash`, those of programs, and built files. */
const passedOver = /^(?:\..*|node_modules|bower_components|_site|_sass|_includes|_layouts|__pycache__|venv)$/;

/** More files than any collection of notes has. */
const mostFiles = 100_000;
const deepest = 40;

/** The files in a folder. */
export interface Listing {
  /** Regular files, by paths relative to the folder with forward slashes, in order. */
  readonly files: readonly string[];
  /** Symbolic links, which are not followed. */
  readonly links: readonly string[];
  readonly isCut: boolean;
}

/**
 * Lists at most so many of the regular files in a folder, except hidden files and those of programs. Never follows a
 * symbolic link.
 */
export async function listFiles(folder: string, most = mostFiles): Promise<Listing> {
  const [files, links]: [string[], string[]] = [[], []];
  const visit = async (path: string, depth: number): Promise<void> => {
    const children = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
    for (const child of children) {
      const name = path === '' ? child.name : `${path}/${child.name}`;
      if (files.length >= most) return;
      if (child.isSymbolicLink()) links.push(name);
      else if (child.isDirectory()) {
        if (!passedOver.test(child.name) && depth < deepest) await visit(name, depth + 1);
      } else if (child.isFile() && !child.name.startsWith('.')) files.push(name);
    }
  };
  await visit('', 0);
  return { files: files.sort(compareText), links: links.sort(compareText), isCut: files.length >= most };
}
