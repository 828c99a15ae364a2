import type { APIRoute } from 'astro';
import { iconSvg } from '../exports/iconSvg.ts';
import { getSite } from '../loader/site.ts';

export const GET: APIRoute = async () =>
  new Response(iconSvg((await getSite()).colours), { headers: { 'Content-Type': 'image/svg+xml' } });
