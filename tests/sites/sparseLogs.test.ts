import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { below, named, readBuiltSite, textOf, withClass, type BuiltSite } from '../html.ts';
import { learnlog, temporaryFolder } from '../site.ts';

const removers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const remove of removers) await remove();
});

/** Builds a log with these lines of frontmatter, and the text below it, in each file. */
async function build(files: Readonly<Record<string, readonly string[]>>): Promise<BuiltSite> {
  const { path, remove } = await temporaryFolder();
  removers.push(remove);
  for (const [file, lines] of Object.entries(files)) {
    await mkdir(dirname(join(path, 'content', file)), { recursive: true });
    await writeFile(join(path, 'content', file), `${['---', ...lines].join('\n')}\n`);
  }
  const { code, output } = await learnlog('--folder', path, 'build', '--strict');
  if (code !== 0) throw new Error(output);
  return readBuiltSite(join(path, 'dist'), '/');
}

const log = { 'log.md': ['title: A log', '---'] };

const menuOf = (site: BuiltSite) => {
  const [header] = named(site.page('index.html').elements, 'header');
  return header ? named(below(header), 'nav').flatMap((nav) => named(below(nav), 'a').map(textOf)) : [];
};

describe('a log without entries', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await build(log);
  });

  test('says so on its first page', () => {
    const [main] = named(site.page('index.html').elements, 'main');
    expect(main && textOf(main)).toContain('Nothing here yet.');
  });

  test('has no empty lists, and no links to them', () => {
    const files = site.pages.map(({ file }) => file).sort();
    expect(files).toEqual(['404.html', 'all/index.html', 'index.html', 'path/index.html', 'search/index.html']);
    expect(menuOf(site)).toEqual([]);
  });
});

describe('a log of bookmarks', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    const ids = Array.from({ length: 101 }, (_, index) => `b${index + 1}`);
    const lines = (id: string) => [
      ...[`title: Bookmark ${id}`, `url: https://www.${id}.example.org/a/page`],
      ...['type: article', '---'],
    ];
    site = await build({ ...log, ...Object.fromEntries(ids.map((id) => [`resources/${id}.md`, lines(id)])) });
  });

  test('has only a library in its menu', () => {
    expect(menuOf(site)).toEqual(['Library']);
    expect(site.files.has('topics/index.html')).toBe(false);
  });

  test('has rows with the host of the address, and in the order of titles', () => {
    const { elements } = site.page('resources/index.html');
    const rows = withClass(elements, 'row').slice(0, 2);
    expect(rows.map((row) => withClass(below(row), 'meta').map(textOf))).toEqual([
      ['b1.example.org'],
      ['b2.example.org'],
    ]);
    expect(named(elements, 'option').map(textOf)).toEqual([
      ...['by title', 'newest first', 'oldest first', 'shortest first', 'longest first', 'by author'],
    ]);
    const [line] = withClass(site.page('index.html').elements, 'brief');
    expect(line && textOf(line)).toContain('b1.example.org');
  });

  test('has no button for filters that it does not have', () => {
    expect(withClass(site.page('resources/index.html').elements, 'fold')).toEqual([]);
  });

  test('has no empty box for filters on the second page of the library', () => {
    const { elements } = site.page('resources/page/2/index.html');
    expect(named(elements, 'aside')).toEqual([]);
    expect(withClass(elements, 'row')).toHaveLength(1);
  });
});

test('the first page of a log of dated notes shows their summaries', async () => {
  const note = (day: string) => [`title: Note ${day}`, `date: 2025-01-0${day}`, `summary: What *note ${day}* says.`];
  const site = await build({
    ...log,
    'notes/a.md': [...note('1'), '---', 'Text.'],
    'notes/b.md': [...note('2'), '---', 'Text.'],
  });
  const lines = withClass(site.page('index.html').elements, 'brief');
  expect(lines.map((line) => named(below(line), 'p').map(textOf))).toEqual([
    ['What note 2 says.'],
    ['What note 1 says.'],
  ]);
});
