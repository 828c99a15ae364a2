import { linkSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { openCache } from '../loader/cache.ts';
import type { LoadedSite } from '../loader/loadedSite.ts';
import { recordReads, unknownDigest, type Cell, type Reads, type Recorder } from './recordedReads.ts';

/** The pages of the last build of a site, of which those that nothing has changed are not rendered again. */
export interface KeptPages {
  readonly recorder: Recorder;
  /**
   * Puts the page of a file, as the last build wrote it, into the new site. Returns whether it could: whether the page
   * got the same props, and nothing that it read then has changed, and its file neither.
   */
  keep(file: string, props: unknown): boolean;
  /** Notes that a page was rendered, after its file was written. */
  add(file: string, props: unknown, reads: Reads): void;
  /** What has changed, if `keep()` did not keep a page; empty if it did. Undefined if there is no such page. */
  changesOf(file: string): readonly string[] | undefined;
  /** Stores what the next build needs. */
  save(): Promise<void>;
}

/** A page, with what tells whether it is still right. */
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

/** How long what the next build needs is kept, and for how many folders of sites. */
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
  const before = stored?.pages ?? new Map<string, KeptPage>();
  const pages = new Map<string, KeptPage>();
  const made = new Set<string>();
  const reasons = new Map<string, readonly string[]>();
  const reasonsNotToKeep = (file: string, props: string): readonly string[] => {
    const page = before.get(file);
    if (!page) return ['the last build did not have it, or could not record what it reads'];
    if (!isUsable) return ['engine, language, words or address of the log'];
    if (page.props !== props || props === unknownDigest) return ['what the page is about, or its place in a list'];
    if (page.stamp !== stampOf(join(last, file))) return ['its file in the last site'];
    return recorder.areUnchanged(page.reads) ? [] : recorder.changesIn(page.reads);
  };
  return {
    recorder,
    keep: (file, props) => {
      const page = before.get(file);
      const found = reasonsNotToKeep(file, recorder.digestOf(props));
      reasons.set(file, found);
      if (!page || found.length > 0) return false;
      const folder = dirname(join(next, file));
      if (!made.has(folder)) mkdirSync(folder, { recursive: true });
      made.add(folder);
      try {
        linkSync(join(last, file), join(next, file));
      } catch (error) {
        reasons.set(file, [`file system: ${String(error)}`]);
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

/** The pages and the cells that they have read, numbered anew. */
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

/** What changes if somebody changes a file. Undefined if there is no file. */
function stampOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : undefined;
}
