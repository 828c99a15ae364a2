import { generateJsonFeed } from 'feedsmith';
import type { Log } from '../log/log.ts';
import { authorAddress, type Urls } from '../urls/urls.ts';
import type { FeedItem } from './feedItems.ts';

/** The log as a JSON Feed (version 1.1, jsonfeed.org). `site` is the address of the published log. */
export function jsonFeed(log: Log, items: readonly FeedItem[], urls: Urls, site: string): string {
  const feed = generateJsonFeed(
    {
      title: log.title,
      description: log.tagline,
      home_page_url: new URL(urls.home, site).href,
      feed_url: new URL(urls.jsonFeed, site).href,
      language: log.language,
      authors:
        log.authors.length > 0
          ? log.authors.map((author) => ({ name: author.name, url: authorAddress(author) }))
          : undefined,
      items: items.map((item) => ({
        id: item.id,
        url: item.url,
        title: item.title,
        date_published: new Date(item.date),
        ...(item.updated > item.date && { date_modified: new Date(item.updated) }),
        summary: item.summary === '' ? undefined : item.summary,
        tags: [...item.categories],
        // The format requires content in each item.
        ...(item.content === ''
          ? { content_text: item.summary === '' ? item.title : item.summary }
          : { content_html: item.content }),
      })),
    },
    { strict: true },
  );
  // Feedsmith omits an empty list, which the format requires.
  return JSON.stringify(items.length === 0 ? { ...(feed as object), items } : feed, undefined, 2);
}
