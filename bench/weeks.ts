import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { randomFrom } from '../tests/mutations/random.ts';
import { proseLike } from './prose.ts';

const example = resolve(import.meta.dirname, '../content/weeks');
/** Resources per week, as in the example. */
const perWeek = 20;
const fenced = /(^\$\$\n[\s\S]*?^\$\$$|^```[\s\S]*?^```$)/m;

/**
 * Rewrites the weeks of a generated log: each resembles a long week of the example, in other words, and mentions the
 * resources of its time. Pictures and links to other weeks are left out.
 */
export async function writeWeeks(folder: string, resources: readonly string[]): Promise<void> {
  const models = await modelWeeks();
  const prose = proseLike(models.map(proseIn), [], randomFrom(2));
  const path = join(folder, 'content', 'weeks');
  for (const name of await readdir(path)) await rm(join(path, name));
  for (let week = 0; week * perWeek < resources.length; week += 1) {
    const met = resources.slice(week * perWeek, (week + 1) * perWeek);
    const start = new Date(Date.UTC(2000, 0, 3 + 7 * week)).toISOString().slice(0, 10);
    const parts = partsOf(models[week % models.length] ?? '').map((part, turn) =>
      turn % 2 === 0 ? retold(part) : part,
    );
    let link = 0;
    const body = parts
      .join('')
      .replace(/\(\.\.\/resources\/[^)]*\)/g, () => `(../resources/${met[link++ % met.length]}.md)`);
    const front = `---\ntitle: ${JSON.stringify(prose.retell(`Week ${week + 1}: attention and queries`))}\nstart: ${start}\n---\n`;
    await writeFile(join(path, `w${String(week).padStart(4, '0')}.md`), front + body);
  }

  // The names of callouts are not part of the text.
  function retold(text: string): string {
    return text
      .split(/(\[![A-Z]+\])/)
      .map((part, turn) => (turn % 2 === 0 ? prose.retell(part) : part))
      .join('');
  }
}

/** The bodies of weeks in the example that contain mathematics. */
async function modelWeeks(): Promise<string[]> {
  const names = (await readdir(example)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(example, name), 'utf8')));
  return texts
    .filter((text) => text.includes('\n$$\n'))
    .map((text) => {
      return text
        .slice(text.indexOf('\n---\n', 4) + 5)
        .replace(/^<details>[\s\S]*?^<\/details>\n/gm, '')
        .replace(/^!\[.*\n/gm, '')
        .replace(/\[([^\]]*)\]\((?!\.\.\/resources\/|https?:)[^)]*\)/g, '$1');
    });
}

function partsOf(body: string): string[] {
  return body.split(fenced);
}

function proseIn(body: string): string {
  return partsOf(body)
    .filter((_, turn) => turn % 2 === 0)
    .join('\n');
}
