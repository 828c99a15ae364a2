import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page, Request } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { addressOf, drawn, kinds, openPage } from './open.ts';

/** The files that a page loads: the compressed bytes of each by address, without headers. */
type Weights = ReadonlyMap<string, number>;

const text = /\.(?:css|html|js|json|svg|xml)$|\/$/;

/** Opens a page, scrolls to its end, and measures everything it loads. */
async function weigh(page: Page, address: string): Promise<Weights> {
  const asked = new Set<string>();
  const listen = (request: Request) => asked.add(request.url().replace(/#.*/, ''));
  page.on('request', listen);
  await page.goto(address, { waitUntil: 'networkidle' });
  const steps = await page.evaluate(() => Math.ceil((2 * document.documentElement.scrollHeight) / innerHeight));
  for (let step = 0; step < steps; step += 1) {
    await page.evaluate((half) => scrollTo(0, (half * innerHeight) / 2), step);
    await drawn(page);
  }
  await page.waitForLoadState('networkidle');
  page.off('request', listen);
  return new Map(await Promise.all([...asked].map(weighFile)));
}

async function weighFile(address: string): Promise<readonly [string, number]> {
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  const body = Buffer.from(await response.arrayBuffer());
  const { pathname } = new URL(address);
  return [pathname, text.test(pathname) ? gzipSync(body).length : body.length];
}

function total(weights: Weights, kind = /./): number {
  return [...weights].reduce((sum, [path, bytes]) => sum + (kind.test(path) ? bytes : 0), 0);
}

function listed(weights: Weights): string {
  return [...weights].map(([path, bytes]) => `\n${String(bytes).padStart(7)} ${path}`).join('');
}

/** What a page loads beyond another one. Only hashed files come from the cache. */
function beyond(weights: Weights, before: Weights): Weights {
  return new Map([...weights].filter(([path]) => !path.includes('/_astro/') || !before.has(path)));
}

const weeks = (await readdir(join(inject('folders').example, 'weeks'))).sort();

describe.each(weeks)('the week %s', (week) => {
  test('loads less than 120 kB on the first visit', async () => {
    const weights = await weigh(await openPage(), addressOf('example', `weeks/${week}/`));
    expect(total(weights, /serif-.*\.woff2$/), 'the font of the text').toBeGreaterThan(0);
    expect(total(weights), listed(weights)).toBeLessThan(120_000);
  });
});

describe.each(weeks.slice(1).map((week, index) => [week, weeks[index] ?? '']))('the week %s', (week, before) => {
  test(`loads less than 30 kB after ${before}`, async () => {
    const page = await openPage();
    const first = await weigh(page, addressOf('example', `weeks/${before}/`));
    const added = beyond(await weigh(page, addressOf('example', `weeks/${week}/`)), first);
    expect(total(added), listed(added)).toBeGreaterThan(1000);
    expect(total(added), listed(added)).toBeLessThan(30_000);
  });
});

test.each(kinds.filter(({ kind }) => kind !== 'search'))(
  'a page of the kind "$kind" loads less than 10 kB of scripts',
  async ({ log, path }) => {
    const weights = await weigh(await openPage(), addressOf(log, path));
    expect(total(weights, /\.js$/), listed(weights)).toBeGreaterThan(0);
    expect(total(weights, /\.js$/), listed(weights)).toBeLessThan(10_000);
  },
);
