import type { APIRoute, GetStaticPaths } from 'astro';
import type { Page, Resource, Week } from '../../log/log.ts';
import { getSite } from '../../loader/site.ts';
import { preview } from '../../exports/preview.ts';

export const getStaticPaths = (async () => {
  const { log } = await getSite();
  return [...log.weeks, ...log.pages, ...log.resources].map((entry) => ({
    params: { key: entry.key },
    props: { entry },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ entry: Week | Page | Resource }> = async ({ props }) => {
  const { wording } = await getSite();
  return Response.json(preview(props.entry, wording));
};
