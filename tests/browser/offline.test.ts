import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { removeOfflineWorker } from '../../src/exports/offlineWorker.ts';
import { serve } from '../serve.ts';
import { temporaryFolder } from '../site.ts';
import { addressOf, openPage, settled } from './open.ts';

const base = '/log/';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let site = '';

beforeAll(async () => {
  place = await temporaryFolder();
  site = join(place.path, 'site');
  await cp(inject('folders').everything, site, { recursive: true });
});
afterAll(() => place.remove());

/** Opens a page as in an installed app, whose display mode no option of the browser sets. */
async function openApp(): Promise<Page> {
  const page = await openPage();
  await page.addInitScript(() => {
    const match = window.matchMedia.bind(window);
    window.matchMedia = (query) => match(query === '(display-mode: standalone)' ? 'all' : query);
  });
  return page;
}

const cached = (page: Page) =>
  page.evaluate(async () => {
    const keys = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => new URL(url).pathname);
  });

const workers = (page: Page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

describe('an installed site', () => {
  test('shows visited pages without a network, and never an old one with it', async () => {
    const server = await serve(site, base);
    const page = await openApp();
    await page.goto(`${server.origin}${base}`);
    expect(
      await settled(
        () => cached(page),
        (paths) => paths.includes(base),
      ),
    ).toContain(base);
    const week = `${server.origin}${base}weeks/01-first/`;
    await page.goto(week);
    const heading = page.getByRole('heading', { level: 1 });
    expect(await heading.textContent()).toContain('First things');

    const file = join(site, 'weeks/01-first/index.html');
    const html = await readFile(file, 'utf8');
    await writeFile(file, html.replaceAll('First things', 'Changed things'));
    await page.reload();
    expect(await heading.textContent()).toContain('Changed things');
    expect(
      await settled(
        () => cached(page),
        (paths) => paths.length > 5,
      ),
    ).toContain(`${base}weeks/01-first/`);

    await server.close();
    await page.goto(`${server.origin}${base}`);
    await page.goto(`${week}?from=home#cards-and-links`);
    expect(await heading.textContent()).toContain('Changed things');
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe('rgba(0, 0, 0, 0)');
    await page.goto(`${server.origin}${base}charts/`);
    expect(await page.getByText('you have not opened this page before').isVisible()).toBe(true);
    await page.getByRole('link').click();
    expect(await heading.isVisible()).toBe(true);
  });

  test('forgets everything when the log switches this off', async () => {
    const server = await serve(site, base);
    const page = await openApp();
    await page.goto(`${server.origin}${base}`);
    expect(
      await settled(
        () => cached(page),
        (paths) => paths.includes(base),
      ),
    ).toContain(base);
    await writeFile(join(site, 'offline.js'), removeOfflineWorker(base));
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    expect(
      await settled(
        () => workers(page),
        (number) => number === 0,
      ),
    ).toBe(0);
    expect(
      await settled(
        () => cached(page),
        (paths) => paths.length === 0,
      ),
    ).toEqual([]);
    await server.close();
  });
});

test('a reader who has not installed the site gets no service worker', async () => {
  const page = await openPage();
  await page.goto(addressOf('example'));
  expect(await workers(page)).toBe(0);
  expect(await cached(page)).toEqual([]);
});

test('the manifest names the log, its colours, and icons of the stated sizes', async () => {
  const manifest = JSON.parse(await readFile(join(site, 'manifest.webmanifest'), 'utf8')) as Record<string, unknown>;
  expect(manifest).toMatchObject({ start_url: base, scope: base, display: 'standalone' });
  const home = await readFile(join(site, 'index.html'), 'utf8');
  expect(home).toContain(
    `<meta name="theme-color" content="${manifest['theme_color']}" media="(prefers-color-scheme: l`,
  );
  expect(manifest['background_color']).toBe(manifest['theme_color']);
  const icons = manifest['icons'] as readonly { readonly src: string; readonly sizes: string; purpose?: string }[];
  const found = icons.map(async ({ src, purpose }) => {
    const { format, width } = await sharp(join(site, src.slice(base.length))).metadata();
    return [format, format === 'svg' ? 'any' : `${width}x${width}`, purpose ?? ''].join(' ');
  });
  expect(await Promise.all(found)).toEqual(['svg any ', 'png 192x192 any', 'png 512x512 any', 'png 512x512 maskable']);
  expect(icons.map(({ sizes }) => sizes)).toEqual(['any', '192x192', '512x512', '512x512']);
});
