import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serialize } from 'node:v8';
import type { AstroIntegration, AstroPrerenderer } from 'astro';
import { engineRoot } from './engineRoot.ts';
import { basePlaceholder, escaped, fillIn } from './fillIn.ts';
import type { KeptRenderer } from './keptRenderer.ts';
import { writeFiles } from './filledRenderer.ts';
import { storeName } from './sharedNames.ts';
import { readScriptWords } from './settings.ts';

/** Writes what Astro has bundled into a file, as the renderer of every log, and lets Astro render no page. */
export function keepRenderer(file: string): AstroIntegration {
  return whenBundled('learnlog:keep-renderer', (read) => ({
    setup: async () => {
      const bundle = await read();
      const stores = [...bundle.code.keys()].filter(isStore);
      const [store] = stores;
      // Another version of Astro may name it differently.
      if (store === undefined || stores.length > 1) throw new Error('Astro’s content store was not found.');
      const code = new Map(bundle.code);
      code.set(store, Buffer.from(`export default globalThis[Symbol.for('${storeName}')];\n`));
      await writeFile(file, serialize({ ...bundle, code: anywhere(code, [engineRoot, dirname(file)]) }));
    },
    getStaticPaths: () => Promise.resolve([]),
  }));
}

/** Removes the addresses of folders from code. Astro has them in comments and in the names of modules. */
function anywhere(code: ReadonlyMap<string, Uint8Array>, folders: readonly string[]): Map<string, Uint8Array> {
  const written = folders.flatMap((folder) => [folder.replaceAll('\\', '/'), pathToFileURL(folder).pathname]);
  const pattern = new RegExp(`(?<![\\w-])(?:${written.map(escaped).join('|')})(?=/)`, 'g');
  return new Map(
    [...code].map(([path, bytes]) => {
      const text = Buffer.from(bytes).toString('utf8');
      return [path, Buffer.from(text.replace(pattern, '/learnlog'))];
    }),
  );
}

/** Fills the settings of the log in a folder into what Astro has bundled for it. */
export function fillBundle(folder: string): AstroIntegration {
  let base = '/';
  let config: { base: string } | undefined;
  const { name, hooks } = whenBundled('learnlog:fill-bundle', (read, inner, { site, pages }) => ({
    setup: async () => {
      const bundle = await read();
      // The frontmatter of entries is text, whatever it contains.
      const code = new Map([...bundle.code].filter(([path]) => !isStore(path)));
      const filled = fillIn({ ...bundle, code }, { base, words: await readScriptWords(folder) });
      for (const path of bundle.assets.keys()) if (!filled.assets.has(path)) await rm(join(site, path));
      writeFiles(site, filled.assets);
      writeFiles(join(site, serverFolder), filled.code);
      for (const [key, styles] of filled.styles) {
        const page = pages.get(key);
        if (page) page.styles = styles;
      }
      if (config) config.base = base;
      await inner.setup?.();
    },
  }));
  return {
    name,
    hooks: {
      ...hooks,
      'astro:config:setup': ({ command, config: written, updateConfig }) => {
        base = written.base;
        if (command === 'build') updateConfig({ base: basePlaceholder });
      },
      'astro:config:done': (context) => {
        // Once the pages are bundled, Astro reads the base path only from here.
        config = context.config;
        return hooks['astro:config:done']?.(context);
      },
    },
  };
}

/** Whether a file of the code is Astro’s content store, by its path. */
function isStore(path: string): boolean {
  return path.includes('data-layer-content');
}

/** Where Astro keeps the code that renders pages, in the folder of the site. */
const serverFolder = '.prerender';

type Pages = ReadonlyMap<string, { styles: readonly unknown[] }>;

interface Site {
  /** The folder of the site. */
  readonly site: string;
  readonly pages: Pages;
}

/** An integration that changes Astro's prerenderer. `read` returns what Astro has bundled by the time of its `setup`. */
function whenBundled(
  name: string,
  change: (read: () => Promise<KeptRenderer>, inner: AstroPrerenderer, site: Site) => Partial<AstroPrerenderer>,
): AstroIntegration {
  let site = '';
  let assets = '';
  let pages: Pages = new Map();
  const read = async (): Promise<KeptRenderer> => {
    const code = await filesIn(join(site, serverFolder));
    const entry = [...code.keys()].find((path) => path.startsWith('prerender-entry'));
    if (entry === undefined) throw new Error('The code that renders pages was not found.');
    const styles = [...pages].map(([key, page]) => [key, page.styles] as const);
    return { code, entry, assets: await filesIn(join(site, assets), `${assets}/`), styles };
  };
  return {
    name,
    hooks: {
      'astro:config:done': ({ config }) => {
        site = fileURLToPath(config.outDir);
        assets = config.build.assets;
      },
      'astro:build:setup': ({ pages: found }) => {
        pages = found;
      },
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((inner: AstroPrerenderer) => ({ ...inner, ...change(read, inner, { site, pages }) }));
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
    const inside = path.slice(folder.length + 1).split(sep);
    files.set(`${prefix}${inside.join('/')}`, await readFile(path));
  }
  return files;
}
