import { h } from 'hastscript';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import type { Site } from '../site.ts';
import { visitedCache } from './visitedCache.ts';

/** The largest number of pages in the cache, and of other files. */
const mostKept = 300;

/**
 * The service worker (W3C, Service Workers) that lets readers who installed the site as an app read visited pages
 * without a network. With a network, only files whose names change with their contents come from the cache, so no page
 * is ever stale. It is text because its scope is the whole site, and so its address has to be at the root of the site.
 */
export function offlineWorker(site: Pick<Site, 'log' | 'urls' | 'wording'>): string {
  const { base } = site.urls;
  return `const base = ${JSON.stringify(base)};
const cacheName = ${JSON.stringify(visitedCache(base))};
const neverOpened = ${JSON.stringify(neverOpened(site))};
const isFixed = (url) => /^(?:_astro|pagefind\\/(?:fragment|index))\\//.test(new URL(url).pathname.slice(base.length));

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith(base)) return;
  event.respondWith(answer(event));
});

async function answer(event) {
  const { request } = event;
  const cache = await caches.open(cacheName);
  const kept = () => cache.match(request, { ignoreSearch: request.mode === 'navigate', ignoreVary: true });
  if (isFixed(request.url)) {
    const file = await kept();
    if (file) return file;
  }
  try {
    const response = await fetch(request);
    if (response.status === 200 && !response.redirected) event.waitUntil(keep(cache, request.url, response.clone()));
    return response;
  } catch (error) {
    const page = await kept();
    if (page) return page;
    if (request.mode !== 'navigate') throw error;
    return new Response(neverOpened, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  }
}

async function keep(cache, url, response) {
  await cache.put(url.replace(/[?#].*/, ''), response);
  const others = (await cache.keys()).filter((request) => isFixed(request.url) === isFixed(url));
  for (const old of others.slice(0, -${mostKept})) await cache.delete(old);
}
`;
}

/** The page that stands for one that is not in the cache. It has no style sheet, since that may be missing too. */
function neverOpened({ log, urls, wording }: Pick<Site, 'log' | 'urls' | 'wording'>): string {
  const page = h('html', { lang: wording.words.language, dir: wording.direction }, [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', log.title),
    h('p', wording.words.pages.neverOpened),
    h('p', h('a', { href: urls.home }, log.title)),
  ]);
  return `<!doctype html>${unified()
    .use(rehypeStringify)
    .stringify({ type: 'root', children: [page] })}`;
}

/** A service worker that removes itself and all that `offlineWorker()` kept, for a log that switched it off. */
export function removeOfflineWorker(base: string): string {
  return `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => {
  event.waitUntil(caches.delete(${JSON.stringify(visitedCache(base))}).then(() => registration.unregister()));
});
`;
}
