import { existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BaseApp } from 'astro/app';
import type { AstroIntegration, RouteData } from 'astro';
import { StaticPaths } from 'astro/runtime/prerender/static-paths.js';
import { folders, type EntryKind } from '../log/entry.ts';
import { schemas } from '../log/schema.ts';
import { collectionOf } from '../loader/collections.ts';
import type { OpenLog } from '../loader/openLog.ts';
import { storeName, type KeptRenderer } from './keptRenderer.ts';

/** The part of Astro's build that is called on a kept renderer. It is not documented: `keptRenderer.test.ts` guards it. */
interface BuildApp extends BaseApp {
  setInternals(internals: unknown): void;
  setOptions(options: unknown): void;
}

interface Target {
  /** The folder for the site. */
  readonly site: string;
  readonly base: string;
  /** The origin of the site's address, if it is known. */
  readonly origin: string | undefined;
  readonly integrations: readonly AstroIntegration[];
}

/** Renders the site of a log with a kept renderer, and runs the integrations as Astro would. */
export async function renderPages(
  { code, entry, assets, styles }: KeptRenderer,
  log: OpenLog,
  { site, base, origin, integrations }: Target,
): Promise<void> {
  const run = (hook: string, context: Readonly<Record<string, unknown>>) => runHooks(integrations, hook, context);
  await run('astro:config:done', {
    config: { site: origin, base, trailingSlash: 'always', build: { format: 'directory' } },
  });
  await run('astro:routes:resolved', { routes: [] });
  await run('astro:build:start', {});
  const publicFolder = join(log.folder, 'public');
  if (existsSync(publicFolder)) await cp(publicFolder, site, { recursive: true, dereference: true });
  const modules = join(site, '.prerender');
  await writeFiles(site, assets);
  await writeFiles(modules, code);
  Reflect.set(globalThis, Symbol.for(storeName), await contentStore(log));
  try {
    const { app } = (await import(pathToFileURL(join(modules, entry)).href)) as { readonly app: BuildApp };
    app.setInternals({ pagesByKeys: new Map(styles.map(([key, sheets]) => [key, { styles: sheets }])) });
    app.setOptions({ settings: { scripts: [] }, logger: { options: { destination: { write: () => true } } } });
    const pages: { readonly pathname: string }[] = [];
    const written = new Set<string>();
    for (const { pathname, route } of await new StaticPaths(app).getAll()) {
      const file = fileOf(pathname, route);
      if (written.has(file)) throw new Error(`Two pages have the address "${pathname}".`);
      written.add(file);
      const response = await app.render(new Request(addressOf(pathname, route, base, origin)), { routeData: route });
      if (route.type === 'page') pages.push({ pathname: `${pathname.replace(/^\//, '').replace(/\/?$/, '/')}` });
      const location = response.headers.get('location');
      const body =
        location === null
          ? response.body && Buffer.from(await response.arrayBuffer())
          : redirectPage(location, pathname, base, origin);
      if (!body) continue;
      if (!existsSync(join(publicFolder, file))) await write(join(site, file), body);
      else console.warn(`"public/${file}" takes the place of a page, which is left out.`);
    }
    await rm(modules, { recursive: true, force: true });
    await run('astro:build:done', { dir: pathToFileURL(`${site}/`), pages });
  } finally {
    Reflect.deleteProperty(globalThis, Symbol.for(storeName));
    await rm(modules, { recursive: true, force: true });
  }
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

/** Astro's content store, filled by the loaders of the collections. */
async function contentStore(log: OpenLog): Promise<ReadonlyMap<string, ReadonlyMap<string, unknown>>> {
  const collections = new Map<string, Map<string, unknown>>();
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
      parseData: ({ data }: { readonly data: unknown }) => schemas[kind].parseAsync(data),
      generateDigest: () => '',
    };
    const loader = collectionOf(kind, log, { drafts: false });
    await loader.load(context as unknown as Parameters<typeof loader.load>[0]);
    collections.set(kind === 'log' ? kind : folders[kind], entries);
  }
  return collections;
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

function addressOf(pathname: string, route: RouteData, base: string, origin: string | undefined): URL {
  const path = pathname.replace(/^\//, '');
  const whole = `${base.replace(/\/?$/, '/')}${path}`;
  return new URL(route.type === 'endpoint' ? whole : whole.replace(/\/?$/, '/'), origin ?? 'http://localhost:4321');
}

function fileOf(pathname: string, { type }: RouteData): string {
  const path = pathname.replace(/^\/|\/$/g, '');
  if (type === 'endpoint') return path;
  if (path === '404') return '404.html';
  return path === '' ? 'index.html' : `${path}/index.html`;
}

async function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [path, bytes] of files) await write(join(folder, path), bytes);
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}
