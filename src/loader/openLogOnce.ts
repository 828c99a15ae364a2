import { loadLog, type LoadedLog } from './load.ts';
import { openLogs, type OpenLog } from './openLog.ts';

/** Opens the log in a folder for the whole process; the same one each time. The folder is absolute. */
export function openLogOnce(folder: string): OpenLog {
  const logs = openLogs();
  const log = logs.get(folder) ?? makeOpenLog(folder);
  logs.set(folder, log);
  return log;
}

function makeOpenLog(folder: string): OpenLog {
  const known = new Map<boolean, Promise<LoadedLog>>();
  const remembered = new Map<string, Uint8Array>();
  return {
    read: ({ drafts }) => {
      const log = known.get(drafts) ?? loadLog(folder, { drafts, remembered });
      known.set(drafts, log);
      return log;
    },
    forget: () => known.clear(),
  };
}
