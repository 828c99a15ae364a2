import { loadLog, type LoadedLog } from './load.ts';

/** The log in a folder, read when first asked for and kept until it is forgotten. */
export interface OpenLog {
  /** Drafts are part of it only where `drafts` says so. */
  read(options: { readonly drafts: boolean }): Promise<LoadedLog>;
  /** Has the log read again when it is next asked for, since a file has changed. */
  forget(): void;
}

/**
 * Where open logs are, by folder. Vite makes copies of this module, for pages and for the content layer; all of them and
 * the engine itself are to have the same log, read once.
 */
const place = Symbol.for('learnlog.openLogs');

function openLogs(): Map<string, OpenLog> {
  const shelf = globalThis as { [place]?: Map<string, OpenLog> };
  shelf[place] ??= new Map();
  return shelf[place];
}

/** Opens the log in a folder, the same one in the whole process. The folder is absolute. */
export function openLog(folder: string): OpenLog {
  const logs = openLogs();
  const log = logs.get(folder) ?? makeOpenLog(folder);
  logs.set(folder, log);
  return log;
}

function makeOpenLog(folder: string): OpenLog {
  const known = new Map<boolean, Promise<LoadedLog>>();
  return {
    read: ({ drafts }) => {
      const log = known.get(drafts) ?? loadLog(folder, { drafts });
      known.set(drafts, log);
      log.catch(() => known.delete(drafts));
      return log;
    },
    forget: () => known.clear(),
  };
}
