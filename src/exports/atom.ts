import { generateAtomFeed } from 'feedsmith';
import type { Log } from '../log/log.ts';
import { compareText } from '../log/problem.ts';
import { authorAddress } from '../urls/urls.ts';
import type { FeedItem } from './feedItems.ts';
import type { Feed } from './feeds.ts';
import { notXml } from './plainText.ts';

/** The date of an empty feed, since RFC 4287 requires one. */
const dateOfNothing = '1970-01-01T00:00:00Z';

/** A feed of the log in the Atom format (RFC 4287). `site` is the address of the published log. */
export function atomFeed(
  log: Log,
  { title, href, page, isPart }: Omit<Feed, 'entries' | 'length'>,
  items: readonly FeedItem[],
  site: string,
): string {
  const [own, shown] = [new URL(href, site).href, new URL(page, site).href];
  const newest = items
    .map(({ updated }) => updated)
    .sort(compareText)
    .at(-1);
  const xml = generateAtomFeed(
    {
      // Two feeds can belong to one page, but not have one id.
      id: isPart ? own : shown,
      title: { value: title },
      subtitle: log.tagline === undefined ? undefined : { value: log.tagline },
      updated: new Date(newest ?? dateOfNothing),
      // RFC 4287 requires an author; without one, the log itself is named.
      authors:
        log.authors.length > 0
          ? log.authors.map((author) => ({ name: author.name, uri: authorAddress(author) }))
          : [{ name: log.title }],
      rights: log.license && { value: [log.license.name, log.license.url].filter((part) => part).join(', ') },
      links: [
        { href: shown, rel: 'alternate', type: 'text/html' },
        { href: own, rel: 'self', type: 'application/atom+xml' },
      ],
      xml: { lang: log.language },
      entries: items.map((item) => ({
        id: item.id,
        title: { value: item.title },
        links: [{ href: item.url, rel: 'alternate', type: 'text/html' }],
        published: new Date(item.date),
        updated: new Date(item.updated),
        categories: item.categories.map((term) => ({ term })),
        summary: item.summary === '' ? undefined : { value: item.summary },
        content: item.content === '' ? undefined : { value: item.content, type: 'html' },
      })),
    },
    { strict: true },
  );
  // Replace rather than remove: without its control character, "]]\u0007>" would end a CDATA section.
  return xml.replace(notXml, '\u{FFFD}');
}
