import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { LoadedLog } from '../loader/load.ts';
import type { OpenLog } from '../loader/openLog.ts';
import type { PeriodNaming } from '../log/period.ts';
import { toSite } from '../loader/loadedSite.ts';
import { openKeptPages, type KeptPages } from './keptPages.ts';
import { sourcesHash, type KeptRenderer } from './keptRenderer.ts';
import { siteIntegrations } from './config.ts';
import { fileOf, openRenderer, writeFiles } from './renderer.ts';
import type { Address } from './settings.ts';

/** The folders of the site that was built last, and of the new one. */
interface Folders {
  readonly last: string;
  readonly next: string;
}

/**
 * Renders the site of a log into a folder with a kept renderer, and runs the integrations as Astro would. A page is not
 * rendered again if nothing that it read in the last build has changed.
 */
export async function renderPages(
  kept: KeptRenderer,
  log: OpenLog,
  { last, next }: Folders,
  address: Address,
): Promise<KeptPages> {
  const { base, site: origin } = address;
  const integrations = siteIntegrations(log, { site: origin });
  const run = (hook: string, context: Readonly<Record<string, unknown>>) => runHooks(integrations, hook, context);
  await run('astro:config:done', {
    config: { site: origin, base, trailingSlash: 'always', build: { format: 'directory' } },
  });
  await run('astro:routes:resolved', { routes: [] });
  await run('astro:build:start', {});
  const publicFolder = join(log.folder, 'public');
  if (existsSync(publicFolder)) await cp(publicFolder, next, { recursive: true, dereference: true });
  const modules = join(next, '.prerender');
  await writeFiles(next, kept.assets);
  const loaded = await log.read({ drafts: false });
  const shared = await sharedDigest(kept, loaded, address);
  const keptPages = await openKeptPages(toSite(loaded), shared, { log: log.folder, last, next });
  const { recorder } = keptPages;
  try {
    const renderer = await openRenderer(kept, modules, log, { drafts: false, base, origin, observed: recorder.site });
    const pages: { readonly pathname: string }[] = [];
    const written = new Set<string>();
    for (const page of await renderer.pages()) {
      const { pathname, route, props } = page;
      const file = fileOf(page);
      if (written.has(file)) throw new Error(`Two pages have the address "${pathname}".`);
      written.add(file);
      if (route.type === 'page') pages.push({ pathname: `${pathname.replace(/^\//, '').replace(/\/?$/, '/')}` });
      if (existsSync(join(publicFolder, file))) {
        console.warn(`"public/${file}" takes the place of a page, which is left out.`);
        continue;
      }
      if (keptPages.keep(file, props)) continue;
      const { result: body, reads } = await recorder.during(async () => {
        const response = await renderer.render(page);
        const location = response.headers.get('location');
        if (location !== null) return redirectPage(location, pathname, base, origin);
        return response.body && Buffer.from(await response.arrayBuffer());
      });
      if (!body) continue;
      await writeFiles(next, new Map([[file, body]]));
      keptPages.add(file, props, reads);
    }
    await rm(modules, { recursive: true, force: true });
    await run('astro:build:done', { dir: pathToFileURL(`${next}/`), pages });
    await keptPages.save();
    return keptPages;
  } finally {
    await rm(modules, { recursive: true, force: true });
  }
}

/** A digest of all that pages depend on besides the site: the code that renders them, words, settings and the system. */
async function sharedDigest(
  { assets, styles }: KeptRenderer,
  { log, words }: LoadedLog,
  address: Address,
): Promise<string> {
  const { language, period, numbered } = log;
  // All that the wording depends on besides language and words.
  const naming: Required<PeriodNaming> = { period, numbered };
  const { node, icu } = process.versions;
  // Two bundles of the same sources may have their modules in another order, so their bytes say nothing.
  const parts = [await sourcesHash(), [...assets.keys()].sort(), styles, address, words, language, naming, node, icu];
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
