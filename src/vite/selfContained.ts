import type { VitePlugin } from './plugin.ts';

/**
 * Bundles the libraries into what renders the pages of a build. That runs in the log's folder, from where the libraries
 * of the engine are not found by name; the one with machine code, which Astro keeps out, is named by its whole address.
 */
export function selfContained(): VitePlugin {
  return {
    name: 'learnlog:self-contained',
    apply: 'build',
    configEnvironment: (name) =>
      name === 'prerender'
        ? {
            resolve: { noExternal: true },
            build: { rolldownOptions: { output: { paths: { sharp: import.meta.resolve('sharp') } } } },
          }
        : undefined,
  };
}
