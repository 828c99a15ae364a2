import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RuleId } from '../log/rules.ts';
import { readSourceFiles } from './files.ts';
import { leastLog, makeFolder } from './fixtures/folder.ts';

/** The rules for entries that exist but cannot be read. */
const unread: readonly RuleId[] = ['unreadable-file', 'file-limit', 'symbolic-link'];

/** The files read from a folder, and the problems as `[rule, file, message]`. */
async function read(folder: string) {
  const { files, unreadable, problems } = await readSourceFiles(folder);
  expect(unreadable.map((key) => `content/${key}.md`)).toEqual(
    problems.flatMap(({ rule, file }) => (unread.includes(rule) ? file : [])),
  );
  expect(problems.every(({ range }) => range.line === 1 && range.column === 1)).toBe(true);
  return {
    files: files.map(({ kind, key, file }) => [kind, key, file]),
    problems: problems.map(({ rule, file, message }) => [rule, file, message]),
  };
}

test('every kind of entry is read from its folder, sorted by path, with its text', async () => {
  const folder = await makeFolder({
    ...leastLog,
    'content/weeks/02-b.md': 'two',
    'content/weeks/01-a.md': 'one',
    'content/notes/git/tricks/onto.md': 'onto',
    'content/notes/plain.md': 'plain',
    'content/pages/Über_uns.2.md': 'ü',
    'content/resources/注意力.md': '注',
    'content/images/x.png': 'not read here',
    'content/theme.css': 'nor this',
    'README.md': 'nor this',
  });
  expect(await read(folder)).toEqual({
    files: [
      ['log', 'log', 'content/log.md'],
      ['note', 'notes/git/tricks/onto', 'content/notes/git/tricks/onto.md'],
      ['note', 'notes/plain', 'content/notes/plain.md'],
      ['page', 'pages/Über_uns.2', 'content/pages/Über_uns.2.md'],
      ['resource', 'resources/注意力', 'content/resources/注意力.md'],
      ['week', 'weeks/01-a', 'content/weeks/01-a.md'],
      ['week', 'weeks/02-b', 'content/weeks/02-b.md'],
    ],
    problems: [],
  });
  const { files } = await readSourceFiles(folder);
  expect(files.map(({ text }) => text)).toEqual([leastLog['content/log.md'], 'onto', 'plain', 'ü', '注', 'one', 'two']);
});

describe('a log without log.md', () => {
  test.each([
    ['in an empty folder', {}],
    ['beside other entries', { 'content/weeks/01.md': '' }],
    ['with the file in another folder', { 'log.md': '' }],
  ])('is reported %s', async (_, files) => {
    const { problems } = await read(await makeFolder(files));
    expect(problems).toEqual([['missing-log', 'content/log.md', 'There is no file "content/log.md".']]);
  });

  test('is not reported a second time if the file exists but cannot be read', async () => {
    const { problems } = await read(await makeFolder({ 'content/log.md': new Uint8Array([0xff, 0xfe, 0x00]) }));
    expect(problems).toEqual([['unreadable-file', 'content/log.md', '"content/log.md" is not UTF-8 text.']]);
  });

  test('is reported if the file name has other capitals', async () => {
    const { problems } = await read(await makeFolder({ 'content/Log.md': '' }));
    expect(problems.map(([rule, file]) => [rule, file])).toEqual([
      ['misplaced-file', 'content/Log.md'],
      ['missing-log', 'content/log.md'],
    ]);
  });
});

describe('Markdown outside the folders of entries is reported', () => {
  test.each([
    ['content/notes.md', 'No entry is read from the folder "content".'],
    ['content/drafts/01.md', 'No entry is read from the folder "content/drafts".'],
    ['content/weeks/2025/01.md', 'No entry is read from the folder "content/weeks/2025".'],
    ['content/resources/a/b.md', 'No entry is read from the folder "content/resources/a".'],
    [
      `content/notes/${'a/'.repeat(9)}x.md`,
      `"content/notes/${'a/'.repeat(9)}x.md" is in more than 8 folders of notes.`,
    ],
    ['content/images/x.md', 'No entry is read from the folder "content/images".'],
    ['content/Weeks/01.md', 'No entry is read from the folder "content/Weeks".'],
    ['content/weeks/01.markdown', '"content/weeks/01.markdown" does not end in ".md", as entries do.'],
    ['content/weeks/01.mdx', '"content/weeks/01.mdx" does not end in ".md", as entries do.'],
    ['content/weeks/01.MD', '"content/weeks/01.MD" does not end in ".md", as entries do.'],
  ])('%s', async (file, message) => {
    const { files, problems } = await read(await makeFolder({ ...leastLog, [file]: '' }));
    expect(problems).toEqual([['misplaced-file', file, message]]);
    expect(files).toHaveLength(1);
  });
});

describe('a file name that is not a valid id is reported', () => {
  test.each(['two words', '_hidden', '-x', 'a#b', 'a?b', 'a%20b', 'a:b', "it's", '<x>', '🎉', 'a\nb'])(
    '"%s"',
    async (name) => {
      const { files, problems } = await read(await makeFolder({ ...leastLog, [`content/pages/${name}.md`]: '' }));
      expect(problems).toEqual([
        ['file-name', `content/pages/${name}.md`, `"${name}" has characters that an id cannot have.`],
      ]);
      expect(files).toHaveLength(1);
    },
  );
});

test.each([
  ['two words/a.md', '"two words" has characters that an id cannot have.'],
  ['git/_a.md', '"_a" has characters that an id cannot have.'],
  ['con/a.md', 'A folder name is not a name that Windows reserves for a device, but here it is "con".'],
  ['git.json/a.md', 'A folder name does not end in ".json", but here it is "git.json".'],
  ['git/nul.md', 'A file name is not a name that Windows reserves for a device, but here it is "nul".'],
])('the folders of a note are part of its id: %s', async (path, message) => {
  const { files, problems } = await read(await makeFolder({ ...leastLog, [`content/notes/${path}`]: '' }));
  expect(problems).toEqual([['file-name', `content/notes/${path}`, message]]);
  expect(files).toHaveLength(1);
});

test('hidden files and folders are ignored', async () => {
  const folder = await makeFolder({ ...leastLog, 'content/.obsidian/x.md': '', 'content/weeks/.01.md.swp.md': '' });
  expect(await read(folder)).toMatchObject({ problems: [], files: [['log', 'log', 'content/log.md']] });
});

describe('a file that cannot be read is reported, and the others are read', () => {
  const week = 'content/weeks/01.md';

  test.each<[string, string | Uint8Array, RuleId, string]>([
    [
      'text in another encoding',
      new Uint8Array([0x47, 0x72, 0xfc, 0xdf, 0x65]),
      'unreadable-file',
      `"${week}" is not UTF-8 text.`,
    ],
    [
      'a picture',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]),
      'unreadable-file',
      `"${week}" is not UTF-8 text.`,
    ],
    ['too much text', 'x'.repeat(512 * 1024 + 1), 'file-limit', 'This file has 524289 bytes, more than 512 KiB.'],
  ])('%s', async (_, content, rule, message) => {
    const folder = await makeFolder({ ...leastLog, [week]: content, 'content/weeks/02.md': 'two' });
    const { files, problems } = await read(folder);
    expect(problems).toEqual([[rule, week, message]]);
    expect(files.map(([, key]) => key)).toEqual(['log', 'weeks/02']);
  });

  test('a symbolic link, whatever its target', async () => {
    const folder = await makeFolder({ ...leastLog, 'content/weeks/02.md': 'two', 'secret.md': 'secret' });
    await symlink(join(folder, 'secret.md'), join(folder, week));
    await symlink('02.md', join(folder, 'content/weeks/03.md'));
    await symlink('nowhere.md', join(folder, 'content/weeks/04.md'));
    await symlink('04.md', join(folder, 'content/weeks/05.md'));
    const { files, problems } = await read(folder);
    const linked = [week, 'content/weeks/03.md', 'content/weeks/04.md', 'content/weeks/05.md'];
    expect(problems).toEqual(linked.map((file) => ['symbolic-link', file, `"${file}" is a symbolic link.`]));
    expect(files.map(([, key]) => key)).toEqual(['log', 'weeks/02']);
  });

  test('text of exactly 512 KiB is allowed', async () => {
    const { problems } = await read(await makeFolder({ ...leastLog, [week]: 'x'.repeat(512 * 1024) }));
    expect(problems).toEqual([]);
  });

  test('a symbolic link to a folder is not followed', async () => {
    const folder = await makeFolder({ ...leastLog, 'elsewhere/01.md': 'secret' });
    await symlink(join(folder, 'elsewhere'), join(folder, 'content/weeks'));
    expect((await read(folder)).files.map(([, key]) => key)).toEqual(['log']);
  });

  test('a folder with a name like a file is read, and its files are reported as misplaced', async () => {
    const folder = await makeFolder(leastLog);
    await mkdir(join(folder, 'content/weeks/01.md'), { recursive: true });
    await writeFile(join(folder, 'content/weeks/01.md/02.md'), '');
    expect((await read(folder)).problems.map(([rule]) => rule)).toEqual(['misplaced-file']);
  });
});
