import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bytesOf, copyLog, learnlogIn, logs, temporaryFolder } from '../site.ts';
import { astroConfig } from '../../src/integration/config.ts';
import { keptRenderer } from '../../src/integration/keptRenderer.ts';
import { scriptWords } from '../../src/integration/settings.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const inLog = (path: string) => join(folder.path, 'log', path);
const kept = () => join(folder.path, 'learnlog/.astro/renderer');

/** Builds the log with renderers that are kept beside it. */
const build = () => learnlogIn({ XDG_CACHE_HOME: folder.path }, '--folder', inLog('.'), 'build');

beforeAll(async () => {
  folder = await temporaryFolder();
  await copyLog(logs.everything.folder, inLog('.'));
  await mkdir(inLog('public/.well-known'), { recursive: true });
  await writeFile(inLog('public/.well-known/own.txt'), 'Own.\n');
  await symlink('.well-known/own.txt', inLog('public/link.txt'));
  await writeFile(inLog('public/library.md'), 'In the place of an export.\n');
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
  // Without Astro, its content store is not written.
  expect(existsSync(inLog('.astro/cache'))).toBe(false);
});

test('Astro makes a renderer once, and it has nothing from the entries of the log', async () => {
  const [name = '', ...others] = await readdir(kept());
  expect(others).toEqual([]);
  const bytes = await readFile(join(kept(), name));
  expect(bytes.includes('renderPage')).toBe(true);
  expect(bytes.includes('every way of writing')).toBe(false);
  const { mtimeMs } = await stat(join(kept(), name));
  const old = join(kept(), 'of-an-old-engine');
  await writeFile(old, '');
  await utimes(old, new Date(0), new Date(0));
  await writeFile(inLog('content/notes/second.md'), '# Second steps\n\nText.\n');
  const { code, output } = await build();
  expect([code, output]).toEqual([0, expect.stringContaining('The site is in')]);
  expect(await readFile(inLog('dist/notes/second/index.html'), 'utf8')).toContain('Second steps');
  expect((await stat(join(kept(), name))).mtimeMs).toBe(mtimeMs);
  expect(existsSync(old)).toBe(false);
});

test('a renderer from somewhere else is never run', async () => {
  const [name = ''] = await readdir(kept());
  const file = join(kept(), name);
  const bytes = await readFile(file);
  const foreign = Buffer.from(bytes);
  foreign.write('process.exit(9)', bytes.indexOf('renderPage'));
  await writeFile(file, foreign);
  expect((await build()).code).toBe(0);
  expect((await readFile(file)).equals(foreign)).toBe(false);
});

test('if a renderer fails, Astro makes the site, and says so', async () => {
  vi.stubEnv('XDG_CACHE_HOME', folder.path);
  const found = await keptRenderer(await astroConfig(inLog('.')), await scriptWords(inLog('.')));
  const { kept: renderer, file } = found;
  if (!renderer) return expect.fail('Nothing was kept.');
  const code = new Map([...renderer.code, [renderer.entry, Buffer.from('throw new Error("Of another Astro.");')]]);
  await file.write(serialize({ ...renderer, code }));
  const { code: exit, output } = await build();
  expect(exit).toBe(0);
  expect(output).toContain('so Astro makes a new one. Error: Of another Astro.');
  expect(existsSync(inLog('dist/notes/second/index.html'))).toBe(true);
});
