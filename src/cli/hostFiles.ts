import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileRules, headersFile } from '../exports/headers.ts';
import { nginxInclude } from '../exports/nginx.ts';

/**
 * The header rules of a site with these files for hosts, by path: `_headers`, followed by the owner's own from `public/`,
 * and `_nginx.conf`, unless the base path could be mistaken for configuration.
 */
export async function hostFiles(
  folder: string,
  base: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rules = fileRules(paths.toSorted());
  const own = await readFile(join(folder, 'public', '_headers'), 'utf8').catch(() => '');
  const headers = [await headersFile(base, rules), own].filter((text) => text !== '').join('\n');
  const include = await nginxInclude(base, rules);
  return new Map([['_headers', headers], ...(include === undefined ? [] : [['_nginx.conf', include] as const])]);
}
