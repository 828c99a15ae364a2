import { linkSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { openCache } from '../loader/cache.ts';
import type { LoadedSite } from '../loader/loadedSite.ts';
import { recordReads, unknownDigest, type Cell, type Reads, type Recorder } from './recordedReads.ts';

/** The pages of the last build of a site. Unchanged ones are used again. */
export interface KeptPages {
  readonly recorder: Recorder;
  /**
   * Puts a page of the last site into the new one, by its file. Returns false if its props, anything that it read, or its
   * file has changed. The file is a hard link then, so nobody may write into it: the last site would change too.
   */
  keep(file: string, props: unknown): boolean;
  /** Notes that a page was rendered, after its file was written. */
  add(file: string, props: unknown, reads: Reads): void;
  /** What has changed, if `keep()` did not keep a page; empty if it did. Undefined if there is no such page. */
  changesOf(file: string): readonly string[] | undefined;
  /** Stores what the next build needs. */
  save(): Promise<void>;
}

/** A page, with digests of what it was made from. */
interface KeptPage {
  readonly props: string;
  readonly reads: Uint32Array;
  /** The file as it was written. */
  readonly stamp: string;
}

interface Stored {
  readonly shared: string;
  readonly cells: readonly Cell[];
  readonly pages: ReadonlyMap<string, KeptPage>;
}

/** How long this is kept, and for how many folders of sites. */
const limits = { hours: 24 * 90, files: 4 };

interface Folders {
  /** The folder of the log. */
  readonly log: string;
  /** The last site. */
  readonly last: string;
  /** The new site. */
  readonly next: string;
}

/** Opens the pages of the last site. `shared` is a digest of all that pages depend on besides the site. */
export async function openKeptPages(
  site: LoadedSite,
  shared: string,
  { log, last, next }: Folders,
): Promise<KeptPages> {
  const cache = await openCache(log, 'pages');
  const cached = cache.file(last);
  const stored = readStored(cached.readChecked());
  const isUsable = stored?.shared === shared;
  const recorder = recordReads(site, isUsable ? stored.cells : []);
  const earlier = stored?.pages ?? new Map<string, KeptPage>();
  const pages = new Map<string, KeptPage>();
  const createdFolders = new Set<string>();
  const reasons = new Map<string, readonly string[]>();
  const reasonsNotToKeep = (file: string, props: string): readonly string[] => {
    const page = earlier.get(file);
    if (!stored) return ['there is no record of an earlier build'];
    if (!page) return ['the last build did not write this page, or could not record what it read'];
    if (!isUsable) return ['the engine, or a setting of the log'];
    if (page.props !== props || props === unknownDigest) return ['what the page is about, or its place in a list'];
    if (page.stamp !== stampOf(join(last, file))) return ['its file, which was edited or replaced'];
    return recorder.areUnchanged(page.reads) ? [] : recorder.changesIn(page.reads);
  };
  return {
    recorder,
    keep: (file, props) => {
      const page = earlier.get(file);
      const found = reasonsNotToKeep(file, recorder.digestOf(props));
      reasons.set(file, found);
      if (!page || found.length > 0) return false;
      const folder = dirname(join(next, file));
      if (!createdFolders.has(folder)) mkdirSync(folder, { recursive: true });
      createdFolders.add(folder);
      try {
        linkSync(join(last, file), join(next, file));
      } catch (error) {
        // Some file systems have no hard links, and a folder can be on another disk.
        reasons.set(file, [`its file, which cannot be linked: ${String(error)}`]);
        return false;
      }
      pages.set(file, page);
      return true;
    },
    add: (file, props, reads) => {
      const stamp = stampOf(join(next, file));
      if (reads && stamp !== undefined) pages.set(file, { props: recorder.digestOf(props), reads, stamp });
    },
    changesOf: (file) => reasons.get(file),
    save: async () => {
      const content: Stored = { shared, ...withUsedCells(recorder, pages) };
      await cached.write(serialize(content));
      await cache.keepRecent(limits);
    },
  };
}

/** The pages and the cells that they have read, with new numbers. */
function withUsedCells(recorder: Recorder, pages: ReadonlyMap<string, KeptPage>): Pick<Stored, 'cells' | 'pages'> {
  const used: Cell[] = [];
  const numbers = new Map<number, number>();
  const renumbered = (number: number): number => {
    let found = numbers.get(number);
    if (found === undefined) {
      found = used.push(recorder.cell(number)) - 1;
      numbers.set(number, found);
    }
    return found;
  };
  const renamed = [...pages].map(([file, page]) => [file, { ...page, reads: page.reads.map(renumbered) }] as const);
  return { cells: used, pages: new Map(renamed) };
}

function readStored(bytes: Uint8Array | undefined): Stored | undefined {
  return bytes && (deserialize(bytes) as Stored);
}

/** Identifies the contents of a file by its inode, size and time. Undefined if there is no file. */
function stampOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : undefined;
}
