import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { generateLog } from './generate.ts';

/** An entry of the generated log, as every tool gets it. */
export interface CorpusEntry {
  readonly kind: 'resources' | 'weeks';
  readonly id: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly front: string;
  readonly body: string;
}

/**
 * Writes the generated log of so many resources into a folder, and answers its entries. No equation and no piece of
 * code is in two of them, lest a tool that remembers one has it for nothing, and each resource has a note with a formula.
 */
export async function makeCorpus(folder: string, resources: number): Promise<CorpusEntry[]> {
  await generateLog(folder, resources);
  const entries: CorpusEntry[] = [];
  for (const kind of ['resources', 'weeks'] as const) {
    const path = join(folder, 'content', kind);
    for (const name of (await readdir(path)).sort()) {
      const entry = entryOf(kind, name.slice(0, -'.md'.length), await readFile(join(path, name), 'utf8'));
      await writeFile(join(path, name), entry.front + entry.body);
      entries.push(entry);
    }
  }
  return entries;
}

/** The entry with one sentence more, which is what an author changes between two builds. */
export function changed(entry: CorpusEntry, sentence: string): CorpusEntry {
  return { ...entry, body: entry.body.replace(/\n\n(?=\S)/, `\n${sentence}\n\n`) };
}

function entryOf(kind: CorpusEntry['kind'], id: string, text: string): CorpusEntry {
  const end = text.indexOf('\n---\n', 4) + 5;
  const front = text.slice(0, end);
  const { title, verdict } = parse(front.slice(4, -4)) as { title: string; verdict?: string };
  const body = text.slice(end);
  return { kind, id, title, description: verdict, front, body: kind === 'resources' ? ofItsOwn(body, id) : body };
}

/** The body with its number in each equation and piece of code, and a note at the end of its first paragraph. */
function ofItsOwn(body: string, id: string): string {
  const number = Number(id.slice(1)) + 1;
  const noted = body
    .trimEnd()
    .replace(/^\$\$\n[\s\S]*?(?=\n\$\$$)/gm, (formula) => `${formula}\n\\quad (${number})`)
    .replace(/^```(\w+)\n/gm, (fence) => `${fence}n = ${number}\n`)
    .replace(/(?=\n\n|$)/, '[^more]');
  return `${noted}\n\n[^more]: The sum of all up to there is $\\sum_{i=1}^{${number}} i = \\frac{${number} \\cdot ${number + 1}}{2}$.\n`;
}
