import { logKey, type EntryKey } from '../log/entry.ts';
import { parseMoment } from '../log/length.ts';
import { imagePath } from '../markdown/images.ts';
import { momentUrl } from '../markdown/links.ts';
import { readTarget } from '../markdown/linkTarget.ts';
import { publishedMarkdown } from '../markdown/publishedMarkdown.ts';
import type { Href } from '../urls/urls.ts';
import type { LoadedSite } from './loadedSite.ts';

/** The text of an entry, or of the front page, as Markdown for readers elsewhere: see `publishedMarkdown()`. */
export function markdownText(
  site: Pick<LoadedSite, 'log' | 'urls' | 'sources' | 'pictures' | 'files'>,
  key: EntryKey,
): string {
  const { log, urls, sources } = site;
  const entry = key === logKey ? undefined : log.find(key);
  const page = entry ? urls.entry(entry) : urls.home;
  const file = entry?.file ?? `content/${logKey}.md`;
  const complete = (href: Href) => urls.absolute(href) ?? href;
  const fragment = (id: string) => (id === '' ? '' : `#${encodeURIComponent(id)}`);
  const toEntry = (target: EntryKey, id: string): string | undefined => {
    if (target === logKey) return `${complete(urls.home)}${fragment(id)}`;
    const found = log.find(target);
    if (!found) return undefined;
    const seconds = id.startsWith('t=') ? parseMoment(id.slice(2)) : undefined;
    return seconds !== undefined && found.kind === 'resource' && found.url !== undefined
      ? momentUrl(found, found.url, seconds)
      : complete(urls.entry(found, id));
  };
  return publishedMarkdown(sources.get(key) ?? '', sources.placesIn(key), entry?.title ?? log.title, {
    page: complete(page),
    link: (address) => {
      const target = readTarget(address, file);
      if (target.kind === 'entry') return toEntry(target.key, target.fragment);
      if (target.kind !== 'file') return undefined;
      const served = site.files.find(({ path }) => path === target.path);
      return served && `${complete(served.href)}${target.rest}`;
    },
    image: (address) => {
      const path = imagePath(address, file);
      const picture = site.pictures.find((one) => one.path === path);
      return picture && complete(picture.href);
    },
  });
}
