import type { APIRoute } from 'astro';
import { getSite } from '../load/site.ts';
import { logFile } from '../outputs/logFile.ts';

export const GET: APIRoute = async () => {
  const { log } = await getSite();
  return new Response(logFile(log), { headers: { 'Content-Type': 'application/json; charset=utf-8' } });
};
