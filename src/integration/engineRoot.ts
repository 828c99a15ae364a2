import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the engine, which holds `src/` with the pages of the site. */
export const engineRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The folder that contains all libraries of the engine: its own, or the outermost `node_modules` around it. */
export const librariesRoot = engineRoot.split(/(?<=[\\/]node_modules)[\\/]/)[0] ?? engineRoot;
