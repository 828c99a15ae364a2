import { join } from 'node:path';
import sitemap from '@astrojs/sitemap';
import type { AstroIntegration, AstroUserConfig } from 'astro';
import { engineRoot, librariesRoot } from './engineRoot.ts';
import { entryKey, folders } from '../log/entry.ts';
import type { Log } from '../log/log.ts';
import { lastChange } from '../log/records.ts';
import { setCurrentLog, type OpenLog } from '../loader/openLog.ts';
import { openLogOnce } from '../loader/openLogOnce.ts';
import { slotFolder } from '../loader/slots.ts';
import { searchIndex } from './searchIndex.ts';
import { makeUrls } from '../urls/urls.ts';
import { fillBundle } from './bundle.ts';
import { engine } from './engine.ts';
import { libraries } from './libraries.ts';
import { baseVariable, scriptsVariable, searchChunk } from './fillIn.ts';
import type { VitePlugin } from './plugin.ts';
import { slots } from './slots.ts';
import { watchLog } from './watchLog.ts';
import { words } from './words.ts';
import { addressFrom, readAddress, readScriptWords, type Address } from './settings.ts';

/**
 * Astro's configuration for the log in a folder, which is absolute: it builds `content/` and `public/` into `dist/`.
 * `read` is the log if it has been read already. `.astro/` is created in `caches`.
 */
export async function astroConfig(
  folder: string,
  { read, caches = folder }: { readonly read?: Pick<Log, 'site'>; readonly caches?: string } = {},
): Promise<AstroUserConfig> {
  const address = read ? addressFrom(read.site) : await readAddress(folder);
  const log = openLogOnce(folder);
  setCurrentLog(log, { drafts: false });
  return {
    ...configOfEngine(folder, caches),
    ...address,
    publicDir: join(folder, 'public'),
    outDir: join(folder, 'dist'),
    integrations: [engine(), watchLog(log), fillBundle(folder), searchIndex(log), ...sitemapOf(log, address)],
  };
}

/** The integration that makes the sitemap, if the site has an address. */
export function sitemapOf(log: OpenLog, { site }: Pick<Address, 'site'>): readonly AstroIntegration[] {
  return site === undefined ? [] : [sitemap({ serialize: sitemapItems(log) })];
}

/** The part of Astro's configuration that is the same for every log, except for folders, slots and, in `dev`, words. */
export function configOfEngine(folder: string, caches: string): AstroUserConfig {
  return {
    root: caches,
    srcDir: join(engineRoot, 'src'),
    trailingSlash: 'always',
    cacheDir: join(caches, '.astro', 'cache'),
    // Prettier formats templates like JSX: a line break between elements is not a space, only {' '} is.
    compressHTML: 'jsx',
    prefetch: false,
    prerenderConflictBehavior: 'error',
    devToolbar: { enabled: false },
    build: { inlineStylesheets: 'never' },
    vite: {
      build: { assetsInlineLimit: 0 },
      cacheDir: join(caches, '.astro', 'vite'),
      // The only folders that the server of `dev` may serve files from.
      server: { fs: { allow: [librariesRoot, join(folder, slotFolder), join(folder, '.astro', 'vite')] } },
      plugins: [libraries(), slots(folder), openVariables, scripts, words(() => readScriptWords(folder))],
    },
  };
}

/** The small modules that scripts of every page share, in one file. They do nothing by themselves. */
const shared = {
  name: 'shared',
  test: /virtual:learnlog\/reading|vite\/preload-helper|\/src\/(?:i18n\/phrase|client\/(?:cloneContent|elements|storage|target|search\/searchHandoff))\.ts$/,
};

/** The search, which the dialog, the search page and the library load as a whole. */
const search = {
  name: searchChunk,
  test: /\/src\/(?:search\/shared\/\w+|client\/search\/(?:client|searchBox))\.ts$/,
};

/** The words of the interface, with the only small module that always needs them. */
const interfaceWords = { name: 'words', test: /virtual:learnlog\/words|\/src\/client\/ofLog\.ts$/ };

/** Leaves the base path and the scripts of the search open, for `fillIn()`. */
const openVariables: VitePlugin = {
  name: 'learnlog:open-variables',
  apply: 'build',
  config: () => ({
    define: { 'import.meta.env.BASE_URL': baseVariable, 'import.meta.env.SEARCH_SCRIPTS': scriptsVariable },
  }),
};

/**
 * How scripts are bundled. The preload lists of scripts that load later are left out: they would add half a kilobyte to
 * every page.
 */
const scripts = {
  name: 'learnlog:scripts',
  configEnvironment: (name: string) =>
    name === 'client'
      ? {
          build: {
            modulePreload: false as const,
            rolldownOptions: { output: { codeSplitting: { groups: [shared, interfaceWords, search] } } },
          },
        }
      : undefined,
};

/** What the sitemap shows of a log: the old addresses of entries, which it leaves out, and the days of last changes. */
export function sitemapFacts(log: Log) {
  const urls = makeUrls(log.site);
  const old = [...log.notes, ...log.resources].flatMap(({ kind, aliases }) =>
    aliases.map((alias) => entryKey(folders[kind], alias)),
  );
  const aliases = new Set(old.map((key) => urls.absolute(urls.entry(key))));
  const dated = log.nodes.flatMap((entry) => {
    const day = lastChange(entry);
    return day === undefined ? [] : [[urls.absolute(urls.entry(entry)), day] as const];
  });
  return { aliases, days: new Map(dated) };
}

/** Leaves old addresses of entries out of the sitemap, and adds the date of the last change to entries. */
function sitemapItems(source: OpenLog) {
  let pages: ReturnType<typeof read> | undefined;
  const read = async () => sitemapFacts((await source.read({ drafts: false })).log);
  return async <Item extends { url: string }>(item: Item): Promise<(Item & { lastmod?: string }) | undefined> => {
    pages ??= read();
    const { aliases, days } = await pages;
    const lastmod = days.get(item.url);
    if (aliases.has(item.url)) return undefined;
    return lastmod === undefined ? item : { ...item, lastmod };
  };
}
