import { deserialize, serialize } from 'node:v8';
import { openCache } from '../loader/cache.ts';
import type { LoadedSite } from '../loader/loadedSite.ts';
import { noCells, separator, type Cells } from './readCells.ts';
import { recordReads, unknownDigest, type Reads, type Recorder } from './recordedReads.ts';
import { limits, type SiteFiles, type SiteFolders } from './siteFiles.ts';

/** The pages of the last build of a site. Unchanged ones are used again. */
export interface KeptPages {
  readonly recorder: Recorder;
  /** The files of a route in the last build, if all that their list was made from is the same. */
  filesOf(route: string): readonly string[] | undefined;
  /** Notes that the files of a route were listed. */
  addList(route: string, files: readonly string[], reads: Reads): void;
  /**
   * Keeps a page of the last site, by its file. Returns false if a thing that it read, the file, or `props` has changed,
   * which is a digest of what was passed to it, or undefined if that is known to be the same.
   */
  keep(file: string, props: string | undefined): boolean;
  /** Notes that a page was rendered. */
  add(file: string, props: string, reads: Reads): void;
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

/** What is stored of the pages, in few and long parts, since a log has hundreds of thousands of reads. */
interface Stored {
  readonly shared: string;
  readonly cells: Cells;
  readonly files: readonly string[];
  readonly props: readonly string[];
  /** What each page has read, one after another, and then each list. */
  readonly reads: Uint32Array;
  readonly ends: Uint32Array;
  /** The files of each route, in one text. */
  readonly lists: ReadonlyMap<string, string>;
}

/** The list of the pages of a route. */
interface KeptList {
  /** The files, in one text. */
  readonly files: string;
  readonly reads: Uint32Array;
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
  const bytes = cached.readChecked();
  const stored = bytes && (deserialize(bytes) as Stored);
  const isUsable = stored?.shared === shared;
  const recorder = recordReads(loaded, isUsable ? stored.cells : noCells);
  const earlier = stored ? unpacked(stored) : noPages;
  const pages = new Map<string, KeptPage>();
  const lists = new Map<string, KeptList>();
  const reasons = new Map<string, readonly string[]>();
  const inLong = longArrays();
  const reasonsNotToKeep = (file: string, props: string | undefined): readonly string[] => {
    const page = earlier.pages.get(file);
    if (!stored) return ['there is no record of an earlier build'];
    if (!page) return ['the last build did not write this page, or could not record what it read'];
    if (!isUsable) return ['the engine, or a setting of the log'];
    const now = props ?? page.props;
    if (page.props !== now || now === unknownDigest) return ['what the page is about, or its place in a list'];
    if (!files.isIntact(file)) return ['its file, which was edited or replaced'];
    return recorder.areUnchanged(page.reads) ? [] : recorder.changesIn(page.reads);
  };
  return {
    recorder,
    filesOf: (route) => {
      const list = isUsable ? earlier.lists.get(route) : undefined;
      if (!list || !recorder.areUnchanged(list.reads)) return undefined;
      lists.set(route, list);
      return list.files === '' ? [] : list.files.split(separator);
    },
    addList: (route, found, reads) => {
      if (reads) lists.set(route, { files: found.join(separator), reads });
    },
    keep: (file, props) => {
      const page = earlier.pages.get(file);
      const found = reasonsNotToKeep(file, props);
      reasons.set(file, found);
      if (!page || found.length > 0) return false;
      files.keep(file);
      pages.set(file, page);
      return true;
    },
    add: (file, props, reads) => {
      if (reads) pages.set(file, { props, reads: inLong(reads) });
    },
    changesOf: (file) => reasons.get(file),
    save: async () => {
      const content: Stored = { shared, ...packed(recorder, { pages, lists }) };
      await cached.write(serialize(content));
      await cache.keepRecent(limits);
    },
  };
}

/** Returns a function that copies arrays into long ones, since an array of its own takes 300 bytes beside its numbers. */
function longArrays(): (numbers: Uint32Array) => Uint32Array {
  let long = new Uint32Array();
  let used = 0;
  return (numbers) => {
    if (used + numbers.length > long.length) {
      long = new Uint32Array(Math.max(100_000, numbers.length));
      used = 0;
    }
    const copy = long.subarray(used, used + numbers.length);
    copy.set(numbers);
    used += numbers.length;
    return copy;
  };
}

/** Forgets the pages of the last site, because Astro has made the files of this one. */
export async function forgetPages({ log, site }: Pick<SiteFolders, 'log' | 'site'>): Promise<void> {
  const content: Stored = { shared: '', ...packed(undefined, noPages) };
  await (await openCache(log, 'pages')).file(site, 'pages').write(serialize(content));
}

/** What is kept of the pages of a site. */
interface Kept {
  readonly pages: ReadonlyMap<string, KeptPage>;
  readonly lists: ReadonlyMap<string, KeptList>;
}

const noPages: Kept = { pages: new Map(), lists: new Map() };

/** The pages, the lists, and the cells that they have read, with new numbers. */
function packed(recorder: Recorder | undefined, { pages, lists }: Kept): Omit<Stored, 'shared'> {
  const list = [...pages];
  const readers = [...pages.values(), ...lists.values()];
  const ends = new Uint32Array(readers.length);
  let length = 0;
  for (const [at, { reads }] of readers.entries()) ends[at] = length += reads.length;
  const all = new Uint32Array(length);
  for (const [at, { reads }] of readers.entries()) all.set(reads, (ends[at] ?? 0) - reads.length);
  return {
    cells: recorder?.cells(all) ?? noCells,
    files: list.map(([file]) => file),
    props: list.map(([, { props }]) => props),
    reads: all,
    ends,
    lists: new Map([...lists].map(([route, { files }]) => [route, files])),
  };
}

function unpacked({ files, props, reads, ends, lists }: Stored): Kept {
  const readsOf = (at: number) => reads.subarray(at === 0 ? 0 : ends[at - 1], ends[at]);
  return {
    pages: new Map(files.map((file, at) => [file, { props: props[at] ?? unknownDigest, reads: readsOf(at) }])),
    lists: new Map([...lists].map(([route, text], at) => [route, { files: text, reads: readsOf(files.length + at) }])),
  };
}
