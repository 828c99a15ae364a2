import { visitedCache } from '../exports/visitedCache.ts';

const base = import.meta.env.BASE_URL;
// Missing on insecure addresses.
const { serviceWorker } = navigator as Partial<Pick<Navigator, 'serviceWorker'>>;

/** Starts the service worker, and keeps the first page and its files, which loaded before the worker ran. */
async function keepVisited(workers: ServiceWorkerContainer): Promise<void> {
  await workers.register(`${base}offline.js`);
  if (workers.controller) return;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const files = [location.href, ...loaded].map((address) => address.replace(/[?#].*/, ''));
  const cache = await caches.open(visitedCache(base));
  await cache.addAll([...new Set(files)].filter((address) => address.startsWith(new URL(base, location.href).href)));
}

if (serviceWorker) void keepVisited(serviceWorker);
