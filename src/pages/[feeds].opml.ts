import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite } from '../loader/site.ts';

/** The list of all feeds. A log without a site has none. */
export const getStaticPaths = (async () => {
  const { log } = await getSite();
  return log.site === undefined ? [] : [{ params: { feeds: 'feeds' }, props: { address: log.site } }];
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ address: string }> = async ({ props }) => {
  const site = await getSite();
  const { feedList } = await import('../exports/opml.ts');
  return new Response(feedList(site, props.address), { headers: { 'Content-Type': 'text/x-opml; charset=utf-8' } });
};
