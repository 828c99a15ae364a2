import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mustRun, pack, run } from './installed.ts';
import { temporaryFolder } from './site.ts';

/** What the next version changes: a field of resources has another name. */
const migration = `export const migrations = [
  {
    version: '0.2.0',
    says: 'The field “verdict” of a resource is called “takeaway”.',
    change: (fields, kind) => (kind === 'resource' ? renameField(fields, 'verdict', 'takeaway') : fields),
  },
];`;

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let packed = '';
/** The packed file of the next version. */
let next = '';
let log = '';

beforeAll(async () => {
  temporary = await temporaryFolder();
  packed = await pack(temporary.path);
  next = await packNext(temporary.path);
  log = join(temporary.path, 'tools', 'my-log');
});
afterAll(() => temporary.remove());

const inLog = (file: string, ...words: string[]) => run(file, words, { cwd: log });
const npm = async (...words: string[]) => mustRun('npm', words, { cwd: log });
const git = (...words: string[]) =>
  mustRun('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@ada.example', ...words], { cwd: log });
const commit = async () => {
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'All of it');
};
const change = async (file: string, replace: (text: string) => string) => {
  const text = replace(await readFile(file, 'utf8'));
  await writeFile(file, text);
  return text;
};

/** Makes of the packed file one of version 0.2.0, with that change of the format. */
async function packNext(folder: string): Promise<string> {
  await mustRun('tar', ['-xzf', packed, '-C', folder], { cwd: folder });
  const engine = join(folder, 'package');
  const changed = await Promise.all([
    change(join(engine, 'package.json'), (text) => {
      return JSON.stringify({ ...(JSON.parse(text) as object), version: '0.2.0', scripts: {} });
    }),
    change(join(engine, 'lib/upgrade/migrations.js'), (text) =>
      text.replace('export const migrations = [];', migration),
    ),
    change(join(engine, 'lib/core/schema.js'), (text) => text.replace(/\bverdict:/g, 'takeaway:')),
    change(join(engine, 'CHANGELOG.md'), (text) => `${text}\n## [0.2.0] - 2026-12-01\n\n- Verdicts are takeaways.\n`),
  ]);
  for (const [index, sign] of ['0.2.0', 'takeaway', 'takeaway:', '0.2.0'].entries()) {
    if (!changed[index]?.includes(sign)) throw new Error('The package is not as this test expects it.');
  }
  await mkdir(join(folder, 'next'));
  await mustRun('npm', ['pack', '--pack-destination', join(folder, 'next')], { cwd: engine });
  const file = join(folder, 'next', 'learnlog-0.2.0.tgz');
  await rename(engine, join(folder, 'unpacked'));
  return pathToFileURL(file).href;
}

// Installing takes long where others use the machine.
const patience = 240_000;

test(
  'a log is started by the package, written, checked and built',
  async () => {
    const tools = join(temporary.path, 'tools');
    await mkdir(tools);
    await mustRun('npm', ['install', '--no-audit', '--no-fund', '--prefix', tools, pathToFileURL(packed).href], {
      cwd: tools,
    });
    await mustRun(join(tools, 'node_modules/.bin/learnlog'), ['init', log, '--title', 'My log'], { cwd: tools });
    // In the registry it would be found by its version.
    await change(join(log, 'package.json'), (text) => {
      const told = JSON.parse(text) as { dependencies: Record<string, string> };
      expect(told.dependencies).toEqual({ learnlog: expect.stringContaining('0.1.0') });
      return JSON.stringify({ ...told, dependencies: { learnlog: pathToFileURL(packed).href } }, null, 2);
    });
    // What was installed beside it serves here too.
    await rename(join(tools, 'node_modules'), join(log, 'node_modules'));
    await git('init', '--quiet');
    await npm('install', '--no-audit', '--no-fund');
    await npm(
      'run',
      'new',
      '--',
      'resource',
      '--title',
      'Attention is all you need',
      '--type',
      'paper',
      '--url',
      'https://arxiv.org/abs/1706.03762',
      '--verdict',
      'Read it twice.',
      '--status',
      'queued',
    );
    expect(await npm('run', 'check')).toContain('no problems.');
    await npm('run', 'build');
    expect(await readFile(join(log, 'dist/resources/attention-is-all-you-need/index.html'), 'utf8')).toContain(
      'Read it twice.',
    );
    await commit();
    expect(await git('status', '--porcelain')).toBe('');
  },
  patience,
);

test(
  'it is not upgraded while something is not committed',
  async () => {
    await appendFile(join(log, 'content/log.md'), 'More.\n');
    const { code, output } = await inLog('npm', 'run', 'upgrade', '--', '--to', next);
    expect(code).not.toBe(0);
    expect(output).toContain('M content/log.md');
    await git('restore', '.');
  },
  patience,
);

test(
  'an upgrade installs, brings the entries to the new format, says what changed, and leaves one change',
  async () => {
    const file = 'content/resources/attention-is-all-you-need.md';
    const before = await change(join(log, file), (text) => text.replace('verdict:', '# My own words.\nverdict:'));
    await commit();
    const { code, output } = await inLog('npm', 'run', 'upgrade', '--', '--to', next);
    expect(output).toContain('Learnlog 0.1.0 → 0.2.0');
    expect(output).toContain('Verdicts are takeaways.');
    expect(output).toContain('The field “verdict” of a resource is called “takeaway”.');
    expect(code).toBe(0);
    expect(await readFile(join(log, file), 'utf8')).toBe(before.replace('verdict:', 'takeaway:'));
    const changed = (await git('status', '--porcelain')).split('\n').filter((line) => line !== '');
    expect(changed.filter((line) => !/^ M (content\/resources\/.*\.md|package(-lock)?\.json)$/.test(line))).toEqual([]);
    expect(changed).toContain(' M package.json');
    expect(await npm('run', 'check')).toContain('no problems.');
  },
  patience,
);
