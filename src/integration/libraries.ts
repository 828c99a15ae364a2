import { join } from 'node:path';
import { engineRoot } from './engineRoot.ts';
import { libraryPlaceholder } from './fillIn.ts';
import type { VitePlugin } from './plugin.ts';

const sources = join(engineRoot, 'src', '/').replaceAll('\\', '/');

/**
 * Resolves the libraries of the code that renders the pages of a build. That code runs in the log's folder, where Node
 * cannot find the engine's libraries by name. So imports of our sources get full addresses, which `fillIn()` adds, and all
 * others, such as those of Astro or an owner's component, are bundled. Full addresses are much faster, and share modules
 * already loaded.
 */
export function libraries(): VitePlugin {
  return {
    name: 'learnlog:libraries',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'prerender',
    configEnvironment: (name) =>
      name === 'prerender'
        ? {
            resolve: { noExternal: true },
            build: { rolldownOptions: { output: { paths: { sharp: libraryPlaceholder('sharp') } } } },
          }
        : undefined,
    resolveId: (source, importer) =>
      importer?.startsWith(sources) && isLibrary(source)
        ? { id: libraryPlaceholder(source), external: true }
        : undefined,
  };
}

/**
 * Whether a name is that of a package. Parts of Astro and style sheets have to be bundled. Only the pages of JSON Schemas
 * need zod, and what is bundled of it lacks its texts in fifty languages, which each command would have to load.
 */
function isLibrary(name: string): boolean {
  return /^(?:@[\w.-]+\/)?[a-z][\w.-]*(?:\/|$)/.test(name) && !/^(?:astro|@astrojs|zod)(?:\/|$)|\.css$/.test(name);
}
