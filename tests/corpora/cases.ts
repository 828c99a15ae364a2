import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCampaign } from '../campaign.ts';
import { ownCases } from './ownCases.ts';

/** A text that may break something. */
export interface Case {
  /** Where it is from: a file of `data/`, or a table of our own. */
  readonly corpus: string;
  readonly text: string;
}

const folder = join(import.meta.dirname, 'data');

/** Every case, each text once. */
export async function readCases(): Promise<readonly Case[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const read = files.map(async (file): Promise<readonly Case[]> => {
    const texts = JSON.parse(await readFile(join(folder, file), 'utf8')) as readonly string[];
    return texts.map((text) => ({ corpus: file.slice(0, -'.json'.length), text }));
  });
  const all = [...(await Promise.all(read)).flat(), ...ownCases()];
  return [...new Map(all.map((one) => [one.text, one])).values()];
}

/** Every case in a campaign; otherwise one of ten from each corpus, the same ones each time. */
export function sample(cases: readonly Case[]): readonly Case[] {
  return isCampaign ? cases : cases.filter((_, index) => index % 10 === 0);
}

/** Fields are text, whatever they say: what is only about how HTML or Markdown is nested is left out. */
const left = new Set(['html5lib-trees', 'commonmark', 'yaml', 'own: names', 'own: extensions']);
/** Tables put together from few parts, of which a sixth has every part. */
const tables = new Set(['own: elements', 'own: addresses', 'own: formulas']);

/** The cases that are tried as fields, each of which is a page of a real build. */
export function fieldCases(cases: readonly Case[]): readonly Case[] {
  return cases.filter(({ corpus }, index) => !left.has(corpus) && (!tables.has(corpus) || index % 6 === 0));
}

/** How many cases there are of each corpus, in words. */
export function counted(cases: readonly Case[]): string {
  const counts = new Map<string, number>();
  for (const { corpus } of cases) counts.set(corpus, (counts.get(corpus) ?? 0) + 1);
  return [...counts].map(([corpus, count]) => `${corpus} ${count.toLocaleString('en')}`).join(', ');
}
