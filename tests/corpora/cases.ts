import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCampaign } from '../campaign.ts';
import { ownCases } from './ownCases.ts';

/** A hostile text. */
export interface Case {
  /** Its source: a file in `data/`, or one of our own tables. */
  readonly corpus: string;
  readonly text: string;
}

const folder = join(import.meta.dirname, 'data');

/** Every case, without duplicates. */
export async function readCases(): Promise<readonly Case[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const read = files.map(async (file): Promise<readonly Case[]> => {
    const texts = JSON.parse(await readFile(join(folder, file), 'utf8')) as readonly string[];
    return texts.map((text) => ({ corpus: file.slice(0, -'.json'.length), text }));
  });
  const all = [...(await Promise.all(read)).flat(), ...ownCases()];
  return [...new Map(all.map((one) => [one.text, one])).values()];
}

/** Every case in a campaign; otherwise one in twenty from each corpus, always the same. */
export function sample(cases: readonly Case[]): readonly Case[] {
  return isCampaign ? cases : cases.filter((_, index) => index % 20 === 0);
}

/** Fields are plain text, so cases that only test the nesting of HTML or Markdown are left out. */
const left = new Set(['html5lib-trees', 'commonmark', 'yaml', 'own: names', 'own: extensions']);
/** Combinations of a few parts. A sixth of them covers every part. */
const tables = new Set(['own: elements', 'own: addresses', 'own: formulas']);

/** The cases for fields. Each becomes a page of a real build. */
export function fieldCases(cases: readonly Case[]): readonly Case[] {
  return cases.filter(({ corpus }, index) => !left.has(corpus) && (!tables.has(corpus) || index % 6 === 0));
}

/** The number of cases in each corpus, in words. */
export function counted(cases: readonly Case[]): string {
  const counts = new Map<string, number>();
  for (const { corpus } of cases) counts.set(corpus, (counts.get(corpus) ?? 0) + 1);
  return [...counts].map(([corpus, count]) => `${corpus} ${count.toLocaleString('en')}`).join(', ');
}
