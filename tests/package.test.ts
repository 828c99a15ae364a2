import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import {
  checkTypes,
  copiesOf,
  install,
  managers,
  pack,
  textsOf,
  timesOf,
  type InstalledLog,
  type Manager,
} from './installed.ts';
import { buildInto, copyLog, logs, root, temporaryFolder } from './site.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
/** The path of the packed file. */
let packed: string;
/** The site as the sources build it. */
let expected: ReadonlyMap<string, string>;
const installed: Partial<Record<Manager, InstalledLog>> = {};
const times: Partial<Record<Manager, ReadonlyMap<string, number>>> = {};

function logOf(manager: Manager): InstalledLog {
  const log = installed[manager];
  if (!log) throw new Error(`${manager} has installed nothing.`);
  return log;
}

beforeAll(async () => {
  temporary = await temporaryFolder();
  await chmod(temporary.path, 0o755);
  packed = await pack(temporary.path);
  const installs = managers.map(async (manager) => {
    const log = await install(manager, packed, temporary.path);
    installed[manager] = log;
    times[manager] = await timesOf(log.engine);
  });
  await Promise.all(installs);
  expected = await textsOf(await buildInto(temporary.path, 'everything'));
});
afterAll(() => temporary.remove());

describe.each(managers)('installed by %s, in a path with spaces and Chinese letters, the package', (manager) => {
  test('says its version', async () => {
    expect(await logOf(manager).learnlog(['--version'])).toEqual({ code: 0, output: `${packageJson.version}\n` });
  });

  test('checks the log', async () => {
    const { code, output } = await logOf(manager).learnlog(['check']);
    expect(output).toBe('Everything at once: 21 files, no problems.\n');
    expect(code).toBe(0);
  });

  test('starts a log, and adds to it', async () => {
    const { learnlog } = logOf(manager);
    const started = join(temporary.path, `started by ${manager}`);
    expect(await learnlog(['init', started, '--title', 'Started'])).toMatchObject({ code: 0 });
    expect(await learnlog(['--folder', started, 'new', 'week', '--title', 'Two'])).toMatchObject({ code: 0 });
    const { code, output } = await learnlog(['--folder', started, 'check', '--strict']);
    expect({ code, output }).toEqual({ code: 0, output: 'Started: 5 files, no problems.\n' });
  });

  test('builds the site that the sources build, search index included, once and again', async () => {
    const { folder, learnlog } = logOf(manager);
    for (const _ of ['once', 'again']) {
      const { code, output } = await learnlog(['build']);
      expect(output).toContain('The site is in');
      expect(code).toBe(0);
      const built = await textsOf(join(folder, 'dist'));
      expect([...built.keys()]).toEqual([...expected.keys()]);
      expect([...built].filter(([file, text]) => text !== expected.get(file)).map(([file]) => file)).toEqual([]);
    }
    expect([...expected.keys()].filter((file) => file.startsWith('pagefind/')).length).toBeGreaterThan(10);
  });

  test('previews the site and shows it while it is written', async () => {
    const page = await logOf(manager).serve(['preview'], '/log/');
    expect(page.text).toBe(await readFile(join(logOf(manager).folder, 'dist/index.html'), 'utf8'));
    const written = await logOf(manager).serve(['dev'], '/log/');
    expect(written.status).toBe(200);
  });

  test('has types for the code of an owner', async () => {
    const { code, output } = await checkTypes(
      logOf(manager).folder,
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

  test('leaves its own folder as it was installed', async () => {
    expect(await timesOf(logOf(manager).engine)).toEqual(times[manager]);
  });
});

test('one engine builds two logs at once, and one of them has a slot', async () => {
  const { folder, learnlog } = logOf('npm');
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

test.runIf(process.getuid?.() === 0)('a log is built by somebody who may not write where the engine is', async () => {
  const nobody = { uid: 65_534, gid: 65_534 };
  const log = join(temporary.path, 'of nobody');
  await copyLog(logs.minimal.folder, log);
  await chown(log, nobody.uid, nobody.gid);
  const { code, output } = await logOf('npm').learnlog(['--folder', log, 'build'], nobody);
  expect(output).toContain('The site is in');
  expect(code).toBe(0);
});

describe('the packed file', () => {
  test('holds no test, no fixture and no tool', async () => {
    const names = [...(await timesOf(logOf('npm').engine)).keys()];
    expect(
      names.filter((name) => /\.test\.|fixtures|testLog|^(?:bench|tests|content|dist)\/|derive/.test(name)),
    ).toEqual([]);
    expect(names.filter((name) => !/^(?:lib|src|docs)\//.test(name))).toEqual([
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'],
    ]);
  });

  test('brings one KaTeX, since markup and style sheet of two versions do not fit', async () => {
    const copies = await copiesOf('katex', packed, join(temporary.path, 'an empty folder'));
    expect(copies).toEqual([packageJson.dependencies.katex]);
  });

  test('says nothing of this machine', async () => {
    const texts = await textsOf(logOf('npm').engine);
    expect([...texts].filter(([, text]) => text.includes(root)).map(([name]) => name)).toEqual([]);
  });

  test('holds the licence of every font in it', async () => {
    const names = [...(await timesOf(logOf('npm').engine)).keys()].filter((name) =>
      name.startsWith('src/styles/fonts/'),
    );
    const fonts = names.filter((name) => name.endsWith('.woff2')).map((name) => name.replace(/-.*/, ''));
    expect(fonts.length).toBeGreaterThan(20);
    expect(fonts.filter((font) => !names.includes(`${font}-LICENSE.txt`))).toEqual([]);
  });
});
