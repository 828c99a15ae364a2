import type { APIRoute, GetStaticPaths } from 'astro';
import { currentLog } from '../../loader/openLog.ts';
import { getSite } from '../../loader/site.ts';

const { sharePictures } = currentLog();

export const getStaticPaths = (async () => {
  const { cards } = (await getSite()).shares;
  await sharePictures.open(cards);
  return [...cards.keys()].map((file) => ({ params: { name: file.replace(/\.png$/, '') } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<Record<string, never>, { name: string }> = async ({ params: { name } }) => {
  const bytes = await sharePictures.bytesOf(`${name}.png`);
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': 'image/png' } });
};
