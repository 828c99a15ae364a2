import type { APIRoute, GetStaticPaths } from 'astro';
import { getCollection } from 'astro:content';
import { markdownHome, markdownPage } from '../../exports/markdownPage.ts';
import { logKey } from '../../log/entry.ts';
import type { Node } from '../../log/log.ts';
import { markdownText } from '../../loader/markdownText.ts';
import { nodesOf } from '../../loader/nodesOf.ts';
import { getSite } from '../../loader/site.ts';

/** Each entry and the front page as Markdown, beside its page. */
export const getStaticPaths = (async () => {
  const { log } = await getSite();
  const entries: readonly Node[] = [
    ...nodesOf(log.weeks, await getCollection('weeks')),
    ...nodesOf(log.notes, await getCollection('notes')),
    ...nodesOf(log.pages, await getCollection('pages')),
    ...nodesOf(log.resources, await getCollection('resources')),
  ];
  return [undefined, ...entries].map((entry) => ({ params: { key: entry?.key }, props: { entry } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ entry: Node | undefined }> = async ({ props: { entry } }) => {
  const site = await getSite();
  const text = markdownText(site, entry?.key ?? logKey);
  return new Response(entry ? markdownPage(site, entry, text) : markdownHome(site, text), {
    headers: { 'Content-Type': 'text/markdown; charset=utf-8' },
  });
};
