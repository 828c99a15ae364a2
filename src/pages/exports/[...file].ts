import type { APIRoute, GetStaticPaths } from 'astro';
import { citations } from '../../exports/citation.ts';
import { exportedLists, exports, recordFormats } from '../../exports/exports.ts';
import type { Resource } from '../../log/log.ts';
import { getSite } from '../../loader/site.ts';
import { exportPath, type ExportFormat } from '../../urls/urls.ts';

/** The resources of each topic and each week, in the formats of bibliographies. */
export const getStaticPaths = (async () => {
  const { log } = await getSite();
  return exportedLists(log).flatMap(({ of, resources }) =>
    recordFormats.map((format) => ({ params: { file: exportPath(format, of) }, props: { format, resources } })),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ format: ExportFormat; resources: readonly Resource[] }> = async ({ props }) => {
  const site = await getSite();
  const { mediaType, write } = exports[props.format];
  const text = write(citations(site.log, props.resources), site);
  return new Response(text, { headers: { 'Content-Type': `${mediaType}; charset=utf-8` } });
};
