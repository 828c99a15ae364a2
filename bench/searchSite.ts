import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { close } from 'pagefind';
import { build, type Rolldown } from 'vite';
import type { Log } from '../src/log/log.ts';
import { loadLog } from '../src/loader/load.ts';
import { indexOfLog } from '../src/integration/searchIndex.ts';
import { withIndex } from '../src/search/withIndex.ts';
import { wordsFor } from '../src/i18n/languages.ts';
import { generateLog } from './generate.ts';

/** A site with nothing but a search, and the cost of making it. */
export interface SearchSite {
  readonly path: string;
  readonly log: Log;
  /** The HTML of each entry. */
  readonly texts: ReadonlyMap<string, string>;
  /** Seconds to read and render the log, and to build its index. */
  readonly seconds: { readonly load: number; readonly index: number };
  /** Bytes of the index, by folder or file in `pagefind/`. */
  readonly bytes: ReadonlyMap<string, number>;
}

/**
 * Generates a log and the parts of its site that a search needs: the index and the search page, as a build makes them,
 * and a page with the search client. Pages of entries are left out, because 10,000 of them take most of an hour.
 */
export async function makeSearchSite(folder: string, resources: number): Promise<SearchSite> {
  await rm(folder, { recursive: true, force: true });
  await generateLog(folder, resources);
  const [loaded, load] = await timed(() => loadLog(folder, { drafts: false }));
  const [files, index] = await timed(() => indexOfLog(loaded));
  await close();
  const bytes = new Map<string, number>();
  for (const { path, content } of files) {
    const file = join(folder, 'dist/pagefind', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    const part = path.split('/')[0] ?? '';
    bytes.set(part, (bytes.get(part) ?? 0) + content.length);
  }
  await writeClient(join(folder, 'dist'));
  await writeSearchPage(folder, files);
  return {
    path: join(folder, 'dist'),
    log: loaded.log,
    texts: new Map([...loaded.html.keys()].map((key) => [key, loaded.html.get(key) ?? ''])),
    seconds: { load, index },
    bytes,
  };
}

/** Adds the search page of a short log with the same settings, and makes it one of the given index. */
async function writeSearchPage(folder: string, files: Parameters<typeof withIndex>[1]): Promise<void> {
  const short = join(folder, 'short');
  await generateLog(short, 10);
  const command = resolve(import.meta.dirname, '../src/cli/main.ts');
  execFileSync(process.execPath, [command, '--folder', short, 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (const path of ['_astro', 'icons.svg', 'search']) {
    await cp(join(short, 'dist', path), join(folder, 'dist', path), { recursive: true });
  }
  const page = join(folder, 'dist/search/index.html');
  const bare = (await readFile(page, 'utf8'))
    .replaceAll(/<link rel="preload" href="[^"]*pagefind[^>]*>/g, '')
    .replace(/ data-index="[^"]*"/, '');
  await writeFile(page, withIndex(bare, files));
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, (performance.now() - start) / 1000];
}

/** The search client as the site has it: minified, with the words of the language. */
async function writeClient(folder: string): Promise<void> {
  const name = 'virtual:learnlog/words';
  const [first] = [
    await build({
      root: resolve(import.meta.dirname, '..'),
      configFile: false,
      logLevel: 'error',
      base: '/',
      build: {
        write: false,
        minify: true,
        lib: { entry: 'src/client/search/client.ts', formats: ['es'], fileName: 'client' },
      },
      plugins: [
        {
          name: 'words',
          resolveId: (id) => (id === name ? `\0${name}` : undefined),
          load: (id) =>
            id === `\0${name}` ? `export const words = ${JSON.stringify(wordsFor('en').client)}` : undefined,
        },
      ],
    }),
  ].flat() as Rolldown.RolldownOutput[];
  await mkdir(join(folder, '_astro'), { recursive: true });
  await writeFile(join(folder, '_astro/client.js'), first?.output[0].code ?? '');
  await writeFile(join(folder, 'index.html'), '<!doctype html><html lang="en"><title>Search</title></html>');
}
