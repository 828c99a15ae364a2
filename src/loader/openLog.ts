import type { EntryKind } from '../log/entry.ts';
import type { LoadedLog } from './load.ts';
import type { PictureCopies } from './pictureCopies.ts';

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
  /** Discards the log after a file has changed. The next call reads it again. */
  forget(): void;
}

/**
 * The log that this process builds or shows. The code that renders the pages is a separate bundle, loaded beside this
 * module, and this lets it use the log that the engine has already read. Throws if there is none.
 */
export function currentLog(): OpenLog {
  const log = shelf()[place]?.log;
  if (!log) throw new Error('No log is open: Astro was started without astroConfig().');
  return log;
}

/** Whether the pages of the current log show its drafts, as they do in `dev`. */
export function showsDrafts(): boolean {
  return shelf()[place]?.drafts === true;
}

/** Makes a log the one that `currentLog()` returns. */
export function setCurrentLog(log: OpenLog, { drafts }: { readonly drafts: boolean }): void {
  shelf()[place] = { log, drafts };
}

const place = Symbol.for('learnlog.currentLog');

function shelf(): { [place]?: { readonly log: OpenLog; readonly drafts: boolean } } {
  return globalThis as ReturnType<typeof shelf>;
}
