import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** An author's change to the log in a folder. */
export type Edit = (folder: string) => Promise<void>;

const picture = (colour: string, width = 900) =>
  sharp({ create: { width, height: 300, channels: 3, background: colour } })
    .png()
    .toBuffer();

const resource = (title: string, ...lines: readonly string[]) =>
  ['---', `title: ${title}`, 'type: paper', ...lines, '---', '', '## Notes', '', 'Some words.', ''].join('\n');

/** Writes a small log in which each kind of dependency between entries occurs once. */
export async function writeLog(folder: string): Promise<void> {
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'content/log.md':
      "---\ntitle: A log\nsite: https://example.org/log/\ntopics: { a: Topic A, b: Topic B }\nmacros: { '\\one': '1' }\n---\n\nAn introduction.\n",
    'content/weeks/01.md':
      '---\ntitle: One\nstart: 2025-02-03\n---\n\nRead [the first](../resources/first.md) and [its notes](../resources/first.md#notes), $\\one + 1$.\n\n[It](../resources/first.md)\n\n![A dot](../images/dot.png)\n',
    'content/weeks/02.md':
      '---\ntitle: Two\nstart: 2025-02-10\n---\n\nThen [the second](../resources/second.md) and [a page](../pages/about.md).\n\n```python\nprint(1)\n```\n',
    'content/pages/about.md':
      '---\ntitle: About\n---\n\nWords of [the web](https://example.com/page).\n\n![A line](../images/line.svg)\n',
    'content/resources/first.md': resource(
      'The first',
      'url: https://example.org/1',
      'topics: a',
      'length: 1200 pages',
    ),
    'content/resources/second.md': resource(
      'The second',
      'url: https://example.org/2',
      'topics: b',
      'prerequisites: first',
    ),
    'content/notes/git/rebase.md':
      '---\ntitle: Rebase\n---\n\nSee [another](tricks/reset.md) and [the first](../../resources/first.md).\n',
    'content/notes/git/tricks/reset.md': '---\ntitle: Reset\ndate: 2025-02-04\n---\n\nAfter [it](../rebase.md).\n',
    'content/images/dot.png': await picture('teal'),
    'content/images/line.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A line</title><path d="M0 0 L9 9"/></svg>\n',
  };
  for (const [path, content] of Object.entries(files)) await write(path, content)(folder);
}

function write(path: string, content: string | Uint8Array): Edit {
  return async (folder) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
}

/** Replaces a text in a file. Throws if it is missing. */
function replace(path: string, from: string, to: string): Edit {
  return async (folder) => {
    const text = await readFile(join(folder, path), 'utf8');
    if (!text.includes(from)) throw new Error(`${path} has no "${from}".`);
    await writeFile(join(folder, path), text.replaceAll(from, to));
  };
}

function remove(path: string): Edit {
  return (folder) => rm(join(folder, path));
}

function all(...edits: readonly Edit[]): Edit {
  return async (folder) => {
    for (const edit of edits) await edit(folder);
  };
}

const [log, one, two] = ['content/log.md', 'content/weeks/01.md', 'content/weeks/02.md'];
const [rebase, reset, primus] = [
  'content/notes/git/rebase.md',
  'content/notes/git/tricks/reset.md',
  'content/resources/primus.md',
];
const [first, second, about] = ['content/resources/first.md', 'content/resources/second.md', 'content/pages/about.md'];

/** Edits of the log, applied in order. It has no problems after any of them. */
export const edits: Readonly<Record<string, Edit>> = {
  'a word of a week': replace(one, 'Read ', 'I read '),
  'the title of a resource': replace(first, 'The first', 'The very first'),
  'the title of a week': replace(one, 'title: One', 'title: The beginning'),
  'the title of the log': replace(log, 'title: A log', 'title: My log'),
  'the title of a topic': replace(log, 'Topic A', 'Topic Alpha'),
  'the topic of a resource': replace(first, 'topics: a', 'topics: [a, b]'),
  'a new topic': all(
    replace(log, 'b: Topic B', 'b: Topic B, c: Topic C'),
    replace(second, 'topics: b', 'topics: c'),
    replace(first, '[a, b]', '[b, a]'),
  ),
  'the type of a resource': replace(first, 'type: paper', 'type: book'),
  'the date of a week': replace(two, '2025-02-10', '2025-02-17'),
  'the order of two weeks': replace(two, '2025-02-17', '2025-01-06'),
  'an alias': replace(first, 'type: book', 'type: book\naliases: old-name'),
  'a verdict': replace(first, 'type: book', 'type: book\nverdict: Read it.'),
  'a macro': replace(log, "'1'", "'2'"),
  'a new macro': all(replace(log, "'2' }", "'2', '\\two': '3' }"), replace(two, 'Then ', 'Then $\\two$, ')),
  'a heading that is linked to': all(
    replace(first, '## Notes', '## Remarks'),
    replace(one, 'first.md#notes', 'first.md#remarks'),
  ),
  'a picture of the same name': async (folder) => write('content/images/dot.png', await picture('red'))(folder),
  'the size of a picture': async (folder) => write('content/images/dot.png', await picture('red', 1500))(folder),
  'a drawing': replace('content/images/line.svg', 'L9 9', 'L9 3'),
  'a new theme': write('content/theme.css', ':root { --accent: #a63a16; }\n'),
  'a change of the theme': replace('content/theme.css', '#a63a16', '#16a63a'),
  'a theme that is gone': remove('content/theme.css'),
  'own words': write('content/words.yaml', 'frame:\n  timeline: Diary\ncallouts:\n  note: Remark\n'),
  'a change of the words': replace('content/words.yaml', 'Remark', 'Mark'),
  'words that are gone': remove('content/words.yaml'),
  'a new resource that is queued': write(
    'content/resources/third.md',
    resource('The third', 'url: https://example.org/3', 'status: queued', 'topics: a'),
  ),
  'a mention of it': replace(two, 'a page]', 'the third](../resources/third.md) and [a page]'),
  'a series': all(
    replace(second, 'type: paper', 'type: paper\nseries: third\npart: 1'),
    replace('content/resources/third.md', 'type: paper', 'type: course'),
  ),
  'a prerequisite that is gone': replace(second, 'prerequisites: first\n', ''),
  'a resource with another file name': all(
    (folder) => rename(join(folder, first), join(folder, primus)),
    replace(one, 'first.md', 'primus.md'),
    replace(rebase, 'first.md', 'primus.md'),
  ),
  'a new week as a draft': write(
    'content/weeks/03.md',
    '---\ntitle: Three\nstart: 2025-03-03\ndraft: true\n---\n\n[It](../resources/second.md).\n',
  ),
  'a draft that is published': replace('content/weeks/03.md', 'draft: true\n', ''),
  'a week that is a draft again': replace('content/weeks/03.md', 'start:', 'draft: true\nstart:'),
  'a week that is gone': remove('content/weeks/03.md'),
  'a topic of a note': replace(reset, 'title: Reset', 'title: Reset\ntopics: git'),
  'the title of a note': replace(reset, 'title: Reset', 'title: Going back'),
  'a topic of a resource that is a folder of notes': replace(primus, '[b, a]', '[git, a]'),
  'a note with another folder': all(
    async (folder) => mkdir(join(folder, 'content/notes/vcs')).then(() => {}),
    (folder) => rename(join(folder, reset), join(folder, 'content/notes/vcs/reset.md')),
    replace('content/notes/vcs/reset.md', '../rebase.md', '../git/rebase.md'),
    replace(rebase, 'tricks/reset.md', '../vcs/reset.md'),
  ),
  'a note as a draft': all(
    replace('content/notes/vcs/reset.md', 'topics: git', 'draft: true'),
    replace(rebase, '[another](../vcs/reset.md)', 'another'),
  ),
  'a lock of links': write('links.lock.json', '{ "version": 1, "links": {} }\n'),
  'an author': replace(log, 'title: My log', 'title: My log\nauthor: Ada Example'),
  'the language of the log': replace(log, 'title: My log', 'title: My log\nlanguage: de'),
  'the address of the site': replace(log, 'https://example.org/log/', 'https://example.net/'),
  'a page that is gone': all(remove(about), replace(two, ' and [a page](../pages/about.md)', '')),
  'an edit that is taken back': all(replace(one, 'I read ', 'Read '), replace(one, 'The beginning', 'One')),
};
