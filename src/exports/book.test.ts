import { toText } from 'hast-util-to-text';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { makeWording } from '../i18n/wording.ts';
import { makeUrls } from '../urls/urls.ts';
import { makeBook, type Book, type BookSubject } from './book.ts';
import { epubFiles } from './epub.ts';
import { loadTestLog } from './testLog.ts';

const files = {
  'log.md':
    '---\ntitle: Log\ntagline: A line\nauthors: [Zoë, { name: Ada, url: https://example.org/ada }]\nlicense: CC0\nsite: https://example.org/log/\ntopics: { rl: Reinforcement learning, tools: { title: Tools, parent: rl } }\n---\nStart with [week two](weeks/two.md).\n',
  'weeks/one.md':
    '---\ntitle: One\nstart: 2025-02-07\ntopics: rl\n---\nRead [PPO](../resources/ppo.md), [its notes](../resources/ppo.md#notes) and [more](two.md#more).\n',
  'weeks/two.md':
    '---\ntitle: Two\nstart: 2025-02-14\n---\nSee [the log](../log.md) and [the web](https://example.org/).\n\n## More\n',
  'weeks/none.md': '---\ntitle: None\nstart: 2025-02-21\ndraft: true\n---\nUnfinished.\n',
  'notes/git.md': '---\ntitle: Git\ndate: 2025-02-01\ntopics: tools\n---\n[On](../weeks/one.md).\n',
  'pages/about.md': '---\ntitle: About\n---\nText.\n',
  'resources/book.md': '---\ntitle: The book\ntype: book\nisbn: 9780134610993\ntopics: rl\nverdict: Long.\n---\n',
  'resources/git-scm.md': '---\ntitle: Git book\nurl: https://git-scm.com/book\ntype: book\ntopics: tools\n---\n',
  'resources/ppo.md':
    '---\ntitle: PPO\ntype: paper\nurl: https://example.org/ppo\ntopics: rl\nprerequisites: { resource: book, reason: it explains gradients }\n---\n## Notes\n\nAfter [the book](book.md), in [week one](../weeks/one.md).\n',
  'resources/loose.md': '---\ntitle: Loose\ntype: tool\nurl: https://example.org/loose\n---\n',
};

async function bookOf(
  of: Readonly<Record<string, string>>,
  choose: (log: Parameters<typeof subjectOn>[0]) => BookSubject,
) {
  const { log, html } = await loadTestLog(of);
  const site = { log, html, urls: makeUrls(log.site), wording: makeWording(log.language) };
  return makeBook(site, choose(log), []);
}

function subjectOn(log: Awaited<ReturnType<typeof loadTestLog>>['log'], name: string): BookSubject {
  const topic = log.topics.find(({ id }) => id === name);
  const goal = log.resources.find(({ id }) => id === name);
  return topic ? { kind: 'topic', topic } : goal ? { kind: 'path', goal } : { kind: 'log' };
}

const titlesOf = ({ chapters }: Book) =>
  chapters.map(({ title, part }) => (part === undefined ? title : `${part} > ${title}`));

function chapterOf({ chapters }: Book, file: string) {
  const chapter = chapters.find((each) => each.file === file);
  if (!chapter) throw new Error(`There is no chapter ${file}.`);
  const root = { type: 'root' as const, children: [...chapter.content] };
  const links: string[] = [];
  visit(root, 'element', ({ tagName, properties }) => void (tagName === 'a' && links.push(String(properties.href))));
  return { text: toText(root), links };
}

test('the book of a log has the weeks in order, the notes, the pages, and the library by topic, and no draft', async () => {
  const book = await bookOf(files, (log) => subjectOn(log, ''));
  expect(titlesOf(book)).toEqual([
    'Log',
    'Week 1: One',
    'Week 2: Two',
    'Notes > Git',
    'About',
    'Library > Reinforcement learning',
    'Library > Tools',
    'Library > Without a topic',
    'About this log',
  ]);
  expect(book).toMatchObject({
    title: 'Log',
    description: 'A line',
    authors: ['Zoë', 'Ada'],
    license: { name: 'CC0' },
  });
  expect(epubFiles(book, { identifier: 'x', version: '1.0.0' }).get('EPUB/package.opf')).toContain(
    '<dc:rights>CC0</dc:rights>',
  );
  expect(book.partOf).toBeUndefined();
  expect(book.changed).toBe('2025-02-14');
  expect(chapterOf(book, 'library.rl.xhtml').text).toContain('Long.');
  expect(chapterOf(book, 'about.xhtml').text).toContain('Kept by Zoë, Ada\n');
});

test('links stay in the book where they can, and lead to the site where they cannot', async () => {
  const book = await bookOf(files, (log) => subjectOn(log, ''));
  expect(chapterOf(book, 'title.xhtml').links).toEqual(['weeks.two.xhtml']);
  expect(chapterOf(book, 'weeks.one.xhtml').links).toEqual([
    'library.rl.xhtml#resources.ppo',
    'https://example.org/log/resources/ppo/#notes',
    'weeks.two.xhtml#more',
  ]);
  expect(chapterOf(book, 'weeks.two.xhtml').links).toEqual(['title.xhtml', 'https://example.org/']);
});

test('without an address, what is not in the book is only named', async () => {
  const local = { ...files, 'log.md': files['log.md'].replace(/\nsite: .*/, '') };
  const log = await bookOf(local, (of) => subjectOn(of, ''));
  expect(chapterOf(log, 'weeks.one.xhtml').links).toEqual([
    'library.rl.xhtml#resources.ppo',
    'library.rl.xhtml#resources.ppo',
    'weeks.two.xhtml#more',
  ]);
  const path = await bookOf(local, (of) => subjectOn(of, 'ppo'));
  expect(chapterOf(path, 'stage-2.xhtml').links).toEqual(['https://example.org/ppo', 'stage-1.xhtml#resources.book']);
  expect(path.address).toBeUndefined();
});

test('the book of a topic has what is on it and on the topics in it', async () => {
  const book = await bookOf(files, (log) => subjectOn(log, 'rl'));
  expect(titlesOf(book)).toEqual([
    'Reinforcement learning',
    'Week 1: One',
    'Git',
    'Library > Reinforcement learning',
    'Library > Tools',
    'About this log',
  ]);
  expect(book).toMatchObject({ partOf: 'Log', address: 'https://example.org/log/topics/rl/' });
  expect(titlesOf(await bookOf(files, (log) => subjectOn(log, 'tools')))).toEqual([
    'Tools',
    'Git',
    'Library',
    'About this log',
  ]);
});

test('the book of a path has its steps in order, with the reasons and the notes', async () => {
  const book = await bookOf(files, (log) => subjectOn(log, 'ppo'));
  expect(titlesOf(book)).toEqual(['Path to PPO', 'Start here', 'The goal', 'About this log']);
  expect(book.chapters[2]?.sections).toEqual([{ id: 'resources.ppo', title: 'PPO' }]);
  const { text, links } = chapterOf(book, 'stage-2.xhtml');
  expect(text).toContain('after The book: it explains gradients');
  expect(text).toMatch(/Notes\s+After the book/);
  expect(links).toEqual([
    'https://example.org/ppo',
    'stage-1.xhtml#resources.book',
    'https://example.org/log/weeks/one/',
  ]);
});

test('text that would end an XML file early or is not XML does neither', async () => {
  const odd = { 'log.md': "---\ntitle: 'a ]]> b'\n---\n\nSee `c ]]> d`.\n" };
  const book = await bookOf(odd, (log) => subjectOn(log, ''));
  const files = epubFiles({ ...book, description: 'a \u0007 bell' }, { identifier: 'x', version: '1.0.0' });
  for (const [file, text] of files) expect(text, file).not.toMatch(/\]\]>|\p{Cc}(?<!\n)/u);
  expect(files.get('EPUB/title.xhtml')).toContain('c ]]&gt; d');
});
