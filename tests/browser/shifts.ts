import type { Page } from 'playwright-core';
import { drawn } from './open.ts';

/** A layout shift as the browser reports it (WICG Layout Instability). TypeScript has no type for it yet. */
interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node?: Node }[];
}

/** The sum of layout shifts (CLS), with their sources. */
interface Shifts {
  readonly score: number;
  readonly moved: string;
}

/** The shifts of a page that has everything except its fonts, and those after the fonts have come, too. */
interface Loading {
  readonly withoutFonts: Shifts;
  readonly withLateFonts: Shifts;
}

/** Opens an address on an empty page, and sends it its fonts only when it has loaded and drawn everything else. */
export async function loadWithLateFonts(page: Page, address: string): Promise<Loading> {
  const fonts = Promise.withResolvers<void>();
  await page.route('**/*.woff2', async (route) => {
    await fonts.promise;
    await route.continue();
  });
  const painted = Promise.withResolvers<void>();
  await page.exposeFunction('tellPainted', () => painted.resolve());
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
    new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) void Reflect.get(globalThis, 'tellPainted')();
    }).observe({ type: 'paint', buffered: true });
  });
  const shifts = async (): Promise<Shifts> => {
    await drawn(page);
    return page.evaluate(() => Reflect.get(globalThis, 'seen'));
  };
  // The event `load` waits for the fonts.
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  await painted.promise;
  await page.waitForFunction(() => [...document.images].every((image) => image.complete || image.loading === 'lazy'));
  if (address.includes('?q=')) await page.getByRole('option').first().waitFor();
  const withoutFonts = await shifts();
  fonts.resolve();
  await page.waitForLoadState('load');
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  return { withoutFonts, withLateFonts: await shifts() };
}
