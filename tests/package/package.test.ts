import { appendFile, chmod, chown, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { isCampaign } from '../campaign.ts';
import { copyLog, logs, root, temporaryFolder } from '../site.ts';
import {
  checkTypes,
  copiesOf,
  install,
  mustRun,
  npm,
  pack,
  quick,
  textsOf,
  timesOf,
  type InstalledLog,
} from './installed.ts';

/** `npm test` uses npm, a campaign uses pnpm. */
const manager = isCampaign ? 'pnpm' : 'npm';
let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
/** The packed file. */
let packed = '';
/** The site as built from the sources. */
let expected: ReadonlyMap<string, string>;
let installed: InstalledLog;
/** The modification times of the engine's files. */
let times: ReadonlyMap<string, number>;

beforeAll(async () => {
  temporary = await temporaryFolder();
  await chmod(temporary.path, 0o755);
  packed = await pack(root, join(temporary.path, 'packed'));
  installed = await install(manager, packed, temporary.path);
  times = await timesOf(installed.engine);
  expected = await textsOf(inject('folders').everything);
}, 240_000);
afterAll(() => temporary.remove());

describe(`installed by ${manager} in a path with spaces and Chinese characters, the package`, () => {
  test('prints its version', async () => {
    expect(await installed.learnlog(['--version'])).toEqual({ code: 0, output: `${packageJson.version}\n` });
  });

  test('checks the log', async () => {
    const { code, output } = await installed.learnlog(['check']);
    expect(output).toBe('Everything at once: 21 files, no problems.\n');
    expect(code).toBe(0);
  });

  test('creates a log, and adds to it', async () => {
    const { learnlog } = installed;
    const started = join(temporary.path, `started by ${manager}`);
    expect(await learnlog(['init', started, '--title', 'Started'])).toMatchObject({ code: 0 });
    expect(await learnlog(['--folder', started, 'new', 'week', '--title', 'Two'])).toMatchObject({ code: 0 });
    const { code, output } = await learnlog(['--folder', started, 'check', '--strict']);
    expect({ code, output }).toEqual({ code: 0, output: 'Started: 5 files, no problems.\n' });
  });

  test('builds the same site as the sources, search index included', async () => {
    const { code, output } = await installed.learnlog(['build']);
    expect(output).toContain('The site is in');
    expect(code).toBe(0);
    const built = await textsOf(join(installed.folder, 'dist'));
    expect([...built.keys()]).toEqual([...expected.keys()]);
    expect([...built].filter(([file, text]) => text !== expected.get(file)).map(([file]) => file)).toEqual([]);
    expect([...expected.keys()].filter((file) => file.startsWith('pagefind/')).length).toBeGreaterThan(10);
  });

  test('serves the built site, and the log while it is written', async () => {
    const page = await installed.serve(['preview'], '/log/');
    expect(page.text).toBe(await readFile(join(installed.folder, 'dist/index.html'), 'utf8'));
    const written = await installed.serve(['dev'], '/log/');
    expect(written.status).toBe(200);
  });

  test("has types for an owner's code", async () => {
    const { code, output } = await checkTypes(
      installed.folder,
      [
        "import type { FooterProps, Log, Resource, ResourceFactsProps } from 'learnlog';",
        'export const titles = (log: Log): string[] => log.resources.map((resource: Resource) => resource.title);',
        'export const ids = ({ site, resource }: ResourceFactsProps & FooterProps): string => site.urls.home + resource.id;',
        '// @ts-expect-error: a log is not a number.',
        'titles(5);',
      ].join('\n'),
    );
    expect(output).toBe('');
    expect(code).toBe(0);
  });
});

test('one engine builds two logs at once, one of them twice and one with a slot', async () => {
  const { folder, learnlog } = installed;
  const other = join(temporary.path, 'other');
  await copyLog(logs.minimal.folder, other);
  await mkdir(join(other, 'slots'));
  const slot = '---\nconst { site } = Astro.props;\n---\n<slot /><p class="mine">Of {site.log.title}</p>\n';
  await writeFile(join(other, 'slots/Footer.astro'), `${slot}<style>.mine { color: teal }</style>\n`);
  const endings = await Promise.all([learnlog(['build']), learnlog(['--folder', other, 'build'])]);
  expect(endings.map(({ code }) => code)).toEqual([0, 0]);
  expect(await textsOf(join(folder, 'dist'))).toEqual(expected);
  const home = await readFile(join(other, 'dist/index.html'), 'utf8');
  expect(home).toMatch(/<\/footer><p class="mine"[^>]*>Of A small log<\/p>/);
});

test.runIf(process.getuid?.() === 0)('a user without write access to the engine can build a log', async () => {
  const nobody = { uid: 65_534, gid: 65_534 };
  const log = join(temporary.path, 'of nobody');
  await copyLog(logs.minimal.folder, log);
  await chown(log, nobody.uid, nobody.gid);
  const { code, output } = await installed.learnlog(['--folder', log, 'build'], nobody);
  expect(output).toContain('The site is in');
  expect(code).toBe(0);
});

test('the engine never changes its own folder', async () => {
  expect(await timesOf(installed.engine)).toEqual(times);
});

describe('the packed file', () => {
  test('contains no test, fixture or tool', async () => {
    const names = [...(await timesOf(installed.engine)).keys()];
    expect(
      names.filter((name) => /\.test\.|fixtures|testLog|^(?:bench|tests|content|dist)\/|derive/.test(name)),
    ).toEqual([]);
    expect(names.filter((name) => !/^(?:lib|src|docs)\//.test(name))).toEqual([
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'],
    ]);
  });

  test('depends on a single KaTeX, because its markup and style sheet must match', async () => {
    const copies = await copiesOf('katex', packed, join(temporary.path, 'an empty folder'));
    expect(copies).toEqual([packageJson.dependencies.katex]);
  });

  test('contains nothing about this machine', async () => {
    const texts = await textsOf(installed.engine);
    expect([...texts].filter(([, text]) => text.includes(root)).map(([name]) => name)).toEqual([]);
  });

  test('contains the licence of every font in it', async () => {
    const names = [...(await timesOf(installed.engine)).keys()].filter((name) => name.startsWith('src/styles/fonts/'));
    const fonts = names.filter((name) => name.endsWith('.woff2')).map((name) => name.replace(/-.*/, ''));
    expect(fonts.length).toBeGreaterThan(20);
    expect(fonts.filter((font) => !names.includes(`${font}-LICENSE.txt`))).toEqual([]);
  });
});

/** The change in the next version: a field of resources is renamed. */
const migration = `export const migrations = [
  {
    version: '0.2.0',
    description: 'The field “verdict” of a resource is called “takeaway”.',
    change: (fields, kind) => (kind === 'resource' ? renameField(fields, 'verdict', 'takeaway') : fields),
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
    change(join(engine, 'lib/cli/upgrade/migrations.js'), (text) =>
      text.replace('export const migrations = [];', migration),
    ),
    change(join(engine, 'lib/log/schema.js'), (text) => text.replace(/\bverdict:/g, 'takeaway:')),
    change(join(engine, 'CHANGELOG.md'), (text) => `${text}\n## [0.2.0] - 2026-12-01\n\n- Verdicts are takeaways.\n`),
  ]);
  for (const [index, sign] of ['0.2.0', 'takeaway', 'takeaway:', '0.2.0'].entries()) {
    if (!changed[index]?.includes(sign)) throw new Error('The package differs from what this test expects.');
  }
  return pathToFileURL(await pack(engine, join(temporary.path, 'next'))).href;
}

/** These tests change the package of the earlier ones, so they come last. Other package managers install the same. */
describe.runIf(manager === 'npm')('an owner', () => {
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
  }, 120_000);

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
