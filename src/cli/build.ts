import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'astro';
import { astroConfig } from '../astro.ts';
import { check } from './check.ts';
import { engineRoot } from './engineRoot.ts';
import { writeHostFiles } from './hostFiles.ts';

/**
 * Builds the site of the log in a folder, by default into its `dist/`; gives the exit code. The site is built beside
 * and swapped in at the end, so that a failed build leaves the last good one as it was.
 */
export async function buildSite(folder: string, out = join(folder, 'dist')): Promise<number> {
  const code = await check(folder);
  if (code !== 0) {
    console.error('\nNothing was built; an earlier site is left as it was.');
    return code;
  }
  const next = `${out}.next-${process.pid}`;
  const last = `${out}.last-${process.pid}`;
  try {
    await mkdir(dirname(out), { recursive: true });
    const config = await astroConfig(folder);
    await build({ ...config, root: engineRoot, configFile: false, outDir: next, logLevel: 'warn' });
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
