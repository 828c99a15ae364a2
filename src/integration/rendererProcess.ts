import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'astro';
import { setCurrentLog } from '../loader/openLog.ts';
import { openLogOnce } from '../loader/openLogOnce.ts';
import { astroConfig } from './config.ts';
import { engine } from './engine.ts';
import { keepRenderer, keptRenderer } from './keptRenderer.ts';
import { scriptWords } from './settings.ts';

/** The process of `makeRenderer()`, for the log in the folder that is its argument. */
const [folder = ''] = process.argv.slice(2);

const place = await realpath(await mkdtemp(join(tmpdir(), 'learnlog-')));
try {
  const config = await astroConfig(folder, { caches: place });
  const { file } = await keptRenderer(config, await scriptWords(folder));
  // A log with errors cannot be built, but it can be shown.
  setCurrentLog(openLogOnce(folder), { drafts: true });
  // Astro keeps the code that renders the pages in the new site, if the working folder contains it.
  process.chdir(place);
  await build({
    ...config,
    integrations: [engine(), keepRenderer(file, { isAll: true })],
    configFile: false,
    outDir: join(place, 'site'),
    publicDir: join(place, 'public'),
    logLevel: 'error',
  });
} finally {
  process.chdir(tmpdir());
  await rm(place, { recursive: true, force: true });
}
