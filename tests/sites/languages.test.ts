import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Element, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { SKIP, visitParents } from 'unist-util-visit-parents';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBuiltSite, type BuiltSite } from '../html.ts';
import { learnlog, temporaryFolder } from '../site.ts';

const removers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const remove of removers) await remove();
});

/** A log whose own words all begin with `ż`, which distinguishes them from the words of the site. */
const content = (language: string) => ({
  'log.md': [
    '---',
    'title: żlog',
    'tagline: żtag',
    `language: ${language}`,
    'topics: { one: { title: żtopic, summary: żsummary } }',
    'author: żAda',
    'credits: [{ text: żcredit }]',
    '---',
    '',
    'żIntroduction.',
  ],
  'weeks/01.md': [
    '---',
    'title: żweek',
    'start: 2025-02-07',
    'planned: 2h',
    'rough: true',
    '---',
    '',
    '## żheading',
    '',
    '[żlink](../resources/a.md) żsentence.[^1]',
    '',
    '> [!NOTE]',
    '> żremark',
    '',
    '[](../resources/b.md)',
    '',
    '$$x$$',
    '',
    '## żother',
    '',
    '[^1]: żnote',
  ],
  'weeks/02.md': ['---', 'title: żempty', 'start: 2025-02-14', '---'],
  'notes/one/n.md': ['---', 'title: żjotting', 'added: 2025-02-08', '---', '', 'żText on [żb](../../resources/b.md).'],
  'pages/before.md': ['---', 'title: żbefore', 'place: before', '---', '', 'żText on [ża](../resources/a.md).'],
  'pages/about.md': ['---', 'title: żabout', '---', '', 'żText.'],
  'resources/a.md': [
    '---',
    'title: ża',
    'type: paper',
    'url: https://example.org/a',
    'authors: [żAda żB, żC żD]',
    'venue: żvenue',
    'volume: ż4',
    'pages: 1-9',
    'publisher: żpublisher',
    'editors: żAda żE',
    'edition: ż2',
    'abstract: żabstract',
    'slides: https://example.org/slides',
    'topics: one',
    'level: advanced',
    'length: ~2h',
    'published: 2017',
    'verdict: żverdict',
    'access: paid',
    'checked: 2025-03',
    'status: finished',
    'finished: 2025-02-08',
    'added: 2025-02-09',
    '---',
    '',
    'żNotes.',
  ],
  'resources/b.md': [
    '---',
    'title: żb',
    'type: video',
    'summary: żwhat',
    'url: https://example.org/b',
    'topics: one',
    'prerequisites: [{ resource: a, reason: żbecause }]',
    'series: s',
    'part: 1',
    '---',
  ],
  'resources/s.md': [
    '---',
    'title: żs',
    'type: course',
    'url: https://example.org/s',
    'topics: one',
    'status: queued',
    'because: żreason',
    '---',
  ],
});

async function build(language: string, more: Readonly<Record<string, string>> = {}): Promise<BuiltSite> {
  const { path, remove } = await temporaryFolder();
  removers.push(remove);
  const texts = Object.entries(content(language)).map(([file, lines]) => [file, `${lines.join('\n')}\n`] as const);
  for (const [file, text] of [...texts, ...Object.entries(more)]) {
    await mkdir(dirname(join(path, 'content', file)), { recursive: true });
    await writeFile(join(path, 'content', file), text);
  }
  const { code, output } = await learnlog('--folder', path, 'build');
  if (code !== 0) throw new Error(output);
  return readBuiltSite(join(path, 'dist'), '/');
}

const parser = unified().use(rehypeParse).freeze();

/** The texts in the body of a page, each with the language that its nearest element declares. */
function textsOf(html: string): readonly { readonly text: string; readonly lang: string; readonly in: string }[] {
  const found: { text: string; lang: string; in: string }[] = [];
  const tree: Root = parser.parse(html);
  visitParents(tree, (node, parents) => {
    const elements = parents.filter((one): one is Element => one.type === 'element');
    if (node.type === 'element' && ['head', 'script', 'svg', 'math', 'pre', 'code'].includes(node.tagName)) return SKIP;
    if (node.type === 'element' && String(node.properties.className).includes('katex')) return SKIP;
    // The words of a reference are in the language of its style, among names and titles.
    const isInCite = String(elements.at(-1)?.properties.className) === 'cite';
    if (node.type === 'element' && node.tagName === 'p' && isInCite) return SKIP;
    if (node.type !== 'text' || !/\p{L}/u.test(node.value)) return undefined;
    const lang = elements.findLast(({ properties }) => properties.lang !== undefined)?.properties.lang;
    const last = elements.at(-1);
    found.push({ text: node.value.trim(), lang: String(lang), in: `${last?.tagName}.${last?.properties.className}` });
    return undefined;
  });
  return found;
}

describe('in a language without words', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await build('pl');
  });

  /** Sentences of the site that contain a title, and names, which have no language. */
  const mixed = /^(?:Week \d: |Path to |What to study|After |★|żAda)|et al\.|&/;

  test('text of the log and words of the site each declare their language, on every page', () => {
    const wrong = site.pages.flatMap((page) =>
      textsOf(page.html)
        .filter(({ text, lang }) => !mixed.test(text) && lang !== (text.startsWith('ż') ? 'pl' : 'en'))
        .map(({ text, lang, in: where }) => `${page.file} ${where}: "${text}" is ${lang}`),
    );
    expect(wrong).toEqual([]);
    expect(site.pages.length).toBeGreaterThan(15);
  });

  test('dates are in the language of the words', () => {
    expect(site.page('resources/a/index.html').html).toContain('8 February 2025');
    expect(site.page('index.html').html).toContain('<html lang="en" dir="ltr">');
  });
});

describe('with words of the owner', () => {
  const words = 'frame: { timeline: Carnet, search: Chercher }\nclient: { search: { title: Chercher ici } }\n';
  let site: BuiltSite;
  beforeAll(async () => {
    site = await build('fr-CA', { 'words.yaml': words });
  });

  test('pages and scripts have them, and otherwise the words of the language', async () => {
    const { html } = site.page('index.html');
    expect(html).toContain('<html lang="fr-CA" dir="ltr">');
    expect(html).toContain('Carnet');
    expect(html).toContain('Bibliothèque');
    expect(html).not.toContain('Timeline');
    expect(textsOf(html).filter(({ lang }) => lang !== 'fr-CA')).toEqual([]);
    const scripts = await scriptsOf(site);
    expect(scripts).toContain('Chercher ici');
    expect(scripts).toContain('Aperçu');
  });

  test('scripts have no other language', async () => {
    const scripts = await scriptsOf(site);
    for (const text of ['Keyboard shortcuts', 'Tastenkürzel', 'ショートカット', 'Atajos de teclado']) {
      expect(scripts).not.toContain(text);
    }
  });
});

async function scriptsOf(site: BuiltSite): Promise<string> {
  const files = (await readdir(site.folder, { recursive: true })).filter((file) => file.endsWith('.js'));
  return (await Promise.all(files.map((file) => readFile(join(site.folder, file), 'utf8')))).join('\n');
}
