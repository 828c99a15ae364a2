import { dayOf } from '../log/date.ts';
import type { LoadedLog } from './load.ts';
import { toSite, type LoadedSite } from './loadedSite.ts';
import { shownLog } from './openLog.ts';

let last: { readonly loaded: LoadedLog; readonly site: LoadedSite } | undefined;

/**
 * The site that pages show. Returns the same object until an entry changes, and in `dev` until the day does: all pages of
 * a build have the same day.
 */
export async function getSite(): Promise<LoadedSite> {
  const { log, drafts, observed } = shownLog();
  if (observed) return observed;
  const loaded = await log.read({ drafts });
  const isOld = last?.loaded !== loaded || (drafts && last.site.today !== dayOf(new Date()));
  if (!last || isOld) last = { loaded, site: toSite(loaded) };
  return last.site;
}
