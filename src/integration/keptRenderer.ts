import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { AstroIntegration, AstroPrerenderer } from 'astro';
import { openCache, type CachedFile } from '../loader/cache.ts';
import { userCache } from '../loader/userCache.ts';
import { engineRoot, librariesRoot } from './engineRoot.ts';
import type { Address, scriptWords } from './settings.ts';

/**
 * What Astro makes of the pages before it renders them. It is the same for all logs with the same address and words, so
 * a build of a log needs no bundler if it was kept.
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

const keptDays = 30;

/** The name of the global in which the bundle finds the entries: its own content store has those of another log. */
export const storeName = 'learnlog.contentStore';

/**
 * The kept renderer for a site, and where to keep it. The bundle contains nothing from the log except the address of
 * the site and the words of scripts.
 */
export async function keptRenderer(
  { site, base }: Partial<Address>,
  words: Awaited<ReturnType<typeof scriptWords>>,
): Promise<{ readonly kept: KeptRenderer | undefined; readonly file: CachedFile }> {
  const folder = userCache();
  const cache = await openCache(folder, 'renderer');
  const file = cache.file(await sourcesHash(), JSON.stringify({ site, base, words }));
  await forgetOld(join(folder, '.astro', 'renderer'));
  const bytes = file.readChecked();
  return { kept: bytes && (deserialize(bytes) as KeptRenderer), file };
}

/** Removes renderers that were made a month ago: of an engine that was upgraded, or of a log that was moved. */
async function forgetOld(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const file = join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > keptDays * 86_400_000) await rm(file, { force: true }).catch(() => undefined);
  }
}

/** A hash of every file of the engine that may be part of a page, style sheets and templates included. */
async function sourcesHash(): Promise<string> {
  const source = join(engineRoot, 'src');
  // The bundle has the full addresses of libraries.
  const digest = createHash('sha256').update(librariesRoot).update(engineRoot);
  const children = await readdir(source, { recursive: true, withFileTypes: true });
  const files = children.filter((child) => child.isFile() && !/\.test\.ts$/.test(child.name));
  for (const path of files.map((child) => join(child.parentPath, child.name)).sort()) {
    if (path.startsWith(join(source, 'cli') + sep)) continue;
    digest.update(path.slice(source.length)).update(await readFile(path));
  }
  return digest.digest('hex');
}

/**
 * Keeps the renderer once Astro has bundled it, before it renders the pages. With `isAll`, that is all: no page is
 * rendered.
 */
export function keepRenderer(file: CachedFile, { isAll = false } = {}): AstroIntegration {
  let site = '';
  let assets = '';
  let pages = new Map<string, { readonly styles: readonly unknown[] }>();
  const keep = async (): Promise<void> => {
    const code = await filesIn(join(site, '.prerender'));
    const entry = [...code.keys()].find((path) => path.startsWith('prerender-entry'));
    const stores = [...code.keys()].filter((path) => path.includes('data-layer-content'));
    const [store] = stores;
    // Another version of Astro may name them differently.
    if (entry === undefined || store === undefined || stores.length > 1) return;
    code.set(store, Buffer.from(`export default globalThis[Symbol.for('${storeName}')];\n`));
    const styles = [...pages].map(([key, page]) => [key, page.styles] as const);
    const renderer: KeptRenderer = { code, entry, assets: await filesIn(join(site, assets), `${assets}/`), styles };
    await file.write(serialize(renderer));
  };
  return {
    name: 'learnlog:keep-renderer',
    hooks: {
      'astro:config:done': ({ config }) => {
        site = fileURLToPath(config.outDir);
        assets = config.build.assets;
      },
      'astro:build:setup': ({ pages: found }) => {
        pages = found;
      },
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((inner: AstroPrerenderer): AstroPrerenderer => ({
          ...inner,
          setup: async () => {
            await inner.setup?.();
            await keep();
          },
          ...(isAll && { getStaticPaths: () => Promise.resolve([]) }),
        }));
      },
    },
  };
}

async function filesIn(folder: string, prefix = ''): Promise<Map<string, Uint8Array>> {
  const children = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Uint8Array>();
  for (const child of children) {
    if (!child.isFile()) continue;
    const path = join(child.parentPath, child.name);
    files.set(
      `${prefix}${path
        .slice(folder.length + 1)
        .split(sep)
        .join('/')}`,
      await readFile(path),
    );
  }
  return files;
}
