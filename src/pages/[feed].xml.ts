import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite } from '../loader/site.ts';

/** A feed needs absolute addresses, so a log without a site has none. */
export const getStaticPaths = (async () => {
  const { log } = await getSite();
  return log.site === undefined ? [] : [{ params: { feed: 'feed' }, props: { address: log.site } }];
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ address: string }> = async ({ props }) => {
  const site = await getSite();
  // Only a feed that has changed needs these libraries.
  const { atomFeed } = await import('../exports/atom.ts');
  const { feedItems } = await import('../exports/feedItems.ts');
  const { wholeFeed } = await import('../exports/feeds.ts');
  const feed = wholeFeed(site);
  const xml = atomFeed(site.log, feed, feedItems(site, feed, site.remember), props.address);
  return new Response(xml, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
};
