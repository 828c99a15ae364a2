import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { launchOptions } from '../tests/chromium.ts';
import { serve } from '../tests/serve.ts';
import { collections, type Collection } from './collections/collections.ts';

/**
 * Checks and builds made-up logs of fourteen kinds that people really keep. Prints their sizes, and the seconds of a
 * first build and of a build after a change. The pages of the whole log do not count as the largest page. With
 * `--pictures`, takes pictures of the home page, an entry, the library and the list of notes.
 * `node bench/collections.ts [--only til] [--part 0.1] [--out folder] [--pictures]`
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    part: { type: 'string', default: '1' },
    out: { type: 'string' },
    pictures: { type: 'boolean', default: false },
  },
});
const out = resolve(options.out ?? (await mkdtemp(join(tmpdir(), 'learnlog-collections-'))));
const command = resolve(import.meta.dirname, '../src/cli/main.ts');
const run = promisify(execFile);
const mostHomeBytes = 60_000;

let failed = 0;
console.log('collection          entries  problems    cold    warm  home kB  largest kB  pages');
for (const collection of collections.filter(({ name }) => options.only?.includes(name) ?? true)) {
  failed += (await tryOut(collection)) ? 0 : 1;
}
if (options.out === undefined) await rm(out, { recursive: true });
process.exitCode = failed === 0 ? 0 : 1;

/** Whether the collection is built without errors or warnings, with a home page below the limit. */
async function tryOut(collection: Collection): Promise<boolean> {
  const folder = join(out, collection.name);
  const files = collection.files(Math.max(5, Math.round(collection.size * Number(options.part))));
  await rm(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    const file = join(folder, 'content', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const settings = { maxBuffer: 100 * 1024 * 1024 };
  const build = async (): Promise<number | undefined> => {
    const start = performance.now();
    try {
      await run(process.execPath, [command, '--folder', folder, 'build', '--strict'], settings);
      return (performance.now() - start) / 1000;
    } catch (error) {
      console.log(outputOf(error).slice(0, 3000));
      return undefined;
    }
  };
  const cold = await build();
  const note = join(folder, 'content', [...files.keys()].at(-1) ?? '');
  await writeFile(note, `${await readFile(note, 'utf8')}\nOne more sentence.\n`);
  const warm = cold === undefined ? undefined : await build();
  const checked = await run(
    process.execPath,
    [command, '--folder', folder, 'check', '--format', 'json'],
    settings,
  ).catch(({ stdout }: { stdout: string }) => ({ stdout }));
  const { problems } = JSON.parse(checked.stdout) as { readonly problems: readonly unknown[] };
  if (cold === undefined || warm === undefined) return false;
  const dist = join(folder, 'dist');
  const pages = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.html'));
  const sizes = await Promise.all(
    pages.filter((name) => !name.startsWith('all/')).map(async (name) => (await stat(join(dist, name))).size),
  );
  const home = (await stat(join(dist, 'index.html'))).size;
  const figures = [
    files.size,
    problems.length,
    cold.toFixed(1),
    warm.toFixed(1),
    kilobytes(home),
    kilobytes(Math.max(...sizes)),
    pages.length,
  ];
  const widths = [9, 10, 8, 8, 9, 12, 7];
  console.log(
    collection.name.padEnd(18) + figures.map((figure, index) => String(figure).padStart(widths[index] ?? 0)).join(''),
  );
  if (options.pictures) await takePictures(collection.name, dist, pages);
  return home <= mostHomeBytes;
}

function outputOf(error: unknown): string {
  const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
  return `${stdout}${stderr}`;
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(0);
}

async function takePictures(name: string, dist: string, pages: readonly string[]): Promise<void> {
  const server = await serve(dist);
  const browser = await chromium.launch(await launchOptions());
  const prose = pages.find((path) => /^(?:notes|days|issues|lectures)\/(?!page\/).*[0-9]\/index\.html$/.test(path));
  const resource = pages.find((path) => /^resources\/(?!page\/).*[0-9]\/index\.html$/.test(path));
  const shown = [
    ['home', ''],
    ['entry', prose?.replace(/index\.html$/, '') ?? ''],
    ['resource', resource?.replace(/index\.html$/, '') ?? ''],
    ...['resources', 'notes', 'topics', 'charts', 'all'].map((list) => [list, `${list}/`] as const),
  ].filter(([kind, path]) => pages.includes(`${path}index.html`) && (kind === 'home' || path !== ''));
  try {
    for (const width of [390, 1280]) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      for (const [kind, path] of shown) {
        await page.goto(`${server.origin}/${path}`);
        const file = `${name}-${kind}-${width}.png`;
        await page.screenshot({
          path: join(out, 'pictures', file),
          clip: { x: 0, y: 0, width, height: 1800 },
          fullPage: true,
        });
      }
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
