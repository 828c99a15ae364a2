import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as otherWork } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration, RouteData } from 'astro';
import { close } from 'pagefind';
import type { LoadedLog } from '../loader/load.ts';
import type { OpenLog } from '../loader/openLog.ts';
import type { PeriodNaming } from '../log/period.ts';
import { toSite } from '../loader/loadedSite.ts';
import { openKeptPages, type KeptPages } from './keptPages.ts';
import type { FilledRenderer } from './filledRenderer.ts';
import { engineStamp } from './keptRenderer.ts';
import { indexHash, withIndex } from '../search/withIndex.ts';
import { iconFile, pngIcons } from '../urls/icons.ts';
import { sitemapFacts, sitemapOf } from './config.ts';
import { fileOf, openRenderer, type Page, type Renderer } from './renderer.ts';
import { indexOf } from './searchIndex.ts';
import type { Address } from './settings.ts';
import { openSiteFiles, type SiteFiles, type SiteFolders } from './siteFiles.ts';

/** The page that names the search index. */
const searchPage = 'search/index.html';

/**
 * Renders the site of a log with a renderer, and makes the files of the integrations as Astro would. A page is not
 * rendered again if nothing that it read in the last build has changed.
 */
export async function renderPages(
  filled: FilledRenderer,
  log: OpenLog,
  folders: SiteFolders,
  address: Address,
): Promise<{ readonly pages: KeptPages; readonly files: SiteFiles }> {
  const { base, site: origin } = address;
  const { next } = folders;
  const integrations = sitemapOf(log, { site: origin });
  const run = (hook: string, context: Readonly<Record<string, unknown>>) => runHooks(integrations, hook, context);
  await run('astro:config:done', {
    config: { site: origin, base, trailingSlash: 'always', build: { format: 'directory' } },
  });
  await run('astro:routes:resolved', { routes: [] });
  const indexed = indexOf(log);
  // A failure is reported at the end of the build.
  indexed.catch(() => undefined);
  const files = await openSiteFiles(folders);
  const publicFolder = join(log.folder, 'public');
  const own = filesIn(publicFolder);
  for (const path of own) files.copy(path, join(publicFolder, path));
  for (const [path, content] of filled.assets) files.write(path, content);
  const loaded = await log.read({ drafts: false });
  const site = toSite(loaded);
  const shared = sharedDigest(filled, loaded, address);
  const keptPages = await openKeptPages(site, shared, folders, files);
  const { recorder } = keptPages;
  const renderer = await openRenderer(filled, log, { drafts: false, base, origin, observed: recorder.site });
  const render = async (page: Page): Promise<Buffer | null> => {
    const response = await renderer.render(page);
    const location = response.headers.get('location');
    if (location !== null) return redirectPage(location, page.pathname, base, origin);
    return response.body && Buffer.from(await response.arrayBuffer());
  };
  const add = async (file: string, page: Page, props: string, finish = (body: Buffer): string | Buffer => body) => {
    const { result, reads } = await recorder.during(() => render(page));
    if (!result) return;
    files.write(file, finish(result));
    keptPages.add(file, props, reads);
  };
  const { cards } = site.shares;
  const pages: { readonly pathname: string }[] = [];
  const written = new Set<string>();
  let search: Page | undefined;
  for (const route of renderer.routes) {
    // Pagefind waits for an answer several times.
    await otherWork();
    const list = await openList(route, renderer, keptPages);
    for (const file of list.files) {
      if (written.has(file)) throw new Error(`Two pages have the address "${addressOf(file)}".`);
      written.add(file);
      if (route.type === 'page') pages.push({ pathname: addressOf(file) });
      const card = cards.get(file);
      if (own.length > 0 && existsSync(join(publicFolder, file))) {
        if (!replaceable.has(file)) console.warn(`"public/${file}" takes the place of a page, which is left out.`);
      } else if (file === searchPage) search = await list.page(file);
      // The name of a share picture and the engine tell all that is on it, so nothing has to be recorded.
      else if (card) await files.make(file, shared, () => log.drawShare(card));
      else if (!keptPages.keep(file, list.propsOf(file))) {
        const page = await list.page(file);
        await add(file, page, recorder.digestOf(page.props));
      }
    }
    renderer.forgetLists();
  }
  const shown = recorder.digestOf([pages.map(({ pathname }) => pathname), sitemapFacts(loaded.log)]);
  if (own.some(isSitemap) || !keepSitemap(keptPages, folders.site, shown)) {
    await run('astro:build:done', { dir: pathToFileURL(`${next}/`), pages });
    for (const file of readdirSync(next).filter(isSitemap)) {
      files.write(file, readFileSync(join(next, file)));
      if (files.kept().has(file)) rmSync(join(next, file));
      keptPages.add(file, shown, new Uint32Array());
    }
  }
  const index = await indexed;
  await close();
  for (const file of index) {
    const path = `pagefind/${file.path}`;
    if (file.hash === undefined) files.write(path, file.content);
    else await files.make(path, file.hash, () => file.content);
  }
  const inSearch = (html: Buffer) => withIndex(html.toString('utf8'), index);
  const shownInSearch = recorder.digestOf(indexHash(index));
  if (!search) files.write(searchPage, inSearch(readFileSync(join(publicFolder, searchPage))));
  else if (!keptPages.keep(searchPage, shownInSearch)) await add(searchPage, search, shownInSearch, inSearch);
  return { pages: keptPages, files };
}

/** The pages of a route. They are listed only if their list has changed, or one of them has to be rendered. */
interface PageList {
  readonly files: readonly string[];
  /** A digest of what `getStaticPaths()` passes to a page. Undefined if the list is that of the last build. */
  propsOf(file: string): string | undefined;
  page(file: string): Promise<Page>;
}

async function openList(route: RouteData, renderer: Renderer, { recorder, ...kept }: KeptPages): Promise<PageList> {
  const pages = new Map<string, Page>();
  const list = async (): Promise<readonly string[]> => {
    const { result, reads } = await recorder.during(() => renderer.pagesOf(route));
    for (const page of result) pages.set(fileOf(page), page);
    const found = result.map(fileOf);
    kept.addList(route.component, found, reads);
    return found;
  };
  const known = kept.filesOf(route.component);
  return {
    files: known ?? (await list()),
    propsOf: (file) => (known ? undefined : recorder.digestOf(pages.get(file)?.props)),
    page: async (file) => {
      if (pages.size === 0) await list();
      const page = pages.get(file);
      if (!page) throw new Error(`The list of the pages of "${route.component}" has changed.`);
      return page;
    },
  };
}

/** The address of a page below the base path, by its file. */
function addressOf(file: string): string {
  return file === 'index.html' ? '/' : file.replace(/(?:\.html|\/index\.html)$/, '/');
}

function isSitemap(file: string): boolean {
  return /^sitemap-(?:index|\d+)\.xml$/.test(file);
}

/** Keeps the sitemap of the last site, if what it shows is the same. Its index names its other files. */
function keepSitemap(pages: KeptPages, site: string, shown: string): boolean {
  if (!pages.keep('sitemap-index.xml', shown)) return false;
  const index = readFileSync(join(site, 'sitemap-index.xml'), 'utf8');
  return (index.match(/sitemap-\d+\.xml/g) ?? []).every((file) => pages.keep(file, shown));
}

/** The files in a folder of an owner’s, whose symbolic links are followed. Empty if there is none. */
function filesIn(folder: string): readonly string[] {
  const visit = (path: string): readonly string[] =>
    readdirSync(join(folder, path)).flatMap((name) => {
      const below = path === '' ? name : `${path}/${name}`;
      return statSync(join(folder, below)).isDirectory() ? visit(below) : [below];
    });
  return existsSync(folder) ? visit('') : [];
}

/** Files of which an owner’s own is the one to publish. Owners have had files like these for longer than Learnlog has. */
const replaceable: ReadonlySet<string> = new Set([
  ...['robots.txt', 'llms.txt', iconFile],
  ...pngIcons.map(({ file }) => file),
]);

/** A digest of all that pages depend on besides the site: the code that renders them, words, settings and the system. */
function sharedDigest({ assets, styles }: FilledRenderer, { log, words }: LoadedLog, address: Address): string {
  const { language, period, numbered } = log;
  // All that the wording depends on besides language and words.
  const naming: Required<PeriodNaming> = { period, numbered };
  const { node, icu } = process.versions;
  // Two bundles of the same sources may have their modules in another order, so their bytes say nothing.
  const parts = [engineStamp(), [...assets.keys()].sort(), styles, address, words, language, naming, node, icu];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

async function runHooks(
  integrations: readonly AstroIntegration[],
  name: string,
  context: Readonly<Record<string, unknown>>,
): Promise<void> {
  const logger = { info: () => undefined, warn: console.warn, error: console.error };
  for (const { hooks } of integrations) {
    const hook = hooks[name as keyof typeof hooks] as ((context: unknown) => unknown) | undefined;
    await hook?.({ ...context, logger });
  }
}

/** The page that redirects to another address, as Astro makes it (`core/routing/3xx.js`, MIT). */
function redirectPage(location: string, pathname: string, base: string, origin: string | undefined): Buffer {
  const [to, from] = [
    escaped(location),
    escaped(`${base.replace(/\/?$/, '/')}${pathname.replace(/^\//, '')}`.replace(/\/?$/, '/')),
  ];
  const absolute = escaped(origin === undefined ? location : new URL(location, origin).href);
  return Buffer.from(
    `<!doctype html><title>Redirecting to: ${to}</title><meta http-equiv="refresh" content="0;url=${to}">` +
      `<meta name="robots" content="noindex"><link rel="canonical" href="${absolute}">` +
      `<body>\t<a href="${to}">Redirecting from <code>${from}</code> to <code>${to}</code></a></body>`,
  );
}

function escaped(text: string): string {
  const references: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    "'": '&#39;',
    '"': '&quot;',
  };
  return text.replace(/[&<>'"]/g, (character) => references[character] ?? character);
}
