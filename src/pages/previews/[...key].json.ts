import type { APIRoute, GetStaticPaths } from 'astro';
import { getCollection } from 'astro:content';
import type { Node } from '../../log/log.ts';
import { nodesOf } from '../../loader/nodesOf.ts';
import { getSite } from '../../loader/site.ts';
import { preview } from '../../exports/linkPreview.ts';

export const getStaticPaths = (async () => {
  const { log } = await getSite();
  const entries = [
    ...nodesOf(log.weeks, await getCollection('weeks')),
    ...nodesOf(log.notes, await getCollection('notes')),
    ...nodesOf(log.pages, await getCollection('pages')),
    ...nodesOf(log.resources, await getCollection('resources')),
  ];
  return entries.map((entry) => ({
    params: { key: entry.key },
    props: { entry },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ entry: Node }> = async ({ props }) => {
  const { wording } = await getSite();
  return Response.json(preview(props.entry, wording));
};
