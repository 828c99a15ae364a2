import type { APIRoute } from 'astro';
import { getSite } from '../../loader/site.ts';
import { writeGraph } from '../../exports/writeGraph.ts';

export const GET: APIRoute = async () => {
  const { log } = await getSite();
  return Response.json(writeGraph(log));
};
