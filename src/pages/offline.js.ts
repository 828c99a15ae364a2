import type { APIRoute } from 'astro';
import { offlineWorker, removeOfflineWorker } from '../exports/offlineWorker.ts';
import { getSite } from '../loader/site.ts';

export const GET: APIRoute = async () => {
  const site = await getSite();
  const code = site.log.offline ? offlineWorker(site) : removeOfflineWorker(site.urls.base);
  return new Response(code, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
};
