import { existsSync } from 'node:fs';
import { appendFile, chmod, chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { isCampaign } from '../campaign.ts';
import { copyLog, logs, root, temporaryFolder } from '../site.ts';
import { bytesOf, checkTypes, copiesOf, install, pack, textsOf, timesOf, type InstalledLog } from './installed.ts';

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

  // The native parts for other systems have other sizes.
  test.runIf(process.platform === 'linux')('takes less than 250 MB with its libraries', async () => {
    expect(await bytesOf(join(installed.folder, 'node_modules'))).toBeLessThan(250_000_000);
  });

  test('checks the log', async () => {
    const { code, output } = await installed.learnlog(['check']);
    expect(output).toMatch(/^Everything at once: \d+ files, no problems\.\n$/);
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

  test('builds two logs at once: the same site as the sources, search index included, and one with a slot', async () => {
    const { folder, learnlog } = installed;
    const other = join(temporary.path, 'other');
    await copyLog(logs.minimal.folder, other);
    await mkdir(join(other, 'slots'));
    const slot = '---\nconst { site } = Astro.props;\n---\n<slot /><p class="mine">Of {site.log.title}</p>\n';
    await writeFile(join(other, 'slots/Footer.astro'), `${slot}<style>.mine { color: teal }</style>\n`);
    const endings = await Promise.all([learnlog(['build']), learnlog(['--folder', other, 'build'])]);
    expect(endings.map(({ code, output }) => [code, output])).toEqual(
      endings.map(() => [0, expect.stringContaining('The site is in')]),
    );
    const built = await textsOf(join(folder, 'dist'));
    expect([...built.keys()]).toEqual([...expected.keys()]);
    expect([...built].filter(([file, text]) => text !== expected.get(file)).map(([file]) => file)).toEqual([]);
    expect([...expected.keys()].filter((file) => file.startsWith('pagefind/')).length).toBeGreaterThan(10);
    // The renderer that comes with the package was used: none was made, and Astro did not build the site.
    expect(endings[0]?.output).not.toContain('Astro builds');
    expect(existsSync(join(folder, '.astro/cache'))).toBe(false);
    expect(existsSync(join(folder, '.cache/learnlog/.astro/renderer'))).toBe(false);
    const home = await readFile(join(other, 'dist/index.html'), 'utf8');
    expect(home).toMatch(/<\/footer><p class="mine"[^>]*>Of A small log<\/p>/);
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

/** Only root can run a program as another user. */
test.runIf(isCampaign && process.getuid?.() === 0)(
  'a user without write access to the engine can build a log',
  async () => {
    const nobody = { uid: 65_534, gid: 65_534 };
    const log = join(temporary.path, 'of nobody');
    await copyLog(logs.minimal.folder, log);
    await chown(log, nobody.uid, nobody.gid);
    const { code, output } = await installed.learnlog(['--folder', log, 'build'], nobody);
    expect(output).toContain('The site is in');
    expect(code).toBe(0);
  },
);

test('the engine never changes its own folder', async () => {
  expect(await timesOf(installed.engine)).toEqual(times);
});

test('results from before a file of the engine was edited are not used', async () => {
  const { engine, folder, learnlog } = installed;
  const results = async () => (await readdir(join(folder, '.astro/entries'))).sort();
  expect(await learnlog(['check'])).toMatchObject({ code: 0 });
  const before = await results();
  expect(await learnlog(['check'])).toMatchObject({ code: 0 });
  expect(await results()).toEqual(before);
  await appendFile(join(engine, 'lib/bundle/commands.js'), '\n');
  expect(await learnlog(['check'])).toMatchObject({ code: 0 });
  expect((await results()).filter((name) => before.includes(name))).toEqual([]);
});

test('a renderer from before a source was edited is not used', async () => {
  const { engine, folder, learnlog } = installed;
  expect(await learnlog(['build'])).toMatchObject({ code: 0 });
  await appendFile(join(engine, 'src/styles/base.css'), '\n.edited-source { color: teal }\n');
  expect(await learnlog(['build'])).toMatchObject({ code: 0 });
  const texts = await textsOf(join(folder, 'dist/_astro'));
  expect([...texts.values()].filter((text) => text.includes('.edited-source'))).toHaveLength(1);
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

  // npm needs the network to choose versions.
  test.runIf(isCampaign)('depends on a single KaTeX, because its markup and style sheet must match', async () => {
    const copies = await copiesOf('katex', packed, join(temporary.path, 'an empty folder'));
    expect(copies).toEqual([packageJson.dependencies.katex]);
  });

  test('contains nothing about this machine', async () => {
    const texts = await textsOf(installed.engine);
    expect([...texts].filter(([, text]) => text.includes(root)).map(([name]) => name)).toEqual([]);
  });

  test('contains the licence of every library in its bundle', async () => {
    const texts = await textsOf(join(installed.engine, 'lib/bundle'));
    const licences = texts.get('LICENSES.txt') ?? '';
    // The bundle imports whatever is not part of it.
    const imported = [...texts.values()].flatMap((text) => [...text.matchAll(/\bfrom "([a-z@][^"]*)"/g)]);
    const separate = new Set(imported.map(([, name = '']) => name.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1')));
    expect([...separate].filter((name) => licences.includes(`\n${name}\n`))).toEqual([]);
    const rendering = ['katex', 'micromark', 'parse5', 'rehype-katex', 'yaml', 'zod'];
    expect(rendering.filter((name) => !licences.includes(`\n${name}\n\n`))).toEqual([]);
    expect(licences).not.toContain('undefined');
  });

  test('bundles the command, so that Node loads few files to build a log', async () => {
    const texts = await textsOf(join(installed.engine, 'lib/bundle'));
    const importsOf = (file: string) =>
      [...(texts.get(file) ?? '').matchAll(/^(?:import|export)\b[^;]*?"([^"]+)";/gm)].map(([, name = '']) => name);
    const files = new Set(['main.js', 'commands.js', 'build.js']);
    const outside = new Set<string>();
    for (const file of files) {
      for (const name of importsOf(file)) {
        if (name.startsWith('./')) files.add(name.slice(2));
        else if (!name.startsWith('node:')) outside.add(name);
      }
    }
    expect([...files].filter((file) => !texts.has(file))).toEqual([]);
    expect(files.size).toBeLessThan(100);
    expect([...outside].sort()).toEqual(['pagefind', 'tinypool']);
  });

  test('contains the licence of every font in it', async () => {
    const names = [...(await timesOf(installed.engine)).keys()].filter((name) => name.startsWith('src/styles/fonts/'));
    const fonts = names.filter((name) => name.endsWith('.woff2')).map((name) => name.replace(/-.*/, ''));
    expect(fonts.length).toBeGreaterThan(20);
    expect(fonts.filter((font) => !names.includes(`${font}-LICENSE.txt`))).toEqual([]);
  });
});
