import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const example = resolve(import.meta.dirname, '../content');

/**
 * Writes a log of so many resources into a folder: copies of the example's, so that words, formulas and code are as in
 * a real one, with ids, addresses and links of their own; and a week for every 50 of them. The same every time.
 */
export async function generateLog(folder: string, resources: number): Promise<void> {
  const content = join(folder, 'content');
  await mkdir(join(content, 'resources'), { recursive: true });
  await mkdir(join(content, 'weeks'), { recursive: true });
  await cp(join(example, 'log.md'), join(content, 'log.md'));
  const names = (await readdir(join(example, 'resources'))).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(example, 'resources', name), 'utf8')));
  for (let index = 0; index < resources; index += 1) {
    const text = texts[index % texts.length] ?? '';
    await writeFile(join(content, 'resources', `${idOf(index)}.md`), copyOf(text, index, resources));
  }
  for (let week = 0; week * 50 < resources; week += 1) {
    await writeFile(join(content, 'weeks', `w${String(week).padStart(4, '0')}.md`), weekOf(week, resources));
  }
}

function idOf(index: number): string {
  return `r${String(index).padStart(6, '0')}`;
}

function copyOf(text: string, index: number, resources: number): string {
  const earlier = idOf(Math.floor(index / 2));
  return text
    .replace(/\nprerequisites:\n(?: {2}- .*\n)+/, index > 1 ? `\nprerequisites: ${earlier}\n` : '\n')
    .replace(/\n(?:series|part|isbn): .*/g, '')
    .replace(/\nurl: .*/, `\nurl: https://example.org/${idOf(index)}`)
    .replace(/\]\((?!https?:)[^)]*\)/g, `](${idOf((index * 7) % resources)}.md)`);
}

function weekOf(week: number, resources: number): string {
  const start = new Date(Date.UTC(2000, 0, 3 + 7 * week)).toISOString().slice(0, 10);
  const ids = Array.from({ length: 50 }, (_, index) => week * 50 + index).filter((index) => index < resources);
  const lines = ids.map((index) => `Then came [number ${index}](../resources/${idOf(index)}.md), read in one sitting.`);
  return `---\ntitle: Week ${week + 1}\nstart: ${start}\n---\n\n${lines.join('\n')}\n`;
}
