import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import { engineRoot } from './engineRoot.ts';

/**
 * Makes Astro and Vite find pages and libraries in the engine's folder. Astro has started in the log's folder by then, and
 * writes its `.astro/` there, so an engine can be read-only and build several logs at once.
 */
export function engine(): AstroIntegration {
  return {
    name: 'learnlog:engine',
    hooks: {
      'astro:config:setup': ({ updateConfig, addMiddleware }) => {
        addMiddleware({ entrypoint: join(engineRoot, 'src/integration/nameEntry.ts'), order: 'pre' });
        updateConfig({ root: pathToFileURL(join(engineRoot, '/')) });
      },
    },
  };
}
