import type { APIRoute } from 'astro';
import { getSite } from '../../loader/site.ts';
import { compactGraph } from '../../exports/compactGraph.ts';

export const GET: APIRoute = async () => {
  const { log } = await getSite();
  return Response.json(compactGraph(log));
};
