import { gzipSync } from 'node:zlib';
import type { Page, Request } from 'playwright-core';
import { drawn } from './open.ts';

/** The files that a page loads: the compressed bytes of each by address, without headers. */
export type Weights = ReadonlyMap<string, number>;

const text = /\.(?:css|html|js|json|svg|xml)$|\/$/;

/**
 * Records what a page loads from its host from now on. Returns a function that scrolls to the end of the page and
 * measures all of it.
 */
export function recordLoads(page: Page): () => Promise<Weights> {
  const asked = new Set<string>();
  const listen = (request: Request) => asked.add(request.url().replace(/#.*/, ''));
  page.on('request', listen);
  return async () => {
    await page.waitForLoadState('networkidle');
    const screens = await page.evaluate(() => Math.ceil(document.documentElement.scrollHeight / innerHeight));
    for (let screen = 0; screen < screens; screen += 1) {
      await page.evaluate((at) => scrollTo(0, at * innerHeight), screen);
      await drawn(page);
    }
    await page.waitForLoadState('networkidle');
    page.off('request', listen);
    const { origin } = new URL(page.url());
    const own = [...asked].filter((address) => new URL(address).origin === origin);
    return new Map(await Promise.all(own.map(weighFile)));
  };
}

async function weighFile(address: string): Promise<readonly [string, number]> {
  const response = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  const body = Buffer.from(await response.arrayBuffer());
  const { pathname } = new URL(address);
  return [pathname, text.test(pathname) ? gzipSync(body).length : body.length];
}

/** The bytes of all files whose path matches. */
export function total(weights: Weights, paths = /./): number {
  return [...weights].reduce((sum, [path, bytes]) => sum + (paths.test(path) ? bytes : 0), 0);
}

/** The files with their bytes, for the message of a failed test. */
export function listed(weights: Weights): string {
  return [...weights].map(([path, bytes]) => `\n${String(bytes).padStart(7)} ${path}`).join('');
}
