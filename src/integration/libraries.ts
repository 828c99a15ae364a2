import { join } from 'node:path';
import { engineRoot } from './engineRoot.ts';
import type { VitePlugin } from './plugin.ts';

const sources = join(engineRoot, 'src', '/').replaceAll('\\', '/');

/**
 * Lets what renders the pages of a build find libraries. It runs in the log's folder, from where those of the engine are
 * not found by name: so what our sources import is named by its whole address, and all else, as what Astro or an
 * owner's component imports, is bundled. Naming is much cheaper, and shares what the command has loaded already.
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
            build: { rolldownOptions: { output: { paths: { sharp: import.meta.resolve('sharp') } } } },
          }
        : undefined,
    resolveId: (source, importer) =>
      importer?.startsWith(sources) && isLibrary(source)
        ? { id: import.meta.resolve(source), external: true }
        : undefined,
  };
}

/** Whether a name is that of a package other than Astro, whose parts belong into the program. */
function isLibrary(name: string): boolean {
  return /^(?:@[\w.-]+\/)?[a-z][\w.-]*(?:\/|$)/.test(name) && !/^(?:astro|@astrojs)(?:\/|$)|\.css$/.test(name);
}
