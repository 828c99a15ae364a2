import type { APIRoute } from 'astro';
import { guide } from '../exports/markdownPage.ts';
import { getSite } from '../loader/site.ts';

export const GET: APIRoute = async () =>
  new Response(guide(await getSite()), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
