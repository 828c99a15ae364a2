import { deserialize, serialize } from 'node:v8';
import { openCache } from '../loader/cache.ts';
import type { LoadedSite } from '../loader/loadedSite.ts';
import { recordReads, unknownDigest, type Cell, type Reads, type Recorder } from './recordedReads.ts';
import { limits, type SiteFiles, type SiteFolders } from './siteFiles.ts';

/** The pages of the last build of a site. Unchanged ones are used again. */
export interface KeptPages {
  readonly recorder: Recorder;
  /** Keeps a page of the last site, by its file. Returns false if its props, a thing that it read, or the file has changed. */
  keep(file: string, props: unknown): boolean;
  /** Notes that a page was rendered. */
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
}

interface Stored {
  readonly shared: string;
  readonly cells: readonly Cell[];
  readonly pages: ReadonlyMap<string, KeptPage>;
}

/** Opens the pages of the last site. `shared` is a digest of all that pages depend on besides what is loaded. */
export async function openKeptPages(
  loaded: LoadedSite,
  shared: string,
  { log, site }: Pick<SiteFolders, 'log' | 'site'>,
  files: SiteFiles,
): Promise<KeptPages> {
  const cache = await openCache(log, 'pages');
  const cached = cache.file(site, 'pages');
  const stored = readStored(cached.readChecked());
  const isUsable = stored?.shared === shared;
  const recorder = recordReads(loaded, isUsable ? stored.cells : []);
  const earlier = stored?.pages ?? new Map<string, KeptPage>();
  const pages = new Map<string, KeptPage>();
  const reasons = new Map<string, readonly string[]>();
  const reasonsNotToKeep = (file: string, props: string): readonly string[] => {
    const page = earlier.get(file);
    if (!stored) return ['there is no record of an earlier build'];
    if (!page) return ['the last build did not write this page, or could not record what it read'];
    if (!isUsable) return ['the engine, or a setting of the log'];
    if (page.props !== props || props === unknownDigest) return ['what the page is about, or its place in a list'];
    if (!files.isIntact(file)) return ['its file, which was edited or replaced'];
    return recorder.areUnchanged(page.reads) ? [] : recorder.changesIn(page.reads);
  };
  return {
    recorder,
    keep: (file, props) => {
      const page = earlier.get(file);
      const found = reasonsNotToKeep(file, recorder.digestOf(props));
      reasons.set(file, found);
      if (!page || found.length > 0) return false;
      files.keep(file);
      pages.set(file, page);
      return true;
    },
    add: (file, props, reads) => {
      if (reads) pages.set(file, { props: recorder.digestOf(props), reads });
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
