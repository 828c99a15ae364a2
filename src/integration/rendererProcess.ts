import { rmSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'astro';
import { setCurrentLog } from '../loader/openLog.ts';
import { openLogOnce } from '../loader/openLogOnce.ts';
import { keepRenderer } from './bundle.ts';
import { configOfEngine } from './config.ts';
import { engine } from './engine.ts';
import { basePlaceholder } from './fillIn.ts';
import { rendererFile } from './keptRenderer.ts';

/** The process of `makeRenderer()`, which makes the renderer in the folder that is its argument. */
const folder = await realpath(process.argv[2] ?? '');

/** The command was stopped, and cannot clear up any more. */
const stop = () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
};
process.on('disconnect', stop);
// The renderer is made without a log, and has no entries.
setCurrentLog(openLogOnce(folder), { drafts: true });
// Astro keeps the code that renders the pages in the new site, if the working folder contains it.
process.chdir(folder);
try {
  await build({
    ...configOfEngine(folder, folder),
    base: basePlaceholder,
    integrations: [engine(), keepRenderer(join(folder, rendererFile))],
    configFile: false,
    outDir: join(folder, 'site'),
    publicDir: join(folder, 'public'),
    logLevel: 'error',
  });
} finally {
  process.off('disconnect', stop);
  process.chdir(tmpdir());
}
