import type { OwnWords } from '../i18n/ownWords.ts';
import { assembleLog, readSources, type AssembledLog } from './assembleLog.ts';
import { openDiagnosticsCache } from './diagnosticsCache.ts';
import { diagnoseAll } from './renderPool.ts';

/** The result of a check, without the rendered log. */
export interface CheckedLog extends Omit<AssembledLog, 'log'> {
  readonly title: string;
  /** The owner's words, if any. */
  readonly words: OwnWords;
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Checks the log in a folder. Finds the same problems as `loadLog()`, in the same order, but renders only formulas,
 * because only KaTeX can check them. Diagnostics are cached, so a second check reads only the files that have changed.
 */
export async function checkLog(folder: string): Promise<CheckedLog> {
  const sources = await readSources(folder);
  const { files, root, texts } = sources;
  const cache = await openDiagnosticsCache(folder, files, root.macros);
  const environment = { folder, ...root, linkTargets: new Map(), pictures: new Map(), linkedFiles: new Map() };
  const fresh = files.filter((source) => !cache.known.has(source));
  const diagnostics = await cache.save(await diagnoseAll(fresh, environment));
  const { log, ...assembled } = await assembleLog(sources, diagnostics, { drafts: false });
  return { title: log.title, words: root.words, ...assembled, texts };
}
