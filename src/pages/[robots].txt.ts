import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite } from '../loader/site.ts';

/** Search engines read this file only at the root of a host (RFC 9309, 2.3). */
export const getStaticPaths = (async () => {
  const { urls } = await getSite();
  const sitemap = urls.base === '/' ? urls.absolute(urls.sitemap) : undefined;
  return sitemap === undefined ? [] : [{ params: { robots: 'robots' }, props: { sitemap } }];
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ sitemap: string }> = ({ props }) =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${props.sitemap}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
