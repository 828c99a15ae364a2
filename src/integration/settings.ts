import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wordsFor, type Words } from '../i18n/languages.ts';
import type { OwnWords } from '../i18n/ownWords.ts';
import type { Period } from '../log/period.ts';
import type { LogFields } from '../log/schema.ts';
import { readFrontmatter } from '../loader/frontmatter.ts';
import { readWords } from '../loader/words.ts';
import { basePath } from '../urls/urls.ts';

/** The address of a site, as Astro needs it before it reads the log. */
export interface Address {
  /** The origin, if the address is known. */
  readonly site?: string;
  readonly base: string;
}

/** The address of the site of the log in a folder. */
export async function readAddress(folder: string): Promise<Address> {
  return addressFrom((await readRoot(folder)).site);
}

export function addressFrom(site: string | undefined): Address {
  return { ...(site !== undefined && { site: new URL(site).origin }), base: basePath(site) };
}

/** The words that are part of scripts. */
export type ScriptWords = Pick<Words, 'clientReading' | 'client' | 'clientPlan' | 'clientProgress'>;

/** The words of the log in a folder that are part of scripts. */
export async function readScriptWords(folder: string): Promise<ScriptWords> {
  const { language = 'en', period } = await readRoot(folder);
  const { words } = await readWords(folder, language);
  return scriptWords({ log: { language, period }, words });
}

/** The words of a log that are part of scripts. */
export function scriptWords({ log: { language, period }, words }: Worded): ScriptWords {
  const { clientReading, client, clientPlan, clientProgress } = wordsFor(language, words, period);
  return { clientReading, client, clientPlan, clientProgress };
}

/** What decides the words of a log. */
interface Worded {
  readonly log: { readonly language: string; readonly period?: Period | undefined };
  readonly words: OwnWords;
}

/** Reads the settings that Astro needs before it starts. Mistakes in them are reported later, with all others. */
async function readRoot(folder: string): Promise<Partial<Pick<LogFields, 'site' | 'language' | 'period'>>> {
  const file = join('content', 'log.md');
  const text = await readFile(join(folder, file), 'utf8').catch(() => '');
  return readFrontmatter('log', text, file).fields ?? {};
}
