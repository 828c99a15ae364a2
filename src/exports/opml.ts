import { generateOpml } from 'feedsmith';
import type { Site } from '../site.ts';
import { feedParts, partFeed, wholeFeed, type Feed } from './feeds.ts';
import { plainText } from './plainText.ts';

/** All feeds as an OPML list (version 2.0, opml.org/spec2.opml), which feed readers import. `site` is the address. */
export function feedList(of: Pick<Site, 'log' | 'urls' | 'wording'>, site: string): string {
  const { log, wording } = of;
  const outline = ({ title, href, page }: Feed) => ({
    text: plainText(title),
    title: plainText(title),
    type: 'rss',
    xmlUrl: new URL(href, site).href,
    htmlUrl: new URL(page, site).href,
    language: log.language,
  });
  const parts = feedParts(of);
  const kinds = parts.filter((part) => typeof part === 'string').map((part) => outline(partFeed(of, part)));
  const topics = parts.filter((part) => typeof part !== 'string').map((part) => outline(partFeed(of, part)));
  const owner = log.authors.map(({ name }) => plainText(name)).join(', ');
  const { topics: topicsName } = wording.words.frame;
  return generateOpml(
    {
      head: { title: plainText(log.title), ...(owner !== '' && { ownerName: owner }) },
      body: {
        outlines: [
          outline(wholeFeed(of)),
          ...kinds,
          ...(topics.length > 0 ? [{ text: topicsName, outlines: topics }] : []),
        ],
      },
    },
    { strict: true },
  );
}
