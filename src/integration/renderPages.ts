import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { OpenLog } from '../loader/openLog.ts';
import type { KeptRenderer } from './keptRenderer.ts';
import { siteIntegrations } from './config.ts';
import { fileOf, openRenderer, writeFiles } from './renderer.ts';
import type { Address } from './settings.ts';

/** Renders the site of a log into a folder with a kept renderer, and runs the integrations as Astro would. */
export async function renderPages(
  kept: KeptRenderer,
  log: OpenLog,
  site: string,
  { base, site: origin }: Address,
): Promise<void> {
  const integrations = siteIntegrations(log, { site: origin });
  const run = (hook: string, context: Readonly<Record<string, unknown>>) => runHooks(integrations, hook, context);
  await run('astro:config:done', {
    config: { site: origin, base, trailingSlash: 'always', build: { format: 'directory' } },
  });
  await run('astro:routes:resolved', { routes: [] });
  await run('astro:build:start', {});
  const publicFolder = join(log.folder, 'public');
  if (existsSync(publicFolder)) await cp(publicFolder, site, { recursive: true, dereference: true });
  const modules = join(site, '.prerender');
  await writeFiles(site, kept.assets);
  try {
    const renderer = await openRenderer(kept, modules, log, { drafts: false, base, origin });
    const pages: { readonly pathname: string }[] = [];
    const written = new Set<string>();
    for (const page of await renderer.pages()) {
      const { pathname, route } = page;
      const file = fileOf(page);
      if (written.has(file)) throw new Error(`Two pages have the address "${pathname}".`);
      written.add(file);
      const response = await renderer.render(page);
      if (route.type === 'page') pages.push({ pathname: `${pathname.replace(/^\//, '').replace(/\/?$/, '/')}` });
      const location = response.headers.get('location');
      const body =
        location === null
          ? response.body && Buffer.from(await response.arrayBuffer())
          : redirectPage(location, pathname, base, origin);
      if (!body) continue;
      if (!existsSync(join(publicFolder, file))) await writeFiles(site, new Map([[file, body]]));
      else console.warn(`"public/${file}" takes the place of a page, which is left out.`);
    }
    await rm(modules, { recursive: true, force: true });
    await run('astro:build:done', { dir: pathToFileURL(`${site}/`), pages });
  } finally {
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
