import { existsSync, statSync } from 'node:fs';
import { lockFile } from '../log/linkLock.ts';
import { isError } from '../log/problem.ts';
import type { LoadedLog } from '../loader/load.ts';
import type { OpenLog } from '../loader/openLog.ts';
import { formatProblems } from '../loader/report.ts';
import { slotFolder } from '../loader/slots.ts';
import { wordsFile } from '../loader/words.ts';

/** An editor or Git may write several files at once. */
const debounceMs = 10;

/**
 * How long after a change its files are looked at again. Many programs empty a file and then write it, and the watcher
 * passes on only the first of two changes of a file within 50 ms.
 */
const settleMs = 100;

/** What watches files: Vite’s watcher, or one of our own. */
export interface Watcher {
  add(paths: string | readonly string[]): unknown;
  on(event: 'all', listener: (event: string, path: string) => void): unknown;
}

/** The log after files have changed. */
export interface Change {
  readonly loaded: LoadedLog;
  /** The log before, if it could be read. */
  readonly before: LoadedLog | undefined;
  /** Whether a slot was added or removed. */
  readonly areSlotsOld: boolean;
  /** Whether the owner’s words may have changed, or the language or period of the log. */
  readonly areWordsOld: boolean;
}

/**
 * Reads the log in a folder, with drafts, now and after every change of a file. Prints its problems each time that they
 * differ, and passes each change on, one after the other.
 */
export function followLog(
  log: OpenLog,
  watcher: Watcher,
  {
    print,
    update,
  }: {
    readonly print: (text: string, isError: boolean) => void;
    readonly update: (change: Change) => unknown;
  },
): void {
  let lastReport = '';
  let last: LoadedLog | undefined;
  const read = async (): Promise<Pick<Change, 'loaded' | 'before'>> => {
    const before = last;
    const loaded = await log.read({ drafts: true });
    last = loaded;
    const { problems, texts } = loaded;
    const report = problems.length > 0 ? `\n\n${formatProblems(problems, texts)}\n` : '';
    if (report !== lastReport) print(report || 'No problems left.', problems.some(isError));
    lastReport = report;
    return { loaded, before };
  };
  let running: Promise<unknown> = read().catch(console.error);
  watchFiles(watcher, log.folder, ({ areSlotsOld, areWordsOld }) => {
    log.forget();
    const next = async () => {
      const { loaded, before } = await read();
      const hasOtherWords = areWordsOld || wordSettings(loaded) !== wordSettings(before);
      await update({ loaded, before, areSlotsOld, areWordsOld: hasOtherWords });
    };
    running = running.then(next).catch(console.error);
  });
}

/** What decides the words of a log, besides those of its owner. */
function wordSettings(loaded: LoadedLog | undefined): string {
  return JSON.stringify([loaded?.log.language, loaded?.log.period]);
}

/** Changes with the contents of a file. */
function stampOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.size} ${stats.mtimeMs}`;
}

type Changed = Pick<Change, 'areSlotsOld' | 'areWordsOld'>;

function watchFiles(watcher: Watcher, folder: string, update: (changed: Changed) => void): void {
  const pathOf = (name: string) => `${folder}/${name}`.replaceAll('\\', '/');
  const [content, lock, slots, words] = [pathOf('content'), pathOf(lockFile), pathOf(slotFolder), pathOf(wordsFile)];
  let timer: NodeJS.Timeout | undefined;
  let waiting: Changed = { areSlotsOld: false, areWordsOld: false };
  const touched = new Set<string>();
  /** The stamp of each file at the last change. */
  const stamps = new Map<string, string | undefined>();
  const updateSoon = ({ areSlotsOld, areWordsOld }: Changed) => {
    waiting = {
      areSlotsOld: waiting.areSlotsOld || areSlotsOld,
      areWordsOld: waiting.areWordsOld || areWordsOld,
    };
    clearTimeout(timer);
    timer = setTimeout(() => {
      const changed = waiting;
      waiting = { areSlotsOld: false, areWordsOld: false };
      const paths = [...touched];
      touched.clear();
      for (const path of paths) stamps.set(path, stampOf(path));
      update(changed);
      const lookAgain = setTimeout(() => {
        const later = paths.filter((path) => stampOf(path) !== stamps.get(path));
        for (const path of later) touched.add(path);
        if (later.length > 0) updateSoon(changed);
      }, settleMs);
      lookAgain.unref();
    }, debounceMs);
  };
  watcher.add(lock);
  for (const path of [content, slots]) {
    if (existsSync(path)) watcher.add(path);
    else watchOnceThere(path);
  }
  watcher.on('all', (event, path) => {
    const changed = path.replaceAll('\\', '/');
    const isOfSlots = changed.startsWith(`${slots}/`) && (event === 'add' || event === 'unlink');
    const isOfLog = changed === content || changed === lock || changed.startsWith(`${content}/`);
    if (isOfSlots || isOfLog) touched.add(path);
    if (isOfSlots || isOfLog) updateSoon({ areSlotsOld: isOfSlots, areWordsOld: changed === words });
    if (event === 'unlinkDir' && (changed === content || changed === slots)) watchOnceThere(changed);
  });

  /** A missing folder cannot be watched, so it is added once it exists, for example after a rename. */
  function watchOnceThere(path: string): void {
    const looking = setInterval(() => {
      if (!existsSync(path)) return;
      clearInterval(looking);
      watcher.add(path);
      updateSoon({ areSlotsOld: path === slots, areWordsOld: path === content });
    }, 300);
    looking.unref();
  }
}
