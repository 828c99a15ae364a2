import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '../../log/entry.ts';
import { isObject, parseJson } from '../../log/json.ts';
import { publicWeb, type Web } from './web.ts';

/** Identifies the program, its purpose and the log, so that a host can find who asks. */
export function userAgentFor(entries: readonly Entry[], purpose: string): string {
  const root = entries.find((entry) => entry.kind === 'log');
  const { site, repository, author, authors = author ? [author] : [] } = root?.fields ?? {};
  const home = site ?? repository ?? authors.find(({ url }) => url !== undefined)?.url;
  return `learnlog (${purpose}${home === undefined ? '' : `; +${home}`})`;
}

/** How sources are asked for the facts of resources. */
export async function webForSources(folder: string, entries: readonly Entry[], purpose: string): Promise<Web> {
  const [userAgent, mail] = [userAgentFor(entries, purpose), await authorMail(folder)];
  return { ...publicWeb, timeout: 10_000, userAgent, ...(mail !== undefined && { mail }) };
}

/** The email address of the author in `package.json` of a log's folder; undefined if it names none. */
async function authorMail(folder: string): Promise<string | undefined> {
  const content = parseJson(await readFile(join(folder, 'package.json'), 'utf8').catch(() => ''));
  const author = isObject(content) ? content.author : undefined;
  const written = isObject(author) ? author.email : typeof author === 'string' ? /<([^<>]*)>/.exec(author)?.[1] : '';
  return typeof written === 'string' && /^[\w.+-]{1,64}@[\w.-]{1,250}$/.test(written) ? written : undefined;
}
