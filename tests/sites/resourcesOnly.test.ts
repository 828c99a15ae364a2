import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnlog, temporaryFolder } from '../site.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let output: string;
const page = (path: string) => readFile(join(temporary.path, 'dist', path, 'index.html'), 'utf8');

/** A log of papers without weeks and notes, as it comes from a bibliography. */
beforeAll(async () => {
  temporary = await temporaryFolder();
  await mkdir(join(temporary.path, 'content/resources'), { recursive: true });
  await writeFile(join(temporary.path, 'content/log.md'), '---\ntitle: My library\n---\n');
  for (const year of [1990, 2020, 2005]) {
    const front = `title: Paper of ${year}\ntype: paper\nurl: https://example.org/${year}\npublished: ${year}\ntopics: reading`;
    await writeFile(join(temporary.path, `content/resources/p${year}.md`), `---\n${front}\n---\n`);
  }
  const built = await learnlog('--folder', temporary.path, 'build');
  if (built.code !== 0) throw new Error(built.output);
  ({ output } = built);
});
afterAll(() => temporary.remove());

test('is built without advice', () => {
  expect(output).not.toContain('orphan-resource');
});

test('has a home page with the latest publications first, and counts them once', async () => {
  const home = await page('');
  expect([...home.matchAll(/Paper of (\d+)/g)].map(([, year]) => year)).toEqual(['2020', '2005', '1990']);
  const [hero = ''] = /<div class="hero">[\s\S]*?<\/h1>[\s\S]*?<\/div>/.exec(home) ?? [];
  expect(hero.match(/\d+ [a-z ]+/g)).toEqual(['3 resources']);
});

test('has a library without filters that filter nothing', async () => {
  const library = await page('resources');
  expect(new Set([...library.matchAll(/<input type="checkbox" name="(\w+)"/g)].map(([, facet]) => facet))).toEqual(
    new Set(['year']),
  );
  expect(await page('topics')).not.toContain('best source');
});

test('has pages of resources that do not miss notes, and charts that do not miss hours', async () => {
  expect(await page('resources/p2020')).not.toContain('No notes yet');
  expect(await page('charts')).not.toContain('hours');
});
