import type { Card } from '../charts/share/cards.ts';
import type { EntryKind } from '../log/entry.ts';
import type { LoadedLog } from './load.ts';
import type { PictureCopies } from './pictureCopies.ts';
import type { LoadedSite } from './loadedSite.ts';

/** The log in a folder. It is read on first use and kept until `forget()` is called. */
export interface OpenLog {
  /** Absolute. It holds `content/` and `public/`. */
  readonly folder: string;
  /** Drafts are included only if `drafts` is true. */
  read(options: { readonly drafts: boolean }): Promise<LoadedLog>;
  /** The log without drafts. If it has errors, throws with every problem and its line. */
  readSound(): Promise<LoadedLog>;
  /**
   * The kinds of entries whose Astro collections this process has filled. It is here because Astro evaluates
   * `content.config.ts` again after every change of a Markdown file, and its loaders with it.
   */
  readonly filled: Set<EntryKind>;
  readonly copies: PictureCopies;
  /**
   * Draws a share picture, as a PNG. It is not cached: it takes two milliseconds, and a build takes unchanged files from
   * the last site.
   */
  drawShare(card: Card): Promise<Uint8Array>;
  /** Discards the log after a file has changed. The next call reads it again. */
  forget(): void;
}

/** The log whose pages are rendered. */
export interface ShownLog {
  readonly log: OpenLog;
  /** Whether the pages show drafts, as they do in `dev`. */
  readonly drafts: boolean;
  /** The site for the pages, if what they read of it is recorded. */
  readonly observed?: LoadedSite;
}

/**
 * The log that this process builds or shows. The code that renders the pages is a separate bundle, loaded beside this
 * module, and this lets it use the log that the engine has already read. Throws if there is none.
 */
export function shownLog(): ShownLog {
  const shown = shelf()[place];
  if (!shown) throw new Error('No log is open: Astro was started without astroConfig().');
  return shown;
}

/** The log of `shownLog()`. */
export function currentLog(): OpenLog {
  return shownLog().log;
}

/** Whether the pages of the current log show its drafts. */
export function showsDrafts(): boolean {
  return shelf()[place]?.drafts === true;
}

/** Makes a log the one that `shownLog()` returns. */
export function setCurrentLog(log: OpenLog, rest: Omit<ShownLog, 'log'>): void {
  shelf()[place] = { log, ...rest };
}

const place = Symbol.for('learnlog.currentLog');

function shelf(): { [place]?: ShownLog } {
  return globalThis as ReturnType<typeof shelf>;
}
