import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite } from '../loader/site.ts';
import { atomFeed } from '../exports/atom.ts';
import { feedItems } from '../exports/feedItems.ts';
import { jsonFeed } from '../exports/jsonFeed.ts';

const feeds = {
  'feed.xml': { write: atomFeed, mediaType: 'application/atom+xml' },
  'feed.json': { write: jsonFeed, mediaType: 'application/feed+json' },
} as const;

interface Props {
  readonly name: keyof typeof feeds;
  readonly address: string;
}

/** Feeds need absolute addresses, so a log without a site has none. */
export const getStaticPaths = (async () => {
  const { log } = await getSite();
  if (log.site === undefined) return [];
  const address = log.site;
  return (['feed.xml', 'feed.json'] as const).map((name) => ({ params: { feed: name }, props: { name, address } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { name, address } }) => {
  const { log, html, urls } = await getSite();
  const { write, mediaType } = feeds[name];
  const feed = write(log, feedItems(log, html, urls), urls, address);
  return new Response(feed, { headers: { 'Content-Type': `${mediaType}; charset=utf-8` } });
};
