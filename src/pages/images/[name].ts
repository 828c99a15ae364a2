import type { APIRoute, GetStaticPaths } from 'astro';
import { getConfiguredImageService, imageConfig } from 'astro:assets';
import { folder } from 'virtual:learnlog';
import { pictureBytes, type Picture } from '../../loader/pictures.ts';
import { getSite } from '../../loader/site.ts';

interface Props {
  readonly picture: Picture;
  /** The width of a scaled copy in pixels; undefined for the original. */
  readonly width?: number;
}

export const getStaticPaths = (async () => {
  const { pictures } = await getSite();
  return pictures.flatMap((picture) => [
    { params: { name: picture.name }, props: { picture } },
    ...picture.copies
      .filter(({ name }) => name !== picture.name)
      .map(({ name, width }) => ({ params: { name }, props: { picture, width } })),
  ]);
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { picture, width }, logger }) => {
  const bytes = new Uint8Array(await pictureBytes(folder, picture));
  if (width === undefined) return toResponse(bytes, picture.name.split('.').at(-1)?.replace('jpg', 'jpeg'));
  const service = await getConfiguredImageService();
  if (!('transform' in service)) throw new Error('The image service of Astro does not transform pictures.');
  const wanted = { src: picture.name, width, format: 'webp' };
  const { data, format } = await service.transform(bytes, wanted, imageConfig, logger);
  // On failure the service only warns and returns its input.
  if (format !== wanted.format) throw new Error(`"content/${picture.path}" cannot be made ${width} pixels wide.`);
  return toResponse(new Uint8Array(data), format);
};

function toResponse(bytes: Uint8Array<ArrayBuffer>, format = ''): Response {
  return new Response(bytes, { headers: { 'Content-Type': `image/${format}` } });
}
