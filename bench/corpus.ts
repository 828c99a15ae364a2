import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { generateLog } from './generate.ts';
import { writeWeeks } from './weeks.ts';

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
 * Writes the generated log into a folder, with weeks as long as those of the example, and returns its entries. Each
 * resource has a footnote with a formula. No equation or code block appears in two entries, so that no tool gains from
 * caching one.
 */
export async function makeCorpus(folder: string, resources: number): Promise<CorpusEntry[]> {
  await rm(folder, { recursive: true, force: true });
  await generateLog(folder, resources);
  const content = join(folder, 'content');
  const ids = (await readdir(join(content, 'resources'))).sort().map((name) => name.slice(0, -'.md'.length));
  await writeWeeks(folder, ids);
  const entries: CorpusEntry[] = [];
  for (const kind of ['resources', 'weeks'] as const) {
    for (const name of (await readdir(join(content, kind))).sort()) {
      const text = await readFile(join(content, kind, name), 'utf8');
      entries.push(entryOf(kind, name.slice(0, -'.md'.length), text));
    }
  }
  return entries;
}

/** The entry with one more sentence: an author's change between two builds. */
export function changed(entry: CorpusEntry, sentence: string): CorpusEntry {
  return { ...entry, body: entry.body.replace(/\n\n(?=\S)/, `\n${sentence}\n\n`) };
}

function entryOf(kind: CorpusEntry['kind'], id: string, text: string): CorpusEntry {
  const end = text.indexOf('\n---\n', 4) + 5;
  const front = text.slice(0, end);
  const { title, verdict } = parse(front.slice(4, -4)) as { title: string; verdict?: string };
  const number = Number(id.slice(1)) + 1;
  const body = ofItsOwn(text.slice(end).trimEnd(), kind === 'weeks' ? `w_{${number}}` : String(number));
  return { kind, id, title, description: verdict, front, body: kind === 'weeks' ? `${body}\n` : noted(body, number) };
}

/** The body with a unique name in each equation and code block. */
function ofItsOwn(body: string, name: string): string {
  return body
    .replace(/^\$\$\n[\s\S]*?\n\$\$$/gm, (equation) => `${equation.slice(0, -2)}\\quad (${name})\n$$`)
    .replace(/^```\w+.*\n/gm, (fence) => `${fence}n = "${name}"\n`);
}

/** The body with a footnote at the end of its first paragraph. */
function noted(body: string, number: number): string {
  const sum = `\\sum_{i=1}^{${number}} i = \\frac{${number} \\cdot ${number + 1}}{2}`;
  return `${body.replace(/(?=\n\n|$)/, '[^more]')}\n\n[^more]: The sum of all up to there is $${sum}$.\n`;
}
