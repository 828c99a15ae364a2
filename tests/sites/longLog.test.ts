import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnlog, temporaryFolder } from '../site.ts';

const weeks = 101;
const notes = 101;
let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
const pageOf = (log: string, path: string) => readFile(join(temporary.path, log, 'dist', path, 'index.html'), 'utf8');
const page = (path: string) => pageOf('weeks', path);
const notePage = (path: string) => pageOf('notes', path);

async function build(log: string): Promise<void> {
  const { code, output } = await learnlog('--folder', join(temporary.path, log), 'build');
  if (code !== 0) throw new Error(output);
}

/** Writes a log of weeks and resources. */
async function writeWeeks(content: string): Promise<void> {
  for (const folder of ['weeks', 'resources']) await mkdir(join(content, folder), { recursive: true });
  await writeFile(join(content, 'log.md'), '---\ntitle: A long log\n---\n');
  for (let number = 1; number <= weeks; number += 1) {
    const start = new Date(Date.UTC(2020, 0, 6 + 7 * number)).toISOString().slice(0, 10);
    const body = `[It](../resources/p${number}.md), after [the first](../resources/p1.md).`;
    await writeFile(join(content, `weeks/w${number}.md`), `---\ntitle: W\nstart: ${start}\n---\n\n${body}\n`);
    const front = `title: P ${number}\ntype: paper\nurl: https://example.org/${number}`;
    await writeFile(join(content, `resources/p${number}.md`), `---\n${front}\n---\n`);
  }
}

/** Writes a log of notes, two thirds of them on one topic. */
async function writeNotes(content: string): Promise<void> {
  for (const folder of ['git/tricks', 'vim']) await mkdir(join(content, 'notes', folder), { recursive: true });
  await writeFile(join(content, 'log.md'), '---\ntitle: What I learned\n---\n');
  for (let number = 1; number <= notes; number += 1) {
    const folder = ['git', 'git/tricks', 'vim'][number % 3];
    const date = new Date(Date.UTC(2020, 0, 6 + 7 * number)).toISOString().slice(0, 10);
    const front = `title: N ${number}\ndate: ${date}${folder === 'git/tricks' ? '\ntopics: git' : ''}`;
    await writeFile(join(content, `notes/${folder}/n${number}.md`), `---\n${front}\n---\n`);
  }
}

beforeAll(async () => {
  temporary = await temporaryFolder();
  await writeWeeks(join(temporary.path, 'weeks/content'));
  await writeNotes(join(temporary.path, 'notes/content'));
  await build('weeks');
  await build('notes');
});
afterAll(() => temporary.remove());

test('a long log is complete on two pages that link to each other, and its resources are numbered throughout', async () => {
  const [first, second] = [await page('all'), await page('all/page/2')];
  expect(first.match(/<section class="part" id="weeks\//g)).toHaveLength(100);
  expect(second.match(/<section class="part" id="weeks\/w101"/g)).toHaveLength(1);
  expect(first).toContain('rel="next" data-key="next" href="/all/page/2/"');
  expect(second).toContain('rel="prev" data-key="previous" href="/all/"');
  expect(first).toMatch(/<ol class="bibliography"><li id="resources\/p1">/);
  expect(second).toMatch(
    /<ol class="bibliography" start="101" style="counter-reset: resource 100"><li id="resources\/p101">/,
  );
  expect(second).toMatch(/data-number="1" href="\/all\/#resources\/p1"/);
});

test('a log of notes only opens with the newest of them and its topics', async () => {
  const home = await notePage('');
  const links = [...home.matchAll(/href="\/(notes\/[^"]*)"/g)].map(([, path]) => path);
  expect(links.slice(1, 4)).toEqual(['notes/vim/n101/', 'notes/git/tricks/n100/', 'notes/git/n99/']);
  expect(links.at(-1)).toBe('notes/');
  expect(links).toHaveLength(22);
  for (const topic of ['git', 'vim']) expect(home).toContain(`href="/topics/${topic}/"`);
  expect(home).not.toContain('timeline"></ol>');
});

test('its list of notes has a hundred on a page, under their months', async () => {
  const [first, second] = [await notePage('notes'), await notePage('notes/page/2')];
  const titles = (html: string) => [...html.matchAll(/<span>(N \d+)<\/span>/g)].map(([, title]) => title);
  expect(titles(first)).toEqual(Array.from({ length: 100 }, (_, index) => `N ${notes - index}`));
  expect(titles(second)).toEqual(['N 1']);
  expect(first).toMatch(/<h2>December 2021<\/h2>/);
  expect(second).toMatch(/<h2>January 2020<\/h2>/);
  expect(first).toContain('rel="next" data-key="next" href="/notes/page/2/"');
  expect(first.length).toBeLessThan(100_000);
});

test('its topics list their notes, and lead to each other', async () => {
  const topic = await notePage('topics/git');
  expect(topic.match(/href="\/notes\/git\/[^"]+"/g)).toHaveLength(67);
  expect(topic).toContain('67 notes');
  expect(topic).toContain('href="/topics/vim/"');
});
