import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainRefusal, isIn, ownFolderOf } from './siteFolder.ts';

let folder = '';

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'learnlog-')));
  const files = ['log/content/log.md', 'log/.git/HEAD', 'log/site/diary.txt', 'marked/.learnlog', 'marked/a'];
  const older = ['_headers', 'index.html', 'pagefind/pagefind.js'];
  for (const file of [...files, 'worktree/.git', ...older.flatMap((name) => [`log/dist/${name}`, `older/${name}`])]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), '');
  }
  await mkdir(join(folder, 'empty'));
  await symlink(join(folder, 'log/content'), join(folder, 'to-content'));
  await symlink(join(folder, 'empty'), join(folder, 'to-empty'));
  await symlink(join(folder, 'nowhere'), join(folder, 'dangling'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const refusal = (out: string) => explainRefusal(join(folder, out), join(folder, 'log'));

test.each(['missing', 'missing/deep', 'empty', 'to-empty', 'marked', 'worktree', 'log/dist', 'log/new', 'log/dist/a'])(
  'a site can be built into %s',
  async (out) => expect(await refusal(out)).toBeUndefined(),
);

test.each([
  ['log', /^It is or contains .*log\. Choose a new or empty folder\.$/],
  ['', /^It is or contains/],
  ['log/content', /^It is content\/ of the log/],
  ['log/CONTENT/site', /^It is content\//],
  ['log/public', /^It is public\//],
  ['log/slots/site', /^It is slots\//],
  ['log/.git/site', /^It is .git\//],
  ['to-content', /^It is content\//],
  ['to-content/site', /^It is content\//],
  ['log/site', /^It contains files that Learnlog did not write, such as diary\.txt/],
  ['older', /^It contains files that Learnlog did not write, such as _headers/],
  ['dangling', /^It is a symbolic link to a folder that does not exist/],
  ['marked/a', /^It is a file/],
])('no site can be built into "%s"', async (out, message) => expect(await refusal(out)).toMatch(message));

test.each([
  [win32, 'C:\\log\\dist', 'C:\\log', true],
  [win32, 'C:\\log', 'C:\\log', true],
  [win32, 'C:\\log', 'C:\\', true],
  [win32, 'C:\\logbook', 'C:\\log', false],
  [win32, 'D:\\log', 'C:\\', false],
  [win32, '\\\\server\\share\\log', '\\\\server\\share', true],
  [posix, '/log/dist', '/', true],
  [posix, '/logbook', '/log', false],
] as const)('with the paths of another system, it is known what lies in a folder (%#)', (paths, path, folder, is) => {
  expect(isIn(path, folder, paths)).toBe(is);
});

test.each([
  [win32, 'C:\\log\\Content\\site', 'content'],
  [win32, 'C:\\log\\public', 'public'],
  [win32, 'C:\\log\\dist', undefined],
  [win32, 'D:\\content', undefined],
  [posix, '/content', undefined],
] as const)('with the paths of another system, the folders of a log are known (%#)', (paths, path, own) => {
  expect(ownFolderOf(paths === win32 ? 'C:\\log' : '/log', path, paths)).toBe(own);
});
