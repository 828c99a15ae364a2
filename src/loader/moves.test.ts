import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { applyFixes } from '../log/fixes.ts';
import { checkLog } from './check.ts';
import { makeFolder, picture } from './fixtures/folder.ts';

const resource = (title: string, more = '') =>
  `---\ntitle: ${title}\ntype: paper\nurl: https://example.org/${title.toLowerCase()}\nstatus: queued\n${more}---\n\nText of ${title}.\n`;

const files = {
  'content/log.md': '---\ntitle: A log\n---\n\nOf [a note](notes/git/a.md#part).\n',
  'content/notes/git/a.md': '# A\n\nOf [B](../tools/b.md) and [the paper](../../resources/adam.md).\n\n## Part\n',
  'content/notes/tools/b.md': '# B\n\nOf [A](../git/a.md).\n',
  'content/resources/adam.md': resource('Adam'),
  'content/resources/sgd.md': resource('SGD', 'prerequisites: adam\n'),
};

/** The log above in a repository, with a function that runs Git in it. */
async function repository() {
  const folder = await makeFolder(files);
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], {
      cwd: folder,
      stdio: 'pipe',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'A log');
  expect((await checkLog(folder)).problems).toEqual([]);
  await mkdir(join(folder, 'content/notes/versions/control'), { recursive: true });
  return { folder, git };
}

/** Applies all fixes, as `check --fix` does, and returns the messages from before. */
async function fix(folder: string): Promise<readonly string[]> {
  const { problems } = await checkLog(folder);
  for (const [file, found] of Map.groupBy(problems, (problem) => problem.file)) {
    const fixes = found.flatMap((problem) => problem.fix ?? []);
    const text = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), applyFixes(text, fixes).text);
  }
  return problems.map(({ file, message }) => `${file}: ${message}`);
}

const moves = [
  ['mv', 'content/notes/git/a.md', 'content/notes/versions/control/a.md'],
  ['mv', 'content/resources/adam.md', 'content/resources/adam-2014.md'],
];

test.each([
  ['moved with `git mv`', false],
  ['moved in a commit', true],
])('links to and from a file that was %s are reported and fixed', async (_, isCommitted) => {
  const { folder, git } = await repository();
  for (const words of moves) git(...words);
  if (isCommitted) git('commit', '--quiet', '--all', '--message', 'Move');
  const moved = 'content/notes/versions/control/a.md';
  expect(await fix(folder)).toEqual([
    `content/log.md: "content/notes/git/a.md" is not in this log. It was moved to "${moved}".`,
    `content/notes/tools/b.md: "content/notes/git/a.md" is not in this log. It was moved to "${moved}".`,
    `${moved}: "content/notes/versions/tools/b.md" is not in this log. Before "${moved}" was moved, the path led to "content/notes/tools/b.md".`,
    `${moved}: "content/notes/resources/adam.md" is not in this log. Before "${moved}" was moved, the path led to "content/resources/adam-2014.md".`,
    'content/resources/sgd.md: "adam" is not a resource of this log. It is now called "adam-2014".',
  ]);
  expect((await checkLog(folder)).problems).toEqual([]);
  expect(await readFile(join(folder, moved), 'utf8')).toBe(
    '# A\n\nOf [B](../../tools/b.md) and [the paper](../../../resources/adam-2014.md).\n\n## Part\n',
  );
  expect(await readFile(join(folder, 'content/log.md'), 'utf8')).toContain('(notes/versions/control/a.md#part)');
});

test('pictures and links in a moved file are fixed, even those that now lead out of the content', async () => {
  const { folder, git } = await repository();
  await writeFile(
    join(folder, 'content/notes/git/pictures.md'),
    `# Pictures

![One](../../images/one.png) and ![two][two], [a table](../data/t.csv#a).

Of [B](../tools/b.md), <img src="../../images/three.png" alt="Three"> and ![four](../../images/four.png).

[two]: <../../images/two two.png>
`,
  );
  for (const [path, bytes] of Object.entries({
    'images/one.png': await picture('png', 3),
    'images/two two.png': await picture('png', 4),
    'images/three.png': await picture('png', 5),
    'images/four.png': await picture('png', 6),
    'notes/data/t.csv': 'a,b\n1,2\n3,4\n',
  })) {
    await mkdir(dirname(join(folder, 'content', path)), { recursive: true });
    await writeFile(join(folder, 'content', path), bytes);
  }
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Pictures');
  expect((await checkLog(folder)).problems).toEqual([]);
  await mkdir(join(folder, 'content/pages'));
  git('mv', 'content/notes/git/pictures.md', 'content/pages/pictures.md');
  git('mv', 'content/images/four.png', 'content/images/the fourth.png');
  const page = 'content/pages/pictures.md';
  const leaves = (path: string) => `${page}: "${path}" leads out of the folder "content".`;
  const before = (path: string) => `Before "${page}" was moved, the path led to "${path}".`;
  expect((await fix(folder)).toSorted()).toEqual([
    `${leaves('../../images/four.png')} ${before('content/images/the fourth.png')}`,
    `${leaves('../../images/one.png')} ${before('content/images/one.png')}`,
    `${leaves('../../images/three.png')} ${before('content/images/three.png')}`,
    `${leaves('../../images/two two.png')} ${before('content/images/two two.png')}`,
    `${page}: "content/tools/b.md" is not in this log. ${before('content/notes/tools/b.md')}`,
    `${page}: There is no file "content/data/t.csv". ${before('content/notes/data/t.csv')}`,
  ]);
  expect((await checkLog(folder)).problems).toEqual([]);
  expect(await readFile(join(folder, 'content/pages/pictures.md'), 'utf8')).toBe(`# Pictures

![One](../images/one.png) and ![two][two], [a table](../notes/data/t.csv#a).

Of [B](../notes/tools/b.md), <img src="../images/three.png" alt="Three"> and ![four](../images/the%20fourth.png).

[two]: <../images/two%20two.png>
`);
});

test('links to a picture that was moved are fixed', async () => {
  const { folder, git } = await repository();
  await mkdir(join(folder, 'content/images/old'), { recursive: true });
  await writeFile(join(folder, 'content/images/old/one.png'), await picture('png'));
  await writeFile(join(folder, 'content/notes/tools/c.md'), '# C\n\n![One](../../images/old/one.png)\n');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'A picture');
  git('mv', 'content/images/old/one.png', 'content/images/one.png');
  expect(await fix(folder)).toEqual([
    'content/notes/tools/c.md: There is no file "content/images/old/one.png". ' +
      'It was moved to "content/images/one.png".',
  ]);
  expect((await checkLog(folder)).problems).toEqual([]);
});

test('a link is reported as before if the file was deleted after it was moved', async () => {
  const { folder, git } = await repository();
  for (const words of moves) git(...words);
  git('rm', '--quiet', '--force', 'content/notes/versions/control/a.md');
  expect((await fix(folder)).find((text) => text.startsWith('content/log.md'))).toMatch(
    '"content/notes/git/a.md" is not in this log.',
  );
});
