import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the engine, which holds `src/` with the pages of the site. */
export const engineRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
