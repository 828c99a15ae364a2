import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite } from '../loader/site.ts';
import { citations } from '../exports/citation.ts';
import { exportFormats, exports } from '../exports/exports.ts';
import { exportEndings, type ExportFormat } from '../urls/urls.ts';

export const getStaticPaths = (() =>
  exportFormats.map((format) => ({
    params: { ending: exportEndings[format] },
    props: { format },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ format: ExportFormat }> = async ({ props }) => {
  const site = await getSite();
  const { mediaType, write } = exports[props.format];
  return new Response(write(citations(site.log), site), { headers: { 'Content-Type': `${mediaType}; charset=utf-8` } });
};
