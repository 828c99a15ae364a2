import { mkdir, realpath, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { build } from 'astro';
import { astroConfig } from '../integration/config.ts';
import { openLogOnce } from '../loader/openLogOnce.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import type { Log } from '../log/log.ts';
import { claimBuild, clearAfterKilled, clearAtEnd, foldersOf, removeFolders, swapIn } from './building.ts';
import { report } from './check.ts';
import { writeHostFiles } from './hostFiles.ts';

/** How far the heap grows before it is tidied, in percent: of a long log, pages leave much behind that is of no more use. */
const heapGrowth = 30;

/**
 * Builds the site of the log in a folder, by default into its `dist/`; gives the exit code. The site is built beside
 * and swapped in at the end, so that a build that fails or is stopped leaves the last good one as it was.
 */
export async function buildSite(folder: string, out = join(folder, 'dist')): Promise<number> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowth}`);
  const claim = await claimBuild(folder);
  if (typeof claim === 'number') {
    return complain(
      `Process ${claim} is already building this log. Nothing was built. Try again when it has finished.`,
    );
  }
  const release = clearAtEnd(claim);
  try {
    const { log, ...loaded } = await openLogOnce(folder).read({ drafts: false });
    const code = report({ title: log.title, ...loaded });
    if (code === 0) await buildBeside(folder, out, log);
    else complain('\nNothing was built. The last site is unchanged.');
    return code;
  } catch (error) {
    // As Node, Vite and Pagefind say it, or what caused an error of Astro.
    const isFull = /ENOSPC|No space left on device/.test(inspect(error));
    complain(`\n${isFull ? 'The disk is full. ' : ''}Nothing was built. The last site is unchanged.`);
    if (!isFull) throw error;
    return 1;
  } finally {
    release();
  }
}

async function buildBeside(folder: string, out: string, log: Log): Promise<void> {
  await mkdir(dirname(out), { recursive: true });
  const parent = await realpath(dirname(out));
  const site = join(parent, basename(out));
  await clearAfterKilled(site);
  const folders = foldersOf(site);
  const clear = clearAtEnd(() => removeFolders(folders));
  try {
    // Astro keeps what renders the pages in the new site until it is done, if that is below the working folder.
    process.chdir(parent);
    const config = await astroConfig(folder, log);
    await build({ ...config, configFile: false, outDir: folders.next, logLevel: 'warn' });
    await writeHostFiles(folders.next, config.base ?? '/');
    swapIn(folders, site);
    // All is done, so that nothing writes there any more.
    await rm(folders.last, { recursive: true, force: true });
    say(`The site is in ${onOneLine(out)}.`);
  } finally {
    clear();
  }
}
