import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** How many cases there are of each corpus, in words. */
export function counted(cases: readonly Case[]): string {
  const counts = new Map<string, number>();
  for (const { corpus } of cases) counts.set(corpus, (counts.get(corpus) ?? 0) + 1);
  return [...counts].map(([corpus, count]) => `${corpus} ${count.toLocaleString('en')}`).join(', ');
}
