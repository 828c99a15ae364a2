import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { logNames } from '../site.ts';
import { addressOf, kinds, narrow, openPage, pathsOf, settled, visit } from './open.ts';

/** Records the problems of a page: requests to other hosts, failed requests, and errors of its scripts. */
function watch(page: Page): string[] {
  const problems: string[] = [];
  const { origin } = new URL(addressOf('example'));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.hostname !== new URL(origin).hostname && !['data:', 'blob:'].includes(url.protocol)) {
      problems.push(`${page.url()} asks ${request.url()}`);
    }
  });
  page.on('response', (response) => {
    const isOwn = response.request().isNavigationRequest();
    if (response.status() >= 400 && !isOwn) problems.push(`${response.status()} ${response.url()} on ${page.url()}`);
  });
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    const { url } = message.location();
    // The browser requests this icon while it is on a redirect, which declares none.
    const isUnasked = url === page.url() || new URL(url || origin).pathname === '/favicon.ico';
    const isStatus = message.text().includes('status of 404') && isUnasked;
    if (['error', 'warning'].includes(message.type()) && !isStatus) problems.push(`${page.url()}: ${message.text()}`);
  });
  return problems;
}

describe.each(logNames)('every page of the log "%s"', (log) => {
  test('fits a narrow screen, loads completely, and contacts no other host', async () => {
    const paths = await pathsOf(log);
    const problems: string[] = [];
    const visitAll = async (): Promise<void> => {
      const page = await openPage({ viewport: narrow });
      const seen = watch(page);
      for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
        await page.goto(addressOf(log, path), { waitUntil: 'load' });
        const [isWide, names] = await page.evaluate(() => [
          document.documentElement.scrollWidth > innerWidth,
          [...document.querySelectorAll('body *')]
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
            .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`)
            .slice(0, 3),
        ]);
        if (isWide) problems.push(`${path} is too wide: ${names}`);
      }
      problems.push(...seen);
    };
    const total = paths.length;
    await Promise.all([visitAll(), visitAll(), visitAll()]);
    expect(problems).toEqual([]);
    expect(total).toBeGreaterThan(7);
  });
});

describe.each(kinds)('a page of the kind "$kind"', ({ log, path }) => {
  /** The text of each visible text node, in page order. A phone may hide the key hints. */
  const shown = (page: Page) =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const isShown = node.parentElement?.checkVisibility({ visibilityProperty: true, opacityProperty: false });
        // A list behind a button is not lost, and a narrow drawing labels fewer years.
        const isElsewhere = node.parentElement?.closest('kbd, [popover], svg') !== null;
        if (isShown && node.textContent?.trim() && !isElsewhere) texts.push(node.textContent);
      }
      return texts;
    });

  test('fits a narrow screen at a text size of 24 pixels, with a long word in every text', async () => {
    const page = await visit(log, path, { viewport: { width: 320, height: 700 } });
    const isTooWide = await page.evaluate(() => {
      // 24 pixels at the site's 106.25 %.
      document.documentElement.style.fontSize = '25.5px';
      const texts = document.querySelectorAll(
        '.site, main :is(h1, h2, h3, p, dd, summary, figcaption, .chip, .card, .meta), footer p',
      );
      for (const text of texts) {
        if (text.closest('pre, svg, table')) continue;
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.parentElement?.closest('.katex, .level, button, select')) continue;
          node.textContent = (node.textContent ?? '').replace(
            /\p{L}{4,}/u,
            'an_identifier_that_never_breaks_in_any_place',
          );
        }
      }
      return document.documentElement.scrollWidth > innerWidth;
    });
    expect(isTooWide).toBe(false);
  });

  test('loses no text at 400 % zoom, and scrolls in one direction only', async () => {
    const page = await visit(log, path, { viewport: { width: 1280, height: 1024 } });
    if (path.includes('?q=')) await page.getByRole('option').first().waitFor();
    const before = await shown(page);
    // A window of 1280 by 1024 pixels at 400 % is 320 by 256 (WCAG 2.2, 1.4.10).
    await page.setViewportSize({ width: 320, height: 256 });
    const after = await shown(page);
    const timesIn = (texts: readonly string[], text: string) => texts.filter((other) => other === text).length;
    // Scripts may still be adding buttons.
    expect(before.filter((text) => timesIn(after, text) < timesIn(before, text))).toEqual([]);
    expect(before.length).toBeGreaterThan(5);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    const stays = await page.evaluate(() => {
      scrollTo(0, 200);
      return document.elementFromPoint(160, 5)?.closest('.top') !== null;
    });
    expect(stays).toBe(false);
  });
});

describe('feeds', () => {
  test.each(['example', 'everything'] as const)('are well-formed: %s', async (log) => {
    const page = await visit(log);
    const answer = await page.evaluate(
      async (address) => {
        const text = await (await fetch(address)).text();
        const parsed = new DOMParser().parseFromString(text, 'application/xml');
        return {
          error: parsed.querySelector('parsererror')?.textContent ?? '',
          root: parsed.documentElement.localName,
        };
      },
      addressOf(log, 'feed.xml'),
    );
    expect(answer).toEqual({ error: '', root: 'feed' });
  });
});

describe('with a base path', () => {
  test('links lead everywhere', async () => {
    const page = await visit('everything');
    const problems = watch(page);
    await page.getByRole('link', { name: 'First things' }).first().click();
    await page.getByRole('link', { name: 'Next: Week 2' }).click();
    await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Topics' }).click();
    await page.getByRole('link', { name: 'Foundations', exact: true }).click();
    await page.getByRole('link', { name: 'Attention Is All You Need' }).click();
    expect(
      await settled(
        async () => page.url(),
        (url) => url.endsWith('attention/'),
      ),
    ).toBe(addressOf('everything', 'resources/attention/'));
    await page.goto(addressOf('everything', 'resources/attention-paper/'));
    await page.waitForURL(addressOf('everything', 'resources/attention/'));
    expect(problems).toEqual([]);
  });
});
