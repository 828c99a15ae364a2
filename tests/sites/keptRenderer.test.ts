import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bytesOf, copyLog, learnlogIn, logs, temporaryFolder } from '../site.ts';
import { keptFile, keptRenderer } from '../../src/integration/keptRenderer.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const inLog = (path: string) => join(folder.path, 'log', path);
const kept = () => join(folder.path, 'learnlog/.astro/renderer');

/** Builds the log with renderers that are kept beside it. */
const build = () => learnlogIn({ XDG_CACHE_HOME: folder.path }, '--folder', inLog('.'), 'build');

beforeAll(async () => {
  folder = await temporaryFolder();
  await copyLog(logs.minimal.folder, inLog('.'));
  const fields = 'title: A small log\nsite: https://example.org/log/\nlanguage: en-GB';
  await writeFile(inLog('content/log.md'), `---\n${fields}\n---\n`);
  await mkdir(inLog('content/notes'));
  await writeFile(
    inLog('content/notes/first.md'),
    `# A formula and code\n\n$x^2$\n\n\`\`\`js\nlet every = 'way';\n\`\`\`\n`,
  );
  await mkdir(inLog('public/.well-known'), { recursive: true });
  await writeFile(inLog('public/.well-known/own.txt'), 'Own.\n');
  await symlink('.well-known/own.txt', inLog('public/link.txt'));
  await writeFile(inLog('public/library.md'), 'In the place of an export.\n');
  await writeFile(inLog('public/favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>\n');
  expect((await build()).code).toBe(0);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await folder.remove();
});

test('a site has the same bytes with a renderer that was kept', async () => {
  const made = await bytesOf(inLog('dist'));
  expect(Object.keys(made)).toContain('link.txt');
  await rm(inLog('.astro'), { recursive: true });
  const { code, output } = await build();
  expect(code).toBe(0);
  expect(output).toContain('"public/library.md" takes the place of a page, which is left out.');
  expect(await bytesOf(inLog('dist'))).toEqual(made);
  expect(await readFile(inLog('dist/favicon.svg'), 'utf8')).toBe('<svg xmlns="http://www.w3.org/2000/svg"/>\n');
  expect(output).not.toContain('favicon');
  // Without Astro, its content store is not written.
  expect(existsSync(inLog('.astro/cache'))).toBe(false);
});

test('Astro makes a renderer once, and it has nothing from the entries of the log', async () => {
  const [name = '', ...others] = await readdir(kept());
  expect(others).toEqual([]);
  const bytes = await readFile(join(kept(), name));
  expect(bytes.includes('renderPage')).toBe(true);
  expect(bytes.includes('A formula and code')).toBe(false);
  const { mtimeMs } = await stat(join(kept(), name));
  await writeFile(inLog('content/notes/second.md'), '# Second steps\n\nText.\n');
  const { code, output } = await build();
  expect([code, output]).toEqual([0, expect.stringContaining('The site is in')]);
  expect(await readFile(inLog('dist/notes/second/index.html'), 'utf8')).toContain('Second steps');
  expect((await stat(join(kept(), name))).mtimeMs).toBe(mtimeMs);
});

test('the modules of a renderer are always in the same place, and never those that something else wrote there', async () => {
  const places = join(folder.path, 'learnlog/modules');
  const place = join(places, (await readdir(places))[0] ?? '');
  const [entry = ''] = (await readdir(place)).filter((name) => name.startsWith('prerender-entry'));
  const text = await readFile(join(place, entry), 'utf8');
  await writeFile(join(place, entry), 'process.exit(9);\n');
  await mkdir(join(places, 'of-an-old-log'));
  await utimes(join(places, 'of-an-old-log'), new Date(0), new Date(0));
  expect((await build()).code).toBe(0);
  expect(await readFile(join(place, entry), 'utf8')).toBe(text);
  // Those of another address or other words have their own place, and then old ones are removed.
  const old = join(kept(), 'of-an-old-engine');
  await writeFile(old, '');
  await utimes(old, new Date(0), new Date(0));
  await writeFile(inLog('content/words.yaml'), "client: { theme: { label: 'Colours, {theme}' } }\n");
  expect((await build()).code).toBe(0);
  await rm(inLog('content/words.yaml'));
  expect(await readdir(places)).toHaveLength(2);
  expect(existsSync(old)).toBe(false);
});

test('a renderer from somewhere else is never run', async () => {
  vi.stubEnv('XDG_CACHE_HOME', folder.path);
  const [name = ''] = await readdir(kept());
  const file = join(kept(), name);
  const bytes = await readFile(file);
  expect(await keptRenderer()).toHaveProperty('entry');
  const foreign = Buffer.from(bytes);
  foreign.write('process.exit(9)', bytes.indexOf('renderPage'));
  await writeFile(file, foreign);
  expect(await keptRenderer()).toBe(undefined);
  // Another version of Node may not be able to read it.
  await (await keptFile()).write('Not a renderer.');
  expect(await keptRenderer()).toBe(undefined);
  await writeFile(file, bytes);
});

test('the same renderer serves a log with another address and other words', async () => {
  const [name = ''] = await readdir(kept());
  const before = await bytesOf(inLog('dist/_astro'));
  const { mtimeMs } = await stat(join(kept(), name));
  const log = (await readFile(inLog('content/log.md'), 'utf8')).replace('language: en-GB', 'language: de');
  await writeFile(inLog('content/log.md'), log.replace(/^site: .*$/m, 'site: https://example.net/other/'));
  await writeFile(inLog('content/words.yaml'), "client: { theme: { label: 'Farben 色 für `$1`, {theme}' } }\n");
  const { code, output } = await build();
  expect([code, output]).toEqual([0, expect.stringContaining('The site is in')]);
  expect(await readdir(kept())).toEqual([name]);
  expect((await stat(join(kept(), name))).mtimeMs).toBe(mtimeMs);
  const files = (await readdir(inLog('dist'), { recursive: true })).filter(
    (file) => /\.(?:css|html|js)$/.test(file) && !file.startsWith('pagefind'),
  );
  const texts = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(inLog(`dist/${file}`), 'utf8') })),
  );
  expect(texts.filter(({ text }) => /learnlog-?(?:base|words)|"\/log\//i.test(text)).map(({ file }) => file)).toEqual(
    [],
  );
  const script = texts.find(({ text }) => text.includes('Farben'));
  expect(script?.text).toContain('"Farben 色 für `$1`, {theme}"');
  // A file that differs has another name, and a font does not differ.
  const after = await bytesOf(inLog('dist/_astro'));
  const both = Object.keys(after).filter((file) => file in before);
  expect(both.filter((file) => after[file] !== before[file])).toEqual([]);
  expect(both.filter((file) => file.endsWith('.woff2'))).not.toEqual([]);
  expect(both.filter((file) => file.startsWith('theme.'))).toEqual([]);
  // Every file of `_astro` that a page, a script or a style sheet names is there.
  const named = texts.flatMap(({ text }) =>
    [...text.matchAll(/(?:[/"'`(]_astro\/|["'`]\.\/)([\w.~-]+\.(?:css|js|woff2))/g)].map(([, path]) => path),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => path === undefined || !(path in after))).toEqual([]);
});

test('with a slot, the settings are filled in too, and entries stay text', async () => {
  const title = 'learnlogBase and learnlogWords("client"), learnlog-library:astro, /learnlog-base/';
  await writeFile(inLog('content/notes/placeholders.md'), `---\ntitle: '${title}'\n---\n\nText.\n`);
  await mkdir(inLog('slots'));
  const frontmatter = "import { getCollection } from 'astro:content';\nconst notes = await getCollection('notes');";
  const list = '<ul>{notes.map(({ data }) => <li>{data.title}</li>)}</ul>';
  const script =
    '<script>document.body.dataset.base = import.meta.env.BASE_URL + import.meta.env.BASE_URL.length;</script>';
  await writeFile(inLog('slots/Footer.astro'), `---\n${frontmatter}\n---\n<slot />${list}${script}\n`);
  const { code, output } = await build();
  expect([code, output]).toEqual([0, expect.stringContaining('The site is in')]);
  await rm(inLog('slots'), { recursive: true });
  await rm(inLog('content/notes/placeholders.md'));
  const page = await readFile(inLog('dist/notes/placeholders/index.html'), 'utf8');
  expect(page).toContain(`<li>${title.replaceAll('"', '&quot;')}</li>`);
  expect(page).toContain('href="/other/notes/"');
  const [own = ''] = (await readdir(inLog('dist/_astro'))).filter((file) => /^Footer\..*\.js$/.test(file));
  expect(await readFile(inLog(`dist/_astro/${own}`), 'utf8')).toContain('"/other/"+"/other/".length');
  const map = await readFile(inLog('dist/sitemap-0.xml'), 'utf8');
  expect(map).toContain('<loc>https://example.net/other/notes/placeholders/</loc>');
});

test('if a renderer fails, Astro builds the site, and says so', async () => {
  vi.stubEnv('XDG_CACHE_HOME', folder.path);
  const renderer = await keptRenderer();
  if (!renderer) return expect.fail('Nothing was kept.');
  const code = new Map([...renderer.code, [renderer.entry, Buffer.from('throw new Error("Of another Astro.");')]]);
  await (await keptFile()).write(serialize({ ...renderer, code }));
  await rm(join(folder.path, 'learnlog/.astro/filled'), { recursive: true });
  const { code: exit, output } = await build();
  expect(exit).toBe(0);
  expect(output).toContain('so Astro builds the site. Error: Of another Astro.');
  expect(existsSync(inLog('dist/notes/second/index.html'))).toBe(true);
});
