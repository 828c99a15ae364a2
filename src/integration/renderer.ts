import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteData } from 'astro';
import type { BaseApp } from 'astro/app';
import type { StaticPaths } from 'astro/runtime/prerender/static-paths.js';
import { folders, type EntryKind } from '../log/entry.ts';
import { schemas } from '../log/schema.ts';
import { collectionOf } from '../loader/collections.ts';
import { userCache } from '../loader/userCache.ts';
import { setCurrentLog, type OpenLog } from '../loader/openLog.ts';
import type { LoadedSite } from '../loader/loadedSite.ts';
import { keptDays, type KeptRenderer } from './keptRenderer.ts';
import { staticPathsName, storeName } from './sharedNames.ts';

/** A page or another file of the site that Astro renders. */
export interface Page {
  readonly pathname: string;
  readonly route: RouteData;
  /** What `getStaticPaths()` passes to it, if there is anything. */
  readonly props: unknown;
}

/** The pages of a log, rendered without a bundler. */
export interface Renderer {
  /** What makes the pages, feeds, pictures and other files of the site, but those of `public/`. */
  readonly routes: readonly RouteData[];
  /** The pages of a route, which loads its modules. */
  pagesOf(route: RouteData): Promise<readonly Page[]>;
  /** The page at a path, which ends with a slash unless it is that of a file. The home page has an empty path. */
  find(path: string): Promise<Page | undefined>;
  render(page: Page): Promise<Response>;
  /** Renders the pages from now on with the entries that the log has now. */
  refresh(): Promise<void>;
}

interface Settings {
  readonly drafts: boolean;
  readonly base: string;
  /** The origin of the site's address, if it is known. */
  readonly origin: string | undefined;
  /** The site that pages get, if it is not simply that of the log. */
  readonly observed?: LoadedSite;
}

type StaticPathsApp = ConstructorParameters<typeof StaticPaths>[0];

/** The part of Astro's build that is called on a kept renderer. It is not documented: `keptRenderer.test.ts` guards it. */
interface BuildApp extends BaseApp {
  readonly routeCache: NonNullable<StaticPathsApp['routeCache']>;
  readonly getComponentByRoute: NonNullable<StaticPathsApp['getComponentByRoute']>;
  setInternals(internals: unknown): void;
  setOptions(options: unknown): void;
}

type Collections = Map<string, ReadonlyMap<string, unknown>>;

/**
 * Loads the modules of a kept renderer, and keeps them in the user's cache folder. If that is impossible, they are written
 * into the folder `modules`, where they must stay while pages are rendered. A process renders the pages of one log.
 */
export async function openRenderer(
  { code, entry, styles }: KeptRenderer,
  modules: string,
  log: OpenLog,
  { drafts, base, origin, observed }: Settings,
): Promise<Renderer> {
  const place = placeModules(code, modules);
  setCurrentLog(log, { drafts, ...(observed && { observed }) });
  const collections: Collections = new Map();
  await fillCollections(collections, log, drafts);
  Reflect.set(globalThis, Symbol.for(storeName), collections);
  const { app } = (await import(pathToFileURL(join(place, entry)).href)) as { readonly app: BuildApp };
  app.setInternals({ pagesByKeys: new Map(styles.map(([key, sheets]) => [key, { styles: sheets }])) });
  app.setOptions({ settings: { scripts: [] }, logger: { options: { destination: { write: () => true } } } });
  const { manifest, routeCache } = app;
  await manifest.middleware?.();
  const Paths = Reflect.get(globalThis, Symbol.for(staticPathsName)) as typeof StaticPaths;
  const getComponentByRoute = app.getComponentByRoute.bind(app);
  const pagesOf = async (routeData: RouteData): Promise<readonly Page[]> => {
    const routes = manifest.routes.filter((route) => route.routeData === routeData);
    const paths = new Paths({ manifest: { ...manifest, routes }, routeCache, getComponentByRoute });
    return (await paths.getAll()).map(({ pathname, route }) => {
      const props = routeCache.get(route)?.staticPaths?.keyed.get(pathname)?.props;
      return { pathname, route, props };
    });
  };
  const routes = manifest.routes.map(({ routeData }) => routeData);
  return {
    routes,
    pagesOf,
    find: async (path) => {
      for (const route of routes) {
        // The pattern of a file whose extension is a parameter ends with a slash.
        const { pattern } = route;
        if (!pattern.test(`/${path}`) && !pattern.test(`/${path}/`)) continue;
        const found = (await pagesOf(route)).find((page) => pathOf(page) === path);
        if (found) return found;
      }
      return undefined;
    },
    render: ({ pathname, route }) =>
      app.render(new Request(addressOf(pathname, route, base, origin)), { routeData: route }),
    refresh: async () => {
      await fillCollections(collections, log, drafts);
      routeCache.clearAll();
    },
  };
}

/**
 * Fills Astro's content store by the loaders of the collections, with the names of the entries only: the engine's pages
 * read their fields from the log, and a log whose slots may read them is built by Astro.
 */
async function fillCollections(collections: Collections, log: OpenLog, drafts: boolean): Promise<void> {
  for (const kind of Object.keys(schemas) as EntryKind[]) {
    const entries = new Map<string, unknown>();
    const store = {
      get: (id: string) => entries.get(id),
      set: (entry: { readonly id: string }) => entries.set(entry.id, entry),
      delete: (id: string) => entries.delete(id),
      clear: () => entries.clear(),
      keys: () => [...entries.keys()],
    };
    const context = {
      store,
      parseData: () => ({}),
      generateDigest: () => '',
    };
    const loader = collectionOf(kind, log, { drafts });
    await loader.load(context as unknown as Parameters<typeof loader.load>[0]);
    collections.set(kind === 'log' ? kind : folders[kind], entries);
  }
}

function addressOf(pathname: string, route: RouteData, base: string, origin: string | undefined): URL {
  const path = pathname.replace(/^\//, '');
  const whole = `${base.replace(/\/?$/, '/')}${path}`;
  return new URL(route.type === 'endpoint' ? whole : whole.replace(/\/?$/, '/'), origin ?? 'http://localhost:4321');
}

/** The path of a page in an address, without the slash before it. */
function pathOf({ pathname, route }: Page): string {
  const path = pathname.replace(/^\/|\/$/g, '');
  return route.type === 'endpoint' || path === '' ? path : `${path}/`;
}

/** Where the file of a page is in the folder of the site. */
export function fileOf({ pathname, route }: Pick<Page, 'pathname' | 'route'>): string {
  const path = pathname.replace(/^\/|\/$/g, '');
  if (route.type === 'endpoint') return path;
  if (path === '404') return '404.html';
  return path === '' ? 'index.html' : `${path}/index.html`;
}

/** The folders from which this process has loaded modules, which Node never loads again. */
const loaded = new Set<string>();

/**
 * Places modules in a folder, and returns it: always the same for the same modules, since Node keeps what it has compiled
 * by the path of a file. Where that is impossible, the folder is `other`.
 */
function placeModules(modules: ReadonlyMap<string, Uint8Array>, other: string): string {
  const digest = createHash('sha256');
  for (const [path, bytes] of modules) digest.update(path).update(bytes);
  const places = join(userCache(), 'modules');
  const place = join(places, digest.digest('hex').slice(0, 40));
  try {
    if (loaded.has(place)) throw new Error('These modules belong to another renderer.');
    const isNew = !existsSync(place);
    // Whatever else has written there, exactly these modules are loaded.
    for (const [path, bytes] of modules) {
      const file = join(place, path);
      if (existsSync(file) && readFileSync(file).equals(bytes)) continue;
      // Another build may be loading it.
      writeFiles(place, new Map([[`${path}.${process.pid}`, bytes]]));
      renameSync(`${file}.${process.pid}`, file);
    }
    const now = new Date();
    utimesSync(place, now, now);
    if (isNew) forgetOld(places);
    loaded.add(place);
    return place;
  } catch {
    writeFiles(other, modules);
    return other;
  }
}

/** Removes modules that were not used for a month. */
function forgetOld(places: string): void {
  for (const name of readdirSync(places)) {
    const { mtimeMs } = statSync(join(places, name));
    if (Date.now() - mtimeMs > keptDays * 86_400_000) rmSync(join(places, name), { recursive: true, force: true });
  }
}

/** Writes files into a folder, by path: synchronously, which takes much less processor time for small files. */
export function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [path, bytes] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
