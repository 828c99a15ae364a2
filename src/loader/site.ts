import type { LoadedLog } from './load.ts';
import { toSite, type LoadedSite } from './loadedSite.ts';
import { shownLog } from './openLog.ts';

let last: { readonly loaded: LoadedLog; readonly site: LoadedSite } | undefined;

/** The site that pages show. Returns the same object until an entry changes. */
export async function getSite(): Promise<LoadedSite> {
  const { log, drafts, observed } = shownLog();
  if (observed) return observed;
  const loaded = await log.read({ drafts });
  if (last?.loaded !== loaded) last = { loaded, site: toSite(loaded) };
  return last.site;
}
