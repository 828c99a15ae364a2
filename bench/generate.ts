import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { randomFrom } from '../tests/mutations/random.ts';
import { proseLike, type Prose } from './prose.ts';

const example = resolve(import.meta.dirname, '../content');

/**
 * Writes a generated log into a folder: always the same one. Each resource has the structure of one in the example, with
 * formulas and code, and its own title, text and authors, in words as frequent as in the example. There is a week for
 * every 50 resources.
 */
export async function generateLog(folder: string, resources: number): Promise<void> {
  const content = join(folder, 'content');
  await mkdir(join(content, 'resources'), { recursive: true });
  await mkdir(join(content, 'weeks'), { recursive: true });
  await writeLogFile(content);
  const texts = await readAll('resources');
  const prose = proseLike(
    [...texts, ...(await readAll('weeks')), ...(await readAll('pages'))].map(proseOf),
    texts.flatMap((text) => authorsOf(text)),
    randomFrom(1),
  );
  for (let index = 0; index < resources; index += 1) {
    const text = likeOther(texts[index % texts.length] ?? '', index, resources, prose);
    await writeFile(join(content, 'resources', `${idOf(index)}.md`), text);
  }
  for (let week = 0; week * 50 < resources; week += 1) {
    const text = weekOf(week, Math.min(resources, week * 50 + 50), prose);
    await writeFile(join(content, 'weeks', `w${String(week).padStart(4, '0')}.md`), text);
  }
}

/** Writes the `log.md` of the example into a content folder, without its text, which links to the example's pages. */
export async function writeLogFile(content: string): Promise<void> {
  const text = await readFile(join(example, 'log.md'), 'utf8');
  await writeFile(join(content, 'log.md'), text.slice(0, text.indexOf('\n---\n') + '\n---\n'.length));
}

async function readAll(kind: string): Promise<string[]> {
  const names = (await readdir(join(example, kind))).sort();
  return Promise.all(names.map((name) => readFile(join(example, kind, name), 'utf8')));
}

/** Title, verdict and body of an entry, without formula and code blocks. */
function proseOf(text: string): string {
  const { front, body } = partsOf(text);
  const fields = front.match(/^(?:title|verdict|summary): .*$/gm) ?? [];
  return [...fields.map((line) => line.replace(/^\w+: /, '')), ...body.filter((_, index) => index % 2 === 0)].join(
    '\n',
  );
}

function authorsOf(text: string): string[] {
  return /^authors: \[(.*)\]$/m.exec(text)?.[1]?.split(', ') ?? [];
}

/** The frontmatter, and the body split into alternating prose and formula or code blocks. */
function partsOf(text: string): { readonly front: string; readonly body: readonly string[] } {
  const end = text.indexOf('\n---\n', 4) + 5;
  return { front: text.slice(0, end), body: text.slice(end).split(/(^\$\$\n[\s\S]*?^\$\$$|^```[\s\S]*?^```$)/m) };
}

function idOf(index: number): string {
  return `r${String(index).padStart(6, '0')}`;
}

function likeOther(text: string, index: number, resources: number, prose: Prose): string {
  const { front, body } = partsOf(text);
  const earlier = idOf(Math.floor(index / 2));
  const isPaper = front.includes('arxiv.org');
  const address = isPaper
    ? `https://arxiv.org/abs/2001.${idOf(index).slice(-5)}`
    : `https://example.org/${idOf(index)}`;
  const retold = front
    .replace(/\nprerequisites:\n(?: {2}- .*\n)+/, index > 1 ? `\nprerequisites: ${earlier}\n` : '\n')
    .replace(/\n(?:series|part|isbn|best|aliases|archived|checked): .*/g, '')
    .replace(/\nurl: .*/, `\nurl: ${address}`)
    .replace(/\n(title|verdict): (.*)/g, (_, field: string, value: string) => {
      return `\n${field}: ${JSON.stringify(prose.retell(value.replace(/^(['"])(.*)\1$/, '$2').replaceAll("''", "'")))}`;
    })
    .replace(/\nauthors: \[(.*)\]/, (_, all: string) => {
      return `\nauthors: [${all.split(', ').map(prose.name).join(', ')}]`;
    });
  const fields = body.map((one, turn) => (turn % 2 === 0 ? prose.retell(one) : one)).join('');
  return retold + fields.replace(/\]\((?!https?:)[^)]*\)/g, `](${idOf((index * 7) % resources)}.md)`);
}

function weekOf(week: number, end: number, prose: Prose): string {
  const start = new Date(Date.UTC(2000, 0, 3 + 7 * week)).toISOString().slice(0, 10);
  const lines = Array.from({ length: end - week * 50 }, (_, offset) => {
    const link = `[the chapter on attention and queries](../resources/${idOf(week * 50 + offset)}.md)`;
    return prose.retell(`Then came ${link}, read in one sitting.`);
  });
  const title = prose.retell(`Week ${week + 1}: attention and queries`);
  return `---\ntitle: ${JSON.stringify(title)}\nstart: ${start}\n---\n\n${lines.join('\n')}\n`;
}
