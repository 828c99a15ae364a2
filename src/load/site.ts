import { getCollection } from 'astro:content';
import { buildLog } from '../core/log.ts';
import type { Site } from '../site.ts';
import { makeUrls } from '../urls.ts';
import { makeWording } from '../wording.ts';
import type { StoredItem } from './loader.ts';
import type { Picture } from './pictures.ts';
import type { Theme } from './theme.ts';

/** The site, with the pictures that it serves and the owner's style sheet. */
export type LoadedSite = Site & { readonly pictures: readonly Picture[]; readonly theme: Theme | undefined };

let last: { readonly items: readonly unknown[]; readonly site: LoadedSite } | undefined;

/** The site's log, built once and again only when an entry has changed. */
export async function getSite(): Promise<LoadedSite> {
  const collection = await getCollection('log');
  const items = collection.map(({ data }) => data as StoredItem);
  if (last && last.items.length === items.length && items.every((item, index) => item === last?.items[index])) {
    return last.site;
  }
  const stored = items.flatMap((item) => ('entry' in item ? [item] : []));
  const rest = items.find((item) => 'pictures' in item);
  const { log } = buildLog(
    stored.map(({ entry }) => entry),
    { drafts: rest?.drafts ?? false, ...(rest && { records: rest.records }) },
  );
  const html = new Map(stored.map(({ entry, html: body }) => [entry.key, body]));
  const { pictures = [], theme, problems = [] } = rest ?? {};
  const wording = makeWording(log.language);
  last = { items, site: { log, urls: makeUrls(log.site), wording, html, pictures, theme, problems } };
  return last.site;
}
