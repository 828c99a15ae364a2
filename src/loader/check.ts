import { assembleLog, readSources, type AssembledLog } from './assembleLog.ts';
import { openDiagnosticsCache } from './diagnosticsCache.ts';
import { diagnoseAll } from './renderPool.ts';

/** What a check found, without the rendered log. */
export interface CheckedLog extends Omit<AssembledLog, 'log'> {
  readonly title: string;
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Checks the log in a folder and finds the same problems, in the same order, as `loadLog()`, but renders nothing except
 * formulas, which only KaTeX can judge. Diagnostics are cached, so that a second check reads only what has changed.
 */
export async function checkLog(folder: string): Promise<CheckedLog> {
  const sources = await readSources(folder);
  const { files, root, texts } = sources;
  const cache = await openDiagnosticsCache(folder, files, root.macros);
  const environment = { folder, ...root, linkTargets: new Map(), pictures: new Map() };
  const fresh = files.filter((source) => !cache.known.has(source));
  const diagnostics = await cache.save(await diagnoseAll(fresh, environment));
  const { log, ...assembled } = await assembleLog(sources, diagnostics, { drafts: false });
  return { title: log.title, ...assembled, texts };
}
