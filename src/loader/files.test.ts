import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RuleId } from '../log/rules.ts';
import { readSourceFiles, type RememberedFiles } from './files.ts';
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

test('a draft has the key of its place outside the folder of drafts, which no other file may have', async () => {
  const folder = await makeFolder({
    ...leastLog,
    'content/drafts/idea.md': 'a note',
    'content/drafts/git/rebase.md': 'a note in a folder',
    'content/drafts/resources/ppo.md': 'a resource',
    'content/drafts/weeks/01.md': 'a draft',
    'content/weeks/01.md': 'the week itself',
    'content/drafts/notes/idea.md': 'the same note',
  });
  expect(await read(folder)).toEqual({
    files: [
      ['log', 'log', 'content/log.md'],
      ['week', 'weeks/01', 'content/weeks/01.md'],
      ['note', 'notes/git/rebase', 'content/drafts/git/rebase.md'],
      ['note', 'notes/idea', 'content/drafts/idea.md'],
      ['resource', 'resources/ppo', 'content/drafts/resources/ppo.md'],
    ],
    problems: [
      [
        'address-taken',
        'content/drafts/notes/idea.md',
        'The address of this file, "notes/idea/", is already taken by content/drafts/idea.md.',
      ],
      [
        'address-taken',
        'content/drafts/weeks/01.md',
        'The address of this file, "weeks/01/", is already taken by content/weeks/01.md.',
      ],
    ],
  });
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

describe('periods are read from their own folder as well as from weeks/', () => {
  const files = { 'content/weeks/a.md': '', 'content/days/b.md': '', 'content/sprints/c.md': '' };
  const inFolders = async (log: string) => {
    const folder = await makeFolder({ ...files, 'content/log.md': log });
    const { files: found, unreadable, problems } = await readSourceFiles(folder);
    return {
      weeks: found.flatMap(({ kind, key }) => (kind === 'week' ? [key] : [])),
      unreadable,
      messages: problems.map(({ message }) => message),
    };
  };

  test.each([
    ['period: day', ['days/b', 'weeks/a'], ['Entries are not read from the folder "content/sprints".']],
    [
      'period: { one: sprint, other: Sprints }',
      ['sprints/c', 'weeks/a'],
      [
        'Entries are not read from the folder "content/days". If the log is kept in days, write "period: day" in content/log.md.',
      ],
    ],
    ['period: { one: note, other: notes }\nsite: nowhere', ['weeks/a'], expect.any(Array)],
    ['period: day\nsite: nowhere', ['days/b', 'weeks/a'], expect.any(Array)],
  ])('%s', async (line, weeks, messages) => {
    expect(await inFolders(`---\ntitle: A log\n${line}\n---\n`)).toEqual({ weeks, unreadable: [], messages });
  });

  test.each([
    ['is no YAML', '---\ntitle: "A log\n---\n'],
    ['has an unknown period', '---\nperiod: fortnight\n---\n'],
  ])('no other folder is reported while log.md %s', async (_, log) => {
    expect(await inFolders(log)).toEqual({ weeks: ['weeks/a'], unreadable: ['days/b', 'sprints/c'], messages: [] });
  });
});

describe('Markdown outside the folders of entries is reported', () => {
  test.each([
    ['content/notes.md', 'Entries are not read from the folder "content".'],
    ['content/drafts/weeks/2025/01.md', 'Entries are not read from the folder "content/drafts/weeks/2025".'],
    ['content/Drafts/01.md', 'Entries are not read from the folder "content/Drafts".'],
    ['content/weeks/2025/01.md', 'Entries are not read from the folder "content/weeks/2025".'],
    ['content/resources/a/b.md', 'Entries are not read from the folder "content/resources/a".'],
    [
      `content/notes/${'a/'.repeat(9)}x.md`,
      `"content/notes/${'a/'.repeat(9)}x.md" is in more than 8 folders of notes.`,
    ],
    ['content/images/x.md', 'Entries are not read from the folder "content/images".'],
    ['content/Weeks/01.md', 'Entries are not read from the folder "content/Weeks".'],
    [
      'content/lectures/01.md',
      'Entries are not read from the folder "content/lectures". If the log is kept in lectures, write "period: lecture" in content/log.md.',
    ],
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

describe('files that were read before', () => {
  const edited = 'content/weeks/01-a.md';
  const textsIn = async (folder: string, remembered: RememberedFiles) =>
    (await readSourceFiles(folder, remembered)).files.map(({ text }) => text);
  /** Lets enough time pass that the files no longer count as just written. */
  const wait = () => vi.setSystemTime(Date.now() + 10_000);

  afterEach(() => vi.useRealTimers());

  test('are read again only after a change, with the problems they had', async () => {
    const folder = await makeFolder({ ...leastLog, [edited]: 'one', 'content/weeks/02-b.md': 'two\u202e' });
    const remembered: RememberedFiles = new Map();
    wait();
    const first = await readSourceFiles(folder, remembered);
    await writeFile(join(folder, edited), 'eno');
    wait();
    const second = await readSourceFiles(folder, remembered);
    expect(second.files.map(({ text }) => text)).toEqual([first.files[0]?.text, 'eno', 'two\u202e']);
    expect(second.files.map((file, index) => file === first.files[index])).toEqual([true, false, true]);
    expect(second.problems).toEqual(first.problems);
    expect(second.problems.map(({ rule }) => rule)).toEqual(['hidden-character']);
  });

  test('are read again if they were just written, since a second change can leave their times as they are', async () => {
    const folder = await makeFolder({ ...leastLog, [edited]: 'one' });
    const remembered: RememberedFiles = new Map();
    await readSourceFiles(folder, remembered);
    expect(remembered.size).toBe(0);
  });

  test('are no days any more once the log has another period', async () => {
    const daily = '---\ntitle: A log\nperiod: day\n---\n';
    const folder = await makeFolder({ 'content/log.md': daily, 'content/days/01-a.md': 'one' });
    const remembered: RememberedFiles = new Map();
    const kinds = async () => {
      wait();
      return (await readSourceFiles(folder, remembered)).files.map(({ kind }) => kind);
    };
    expect(await kinds()).toEqual(['week', 'log']);
    expect(await kinds()).toEqual(['week', 'log']);
    await writeFile(join(folder, 'content/log.md'), '---\ntitle: A log\n---\n');
    expect(await kinds()).toEqual(['log']);
    await writeFile(join(folder, 'content/log.md'), daily);
    expect(await kinds()).toEqual(['week', 'log']);
  });

  test('are forgotten with their file', async () => {
    const folder = await makeFolder({ ...leastLog, [edited]: 'one' });
    const remembered: RememberedFiles = new Map();
    wait();
    await readSourceFiles(folder, remembered);
    await rm(join(folder, edited));
    expect(await textsIn(folder, remembered)).toHaveLength(1);
    await writeFile(join(folder, edited), 'new');
    expect((await textsIn(folder, remembered)).at(-1)).toBe('new');
  });
});
