import type { APIRoute, GetStaticPaths } from 'astro';
import { linkedFileBytes, type LinkedFile } from '../../loader/linkedFiles.ts';
import { currentLog } from '../../loader/openLog.ts';
import { getSite } from '../../loader/site.ts';

interface Props {
  readonly file: LinkedFile;
}

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  ipynb: 'application/x-ipynb+json',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

export const getStaticPaths = (async () => {
  const { files } = await getSite();
  return files.map((file) => ({ params: { name: file.name }, props: { file } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { file } }) => {
  const bytes = await linkedFileBytes(currentLog().folder, file);
  if (typeof bytes === 'string') throw new Error(`"content/${file.path}" has changed. ${bytes}`);
  const ending = file.name.slice(file.name.lastIndexOf('.') + 1);
  return new Response(bytes, { headers: { 'Content-Type': types[ending] ?? `image/${ending}` } });
};
