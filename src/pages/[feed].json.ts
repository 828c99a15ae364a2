import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite } from '../loader/site.ts';

/** A feed needs absolute addresses, so a log without a site has none. */
export const getStaticPaths = (async () => {
  const { log } = await getSite();
  return log.site === undefined ? [] : [{ params: { feed: 'feed' }, props: { address: log.site } }];
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ address: string }> = async ({ props }) => {
  const site = await getSite();
  const { log, urls, remember } = site;
  // Only a feed that has changed needs these libraries.
  const { feedItems } = await import('../exports/feedItems.ts');
  const { wholeFeed } = await import('../exports/feeds.ts');
  const { jsonFeed } = await import('../exports/jsonFeed.ts');
  const feed = jsonFeed(log, feedItems(site, wholeFeed(site), remember), urls, props.address);
  return new Response(feed, { headers: { 'Content-Type': 'application/feed+json; charset=utf-8' } });
};
