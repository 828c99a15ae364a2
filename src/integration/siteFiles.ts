import { hash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { openCache } from '../loader/cache.ts';
import { settledStamp } from '../loader/files.ts';

/** What is in a folder, by paths with forward slashes. */
export interface Listing {
  readonly files: ReadonlySet<string>;
  /** Each comes before the folders in it. */
  readonly folders: ReadonlySet<string>;
  /** Symbolic links and the like, which are not followed. */
  readonly others: ReadonlySet<string>;
}

/** Lists what is in a folder, except for what has some names in that folder itself. Empty if there is none. */
export function listFiles(folder: string, isLeftOut: (name: string) => boolean = () => false): Listing {
  const [files, folders, others] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const visit = (path: string): void => {
    for (const child of readdirSync(join(folder, path), { withFileTypes: true })) {
      if (path === '' && isLeftOut(child.name)) continue;
      const below = path === '' ? child.name : `${path}/${child.name}`;
      if (child.isFile()) files.add(below);
      else if (!child.isDirectory()) others.add(below);
      else {
        folders.add(below);
        visit(below);
      }
    }
  };
  if (existsSync(folder)) visit('');
  return { files, folders, others };
}

/** The folders of a build. */
export interface SiteFolders {
  /** The folder of the log. */
  readonly log: string;
  /** The last site, which becomes the new one. */
  readonly site: string;
  /** What is in it. */
  readonly before: Listing;
  /** Where the files of the new site are written that are not in the last one. */
  readonly next: string;
}

/** The files of the new site. Those that are the same in the last site stay there, and only the others are written. */
export interface SiteFiles {
  /** Whether a file of the last site is as the last build left it. */
  isIntact(file: string): boolean;
  /** Keeps an intact file of the last site. */
  keep(file: string): void;
  write(file: string, content: string | Uint8Array): void;
  /** Writes a file with the content that is made of something with this hash, if it has to be made. */
  make(file: string, hash: string, content: () => Uint8Array | Promise<Uint8Array>): Promise<void>;
  /** Copies a file, by its absolute path. */
  copy(file: string, from: string): void;
  /** Adds the files that others have written into the folder for new files. */
  addOthers(): void;
  /** The paths of all files. */
  paths(): readonly string[];
  /** The files that stay in the last site. */
  kept(): ReadonlySet<string>;
  /** Stores what the next build needs, when the site has the new files. */
  save(): Promise<void>;
}

/** How long this is kept, and for how many sites: two files for each. */
export const limits = { hours: 24 * 90, files: 8 };

/** What identifies the content that was written, and the file with it. */
type Written = readonly [content: string, stamp: string];

/** Opens the files of a site. */
export async function openSiteFiles({ log, site, before, next }: SiteFolders): Promise<SiteFiles> {
  const cache = await openCache(log, 'pages');
  const stored = cache.file(site, 'files');
  const bytes = stored.readChecked();
  const earlier = new Map(bytes && (JSON.parse(Buffer.from(bytes).toString('utf8')) as [string, Written][]));
  const contents = new Map<string, string>();
  const kept = new Set<string>();
  const createdFolders = new Set<string>();

  const isIntact = (file: string): boolean =>
    before.files.has(file) && earlier.get(file)?.[1] === stampOf(join(site, file));
  /** Adds a file, and returns whether it has to be written, because the last site does not have it like this. */
  const add = (file: string, content: string): boolean => {
    if (contents.has(file) && !kept.delete(file)) rmSync(join(next, file));
    contents.set(file, content);
    const isSame = earlier.get(file)?.[0] === content && isIntact(file);
    if (isSame) kept.add(file);
    return !isSame;
  };
  const pathOfNew = (file: string): string => {
    const path = join(next, file);
    const folder = dirname(path);
    if (!createdFolders.has(folder)) mkdirSync(folder, { recursive: true });
    createdFolders.add(folder);
    return path;
  };
  return {
    isIntact,
    keep: (file) => {
      contents.set(file, earlier.get(file)?.[0] ?? '');
      kept.add(file);
    },
    write: (file, content) => {
      if (add(file, digestOf(content))) writeFileSync(pathOfNew(file), content);
    },
    make: async (file, of, content) => {
      if (add(file, of)) writeFileSync(pathOfNew(file), await content());
    },
    copy: (file, from) => {
      const stamp = lstatSync(from).isFile() ? settledStamp(from) : undefined;
      if (add(file, stamp ?? digestOf(readFileSync(from)))) copyFileSync(from, pathOfNew(file));
    },
    addOthers: () => {
      for (const file of listFiles(next).files) {
        if (contents.has(file)) continue;
        const path = join(next, file);
        if (!add(file, digestOf(readFileSync(path)))) rmSync(path);
      }
    },
    paths: () => [...contents.keys()],
    kept: () => kept,
    save: async () => {
      const written = [...contents].flatMap(([file, content]): [string, Written][] => {
        const stamp = kept.has(file) ? earlier.get(file)?.[1] : stampOf(join(site, file));
        return stamp === undefined ? [] : [[file, [content, stamp]]];
      });
      await stored.write(JSON.stringify(written));
      await cache.keepRecent(limits);
    },
  };
}

function digestOf(content: string | Uint8Array): string {
  return hash('sha256', content, 'base64url');
}

/** Identifies the content of a file by its inode, size and time. Undefined if there is no file. */
export function stampOf(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : undefined;
}
