import type { APIRoute, GetStaticPaths } from 'astro';
import { drawIcon } from '../charts/share/drawIcon.ts';
import { getSite } from '../loader/site.ts';
import { pngIcons } from '../urls/icons.ts';

export const getStaticPaths = (() =>
  pngIcons.map((icon) => ({
    params: { icon: icon.file.replace(/\.png$/, '') },
    props: { icon },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ icon: (typeof pngIcons)[number] }> = async ({ props: { icon } }) => {
  const { colours } = await getSite();
  const bytes = drawIcon(icon, colours.light);
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': 'image/png' } });
};
