import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite } from '../loader/site.ts';
import { atomFeed } from '../exports/atom.ts';
import { feedItems } from '../exports/feedItems.ts';

/** A feed needs absolute addresses, so a log without a site has none. */
export const getStaticPaths = (async () => {
  const { log } = await getSite();
  return log.site === undefined ? [] : [{ params: { feed: 'feed' }, props: { address: log.site } }];
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ address: string }> = async ({ props }) => {
  const site = await getSite();
  const { log, urls } = site;
  const feed = atomFeed(log, feedItems(site, site.today), urls, props.address);
  return new Response(feed, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
};
