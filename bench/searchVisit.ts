import type { Browser } from 'playwright-core';
import type { Host, Sent } from './host.ts';

/** A first visit of `/search/?q=…`. */
export interface Visit {
  /** From the start of the navigation until the first result was drawn. */
  readonly seconds: number;
  /** What the host sent by then, in the order of the requests. Times are from the request for the page. */
  readonly sent: readonly Sent[];
}

/** Opens the search page of a site with a query, in a new browser profile, on the screen of a phone. */
export async function visitSearch(browser: Browser, host: Host, query: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const drawn = () =>
        requestAnimationFrame(() => setTimeout(() => Object.assign(globalThis, { drawnAt: performance.now() })));
      const observer = new MutationObserver(() => {
        if (!document.querySelector('search-box a[role=option], search-box [role=option] a')) return;
        observer.disconnect();
        drawn();
      });
      observer.observe(document, { childList: true, subtree: true });
    });
    host.takeResponses();
    await page.goto(`${host.origin}/search/?q=${encodeURIComponent(query)}`, { waitUntil: 'commit' });
    const drawnAt = await page.waitForFunction(() => Reflect.get(globalThis, 'drawnAt') as number | undefined);
    const sent = host.takeResponses();
    const start = sent[0]?.asked ?? 0;
    return {
      seconds: Number(await drawnAt.jsonValue()) / 1000,
      sent: sent
        .map(({ asked, start: first, end, ...one }) => ({
          ...one,
          asked: asked - start,
          start: first - start,
          end: end - start,
        }))
        .sort((a, b) => a.asked - b.asked),
    };
  } finally {
    await context.close();
  }
}
