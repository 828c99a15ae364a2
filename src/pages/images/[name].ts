import type { APIRoute, GetStaticPaths } from 'astro';
import { folder } from 'virtual:learnlog';
import { pictureBytes, type Picture } from '../../load/pictures.ts';
import { getSite } from '../../load/site.ts';

export const getStaticPaths = (async () => {
  const { pictures } = await getSite();
  return pictures.map((picture) => ({ params: { name: picture.name }, props: { picture } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ picture: Picture }> = async ({ props }) => {
  const type = props.picture.name.split('.').at(-1)?.replace('jpg', 'jpeg');
  const bytes = await pictureBytes(folder, props.picture);
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': `image/${type}` } });
};
