import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { learnlog, temporaryFolder } from '../site.ts';

/** A new log, in a folder whose name has a space and a non-ASCII letter. */
let folder = '';
let remove = async (): Promise<void> => undefined;
let started: Awaited<ReturnType<typeof learnlog>>;

beforeAll(async () => {
  const temporary = await temporaryFolder();
  remove = temporary.remove;
  folder = join(temporary.path, 'my lög');
  const fields = [
    '--title',
    'What: I learn',
    '--author',
    'Ada',
    '--repository',
    'https://github.com/ada/notes/tree/main/lög',
  ];
  started = await learnlog('init', folder, ...fields);
});
afterAll(() => remove());

const run = (...words: string[]) => learnlog('--folder', folder, ...words);
const text = (path: string) => readFile(join(folder, path), 'utf8');
const filesIn = async (path: string) =>
  (await readdir(path, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map(({ name }) => name);

describe('init', () => {
  test('creates a log without problems, and prints the next steps in three lines', async () => {
    expect(started.code).toBe(0);
    expect(started.output.trim().split('\n').slice(1)).toEqual([
      expect.stringContaining('npm install'),
      expect.stringContaining('npm run dev'),
      expect.stringContaining('npm run new'),
    ]);
    expect(await run('check', '--strict')).toMatchObject({ code: 0, output: 'What: I learn: 4 files, no problems.\n' });
  });

  test('derives the address of a log on GitHub, and keeps the given answers', async () => {
    expect(await text('content/log.md')).toContain("title: 'What: I learn'\n");
    expect(await text('content/log.md')).toContain('\nsite: https://ada.github.io/notes/\n');
    expect(await text('README.md')).toMatch(/^# What: I learn\n/);
  });

  test('writes the dotfiles that npm would leave out of a package', async () => {
    for (const path of ['.gitignore', '.editorconfig', '.vscode/settings.json', '.github/workflows/suggestion.yml']) {
      await expect(access(join(folder, path))).resolves.toBeUndefined();
    }
  });

  test('refuses a folder that contains one of its files, lists them and writes nothing', async () => {
    const other = join(folder, '..', 'other');
    await mkdir(join(other, 'content'), { recursive: true });
    for (const path of ['.gitignore', 'content/log.md']) await writeFile(join(other, path), 'mine');
    const { code, output } = await learnlog('init', other, '--title', 'Other');
    expect({ code, output }).toEqual({
      code: 1,
      output: 'Nothing was written, because these files already exist:\n  .gitignore\n  content/log.md\n',
    });
    expect((await filesIn(other)).sort()).toEqual(['.gitignore', 'log.md']);
    expect(await readFile(join(other, 'content/log.md'), 'utf8')).toBe('mine');
  });

  test('leaves nothing half-written if a file cannot be written', async () => {
    const other = join(folder, '..', 'blocked');
    await mkdir(other);
    await writeFile(join(other, 'content'), 'a file, no folder');
    const { code, output } = await learnlog('init', other, '--title', 'Other');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/^Nothing was written: /) });
    expect(await readdir(other)).toEqual(['content']);
  });

  test('starts with the resources of a given log file', async () => {
    const [from, other] = [join(folder, '..', 'log.json'), join(folder, '..', 'begun')];
    const resources = [{ id: 'zero', title: 'Zero', type: 'paper', url: 'https://example.org/zero' }];
    await writeFile(from, JSON.stringify({ learnlog: 1, title: 'Theirs', resources }));
    expect(await learnlog('init', other, '--title', 'Other', '--from', from)).toMatchObject({ code: 0 });
    expect(await readdir(join(other, 'content/resources'))).toEqual(['zero.md']);
    const checked = await learnlog('--folder', other, 'check', '--strict');
    expect(checked).toMatchObject({ code: 0, output: 'Other: 3 files, no problems.\n' });
  });

  test('asks nothing without a terminal, and names missing or invalid answers', async () => {
    const path = join(folder, '..', 'third');
    expect(await learnlog('init', path)).toMatchObject({ code: 1, output: expect.stringContaining('needs a title') });
    const wrong = await learnlog('init', path, '--title', 'T', '--repository', 'nowhere');
    expect(wrong).toMatchObject({
      code: 1,
      output: expect.stringMatching(/log\.md:4:13 {2}invalid-address[\s\S]*Nothing was written/),
    });
    await expect(access(path)).rejects.toThrow();
  });
});

describe('new', () => {
  const paper = ['--title', 'Zero', '--type', 'paper', '--url', 'https://arxiv.org/abs/1706.03762'];

  test('writes a resource, and prints its path and how to mention it', async () => {
    expect(await run('new', 'resource', ...paper, '--topics', 'tools', '--status', 'queued')).toEqual({
      code: 0,
      output: 'content/resources/zero.md\nMention it where you first used it: [Zero](../resources/zero.md)\n',
    });
    expect(await text('content/resources/zero.md')).toBe(
      '---\ntitle: Zero\ntype: paper\nurl: https://arxiv.org/abs/1706.03762\ntopics: tools\nstatus: queued\n---\n',
    );
  });

  test('names the entry that already exists, and writes nothing', async () => {
    const { code, output } = await run('new', 'resource', ...paper.with(-1, 'https://arxiv.org/pdf/1706.03762v5'));
    expect(code).toBe(1);
    expect(output).toContain('This has the same arxiv as content/resources/zero.md: "1706.03762".');
    expect(output).toMatch(/\nNothing was written\.\n$/);
    await expect(access(join(folder, 'content/resources/zero-2.md'))).rejects.toThrow();
  });

  test('asks nothing without a terminal, and names missing answers', async () => {
    const { code, output } = await run('new', 'resource', '--title', 'One');
    expect(code).toBe(1);
    expect(output).toContain('"type" is missing');
    expect(output).toContain('learnlog new resource --help');
  });

  test('writes a page, and a week after the last one', async () => {
    expect(await run('new', 'week', '--title', 'Second')).toMatchObject({
      code: 0,
      output: 'content/weeks/02-second.md\n',
    });
    const start = /start: (.*)/.exec(await text('content/weeks/02-second.md'))?.[1] ?? '';
    const first = /start: (.*)/.exec(await text('content/weeks/01-first-steps.md'))?.[1] ?? '';
    expect((Date.parse(start) - Date.parse(first)) / 86_400_000).toBe(7);
    expect(await run('new', 'page', '--title', 'Über uns')).toMatchObject({
      code: 0,
      output: 'content/pages/über-uns.md\n',
    });
  });

  test('leaves a log without problems', async () => {
    expect(await run('check', '--strict')).toMatchObject({ code: 0 });
  });

  test('never overwrites a file', async () => {
    await writeFile(join(folder, 'content/pages/mine.md'), 'no frontmatter');
    const { code, output } = await run('new', 'page', '--title', 'Mine');
    expect(code).toBe(1);
    expect(output).toContain('There is already an entry with this name.');
    expect(await text('content/pages/mine.md')).toBe('no frontmatter');
    await writeFile(join(folder, 'content/pages/mine.md'), '---\ntitle: Mine\n---\n');
  });

  test('explains how to create a log if there is none', async () => {
    const { code, output } = await learnlog('--folder', join(folder, '..'), 'new', 'week', '--title', 'x');
    expect(code).toBe(1);
    expect(output).toContain('There is no log in this folder.');
    expect(output).toContain('learnlog init');
  });
});

describe('the site of a new log', () => {
  const edit = 'https://github.com/ada/notes/edit/main/l%C3%B6g/content';
  const form = 'https://github.com/ada/notes/issues/new?template=suggest-a-resource.yml';
  const linksIn = async (path: string) => {
    const html = await text(`dist/${path}`);
    return [...html.matchAll(/href="(https:\/\/github\.com[^"]*)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    );
  };

  beforeAll(async () => {
    const { code, output } = await run('build');
    if (code !== 0) throw new Error(output);
  });

  test.each([
    ['a week', 'weeks/01-first-steps/index.html', `${edit}/weeks/01-first-steps.md`],
    ['a resource', 'resources/zero/index.html', `${edit}/resources/zero.md`],
    ['a page', 'pages/über-uns/index.html', `${edit}/pages/%C3%BCber-uns.md`],
    ['the timeline', 'index.html', `${edit}/log.md`],
  ])('links %s to the editor of its file', async (_, path, address) => {
    expect(await linksIn(path)).toEqual([address]);
  });

  test.each([
    ['the library', 'resources/index.html', form],
    ['the table', 'table/index.html', form],
    ['the topics', 'topics/index.html', form],
    ['a topic', 'topics/tools/index.html', `${form}&topics=tools`],
    ['what is not there', '404.html', form],
  ])('links %s to the suggestion form', async (_, path, address) => {
    expect(await linksIn(path)).toEqual([address, 'https://github.com/ada/notes/tree/main/l%C3%B6g']);
  });
});
