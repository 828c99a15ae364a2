import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkLog } from '../loader/check.ts';
import { makeFolder, picture } from '../loader/fixtures/folder.ts';
import { isError } from '../log/problem.ts';
import { importInto } from './import.ts';
import type { Found, Reader, Reading, Refused } from './import/found.ts';

let printed: string[] = [];
let errors: string[] = [];

beforeEach(() => {
  [printed, errors] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
});
afterEach(() => vi.restoreAllMocks());

const root = '---\ntitle: A log\n# Mine.\ntopics:\n  rl: Reinforcement learning # first\n---\n';

/** A reader that finds these records in any file, on lines 1, 2 and so on. */
function finds(found: readonly Partial<Found>[], more: Partial<Reading> = {}): Reader {
  return {
    name: 'anything',
    accepts: async () => true,
    read: async () => ({
      kind: 'a list',
      found: found.map(
        (one, index): Found => ({
          at: { file: 'all.txt', line: index + 1 },
          kind: 'resource',
          ...one,
          fields: { ...((one.kind ?? 'resource') === 'resource' && { type: 'article' }), ...one.fields },
        }),
      ),
      ...{ refused: [], remarks: [], ...more },
    }),
  };
}

/** A log, and a file to import beside it. */
async function setUp(files: Readonly<Record<string, string>> = {}) {
  const folder = await makeFolder({ 'log/content/log.md': root, 'all.txt': '', ...files });
  return { log: join(folder, 'log'), source: join(folder, 'all.txt') };
}

async function errorsIn(log: string) {
  return (await checkLog(log)).problems.filter(isError);
}

const read = (log: string, file: string) => readFile(join(log, file), 'utf8');
const visible = async (log: string) => (await readdir(log)).filter((name) => !name.startsWith('.')).sort();
const namesIn = async (log: string, folder: string) => (await readdir(join(log, 'content', folder))).sort();

test('records become entries, and their topics are added to the list in log.md', async () => {
  const { log, source } = await setUp();
  const reader = finds(
    [
      { fields: { title: 'One', url: 'https://example.org/1', topics: ['c-plus-plus', 'RL'] } },
      { kind: 'note', name: 'git/two', fields: { title: 'Two' }, body: () => 'A note.' },
    ],
    { topics: { 'c-plus-plus': 'C++' } },
  );
  expect(await importInto(log, source, { readers: [reader] })).toBe(0);
  expect(await read(log, 'content/resources/one.md')).toContain('topics: [c-plus-plus, rl]');
  expect(await read(log, 'content/notes/git/two.md')).toBe('---\ntitle: Two\n---\n\nA note.\n');
  expect(await read(log, 'content/log.md')).toBe(root.replace('# first\n', '# first\n  c-plus-plus: C++\n'));
  expect(await errorsIn(log)).toEqual([]);
});

test('a dry run writes nothing', async () => {
  const { log, source } = await setUp();
  expect(await importInto(log, source, { readers: [finds([{ fields: { title: 'One' } }])], dryRun: true })).toBe(0);
  expect(await visible(log)).toEqual(['content']);
  expect(await readdir(join(log, 'content'))).toEqual(['log.md']);
  expect(printed.join('\n')).toContain('all.txt:1  One → content/resources/one.md');
});

test('what is imported twice is there once', async () => {
  const { log, source } = await setUp();
  const all = [
    { fields: { title: 'One', url: 'https://example.org/1' } },
    { fields: { title: 'Same', key: 'a' } },
    { fields: { title: 'Same', key: 'b' } },
    { kind: 'note', name: 'x', fields: { title: 'X' } },
    { kind: 'note', name: 'x', fields: { title: 'X' } },
  ] as const;
  await importInto(log, source, { readers: [finds(all)] });
  expect(await namesIn(log, 'resources')).toEqual(['one.md', 'same-2.md', 'same.md']);
  expect(await namesIn(log, 'notes')).toEqual(['x-2.md', 'x.md']);
  expect(await importInto(log, source, { readers: [finds(all)] })).toBe(0);
  expect(await namesIn(log, 'resources')).toHaveLength(3);
  expect(await namesIn(log, 'notes')).toHaveLength(2);
  expect(printed.join('\n')).toContain('0 entries written, 5 already in the log');
});

test('what cannot be imported is in the report, and is tried again with --retry', async () => {
  const { log, source } = await setUp();
  const refused: Refused[] = [{ at: { file: 'all.txt', line: 9 }, title: 'torn', reason: 'It has no end.' }];
  const code = await importInto(log, source, { readers: [finds([{ fields: { title: 'One' } }], { refused })] });
  expect(code).toBe(1);
  const report = await read(log, 'import-report.md');
  expect(report).toContain('- `all.txt:9` `torn`: `It has no end.`');
  const all = [{ fields: { title: 'New' } }, { fields: { title: 'Torn', key: 'torn' } }];
  expect(await importInto(log, source, { readers: [finds(all)], retry: true })).toBe(0);
  expect(await namesIn(log, 'resources')).toEqual(['one.md', 'torn.md']);
});

test('--retry writes pictures into entries that have links to them, and changes nothing else', async () => {
  const { log, source } = await setUp();
  const address = 'https://example.org/a.png';
  const note = (isThere: boolean): Reader => ({
    ...finds([]),
    read: async (_, settings = { period: 'week' }) => {
      const wanted = settings.isPictureWanted?.(address, 'a.md') ?? true;
      const name = isThere && wanted ? 'example-org/a-1.png' : undefined;
      const shown = (linkTo: (file: string) => string | undefined) => {
        const place = name === undefined ? undefined : linkTo(name);
        return place === undefined ? `A [plan](<${address}>).` : `A ![plan](${place}).`;
      };
      const remark = {
        kind: 'dropped',
        at: { file: 'a.md' },
        message: `The picture ${address} is replaced by a link: no.`,
        picture: address,
      } as const;
      return {
        ...{ kind: 'notes', refused: [], remarks: isThere ? [] : [remark] },
        found: [
          {
            at: { file: 'a.md' },
            kind: 'note',
            name: 'a',
            fields: { title: 'A' },
            body: shown,
            attachments: name ? [name] : [],
          },
        ],
        ...(name && { files: new Map([[name, await picture('png')]]), downloaded: new Map([[address, name]]) }),
      };
    },
  });
  await importInto(log, source, { readers: [note(false)] });
  const file = join(log, 'content/notes/a.md');
  expect(await readFile(file, 'utf8')).toContain(`A [plan](<${address}>).`);
  await writeFile(file, `---\ntitle: Mine\n---\n\nMine, [plan](<${address}>), [plan](${address}).\n`);
  expect(await importInto(log, source, { readers: [note(true)], retry: true })).toBe(0);
  expect(await readFile(file, 'utf8')).toBe(
    `---\ntitle: Mine\n---\n\nMine, ![plan](../images/example-org/a-1.png), [plan](${address}).\n`,
  );
  expect(printed.join('\n')).toContain('1 picture downloaded, in place of links.');
  expect(await errorsIn(log)).toEqual([]);
  await importInto(log, source, { readers: [note(true)], retry: true });
  expect(printed.join('\n').match(/downloaded, in place/g)).toHaveLength(1);
});

test('more topics than content/log.md can list are those that entries name', async () => {
  const { log, source } = await setUp({ 'log/content/log.md': '---\ntitle: A log\n---\n' });
  const ids = Array.from({ length: 1_000 }, (_, index) => `a-rather-long-topic-${index}`);
  const found = ids.map((id, index) => ({ fields: { title: `Record ${index}`, topics: [id] } }));
  const topics = Object.fromEntries(ids.map((id) => [id, `A Title of ${id}`]));
  expect(await importInto(log, source, { readers: [finds(found, { topics })] })).toBe(0);
  expect(await namesIn(log, 'resources')).toHaveLength(1_000);
  expect(await read(log, 'content/log.md')).toBe('---\ntitle: A log\n---\n');
  expect(await errorsIn(log)).toEqual([]);
});

test('what is empty is listed, and is no failure', async () => {
  const { log, source } = await setUp();
  const refused: Refused[] = [{ at: { file: 'a.md' }, title: 'a', reason: 'It is empty.', isNothing: true }];
  expect(await importInto(log, source, { readers: [finds([{ fields: { title: 'One' } }], { refused })] })).toBe(0);
  expect(await read(log, 'import-report.md')).toContain('- `a.md` `a`: `It is empty.`');
  expect(`${printed.join('\n')}${await read(log, 'import-report.md')}`).not.toContain('--retry');
});

test('a dry run with --init says which log it would make', async () => {
  const { source } = await setUp();
  const log = join(source, '..', 'new-log');
  const options = { readers: [finds([{ fields: { title: 'One' } }])], dryRun: true, init: 'My log' };
  expect(await importInto(log, source, options)).toBe(0);
  expect(printed.join('\n')).toMatch(/\n\nNothing was written\. It would go into a new log, “My log”, in \S*new-log\./);
  expect(await readdir(join(source, '..'))).not.toContain('new-log');
});

test('remarks that differ only in an address are counted together, and each is in the JSON', async () => {
  const { log, source } = await setUp();
  const remarks = ['a', 'b'].map((name, index) => ({
    ...{ kind: 'dropped' as const, at: { file: 'all.txt', line: index + 1 } },
    ...{ message: `The picture ${name} is a link.`, inShort: 'A picture is a link.' },
  }));
  await importInto(log, source, { readers: [finds([], { remarks })] });
  expect(await read(log, 'import-report.md')).toContain('2 × A picture is a link. (all.txt:1, all.txt:2)');
  expect(await read(log, 'import-report.json')).toContain('The picture b is a link.');
});

test('a report that a person has changed stays', async () => {
  const { log, source } = await setUp();
  const options = { readers: [finds([{ fields: { title: 'One' } }])] };
  await importInto(log, source, options);
  await importInto(log, source, options);
  expect(await visible(log)).toEqual(['content', 'import-report.json', 'import-report.md']);
  const own = `${await read(log, 'import-report.md')}Mine.\n`;
  await writeFile(join(log, 'import-report.md'), own);
  await importInto(log, source, options);
  expect(await read(log, 'import-report.md')).toBe(own);
  expect(await readdir(log)).toContain('import-report-2.md');
});

test('a record that links to a refused one is imported without the link', async () => {
  const { log, source } = await setUp();
  const link = (to: string) => (linkTo: (file: string) => string | undefined) => {
    const address = linkTo(to);
    return address === undefined ? 'No link.' : `[a link](${address})`;
  };
  const found: Partial<Found>[] = [
    { at: { file: 'a.md' }, kind: 'note', name: 'a', fields: { title: 'A' }, body: link('b.md') },
    { at: { file: 'b.md' }, kind: 'note', name: 'b', fields: { title: 'B' }, body: () => '<script>' },
    { at: { file: 'c.md' }, kind: 'note', name: 'in/c', fields: { title: 'C' }, body: link('a.md') },
  ];
  expect(await importInto(log, source, { readers: [finds(found)] })).toBe(1);
  expect(await read(log, 'content/notes/a.md')).toContain('No link.');
  expect(await read(log, 'content/notes/in/c.md')).toContain('[a link](../a.md)');
  expect(await errorsIn(log)).toEqual([]);
});

test('names are short enough for every disk, and different in any case', async () => {
  const { log, source } = await setUp();
  const found: Partial<Found>[] = [
    { kind: 'note', name: `${'ü'.repeat(120)}/${'x'.repeat(300)}`, fields: { title: 'Long' } },
    { kind: 'note', name: 'git/Case', fields: { title: 'One' } },
    { kind: 'note', name: 'git/case', fields: { title: 'Two' } },
    { kind: 'note', name: 'con', fields: { title: 'A device' } },
    { fields: { title: '数'.repeat(200) } },
  ];
  expect(await importInto(log, source, { readers: [finds(found)] })).toBe(1);
  const notes = await readdir(join(log, 'content/notes'), { recursive: true });
  for (const path of notes) for (const part of path.split('/')) expect(Buffer.from(part).length).toBeLessThan(204);
  expect(notes.filter((path) => path.startsWith('git/')).sort()).toEqual(['git/Case.md', 'git/case-2.md']);
  const report = await read(log, 'import-report.md');
  expect(report).toContain('1 × Its name is too long for a file, so it is shortened.');
  expect(report).toContain('1 × Another entry already has its name, so its file gets a number.');
  expect(report).toContain('is not a name that Windows reserves for a device');
  expect(await errorsIn(log)).toEqual([]);
});

test('citation keys stay, but no two resources get the same', async () => {
  const { log, source } = await setUp({
    'log/content/resources/two.md': '---\ntitle: Mine\ntype: book\nkey: Lee\n---\n',
  });
  const found = [
    { fields: { title: 'One', key: 'lee' } },
    { fields: { title: 'Three', key: 'four' } },
    { fields: { title: 'Four' } },
    { fields: { title: 'Five', key: 'Four' } },
  ];
  expect(await importInto(log, source, { readers: [finds(found)] })).toBe(0);
  expect(await read(log, 'content/resources/one.md')).not.toContain('key:');
  expect(await read(log, 'content/resources/three.md')).toContain('key: four');
  expect(await namesIn(log, 'resources')).toEqual(['five.md', 'four-2.md', 'one.md', 'three.md', 'two.md']);
  expect(await read(log, 'import-report.md')).toContain(
    '2 × Its citation key is left out, because another resource has it.',
  );
  expect(await errorsIn(log)).toEqual([]);
});

test('a field that is not valid is left out, and a record that a person would have to repair is refused', async () => {
  const { log, source } = await setUp();
  const found = [
    { fields: { title: 'One', isbn: '123', published: 'soon', level: 'advanced' } },
    { fields: { title: 'Two', checked: '2020-01-01' } },
    { fields: { title: 'Three', type: 'papper' } },
    { kind: 'note', name: 'n', fields: { title: 'A note' }, body: () => '[gone](gone.md)' },
  ] as const;
  expect(await importInto(log, source, { readers: [finds(found)] })).toBe(1);
  expect(await read(log, 'content/resources/one.md')).toBe('---\ntitle: One\ntype: article\nlevel: advanced\n---\n');
  expect(await read(log, 'content/resources/two.md')).not.toContain('checked');
  expect(await namesIn(log, 'resources')).toEqual(['one.md', 'two.md']);
  const report = await read(log, 'import-report.md');
  expect(report).toContain('## Not imported (2)');
  expect(report).toContain('is not in this log. Correct the path.');
});

test('files go with the entries that refer to them, unless they are elsewhere', async () => {
  const folder = await makeFolder({
    'log/content/log.md': root,
    'notes/a/my picture.png': await picture('png'),
    'notes/b/my picture.png': await picture('png', 9),
    'notes/a/no.png': 'no picture',
    'secret.png': await picture('png'),
  });
  await symlink(join(folder, 'secret.png'), join(folder, 'notes/link.png'));
  const files = ['a/my picture.png', 'b/my picture.png', 'a/no.png', 'link.png', '../secret.png', 'missing.png'];
  const found: Partial<Found>[] = [
    {
      ...{ kind: 'note', name: 'x/y', fields: { title: 'A note' }, attachments: files },
      body: (linkTo) =>
        files
          .map((file) => `![${file}](${linkTo(file) ?? '../../images/none.png'})`.replace(/.*none.*/, '-'))
          .join('\n'),
    },
  ];
  const log = join(folder, 'log');
  const options = { readers: [finds(found)] };
  expect(await importInto(log, join(folder, 'notes'), options)).toBe(0);
  expect(await read(log, 'content/notes/x/y.md')).toContain(
    '![a/my picture.png](../../images/a/my-picture.png)\n![b/my picture.png](../../images/b/my-picture.png)\n-\n-\n-\n-\n',
  );
  const copied = await readdir(join(log, 'content/images'), { recursive: true });
  expect(copied.filter((path) => path.endsWith('.png')).sort()).toEqual(['a/my-picture.png', 'b/my-picture.png']);
  expect(await errorsIn(log)).toEqual([]);
});

test('a map renames topics and leaves some out', async () => {
  const { log, source } = await setUp({ 'topics.yaml': 'deep learning: dl\nunread:\nReinforcement Learning: rl\n' });
  const topics = {
    'deep-learning': 'Deep Learning',
    unread: 'unread',
    'reinforcement-learning': 'reinforcement learning',
  };
  const reader = finds([{ fields: { title: 'One', topics: Object.keys(topics) } }], { topics });
  await importInto(log, source, { readers: [reader], topics: join(source, '../topics.yaml') });
  expect(await read(log, 'content/resources/one.md')).toContain('topics: [dl, rl]');
  expect(await read(log, 'content/log.md')).toContain('\n  dl: Dl\n');
  expect(await errorsIn(log)).toEqual([]);
});

test('a log that lists no topics needs no list, unless a title is no id', async () => {
  const bare = '---\ntitle: A log\n---\n';
  const { log, source } = await setUp({ 'log/content/log.md': bare });
  const one = finds([{ fields: { title: 'One', topics: ['deep-learning'] } }], {
    topics: { 'deep-learning': 'Deep Learning' },
  });
  await importInto(log, source, { readers: [one] });
  expect(await read(log, 'content/log.md')).toBe(bare);
  const two = finds([{ fields: { title: 'Two', topics: ['c-plus-plus'] } }], { topics: { 'c-plus-plus': 'C++' } });
  await importInto(log, source, { readers: [two] });
  expect(await read(log, 'content/log.md')).toBe(
    bare.replace('A log\n', 'A log\ntopics:\n  deep-learning: Deep learning\n  c-plus-plus: C++\n'),
  );
  expect(await errorsIn(log)).toEqual([]);
});

test('--init creates the log first, and --json prints what became of everything', async () => {
  const { log, source } = await setUp();
  const folder = join(log, '../new');
  const readers = [finds([{ fields: { title: 'One' } }, { fields: { title: 'Two', type: 'x' } }])];
  expect(await importInto(log, source, { readers, init: 'Mine' })).toBe(1);
  expect(errors.join('')).toContain('There is already a log in this folder');
  expect(await importInto(folder, source, { readers, init: 'Mine', dryRun: true })).toBe(1);
  await expect(readdir(folder)).rejects.toThrow('ENOENT');
  printed = [];
  expect(await importInto(folder, source, { readers, init: 'Mine', json: true })).toBe(1);
  expect(JSON.parse(printed.join('\n'))).toMatchObject({
    records: [
      { state: 'written', file: 'all.txt', line: 1, title: 'One', entry: 'content/resources/one.md' },
      { state: 'refused', line: 2, title: 'Two' },
    ],
    report: join(folder, 'import-report.md'),
  });
  expect((await readdir(join(folder, 'content'), { recursive: true })).sort()).toEqual([
    ...['log.md', 'resources', 'resources/one.md'],
  ]);
  expect(await errorsIn(folder)).toEqual([]);
});

test('topics are in others as the headings of a list are, and again in the topics of the log', async () => {
  const list = `# Awesome\n\n## Packages\n\n### RL\n\n- [A](https://example.org/a)\n\n### C++\n\n- [B](https://example.org/b)\n`;
  const { log, source } = await setUp({ 'list.md': list, 'topics.yaml': 'packages: libraries\n' });
  expect(await importInto(log, join(source, '../list.md'), { topics: join(source, '../topics.yaml') })).toBe(0);
  expect(await read(log, 'content/log.md')).toBe(
    root.replace(
      '# first\n',
      '# first\n  libraries: Libraries\n  c-plus-plus:\n    title: C++\n    parent: libraries\n',
    ),
  );
  expect(await read(log, 'content/resources/a.md')).toContain('topics: rl\n');
  expect(await read(log, 'content/resources/b.md')).toContain('topics: c-plus-plus\n');
  expect(await errorsIn(log)).toEqual([]);
});

test('topics that a person makes one are not in themselves', async () => {
  const list = `# Awesome\n\n## One\n\n### Two\n\n- [A](https://example.org/a)\n\n#### Three\n\n- [B](https://example.org/b)\n`;
  const { log, source } = await setUp({ 'list.md': list, 'topics.yaml': 'one: same\nthree: same\n' });
  expect(await importInto(log, join(source, '../list.md'), { topics: join(source, '../topics.yaml') })).toBe(0);
  expect(await errorsIn(log)).toEqual([]);
});

test('an import that is stopped leaves whole files, exits with 130, and goes on when it is run again', async () => {
  const { log, source } = await setUp();
  const before = process.listenerCount('SIGINT');
  /** A picture that interrupts the import when it is copied. */
  class Interrupting extends Map<string, Uint8Array> {
    override get(key: string): Uint8Array | undefined {
      if (process.listenerCount('SIGINT') > before) process.emit('SIGINT');
      return super.get(key);
    }
  }
  const files = new Interrupting([['dot.png', await picture('png')]]);
  const notes = Array.from(
    { length: 40 },
    (_, n) => ({ kind: 'note', name: `n${n}`, fields: { title: `N${n}` } }) as const,
  );
  const readers = [finds([{ ...notes[0], kind: 'note', attachments: ['dot.png'] }, ...notes.slice(1)], { files })];
  expect(await importInto(log, source, { readers })).toBe(130);
  expect(printed.at(-1)).toBe('Stopped. Run the same command to continue.');
  expect(await errorsIn(log)).toEqual([]);
  expect(await importInto(log, source, { readers: [finds(notes)] })).toBe(0);
  expect(await namesIn(log, 'notes')).toHaveLength(40);
  expect(process.listenerCount('SIGINT')).toBe(before);
});

test('a dry run shows the columns of a table as a file that changes them', async () => {
  const list = 'Title,"My: Rating",Shelf,Empty\nDune,5,to-read\nEmma,4,read\n';
  const { log, source } = await setUp({ 'list.csv': list, 'columns.yaml': '' });
  const path = join(source, '../list.csv');
  expect(await importInto(log, path, { dryRun: true })).toBe(0);
  const lines = printed.join('\n').split('\n');
  const shown = lines.slice(lines.findIndex((line) => line.startsWith('Columns (')) + 1);
  const columns = shown.slice(0, 4).join('\n');
  expect(columns).toBe(
    '  Title: title\n  "My: Rating":  # left out: 2 values\n  Shelf: status\n  Empty:         # empty',
  );
  const file = join(source, '../columns.yaml');
  await writeFile(file, columns.replace('"My: Rating":', '"My: Rating": verdict'));
  expect(await importInto(log, path, { columns: file })).toBe(0);
  expect(await read(log, 'content/resources/dune.md')).toContain('status: queued\nverdict: 5\n');
  expect(await errorsIn(log)).toEqual([]);
  expect(await importInto(log, path)).toBe(0);
  expect(printed.at(-2)).toContain('0 entries written, 2 already in the log');
});

test.each([
  ['a missing file', 'nothing.txt', {}, 'There is no file or folder'],
  ['a file of another kind', 'all.txt', { readers: [] }, 'cannot be imported'],
  ['--retry without a report', 'all.txt', { retry: true }, 'leave out --retry'],
  [
    '--columns without any',
    'all.txt',
    { columns: 'tests/site.ts' },
    'is not a list of lines like "My Rating: verdict"',
  ],
  ['a map that is none', 'all.txt', { topics: 'package.json' }, 'is not a list of lines'],
])('%s is refused', async (_, name, options, message) => {
  const { log, source } = await setUp();
  const readers = [finds([{ fields: { title: 'One' } }])];
  expect(await importInto(log, join(source, '..', name), { readers, ...options })).toBe(1);
  expect(errors.join('\n')).toContain(message);
  expect(await visible(log)).toEqual(['content']);
});
