import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, temporaryFolder } from '../site.ts';
import { install, mustRun, npm, pack, quick } from './installed.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
/** The packed file. */
let packed = '';

/** The change in the next version: a field of resources is renamed. The bundle has only what is used. */
const migration = `const migrations = [
  {
    version: '0.2.0',
    description: 'The field “verdict” of a resource is called “takeaway”.',
    change: (fields, kind) =>
      Object.fromEntries(
        Object.entries(fields).map(([key, value]) => [kind === 'resource' && key === 'verdict' ? 'takeaway' : key, value]),
      ),
  },
];`;

const change = async (file: string, replace: (text: string) => string) => {
  const text = replace(await readFile(file, 'utf8'));
  await writeFile(file, text);
  return text;
};

/** Turns the packed file into version 0.2.0, with that change of the format, and returns its address. */
async function packNext(): Promise<string> {
  await mustRun('tar', ['-xzf', packed, '-C', temporary.path], { cwd: temporary.path });
  const engine = join(temporary.path, 'package');
  const changed = await Promise.all([
    change(join(engine, 'package.json'), (text) => {
      return JSON.stringify({ ...(JSON.parse(text) as object), version: '0.2.0', scripts: {} });
    }),
    change(join(engine, 'lib/bundle/upgrade.js'), (text) => text.replace('const migrations = [];', migration)),
    change(join(engine, 'lib/bundle/schema.js'), (text) => text.replace(/\bverdict:/g, 'takeaway:')),
    change(join(engine, 'CHANGELOG.md'), (text) => `${text}\n## [0.2.0] - 2026-12-01\n\n- Verdicts are takeaways.\n`),
  ]);
  for (const [index, sign] of ['0.2.0', 'takeaway', 'takeaway:', '0.2.0'].entries()) {
    if (!changed[index]?.includes(sign)) throw new Error('The package differs from what this test expects.');
  }
  return pathToFileURL(await pack(engine, join(temporary.path, 'next'))).href;
}

describe('an owner', () => {
  let log = '';
  const git = (...words: string[]) =>
    mustRun('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@ada.example', ...words], { cwd: log });
  const commit = async () => {
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'All of it');
  };
  const script = (...words: string[]) => npm(log, 'run', ...words);
  const file = 'content/resources/attention-is-all-you-need.md';

  beforeAll(async () => {
    temporary = await temporaryFolder();
    packed = await pack(root, join(temporary.path, 'packed'));
    const installed = await install('npm', packed, temporary.path);
    log = join(temporary.path, 'my-log');
    expect(await installed.learnlog(['init', log, '--title', 'My log'])).toMatchObject({ code: 0 });
    // In the registry, it would be found by version.
    await change(join(log, 'package.json'), (text) => {
      const manifest = JSON.parse(text) as { dependencies: Record<string, string> };
      expect(manifest.dependencies).toEqual({ learnlog: expect.stringContaining('0.1.0') });
      return JSON.stringify({ ...manifest, dependencies: { learnlog: pathToFileURL(packed).href } }, null, 2);
    });
    await rename(join(installed.folder, 'node_modules'), join(log, 'node_modules'));
    await git('init', '--quiet');
    await npm(log, 'install', ...quick);
  }, 240_000);

  afterAll(() => temporary.remove());

  test('edits a log that the package created, checks it and builds it', async () => {
    const fields = {
      ...{ title: 'Attention is all you need', type: 'paper', url: 'https://arxiv.org/abs/1706.03762' },
      ...{ verdict: 'Read it twice.', status: 'queued' },
    };
    const flags = Object.entries(fields).flatMap(([name, value]) => [`--${name}`, value]);
    await script('new', '--', 'resource', ...flags);
    expect(await script('check')).toContain('no problems.');
    await script('build');
    expect(await readFile(join(log, 'dist/resources/attention-is-all-you-need/index.html'), 'utf8')).toContain(
      'Read it twice.',
    );
    await commit();
    expect(await git('status', '--porcelain')).toBe('');
  });

  test('cannot upgrade with uncommitted changes', async () => {
    await appendFile(join(log, 'content/log.md'), 'More.\n');
    await expect(script('upgrade', '--', '--to', '0.2.0')).rejects.toThrow('M content/log.md');
    await git('restore', '.');
  });

  test('upgrades: the new version is installed, entries are migrated, changes are listed, and one diff is left', async () => {
    const before = await change(join(log, file), (text) => text.replace('verdict:', '# My own words.\nverdict:'));
    await commit();
    const output = await script('upgrade', '--', '--to', await packNext());
    expect(output).toContain('Learnlog 0.1.0 → 0.2.0');
    expect(output).toContain('Verdicts are takeaways.');
    expect(output).toContain('The field “verdict” of a resource is called “takeaway”.');
    expect(await readFile(join(log, file), 'utf8')).toBe(before.replace('verdict:', 'takeaway:'));
    const changed = (await git('status', '--porcelain')).split('\n').filter((line) => line !== '');
    expect(changed.filter((line) => !/^ M (content\/resources\/.*\.md|package(-lock)?\.json)$/.test(line))).toEqual([]);
    expect(changed).toContain(' M package.json');
    expect(await script('check')).toContain('no problems.');
  });
});
