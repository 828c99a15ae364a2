import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { engineRoot } from './engineRoot.ts';
import { slotNames } from '../log/slotNames.ts';
import { slotFolder } from '../loader/slots.ts';
import type { VitePlugin } from './plugin.ts';

/** Marks a path as whole, in Vite's way. */
const whole = '/@fs';

/** Takes the owner's file for a slot where there is one, else the engine's own, which shows what is there without it. */
export function slots(folder: string): VitePlugin {
  const own = new Map(
    slotNames.map((name) => [join(engineRoot, 'src', 'components', 'slots', name), join(folder, slotFolder, name)]),
  );
  const isFar = folder.startsWith('/') && folder.split('/')[1] !== engineRoot.split('/')[1];
  return {
    name: 'learnlog:slots',
    enforce: 'pre',
    resolveId(source, importer, options) {
      // In `dev`, Astro marks the addresses of scripts once more.
      const path = source.replace(/^(?:\/@fs(?=\/))+/, '');
      if (isFar && isPartOf(folder, path)) return whole + path;
      if (importer === undefined) return undefined;
      if (importer.startsWith(`${whole}/`) && source.startsWith('.')) {
        return this.resolve(resolve(dirname(importer.slice(whole.length)), source), undefined, options);
      }
      if (!source.endsWith('.astro')) return undefined;
      const file = own.get(resolve(dirname(importer), source));
      return file !== undefined && existsSync(file) ? file.replaceAll('\\', '/') : undefined;
    },
  };
}

/**
 * Whether this is a script or style of a component in the folder. Where folder and engine have nothing in common but the
 * root of the file system, Astro takes its path for one below the engine, and does not find it, unless it is marked.
 */
function isPartOf(folder: string, path: string): boolean {
  return path.startsWith(`${folder}/`) && /\.astro\?astro&type=/.test(path);
}
