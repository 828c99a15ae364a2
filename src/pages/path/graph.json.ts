import type { APIRoute } from 'astro';
import { getSite } from '../../load/site.ts';
import { compactGraph } from '../../outputs/compactGraph.ts';

export const GET: APIRoute = async () => {
  const { log } = await getSite();
  return Response.json(compactGraph(log));
};
