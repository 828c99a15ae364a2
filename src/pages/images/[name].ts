import type { APIRoute, GetStaticPaths } from 'astro';
import { currentLog } from '../../loader/openLog.ts';
import { pictureBytes, type Picture } from '../../loader/pictures.ts';
import { getSite } from '../../loader/site.ts';

interface Props {
  /** Undefined for a scaled copy. */
  readonly original?: Picture;
}

const { folder, copies } = currentLog();

export const getStaticPaths = (async () => {
  const { pictures } = await getSite();
  await copies.open(pictures);
  return pictures.flatMap((picture) => [
    { params: { name: picture.name }, props: { original: picture } },
    ...picture.copies.filter(({ name }) => name !== picture.name).map(({ name }) => ({ params: { name }, props: {} })),
  ]);
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props, { name: string }> = async ({ props: { original }, params: { name } }) => {
  const bytes = await (original ? pictureBytes(folder, original) : copies.bytesOf(name));
  const format = name.slice(name.lastIndexOf('.') + 1).replace('jpg', 'jpeg');
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': `image/${format}` } });
};
