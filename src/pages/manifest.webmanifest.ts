import type { APIRoute } from 'astro';
import { manifest } from '../exports/manifest.ts';
import { getSite } from '../loader/site.ts';

export const GET: APIRoute = async () =>
  new Response(manifest(await getSite()), { headers: { 'Content-Type': 'application/manifest+json' } });
