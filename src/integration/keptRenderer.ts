import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { openCache, type CachedFile } from '../loader/cache.ts';
import { userCache } from '../loader/userCache.ts';
import { engineRoot } from './engineRoot.ts';

/**
 * What Astro makes of the pages before it renders them. It is the same for all logs (`fillIn()` adds their settings), so
 * a build needs no bundler if it was kept.
 */
export interface KeptRenderer {
  /** The modules that render the pages, by path, and the first of them, which exports `app`. */
  readonly code: ReadonlyMap<string, Uint8Array>;
  readonly entry: string;
  /** The scripts, style sheets and fonts for readers, by their path on the site. */
  readonly assets: ReadonlyMap<string, Uint8Array>;
  /** The style sheets of each page, by Astro's key of the page. */
  readonly styles: readonly (readonly [string, readonly unknown[]])[];
}

/** How long what this user has not used of a renderer is kept. */
const keptDays = 30;

/** The file that the process of `makeRenderer()` writes into the folder that is its argument. */
export const rendererFile = 'renderer';

/** The file of the renderer that comes with the package, and of the sources from which it was made. */
const packed = new URL('../renderer', import.meta.url);

/** The renderer of this engine, if it came with the package or was kept. */
export async function keptRenderer(): Promise<KeptRenderer | undefined> {
  const sources = sourcesHash();
  const found = parse<Packed>(await readFile(packed).catch(() => undefined));
  // The sources in the package may have been edited, or another version of Astro installed.
  if (found?.sources === sources) return found.renderer;
  return parse<KeptRenderer>((await keptFile()).readChecked());
}

interface Packed {
  /** `sourcesHash()` when the renderer was made. */
  readonly sources: string;
  readonly renderer: KeptRenderer;
}

/** Makes the renderer that comes with the package, if it was not kept, and writes it into a file. */
export async function packRenderer(file: string): Promise<KeptRenderer> {
  const content: Packed = { sources: sourcesHash(), renderer: (await keptRenderer()) ?? (await makeRenderer()) };
  await writeFile(file, serialize(content));
  return content.renderer;
}

/** Undefined if there is no content, or if this version of Node cannot read it. */
function parse<Content>(bytes: Uint8Array | undefined): Content | undefined {
  try {
    return bytes && (deserialize(bytes) as Content);
  } catch {
    return undefined;
  }
}

/**
 * Makes the renderer of this engine, and keeps it. This runs in its own process: a bundler leaves half a gigabyte of
 * memory behind, and Astro its settings for builds. Throws if it fails.
 */
export async function makeRenderer(): Promise<KeptRenderer> {
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const script = fileURLToPath(new URL(`./rendererProcess${ending}`, import.meta.url));
  const place = await mkdtemp(join(tmpdir(), 'learnlog-'));
  try {
    const child = fork(script, [place], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let output = '';
    child.stderr?.on('data', (data: Buffer) => {
      output += data.toString('utf8');
    });
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`The pages could not be prepared. ${output}`);
    const bytes = await readFile(join(place, rendererFile));
    await (await keptFile()).write(bytes);
    return deserialize(bytes) as KeptRenderer;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** The file of the renderer that this user has kept of this engine, whether it exists or not. */
export async function keptFile(): Promise<CachedFile> {
  const folder = userCache();
  const cache = await openCache(folder, 'renderer');
  forgetOld(join(folder, '.astro', 'renderer'));
  return cache.file(sourcesHash());
}

/** Removes what was not used for a month from a folder: the engine was upgraded, or will soon make it again. */
export function forgetOld(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const path = join(folder, name);
    const { mtimeMs = Date.now() } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > keptDays * 86_400_000) rmSync(path, { recursive: true, force: true });
  }
}

/** The sources that are not part of pages. Some of them are not part of the package either. */
const excluded = /^cli\/|(?:^|\/)(?:fixtures\/|testLog\.ts$)|\.test\.ts$/;

let hashed: string | undefined;

/** A hash of every file of the engine that may be part of a page, style sheets and templates included, and of Astro. */
function sourcesHash(): string {
  hashed ??= hashFiles((path) => readFileSync(path));
  return hashed;
}

let stamp: string | undefined;

/**
 * A text that changes when `sourcesHash()` does. In the package, the sources are not read: a file that was edited has
 * another size or time.
 */
export function engineStamp(): string {
  stamp ??= existsSync(packed) ? hashFiles(stampOf) : sourcesHash();
  return stamp;
}

function stampOf(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return ` ${size} ${mtimeMs}\n`;
}

function hashFiles(identityOf: (path: string) => string | Uint8Array): string {
  const source = join(engineRoot, 'src');
  const digest = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.resolve('astro/package.json'))));
  const visit = (folder: string): void => {
    const children = readdirSync(join(source, folder), { withFileTypes: true });
    for (const child of children.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? child.name : `${folder}/${child.name}`;
      if (child.isDirectory() && !excluded.test(`${path}/`)) visit(path);
      else if (child.isFile() && !excluded.test(path)) digest.update(path).update(identityOf(join(source, path)));
    }
  };
  visit('');
  return digest.digest('hex');
}
