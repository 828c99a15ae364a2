import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
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
    const links = `[It](../resources/p${number}.md), after [the first](../resources/p1.md).`;
    const body = `${links}\n\n${'A sentence about what that week was good for. '.repeat(200)}`;
    await writeFile(join(content, `weeks/w${number}.md`), `---\ntitle: W\nstart: ${start}\n---\n\n${body}\n`);
    const front = `title: P ${number}\ntype: paper\nurl: https://example.org/${number}`;
    await writeFile(join(content, `resources/p${number}.md`), `---\n${front}\n---\n`);
  }
}

/** Writes a log of notes. A third is on each of three topics, one of which is in another. */
async function writeNotes(content: string): Promise<void> {
  for (const folder of ['git/tricks', 'vim']) await mkdir(join(content, 'notes', folder), { recursive: true });
  await writeFile(join(content, 'log.md'), '---\ntitle: What I learned\n---\n');
  for (let number = 1; number <= notes; number += 1) {
    const folder = ['git', 'git/tricks', 'vim'][number % 3];
    const date = new Date(Date.UTC(2020, 0, 6 + 7 * number)).toISOString().slice(0, 10);
    const front = `title: N ${number}\ndate: ${date}`;
    await writeFile(join(content, `notes/${folder}/n${number}.md`), `---\n${front}\n---\n`);
  }
  await mkdir(join(content, 'pages'));
  await writeFile(join(content, 'pages/before.md'), '---\ntitle: How it began\nplace: before\n---\n');
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
  const weeksOn = (text: string) =>
    [...text.matchAll(/<section class="part" id="weeks\/w(\d+)"/g)].map(([, id]) => Number(id));
  expect([...weeksOn(first), ...weeksOn(second)]).toEqual(Array.from({ length: weeks }, (_, index) => index + 1));
  for (const text of [first, second]) expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
  const [next = 0] = weeksOn(second);
  expect(first).toContain('rel="next" data-key="next" href="/all/page/2/"');
  expect(second).toContain('rel="prev" data-key="previous" href="/all/"');
  expect(first).toMatch(/<ol class="bibliography"><li id="resources\/p1">/);
  expect(second).toContain(
    `<ol class="bibliography" start="${next}" style="counter-reset: resource ${next - 1}"><li id="resources/p${next}">`,
  );
  expect(second).toMatch(/data-number="1" href="\/all\/#resources\/p1"/);
});

test('its timeline starts with the newest week, under its month, and is split into small pages with an index of years', async () => {
  const pages = ['', 'page/2', 'page/3', 'page/4'].map(async (path) => page(path));
  const texts = await Promise.all(pages);
  const weeksOn = (text: string) => [...text.matchAll(/<li id="weeks\/w(\d+)"/g)].map(([, id]) => Number(id));
  expect(texts.flatMap(weeksOn)).toEqual(Array.from({ length: weeks }, (_, index) => weeks - index));
  const [home = ''] = texts;
  for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThan(60_000);
  const headings = [...home.matchAll(/<h2 class="month" id="([\d-]+)">([^<]*)</g)].map(
    ([, id, name]) => `${id} ${name}`,
  );
  expect(headings.slice(0, 2)).toEqual(['2021-12 December 2021', '2021-11 November 2021']);
  const years = /<nav class="years"[^>]*>(.*?)<\/nav>/s.exec(home)?.[1] ?? '';
  const links = [...years.matchAll(/href="([^"]*)"[^>]*>(\d+)</g)].map(([, href, year]) => `${year} ${href}`);
  expect(links).toEqual(['2021 #2021-12', expect.stringMatching(/^2020 \/page\/\d\/#2020-12$/)]);
  expect(texts[Number(/page\/(\d)/.exec(links[1] ?? '')?.[1]) - 1]).toContain('id="2020-12"');
  expect(home).toMatch(/<span>6.{1,3}12 Dec 2021<\/span>/);
  const back = /<a href="([^"]*)" data-key="timeline"/.exec(await page('weeks/w1'))?.[1];
  expect(back).toBe('/page/4/#weeks/w1');
});

test('a log of notes only opens with the newest of them and its topics', async () => {
  const home = await notePage('');
  const links = [...home.matchAll(/href="\/(notes\/[^"]*)"/g)].map(([, path]) => path);
  expect(links.slice(1, 4)).toEqual(['notes/vim/n101/', 'notes/git/tricks/n100/', 'notes/git/n99/']);
  expect(links.at(-1)).toBe('notes/');
  expect(links).toHaveLength(22);
  const topics = /<ul class="chips">.*<\/ul>/s.exec(home)?.[0] ?? '';
  const text = topics
    .replace(/<ul/g, '(<ul')
    .replace(/<\/ul>/g, '</ul>)')
    .replace(/<[^>]*>|\s/g, '');
  expect(text).toBe('(Git67(Tricks34)Vim34)');
  expect(home).not.toContain('timeline"></ol>');
});

test('a log without weeks has no timeline, not even by name, and its pages have no place on one', async () => {
  const dist = join(temporary.path, 'notes/dist');
  const files = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith('.html'));
  expect(files.length).toBeGreaterThan(notes);
  for (const file of files) {
    const html = (await readFile(join(dist, file), 'utf8')).replace(/<link[^>]*>/g, '');
    expect(html.match(/.{0,60}timeline.{0,60}/i)?.[0], file).toBeUndefined();
  }
  expect(await notePage('')).toMatch(/<footer.*href="\/pages\/before\/"/s);
  expect(await notePage('pages/before')).toMatch(/<p class="kicker">\s*Page\s*<\/p>/);
  expect(await readFile(join(dist, '404.html'), 'utf8')).toMatch(
    /<a href="\/">What I learned<\/a>\s*<a href="\/notes\/">/,
  );
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
  const [own = '', tricks = ''] = topic.split(/<h2 class="child">.*?Tricks.*?<\/h2>/s);
  expect([own, tricks].map((html) => html.match(/href="\/notes\/git\/[^"]+"/g)?.length)).toEqual([33, 34]);
  expect(tricks).toContain('<h3>Notes</h3>');
  const child = await notePage('topics/tricks');
  expect(child).toMatch(/<p class="kicker"><span>Topic<\/span><a href="\/topics\/git\/">Git<\/a>/);
  expect(child).toMatch(/<span class="visually-hidden">Git › <\/span><\/span>Tricks/);
  expect(await notePage('notes/git/tricks/n1')).toMatch(/Git<\/a><span aria-hidden="true"> › <\/span><a [^>]*>Tricks/);
});
