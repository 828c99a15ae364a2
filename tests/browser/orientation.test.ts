import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violationsOf } from './axe.ts';
import { drawn, narrow, settled, sharedVisit, visit, wide } from './open.ts';

const week = 'weeks/02-post-training/';
const current = (page: Page) => page.locator('.contents [aria-current]').allInnerTexts();

/** The week on both screens, for tests that only scroll. */
const onWide = sharedVisit('example', week);
const onNarrow = sharedVisit('example', week, { viewport: narrow });

describe('the contents list', () => {
  test('highlights the section being read', async () => {
    const page = await onWide();
    expect(await current(page)).toEqual([]);
    const links = await page.locator('.contents a').allInnerTexts();
    for (const index of [2, 0, links.length - 2]) {
      const name = links[index] ?? '';
      await page.locator('.contents a').nth(index).click();
      expect(
        await settled(
          () => current(page),
          (names) => names[0] === name,
        ),
      ).toEqual([name]);
    }
  });

  test('highlights the last section at the end of the page', async () => {
    const page = await onWide();
    const links = await page.locator('.contents a').allInnerTexts();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    expect(
      await settled(
        () => current(page),
        (names) => names[0] === links.at(-1),
      ),
    ).toEqual([links.at(-1)]);
  });
});

describe('the contents list in a window of another height', () => {
  test.each([
    ['low', 300],
    ['high', 5000],
  ])('highlights the section after a jump (%s)', async (_, height) => {
    const page = await onWide();
    await page.setViewportSize({ width: 1280, height });
    for (const name of await page.locator('.contents a').allInnerTexts()) {
      await page.locator('.contents a', { hasText: name }).click();
      await drawn(page);
      expect(
        await settled(
          () => current(page),
          (names) => names[0] === name,
          2000,
        ),
      ).toEqual([name]);
    }
    await page.setViewportSize(wide);
  });
});

describe('the contents list on a narrow screen', () => {
  const bar = (page: Page) => page.locator('.contents button');
  const boxes = (page: Page) =>
    page.evaluate(() => {
      const boxOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
      return { header: boxOf('.top').bottom, bar: boxOf('.contents'), target: boxOf(':target').top };
    });

  test('is a sticky bar with the name of the section, opens over the page, and closes after use', async () => {
    const page = await onNarrow();
    const list = page.locator('.contents ul');
    expect(await list.isVisible()).toBe(false);
    expect(await bar(page).innerText()).toBe('On this page');
    for (const name of ['Wrestling with code', 'Learning PPO']) {
      await bar(page).click();
      await list.getByRole('link', { name }).click();
      await expect.poll(() => bar(page).innerText()).toMatch(name);
      expect(await list.isVisible()).toBe(false);
      const { header, bar: box, target } = await boxes(page);
      expect(Math.abs(box.top - header)).toBeLessThan(2);
      expect(target).toBeGreaterThan(box.bottom);
    }
  });

  test('passes axe while it is open, and closes by Escape', async () => {
    const page = await onNarrow();
    await bar(page).press('Enter');
    expect(await page.locator('.contents ul').isVisible()).toBe(true);
    expect(await violationsOf(page, 'light', '.contents')).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('.contents ul').isVisible()).toBe(false);
    expect(await bar(page).evaluate((button) => button === document.activeElement)).toBe(true);
  });

  test('opens without JavaScript too', async () => {
    const page = await visit('example', week, { viewport: narrow, javaScriptEnabled: false });
    await bar(page).click();
    await page.locator('.contents').getByRole('link', { name: 'Fine-tuning' }).click();
    await page.waitForURL(/#fine-tuning$/);
    const { bar: box, target } = await boxes(page);
    expect(target).toBeGreaterThan(box.bottom);
  });
});

describe('something visible', () => {
  test.each([
    ['wide', onWide, ['.top nav a', '.find', '.contents a']],
    ['narrow', onNarrow, ['.top nav a', '.find', '.contents button']],
  ])('gets the focus without a scroll (%s)', async (_, open, selectors) => {
    const page = await open();
    // A formula that is laid out late would keep the text in place but change the scroll position.
    await settled(
      () => page.locator('.prose > .equation:not(.laid-out)').count(),
      (count) => count === 0,
    );
    await page.evaluate(() => scrollTo(0, 3000));
    for (const selector of selectors) await page.locator(selector).first().focus();
    expect(await page.evaluate(() => scrollY)).toBe(3000);
  });
});

describe('reading progress', () => {
  const read = (page: Page) =>
    page.evaluate(() => {
      const { transform } = getComputedStyle(document.querySelector('.top') as Element, '::after');
      return transform === 'none' ? 1 : new DOMMatrix(transform).a;
    });

  test('grows from the start of a week to its end', async () => {
    const page = await onWide();
    const seen = [];
    for (const part of [0, 0.5, 1]) {
      await page.evaluate((share) => {
        const prose = document.querySelector('.prose') as HTMLElement;
        const end = prose.getBoundingClientRect().bottom + scrollY - innerHeight;
        scrollTo(0, share * end + (share === 1 ? 5 : 0));
      }, part);
      await drawn(page);
      seen.push(await read(page));
    }
    expect(seen[0]).toBeLessThan(0.05);
    expect(seen[1]).toBeGreaterThan(0.3);
    expect(seen[1]).toBeLessThan(0.7);
    expect(seen[2]).toBeGreaterThan(0.98);
  });

  test('is shown only on pages with something to read', async () => {
    const page = await visit('example', 'resources/');
    const content = await page.evaluate(
      () => getComputedStyle(document.querySelector('.top') as Element, '::after').content,
    );
    expect(content).toBe('none');
  });
});
