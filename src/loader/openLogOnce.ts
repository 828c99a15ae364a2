import { isError } from '../log/problem.ts';
import { loadLog, type LoadedLog } from './load.ts';
import { openLogs, type OpenLog } from './openLog.ts';
import { formatProblems } from './report.ts';

/** Opens the log in a folder, or returns the one that this process has already opened. The folder is absolute. */
export function openLogOnce(folder: string): OpenLog {
  const logs = openLogs();
  const log = logs.get(folder) ?? makeOpenLog(folder);
  logs.set(folder, log);
  return log;
}

function makeOpenLog(folder: string): OpenLog {
  const known = new Map<boolean, Promise<LoadedLog>>();
  const remembered = new Map<string, Uint8Array>();
  const read: OpenLog['read'] = ({ drafts }) => {
    const log = known.get(drafts) ?? loadLog(folder, { drafts, remembered });
    known.set(drafts, log);
    return log;
  };
  return {
    read,
    readSound: async () => {
      const loaded = await read({ drafts: false });
      const { problems, texts } = loaded;
      if (problems.some(isError)) throw new Error(`Nothing was built.\n\n${formatProblems(problems, texts)}`);
      return loaded;
    },
    forget: () => known.clear(),
  };
}
