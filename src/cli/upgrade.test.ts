import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renameField, type Migration } from './upgrade/migrations.ts';
import { migrateLog, upgrade, windowsLine } from './upgrade.ts';

const all: readonly Migration[] = [
  {
    version: '0.2.0',
    description: '“about” of a resource is called “verdict”.',
    change: (fields, kind) => (kind === 'resource' ? renameField(fields, 'about', 'verdict') : fields),
  },
];
const resource =
  '---\n# mine\ntitle: One\nabout: Good. # really\ntype: paper\nurl: https://one.example/\n---\n\nText.\n';
let folder: string;
let root: string;
let said: string;

const git = (...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@ada.example', ...args], {
    encoding: 'utf8',
  });
const commit = () => {
  git('add', '.');
  git('commit', '--quiet', '--message', 'All of it');
};

beforeEach(async () => {
  said = '';
  for (const way of ['log', 'error'] as const) {
    vi.spyOn(console, way).mockImplementation((line: string) => {
      said += `${line}\n`;
    });
  }
  const parent = await mkdtemp(join(tmpdir(), 'learnlog-'));
  folder = join(parent, 'log');
  root = join(parent, 'engine');
  await mkdir(join(folder, 'content/resources'), { recursive: true });
  await mkdir(root);
  await writeFile(join(folder, '.gitignore'), '.astro/\n');
  await writeFile(join(folder, 'content/log.md'), '---\ntitle: Log\n---\n');
  await writeFile(join(folder, 'content/resources/one.md'), resource);
  await writeFile(join(root, 'package.json'), '{ "version": "0.2.0" }');
  await writeFile(
    join(root, 'CHANGELOG.md'),
    '# Changelog\n\n## [0.2.0]\n\n- A new name.\n\n## [0.1.0]\n\n- Old news.\n',
  );
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(join(folder, '..'), { recursive: true });
});

test('entries are migrated to the format of this version, and the changes are printed', async () => {
  git('init', '--quiet');
  commit();
  expect(await migrateLog(folder, '0.1.0', { all, root })).toBe(0);
  const text = await readFile(join(folder, 'content/resources/one.md'), 'utf8');
  expect(text).toBe(resource.replace('about:', 'verdict:'));
  expect(git('status', '--porcelain')).toBe(' M content/resources/one.md\n');
  expect(said).toContain('A new name.');
  expect(said).not.toContain('Old news.');
  expect(said).toContain('“about” of a resource is called “verdict”. (0.2.0; 1 file)');
});

test('from the same version, nothing changes', async () => {
  await writeFile(join(folder, 'content/resources/one.md'), resource.replace('about:', 'verdict:'));
  git('init', '--quiet');
  commit();
  expect(await migrateLog(folder, '0.2.0', { all, root })).toBe(0);
  expect(git('status', '--porcelain')).toBe('');
  expect(said).toContain('No entry needed a change.');
});

test('remaining problems are listed', async () => {
  await writeFile(join(folder, 'content/resources/two.md'), '---\ntitle: Two\nabout: a\nverdict: b\n---\n');
  git('init', '--quiet');
  commit();
  expect(await migrateLog(folder, '0.1.0', { all, root })).toBe(1);
  expect(said).toContain('content/resources/two.md');
});

test('an entry that cannot be migrated without loss is listed and kept, and the others are migrated', async () => {
  const strange = '---\ntitle: &title Two\nabout: *title\ntype: paper\n---\n';
  await writeFile(join(folder, 'content/resources/two.md'), strange);
  git('init', '--quiet');
  commit();
  expect(await migrateLog(folder, '0.1.0', { all, root })).toBe(1);
  expect(await readFile(join(folder, 'content/resources/two.md'), 'utf8')).toBe(strange);
  expect(await readFile(join(folder, 'content/resources/one.md'), 'utf8')).toContain('verdict:');
  expect(said).toContain('content/resources/two.md: ');
});

test('a folder with uncommitted changes is refused and unchanged', async () => {
  git('init', '--quiet');
  commit();
  await writeFile(join(folder, 'content/resources/one.md'), `${resource}More.\n`);
  expect(await migrateLog(folder, '0.1.0', { all, root })).toBe(1);
  expect(await upgrade(folder, 'latest')).toBe(1);
  expect(said).toContain('M content/resources/one.md');
  expect(await readFile(join(folder, 'content/resources/one.md'), 'utf8')).toBe(`${resource}More.\n`);
});

test('a folder outside a repository is refused and unchanged', async () => {
  expect(await upgrade(folder, 'latest')).toBe(1);
  expect(await migrateLog(folder, '0.1.0', { all, root })).toBe(1);
  expect(said).toContain('git init');
  expect(await readFile(join(folder, 'content/resources/one.md'), 'utf8')).toBe(resource);
});

test('a folder where Learnlog is not installed is refused', async () => {
  git('init', '--quiet');
  commit();
  expect(await upgrade(folder, 'latest')).toBe(1);
  expect(said).toContain('"learnlog" is not installed here.');
});

test('on Windows, a version range and a path with spaces reach the package manager unchanged', () => {
  expect(windowsLine('npm', ['install', 'learnlog@^1.2.0'])).toBe('npm "install" "learnlog@^1.2.0"');
  expect(windowsLine('npm', ['install', 'file:///C:/My logs/a.tgz" & calc'])).toBe(
    'npm "install" "file:///C:/My logs/a.tgz & calc"',
  );
});
