import { existsSync } from 'node:fs';
import { access, constants, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { astroConfig } from '../integration/config.ts';
import { fillRenderer } from '../integration/filledRenderer.ts';
import { forgetPages, type KeptPages } from '../integration/keptPages.ts';
import { keptRenderer, makeRenderer } from '../integration/keptRenderer.ts';
import { renderPages } from '../integration/renderPages.ts';
import { addressFrom, scriptWords, type Address } from '../integration/settings.ts';
import { listFiles, openSiteFiles, type Listing, type SiteFiles, type SiteFolders } from '../integration/siteFiles.ts';
import { forgetResults } from '../loader/cache.ts';
import { slotFolder } from '../loader/slots.ts';
import { failureOf } from '../loader/entryFailure.ts';
import { openLogOnce } from '../loader/openLogOnce.ts';
import { pageFailureIn } from '../loader/pageFailure.ts';
import { formatProblems } from '../loader/report.ts';
import { complain, onOneLine, say } from '../loader/terminal.ts';
import type { Log } from '../log/log.ts';
import { claimBuild, clearAtEnd, removeFolders } from './buildLock.ts';
import { report } from './check.ts';
import { explainPage } from './explainPage.ts';
import { hostFiles } from './hostFiles.ts';
import { makeRelative } from './relativeSite.ts';
import { explainRefusal, marker, markerText } from './siteFolder.ts';
import { clearAfterKilled, createFolders, isReserved, nameFolders, swapSite } from './swapSite.ts';

/** Percentage by which the heap may grow before a garbage collection: the pages of a long log leave much garbage. */
const heapGrowth = 30;

/** In entries. Shorter logs take little memory anyway, and garbage collections would take a tenth of the time. */
const longLog = 3000;

export interface BuildOptions {
  readonly out?: string;
  readonly strict?: boolean;
  /** Uses no results of earlier builds. */
  readonly force?: boolean;
  /** The path of a page. What has changed since it was last rendered is printed. */
  readonly explain?: string;
  /** Makes a site that can be opened from a folder, without a web server. */
  readonly relative?: boolean;
}

/**
 * Builds the site of the log in a folder, by default into its `dist/`, and returns the exit code. Errors stop it, and
 * with `strict` warnings too. The new site replaces the old one only when it is complete, so a build that fails or is
 * stopped leaves the last good site unchanged.
 */
export async function buildSite(
  folder: string,
  { out = join(folder, 'dist'), strict = false, force = false, explain, relative = false }: BuildOptions = {},
): Promise<number> {
  const refusal = await explainRefusal(out, folder);
  if (refusal !== undefined) return complain(onOneLine(`Nothing was built into ${out}. ${refusal}`));
  const claim = await claimBuild(folder);
  if (typeof claim === 'number') {
    return complain(
      `Process ${claim} is already building this log. Nothing was built. Try again when it has finished.`,
    );
  }
  const release = clearAtEnd(claim);
  try {
    if (force && !(await forgetResults(folder))) {
      return complain(
        'Nothing was built: .astro/ is a symbolic link, so --force would delete files outside of the log. Remove the link.',
      );
    }
    setFlagsFromString(`--heap-growing-percent=${heapGrowth}`);
    const { log, ...loaded } = await openLogOnce(folder).read({ drafts: false });
    if (log.nodes.length < longLog) setFlagsFromString('--heap-growing-percent=0');
    const code = report({ title: log.title, ...loaded }, { strict, print: complain });
    if (code === 0) {
      await buildBeside(folder, out, log, { explain, relative });
      if (log.repository === undefined) say(adviceOnRepository);
    } else complain('\nNothing was built. The last site is unchanged.');
    return code;
  } catch (error) {
    const cause = knownCause(error);
    const ending = 'Nothing was built. The last site is unchanged.';
    return complain(
      cause === undefined ? `${await formatFailure(folder, error)}\n\n${ending}` : onOneLine(`${cause} ${ending}`),
    );
  } finally {
    release();
  }
}

const adviceOnRepository =
  'Readers cannot propose changes yet: set "repository" in content/log.md to the address of the repository.';

/** Explains an error that is not a mistake in this program. Its code can be in the text or in a cause of the error. */
function knownCause(error: unknown): string | undefined {
  if (/ENOSPC|No space left on device/.test(inspect(error))) return 'The disk is full.';
  if (!(error instanceof Error && 'code' in error && /^(?:EACCES|EPERM|EROFS)$/.test(String(error.code))))
    return undefined;
  return `${error.message}. Allow this user to write there, or choose another folder with --out.`;
}

/** Describes an error in this program: the entry or page at which it stopped, what to do, and where it happened. */
async function formatFailure(folder: string, error: unknown): Promise<string> {
  const failure = pageFailureIn(error);
  const cause = failure?.cause ?? error;
  const file = failure?.file ?? (await fileOfFailure(folder, cause));
  const page = failure === undefined ? 'This log' : `The page "${failure.page}"`;
  const problem = failureOf(file ?? 'content/log.md', cause, file === undefined ? page : 'This entry');
  const trace = cause instanceof Error && cause.stack !== undefined ? `\n\n${cause.stack.replace(/^/gm, '    ')}` : '';
  return `\n${formatProblems([problem], new Map(), { areInLog: false })}${trace}`;
}

/** The file of the entry that makes a feed, an export or the search index fail. */
async function fileOfFailure(folder: string, cause: unknown): Promise<string | undefined> {
  const loaded = await openLogOnce(folder)
    .read({ drafts: false })
    .catch(() => undefined);
  const { failingEntry } = await import('./failingEntry.ts');
  const entry = loaded && (await failingEntry(loaded, cause));
  return entry?.file;
}

async function buildBeside(
  folder: string,
  out: string,
  log: Log,
  { explain, relative }: { readonly explain: string | undefined; readonly relative: boolean },
): Promise<void> {
  await mkdir(dirname(out), { recursive: true });
  const site = join(await realpath(dirname(out)), basename(out));
  await clearAfterKilled(site);
  const named = await nameFolders(site);
  const temporary = [named.next, named.copy];
  // A signal can arrive as soon as the first of them exists.
  const clear = clearAtEnd(() => removeFolders(temporary));
  try {
    const before = listFiles(site, isReserved);
    const created = await createFolders(named);
    const { next } = created;
    // A relative site is written as a whole, because its files are not as they were rendered.
    const folders = { log: folder, site, before: relative ? nothing : before, next };
    const address = addressFrom(log.site);
    const hasSlots = existsSync(join(folder, slotFolder));
    const kept = hasSlots ? undefined : await renderKept(folders, address);
    const files = kept?.files ?? (await openSiteFiles(folders));
    if (!kept) {
      await forgetPages(folders);
      const caches = await cachesFolder(folder);
      if (caches !== folder) temporary.push(caches);
      await renderWithAstro(folder, next, { read: log, caches });
    }
    files.addOthers();
    if (relative) await makeRelative(next, address.base, join(folder, 'public'));
    else {
      for (const [path, text] of await hostFiles(folder, address.base, files.paths())) files.write(path, text);
    }
    files.write(marker, markerText);
    await swapSite(created, before, files.kept());
    if (!relative) {
      await files.save();
      await kept?.pages.save();
    }
    say(`The site is in ${onOneLine(out)}.`);
    if (explain === undefined) return;
    say(
      kept
        ? explainPage(explain, address.base, kept.pages, files)
        : 'Astro built this site, and always renders every page.',
    );
  } finally {
    clear();
  }
}

const nothing: Listing = { files: new Set(), folders: new Set(), others: new Set() };

/**
 * Renders the pages of a log into a folder with the renderer that was kept, or else a new one. Returns undefined if that
 * did not work and Astro has to. Throws if a page cannot be rendered, which Astro cannot do either.
 */
async function renderKept(
  folders: SiteFolders,
  address: Address,
): Promise<{ readonly pages: KeptPages; readonly files: SiteFiles } | undefined> {
  const modules = join(folders.next, '.prerender');
  try {
    const find = async () => (await keptRenderer()) ?? (await makeRenderer());
    const log = openLogOnce(folders.log);
    const settings = { base: address.base, words: scriptWords(await log.read({ drafts: false })) };
    const filled = await fillRenderer(find, settings, modules);
    return await renderPages(filled, log, folders, address);
  } catch (error) {
    if (pageFailureIn(error) || knownCause(error) !== undefined) throw error;
    complain(onOneLine(`The renderer failed, so Astro builds the site. ${String(error)}`));
    await emptyFolder(folders.next);
    return undefined;
  } finally {
    await rm(modules, { recursive: true, force: true });
  }
}

/** Lets Astro build the site of a log into a folder, with the components of its slots if it has any. */
async function renderWithAstro(
  folder: string,
  site: string,
  settings: { readonly read: Log; readonly caches: string },
): Promise<void> {
  const { build } = await import('astro');
  // Until the build is done, Astro keeps the code that renders the pages in the new site, if the working folder contains it.
  process.chdir(dirname(site));
  await build({ ...(await astroConfig(folder, settings)), configFile: false, outDir: site, logLevel: 'warn' });
}

async function emptyFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
}

/** The folder for `.astro/`: the log's, or a temporary one if nothing can be written there. */
async function cachesFolder(folder: string): Promise<string> {
  try {
    await access(join(folder, '.astro'), constants.W_OK);
    return folder;
  } catch {
    return mkdtemp(join(await realpath(tmpdir()), 'learnlog-'));
  }
}
