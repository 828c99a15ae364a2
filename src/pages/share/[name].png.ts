import type { APIRoute, GetStaticPaths } from 'astro';
import type { Card } from '../../charts/share/cards.ts';
import { currentLog } from '../../loader/openLog.ts';
import { getSite } from '../../loader/site.ts';

export const getStaticPaths = (async () => {
  const { cards } = (await getSite()).shares;
  return [...cards].map(([file, card]) => ({
    params: { name: file.replace(/^share\/|\.png$/g, '') },
    props: { card },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ card: Card }> = async ({ props: { card } }) => {
  const bytes = await currentLog().drawShare(card);
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': 'image/png' } });
};
