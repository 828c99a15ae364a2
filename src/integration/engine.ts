import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import { engineRoot } from './engineRoot.ts';

/**
 * Has Astro and Vite find pages and libraries in the engine's folder. Where Astro starts, in the log's folder, it keeps
 * what it writes for itself, in `.astro/`: so that an engine can be read-only and build several logs at once.
 */
export function engine(): AstroIntegration {
  return {
    name: 'learnlog:engine',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ root: pathToFileURL(join(engineRoot, '/')) });
      },
    },
  };
}
