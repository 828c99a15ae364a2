import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite } from '../loader/site.ts';

export const getStaticPaths = (async () => {
  const { theme } = await getSite();
  return theme ? [{ params: { theme: theme.name.replace(/\.css$/, '') }, props: { css: theme.css } }] : [];
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ css: string }> = ({ props }) =>
  new Response(props.css, { headers: { 'Content-Type': 'text/css; charset=utf-8' } });
