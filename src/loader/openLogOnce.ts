import { isError } from '../log/problem.ts';
import { loadLog, type LoadedLog, type Remembered } from './load.ts';
import type { OpenLog } from './openLog.ts';
import { pictureCopies } from './pictureCopies.ts';
import { formatProblems } from './report.ts';

const logs = new Map<string, OpenLog>();

/** Opens the log in a folder, or returns the one that this process has already opened. The folder is absolute. */
export function openLogOnce(folder: string): OpenLog {
  const log = logs.get(folder) ?? makeOpenLog(folder);
  logs.set(folder, log);
  return log;
}

function makeOpenLog(folder: string): OpenLog {
  const known = new Map<boolean, Promise<LoadedLog>>();
  const remembered: Remembered = { files: new Map(), html: new Map(), diagnostics: new Map() };
  const read: OpenLog['read'] = ({ drafts }) => {
    const log = known.get(drafts) ?? loadLog(folder, { drafts, remembered });
    known.set(drafts, log);
    return log;
  };
  let studio: Promise<OpenLog['drawShare']> | undefined;
  return {
    folder,
    read,
    readSound: async () => {
      const loaded = await read({ drafts: false });
      const { problems, texts } = loaded;
      if (problems.some(isError)) throw new Error(`Nothing was built.\n\n${formatProblems(problems, texts)}`);
      return loaded;
    },
    filled: new Set(),
    copies: pictureCopies(folder),
    drawShare: async (card) => {
      studio ??= import('../charts/share/studio.ts').then(({ openStudio }) => openStudio());
      return (await studio)(card);
    },
    forget: () => known.clear(),
  };
}
