import { isError } from '../log/problem.ts';
import type { Site } from '../site.ts';
import { makeUrls } from '../urls/urls.ts';
import { makeWording } from '../i18n/wording.ts';
import type { LoadedLog } from './load.ts';
import { currentLog, showsDrafts } from './openLog.ts';
import type { LinkedFile } from './linkedFiles.ts';
import type { Picture } from './pictures.ts';
import type { Theme } from './theme.ts';

/** The site, with the pictures and other files that it serves and the owner's style sheet. */
export type LoadedSite = Site & {
  readonly pictures: readonly Picture[];
  readonly files: readonly LinkedFile[];
  readonly theme: Theme | undefined;
};

let last: { readonly loaded: LoadedLog; readonly site: LoadedSite } | undefined;

/** The site's log. Returns the same object until an entry changes. */
export async function getSite(): Promise<LoadedSite> {
  const loaded = await currentLog().read({ drafts: showsDrafts() });
  if (last?.loaded !== loaded) last = { loaded, site: toSite(loaded) };
  return last.site;
}

function toSite({ log, words, html, pictures, files, theme, problems }: LoadedLog): LoadedSite {
  const wording = makeWording(log.language, words, log);
  const errors = problems.filter(isError);
  return { log, urls: makeUrls(log.site), wording, html, pictures, files, theme, problems: errors };
}
