import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, drawn, narrow, openPage, shared, type visit as visitPage } from './open.ts';

const week = 'weeks/01-first/';
const cardOf = (page: Page) => page.locator('.preview:popover-open');
const linkTo = (page: Page, name: string) => page.locator('.prose').getByRole('link', { name, exact: true }).first();

/** Opens a page whose clock the test controls. */
async function visit(...[log, path, options]: Parameters<typeof visitPage>): Promise<Page> {
  const page = await openPage(options);
  // Without scripts there are no timers.
  if (options?.javaScriptEnabled !== false) await page.clock.install();
  await page.goto(addressOf(log, path), { waitUntil: 'load' });
  return page;
}

/** Advances the clock beyond the delay of a preview, and waits until the page has drawn the result. */
async function settle(page: Page): Promise<void> {
  await page.clock.runFor(900);
  await drawn(page);
}

async function hover(page: Page, name: string): Promise<void> {
  await linkTo(page, name).hover();
  await cardOf(page).waitFor();
}

/** Opens a page and records the previews that it requests. */
async function visitAndWatch(options: BrowserContextOptions = {}): Promise<{ page: Page; asked: string[] }> {
  const page = await visit('everything', week, options);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/previews/')) asked.push(new URL(request.url()).pathname);
  });
  return { page, asked };
}

const sharedWeek = shared(async () => ({ page: await visit('everything', week) }));

/** A week without an open preview, for tests that stay there. */
async function weekPage(): Promise<Page> {
  const { page } = await sharedWeek();
  await page.mouse.move(5, 850);
  await settle(page);
  await cardOf(page).waitFor({ state: 'hidden' });
  return page;
}

describe('the preview of a link', () => {
  test("shows a resource's type, authors, verdict and first lines", async () => {
    const page = await weekPage();
    await hover(page, 'the attention paper');
    const lines = await cardOf(page).locator('> *').allInnerTexts();
    expect(lines.map((line) => line.replaceAll('\u00A0', ' '))).toEqual([
      'PAPER',
      'Attention Is All You Need',
      expect.stringMatching(/^Vaswani et al\.\s*·?\s*2017/),
      expect.stringMatching(/\w{3}/),
      expect.stringMatching(/\w{3}/),
    ]);
  });

  test('shows a note in a folder', async () => {
    const page = await visit('everything', 'notes/loose/');
    await hover(page, 'the rebase');
    const lines = await cardOf(page).locator('> *').allInnerTexts();
    expect(lines.slice(0, 2)).toEqual(['NOTE', 'Rebase onto another branch']);
  });

  test('shows a week, a page, a section of either, and an equation of this page as it appears there', async () => {
    const page = await weekPage();
    const close = async () => {
      await page.mouse.move(5, 850);
      await cardOf(page).waitFor({ state: 'hidden' });
    };
    for (const [name, expected] of [
      ['the second week', ['WEEK 2', 'After a gap, without an end']],
      ['the page before', ['BEFORE', 'Before it began']],
      ['its second half', ['WEEK 2: AFTER A GAP', 'The second half']],
      ['above', ['Cards and links']],
    ] as const) {
      await hover(page, name);
      const shown = await cardOf(page).locator('> *').allInnerTexts();
      expected.forEach((text, index) => {
        expect(shown[index], name).toContain(text);
      });
      await close();
    }
    await hover(page, 'the equation above');
    expect(await cardOf(page).locator('.katex').count()).toBe(1);
    expect(await cardOf(page).locator('[id], .anchor').count()).toBe(0);
  });

  test('shows a footnote only if it is not in the margin', async () => {
    const low = await visit('everything', week, { viewport: { width: 820, height: 900 } });
    await low.locator('#fnref-first').hover();
    expect(await cardOf(low).innerText()).toContain('A short note, used twice.');
    const high = await visit('everything', week);
    await high.locator('#fnref-first').hover();
    await settle(high);
    expect(await cardOf(high).count()).toBe(0);
  });

  test('is fetched once, on demand', async () => {
    const { page, asked } = await visitAndWatch();
    // The browser handles a move of the mouse with its next frame, which may come after the clock has run.
    await linkTo(page, 'the attention paper').evaluate((link) => {
      for (const type of ['pointerover', 'pointerout'])
        link.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'mouse' }));
    });
    await settle(page);
    expect(asked).toEqual([]);
    await hover(page, 'the attention paper');
    await page.mouse.move(5, 300);
    await cardOf(page).waitFor({ state: 'hidden' });
    await hover(page, 'the attention paper');
    expect(asked).toEqual(['/log/previews/resources/attention.json']);
  });

  test('stays while the mouse is over it, and closes when it leaves', async () => {
    const page = await weekPage();
    await hover(page, 'the attention paper');
    await cardOf(page).hover();
    await settle(page);
    expect(await cardOf(page).count()).toBe(1);
    await page.mouse.move(5, 850);
    await cardOf(page).waitFor({ state: 'hidden' });
  });

  test('closes with Escape, and opens again only after the mouse has left', async () => {
    const page = await weekPage();
    await hover(page, 'the attention paper');
    await page.keyboard.press('Escape');
    expect(await cardOf(page).count()).toBe(0);
    const box = await linkTo(page, 'the attention paper').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 3, (box?.y ?? 0) + 5);
    await settle(page);
    expect(await cardOf(page).count()).toBe(0);
    await page.mouse.move(5, 850);
    await settle(page);
    await hover(page, 'the attention paper');
  });

  test('opens on keyboard focus, describes the link, and closes when the focus leaves', async () => {
    const page = await weekPage();
    const link = linkTo(page, 'the attention paper');
    await link.evaluate((element) => {
      const before = document.createElement('button');
      element.before(before);
      before.focus();
    });
    await page.keyboard.press('Tab');
    await cardOf(page).waitFor();
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    const described = await link.evaluate((element) =>
      document.getElementById(element.getAttribute('aria-describedby') ?? '')?.getAttribute('role'),
    );
    expect(described).toBe('tooltip');
    await page.evaluate(() => {
      const noteOpen = () => {
        document.body.dataset.open = String(document.querySelectorAll(':popover-open').length);
      };
      document.addEventListener('focusin', noteOpen, { once: true });
    });
    await page.keyboard.press('Tab');
    // The card closes at once, because it may cover what has the focus now.
    expect(await page.evaluate(() => document.body.dataset.open)).toBe('0');
    expect(await link.getAttribute('aria-describedby')).toBeNull();
    await link.evaluate((element) => element.previousElementSibling?.remove());
  });

  test('stays inside the window, wherever the link is', async () => {
    const page = await visit('everything', week);
    for (const viewport of [{ width: 820, height: 500 }, narrow]) {
      await page.setViewportSize(viewport);
      for (const name of ['the attention paper', 'the second week', 'the page before', 'the notes']) {
        await page.mouse.move(2, 2);
        await cardOf(page).waitFor({ state: 'hidden' });
        await hover(page, name);
        const box = await cardOf(page).boundingBox();
        const { x = -1, y = -1, width = 0, height = 0 } = box ?? {};
        expect([x >= 0, y >= 0, x + width <= viewport.width, y + height <= viewport.height]).toEqual(
          Array(4).fill(true),
        );
        const link = await linkTo(page, name).boundingBox();
        expect(y >= (link?.y ?? 0) + 10 || y + height <= (link?.y ?? 0) + (link?.height ?? 0)).toBe(true);
      }
    }
  });

  test('does not open for external or navigation links', async () => {
    const { page, asked } = await visitAndWatch();
    for (const link of [page.locator('.pager a').first(), page.locator('.prose a.external').first()]) {
      await link.hover();
      await settle(page);
    }
    expect(asked).toEqual([]);
    expect(await cardOf(page).count()).toBe(0);
  });

  test('is omitted if it cannot be loaded, and the link still works', async () => {
    const page = await visit('everything', week);
    await page.route('**/previews/**', (route) => route.abort());
    await linkTo(page, 'the attention paper').hover();
    await settle(page);
    expect(await cardOf(page).count()).toBe(0);
    await linkTo(page, 'the attention paper').click();
    await page.waitForURL(addressOf('everything', 'resources/attention/'));
  });

  test('does not open without JavaScript, and the link still works', async () => {
    const page = await visit('everything', week, { javaScriptEnabled: false });
    await linkTo(page, 'the attention paper').click();
    await page.waitForURL(addressOf('everything', 'resources/attention/'));
  });
});

describe('a long press on a link', () => {
  const phone = { viewport: narrow, hasTouch: true, isMobile: true };

  /** Presses on a link for a time in milliseconds, moving the finger by a number of pixels before lifting it. */
  async function hold(page: Page, name: string, time: number, move = 0): Promise<void> {
    const link = linkTo(page, name);
    await link.scrollIntoViewIfNeeded();
    // The corner of the box of a link that wraps is outside the link.
    const { x, y } = await link.evaluate((element) => element.getClientRects()[0] ?? new DOMRect());
    const session = await page.context().newCDPSession(page);
    const at = (by: number) => [{ x: x + 10, y: y + 8 + by }];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
    if (move > 0) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(move) });
    await page.clock.runFor(time);
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  test('shows the preview with links to follow, and closes', async () => {
    const page = await visit('everything', week, phone);
    await hold(page, 'the attention paper', 900);
    const dialog = page.getByRole('dialog', { name: 'Preview' });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('Attention Is All You Need');
    expect(await dialog.locator('.actions > *').allInnerTexts()).toEqual(['Open', 'Open in a new tab', 'Close']);
    await settle(page);
    expect(page.url()).toBe(addressOf('everything', week));
    await dialog.getByRole('button', { name: 'Close' }).tap();
    await dialog.waitFor({ state: 'hidden' });
    await hold(page, 'the attention paper', 900);
    await dialog.getByRole('link', { name: 'Open', exact: true }).tap();
    await page.waitForURL(addressOf('everything', 'resources/attention/'));
  });

  test('is cancelled if the finger moves, and a tap follows the link', async () => {
    const page = await visit('everything', week, phone);
    await hold(page, 'the attention paper', 900, 40);
    await settle(page);
    expect(await page.locator('.preview.dialog').count()).toBe(0);
    await linkTo(page, 'the attention paper').tap();
    await page.waitForURL(addressOf('everything', 'resources/attention/'));
  });
});
