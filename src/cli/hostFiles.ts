import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileRules, headersFile } from '../exports/headers.ts';
import { nginxInclude } from '../exports/nginx.ts';

/**
 * Writes the header rules of a built site for hosts: `_headers`, followed by the owner's own from `public/`, and
 * `_nginx.conf`, unless the base path could be mistaken for configuration.
 */
export async function writeHostFiles(site: string, base: string): Promise<void> {
  const children = await readdir(site, { recursive: true, withFileTypes: true });
  const paths = children
    .filter((child) => child.isFile())
    .map((child) => join(child.parentPath, child.name).slice(site.length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort();
  const rules = fileRules(paths);
  const file = join(site, '_headers');
  const own = await readFile(file, 'utf8').catch(() => '');
  await writeFile(file, [await headersFile(base, rules), own].filter((text) => text !== '').join('\n'));
  const include = await nginxInclude(base, rules);
  if (include !== undefined) await writeFile(join(site, '_nginx.conf'), include);
}
