import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The facets of the resources. Their numbers are prime, so no two facets coincide. */
interface Facts {
  readonly id: string;
  readonly type: string;
  readonly topic: string | undefined;
  readonly level: string | undefined;
  readonly status: string | undefined;
  readonly year: string | undefined;
}

const pick = <Value>(values: readonly Value[], number: number) => values[number % values.length];
/** A log with more resources than fit on one page of the library. Each one requires the one before. */
export const manyResources: readonly Facts[] = Array.from({ length: 250 }, (_, index) => ({
  id: `r${String(index).padStart(3, '0')}`,
  type: index % 2 === 0 ? 'paper' : (pick(['video', 'book', 'code'], index) ?? 'tool'),
  topic: pick(['große-fragen', 'rl', undefined], index * 7 + 1),
  level: pick(['introductory', 'intermediate', 'advanced', undefined], index * 3),
  status: pick(['finished', 'queued', undefined, undefined, 'abandoned'], index),
  year: index % 11 === 0 ? undefined : String(2000 + (index % 13)),
}));

/** The base path of that log, and its address. */
export const base = '/log/';
export const site = `https://example.org${base}`;

/** Writes that log into a folder. */
export async function writeManyResources(folder: string): Promise<void> {
  const content = join(folder, 'content');
  await mkdir(join(content, 'resources'), { recursive: true });
  await mkdir(join(content, 'weeks'));
  const topics = 'topics: { große-fragen: Große Fragen, rl: RL, unused: Unused }';
  await writeFile(join(content, 'log.md'), `---\ntitle: Many\nsite: ${site}\n${topics}\n---\n`);
  const links = manyResources.map(({ id }) => `- [${id}](../resources/${id}.md)\n`).join('');
  await writeFile(join(content, 'weeks', 'first.md'), `---\ntitle: First\nstart: 2025-01-01\n---\n\n${links}`);
  for (const [index, { id, topic, year, ...facts }] of manyResources.entries()) {
    const prerequisites = manyResources[index - 1]?.id;
    const lines = Object.entries({ ...facts, prerequisites, topics: topic, published: year && `"${year}-02"` }).flatMap(
      ([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]),
    );
    const frontmatter = [`title: The one called ${id}`, `url: https://example.com/${id}`, ...lines].join('\n');
    await writeFile(join(content, 'resources', `${id}.md`), `---\n${frontmatter}\n---\n\nA note.\n`);
  }
}
