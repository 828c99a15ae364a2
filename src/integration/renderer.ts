import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteData } from 'astro';
import type { BaseApp } from 'astro/app';
import type { StaticPaths } from 'astro/runtime/prerender/static-paths.js';
import { folders, type EntryKind } from '../log/entry.ts';
import { schemas } from '../log/schema.ts';
import { collectionOf } from '../loader/collections.ts';
import { setCurrentLog, type OpenLog } from '../loader/openLog.ts';
import type { LoadedSite } from '../loader/loadedSite.ts';
import type { FilledRenderer } from './filledRenderer.ts';
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
  /** Forgets the lists of pages, which Astro keeps, once their pages have been rendered. */
  forgetLists(): void;
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

/** Loads the modules of a renderer. A process renders the pages of one log. */
export async function openRenderer(
  { folder, entry, styles }: FilledRenderer,
  log: OpenLog,
  { drafts, base, origin, observed }: Settings,
): Promise<Renderer> {
  setCurrentLog(log, { drafts, ...(observed && { observed }) });
  const collections: Collections = new Map();
  await fillCollections(collections, log, drafts);
  Reflect.set(globalThis, Symbol.for(storeName), collections);
  const { app } = (await import(pathToFileURL(join(folder, entry)).href)) as { readonly app: BuildApp };
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
    forgetLists: () => routeCache.clearAll(),
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
