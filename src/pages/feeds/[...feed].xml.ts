import type { APIRoute, GetStaticPaths } from 'astro';
import { feedName, feedParts, partFeed, type FeedPart } from '../../exports/feeds.ts';
import { getSite } from '../../loader/site.ts';

/** The feeds of the parts of a log. Feeds need absolute addresses, so a log without a site has none. */
export const getStaticPaths = (async () => {
  const site = await getSite();
  const { site: address } = site.log;
  if (address === undefined) return [];
  return feedParts(site).map((part) => ({ params: { feed: feedName(part) }, props: { part, address } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ part: FeedPart; address: string }> = async ({ props: { part, address } }) => {
  const site = await getSite();
  // Only a feed that has changed needs these libraries.
  const { atomFeed } = await import('../../exports/atom.ts');
  const { feedItems } = await import('../../exports/feedItems.ts');
  const feed = partFeed(site, part);
  const xml = atomFeed(site.log, feed, feedItems(site, feed, site.remember), address);
  return new Response(xml, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
};
