import { existsSync } from 'node:fs';
import { mkdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { build } from 'astro';
import { astroConfig } from '../astro.ts';
import { shelveLog } from '../load/shelveLog.ts';
import { report } from './check.ts';
import { writeHostFiles } from './hostFiles.ts';

/** How far the heap grows before it is tidied, in percent: of a long log, pages leave much behind that is of no more use. */
const heapGrowth = 30;

/**
 * Builds the site of the log in a folder, by default into its `dist/`; gives the exit code. The site is built beside
 * and swapped in at the end, so that a failed build leaves the last good one as it was.
 */
export async function buildSite(folder: string, out = join(folder, 'dist')): Promise<number> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowth}`);
  const { log, ...loaded } = await shelveLog(folder).read({ drafts: false });
  const code = report({ title: log.title, ...loaded });
  if (code !== 0) {
    console.error('\nNothing was built; an earlier site is left as it was.');
    return code;
  }
  await mkdir(dirname(out), { recursive: true });
  const parent = await realpath(dirname(out));
  const next = join(parent, `${basename(out)}.next-${process.pid}`);
  const last = join(parent, `${basename(out)}.last-${process.pid}`);
  try {
    // Astro keeps what renders the pages in the new site until it is done, if that is below the working folder.
    process.chdir(parent);
    const config = await astroConfig(folder);
    await build({ ...config, configFile: false, outDir: next, logLevel: 'warn' });
    await writeHostFiles(next, config.base ?? '/');
    if (existsSync(out)) await rename(out, last);
    await rename(next, out);
    console.log(`The site is in ${out}.`);
    return 0;
  } finally {
    await rm(next, { recursive: true, force: true });
    await rm(last, { recursive: true, force: true });
  }
}
