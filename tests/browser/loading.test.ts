import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { addressOf, drawn, kinds, narrow, openPage, wide } from './open.ts';

/** A layout shift as the browser reports it (WICG Layout Instability). TypeScript has no type for it yet. */
interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node?: Node }[];
}

/** Adds up the layout shifts of a page while it loads (CLS), with their sources. */
async function load(page: Page, address: string): Promise<{ readonly score: number; readonly moved: string }> {
  await page.addInitScript(() => {
    const seen = { score: 0, moved: '' };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        seen.score += value;
        for (const { node } of sources)
          seen.moved += `\n${value}: ${node?.nodeName} ${node?.textContent?.slice(0, 40)}`;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address, { waitUntil: 'load' });
  if (address.includes('?q=')) await page.getByRole('option').first().waitFor();
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  await drawn(page);
  return page.evaluate(() => Reflect.get(globalThis, 'seen'));
}

/** A promise that resolves when the next page has painted its first text. */
async function watchPaint(page: Page): Promise<{ readonly first: Promise<void> }> {
  const painted = Promise.withResolvers<void>();
  await page.exposeFunction('tellPainted', () => painted.resolve());
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) void Reflect.get(globalThis, 'tellPainted')();
    }).observe({ type: 'paint', buffered: true });
  });
  return { first: painted.promise };
}

/** Each kind on both screens in a campaign, otherwise alternating. */
const loads = kinds.map((one, index) => ({
  ...one,
  viewports: [wide, narrow].filter((_, of) => isCampaign || of === index % 2),
}));

describe.each(loads)('a page of the kind "$kind"', ({ log, path, viewports }) => {
  test('does not shift while it loads', async () => {
    for (const viewport of viewports) {
      const page = await openPage({ viewport });
      // Fonts are excluded, because they may arrive before or after the first paint.
      await page.route('**/*.woff2', (route) => route.abort());
      const { score, moved } = await load(page, addressOf(log, path));
      expect(score, moved).toBeLessThan(0.01);
    }
  });

  test('hardly shifts if its fonts are late', async () => {
    const page = await openPage();
    const paint = await watchPaint(page);
    await page.route('**/*.woff2', async (route) => {
      await paint.first;
      await route.continue();
    });
    // The threshold for "good" on web.dev. Zero is impossible: no two fonts break all lines at the same word.
    expect((await load(page, addressOf(log, path))).score).toBeLessThan(0.1);
  });
});
