import type { LoadedLog } from './load.ts';

/** The log in a folder. It is read on first use and kept until `forget()` is called. */
export interface OpenLog {
  /** Drafts are included only if `drafts` is true. */
  read(options: { readonly drafts: boolean }): Promise<LoadedLog>;
  /** The log without drafts. If it has errors, throws with every problem and its line. */
  readSound(): Promise<LoadedLog>;
  /** Discards the log after a file has changed. The next call reads it again. */
  forget(): void;
}

/**
 * Open logs by folder, shared by the whole process. Vite loads our modules a second time for the pages, and this lets
 * the pages use the log that the engine has already read.
 */
export function openLogs(): Map<string, OpenLog> {
  const place = Symbol.for('learnlog.openLogs');
  const shelf = globalThis as { [place]?: Map<string, OpenLog> };
  shelf[place] ??= new Map();
  return shelf[place];
}

/** The log that `openLogOnce()` has opened in a folder. Throws if there is none. */
export function openedLog(folder: string): OpenLog {
  const log = openLogs().get(folder);
  if (!log) throw new Error(`The log in ${folder} is not open: Astro was started without astroConfig().`);
  return log;
}
