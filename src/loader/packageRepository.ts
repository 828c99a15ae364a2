import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, parseJson } from '../log/json.ts';

/**
 * The web address of the repository that `package.json` in a log's folder names (docs.npmjs.com, "repository"), for logs
 * that name none themselves; undefined if there is none that can be opened in a browser.
 */
export async function packageRepository(folder: string): Promise<string | undefined> {
  const content = parseJson(await readFile(join(folder, 'package.json'), 'utf8').catch(() => ''));
  const named = isObject(content) ? content.repository : undefined;
  const { url, directory } = isObject(named) ? named : { url: named };
  const root = typeof url === 'string' ? webAddress(url.trim()) : undefined;
  if (root === undefined || typeof directory !== 'string') return root;
  const below = directory.replace(/^\.?\/|\/$/g, '');
  const isPath = /^[\w.-]+(?:\/[\w.-]+)*$/.test(below) && !below.split('/').includes('..');
  return isPath && new URL(root).hostname === 'github.com' ? `${root}/tree/HEAD/${below}` : root;
}

const hosts: Readonly<Record<string, string>> = {
  github: 'https://github.com',
  gitlab: 'https://gitlab.com',
  bitbucket: 'https://bitbucket.org',
};

/** The address of a repository in a browser, from npm's short form or an address for Git. */
function webAddress(written: string): string | undefined {
  const [, host = 'github', path] = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(written) ?? [];
  if (path !== undefined) return `${hosts[host]}/${path}`;
  const [, name, rest] =
    /^(?:git\+)?(?:https?|ssh|git):\/\/(?:git@)?([\w.-]+)\/([\w./~-]+?)(?:\.git)?\/?$/.exec(written) ?? [];
  if (name !== undefined && rest !== undefined) return `https://${name}/${rest}`;
  const [, at, from] = /^git@([\w.-]+):([\w./~-]+?)(?:\.git)?$/.exec(written) ?? [];
  return at !== undefined && from !== undefined ? `https://${at}/${from}` : undefined;
}
