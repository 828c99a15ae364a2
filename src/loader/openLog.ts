import type { LoadedLog } from './load.ts';

/** The log in a folder, read when first asked for and kept until it is forgotten. */
export interface OpenLog {
  /** Drafts are part of it only where `drafts` says so. */
  read(options: { readonly drafts: boolean }): Promise<LoadedLog>;
  /** The log without drafts; throws, with every problem at its line, where it is not to be published. */
  readSound(): Promise<LoadedLog>;
  /** Has the log read again when it is next asked for, since a file has changed. */
  forget(): void;
}

/**
 * Open logs by their folders, at a place that all of this process knows: Vite makes copies of our modules for the pages,
 * which are to have the log that the engine itself has read, and read it once.
 */
export function openLogs(): Map<string, OpenLog> {
  const place = Symbol.for('learnlog.openLogs');
  const shelf = globalThis as { [place]?: Map<string, OpenLog> };
  shelf[place] ??= new Map();
  return shelf[place];
}

/** The log in a folder that `openLogOnce()` has opened; throws if it has not. */
export function openedLog(folder: string): OpenLog {
  const log = openLogs().get(folder);
  if (!log) throw new Error(`The log in ${folder} is not open: Astro was started without astroConfig().`);
  return log;
}
