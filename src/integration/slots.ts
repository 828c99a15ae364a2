import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { engineRoot } from './engineRoot.ts';
import { slotNames } from '../log/slotNames.ts';
import { slotFolder } from '../loader/slots.ts';
import type { VitePlugin } from './plugin.ts';

/** Vite's prefix for absolute paths. */
const fsPrefix = '/@fs';

/** Resolves each slot to the owner's component, or to the engine's default if there is none. */
export function slots(folder: string): VitePlugin {
  const own = new Map(
    slotNames.map((name) => [join(engineRoot, 'src', 'components', 'slots', name), join(folder, slotFolder, name)]),
  );
  const isFar = folder.startsWith('/') && folder.split('/')[1] !== engineRoot.split('/')[1];
  return {
    name: 'learnlog:slots',
    enforce: 'pre',
    resolveId(source, importer, options) {
      // In `dev`, Astro adds the prefix to scripts a second time.
      const path = source.replace(/^(?:\/@fs(?=\/))+/, '');
      if (isFar && isPartOf(folder, path)) return fsPrefix + path;
      if (importer === undefined) return undefined;
      if (importer.startsWith(`${fsPrefix}/`) && source.startsWith('.')) {
        return this.resolve(resolve(dirname(importer.slice(fsPrefix.length)), source), undefined, options);
      }
      if (!source.endsWith('.astro')) return undefined;
      const file = own.get(resolve(dirname(importer), source));
      return file !== undefined && existsSync(file) ? file.replaceAll('\\', '/') : undefined;
    },
  };
}

/**
 * Whether a path is a script or style of a component in the folder. If folder and engine share only the root of the file
 * system, Astro resolves such a path below the engine unless it has the prefix.
 */
function isPartOf(folder: string, path: string): boolean {
  return path.startsWith(`${folder}/`) && /\.astro\?astro&type=/.test(path);
}
