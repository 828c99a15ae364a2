import type { APIRoute } from 'astro';
import { getSite } from '../loader/site.ts';
import { logFile } from '../exports/logFile.ts';

export const GET: APIRoute = async () => {
  const { log, urls } = await getSite();
  return new Response(logFile(log, urls), { headers: { 'Content-Type': 'application/json; charset=utf-8' } });
};
