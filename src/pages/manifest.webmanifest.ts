import type { APIRoute } from 'astro';
import { manifest } from '../exports/manifest.ts';
import { getSite } from '../loader/site.ts';
import favicon from '../styles/favicon.svg?url';

export const GET: APIRoute = async () =>
  new Response(manifest(await getSite(), favicon), { headers: { 'Content-Type': 'application/manifest+json' } });
