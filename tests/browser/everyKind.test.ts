import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, drawn, kinds, narrow, openPage, wide } from './open.ts';
import { watch } from './watch.ts';
import { listed, total, weigh } from './weigh.ts';

/** Elements of a page that are cut off or scroll it sideways. */
function widest(page: Page, within: string): Promise<string[]> {
  return page.locator(within).evaluateAll((all) =>
    all
      .filter((element) => !element.closest('.visually-hidden, .katex-mathml, svg'))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`)
      .slice(0, 5),
  );
}

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

/** The text of each visible text node, in page order. A phone may hide the key hints. */
function shown(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isShown = node.parentElement?.checkVisibility({ visibilityProperty: true, opacityProperty: false });
      // Not counted: text that a button opens, and drawings, which label fewer years if they are narrow.
      const isElsewhere = node.parentElement?.closest('kbd, [popover], svg') !== null;
      if (isShown && node.textContent?.trim() && !isElsewhere) texts.push(node.textContent);
    }
    return texts;
  });
}

const timesIn = (texts: readonly string[], text: string) => texts.filter((other) => other === text).length;

async function fitsPhone(page: Page): Promise<void> {
  await page.setViewportSize(narrow);
  await drawn(page);
  expect(await widthOf(page), `on a phone: ${await widest(page, 'body *')}`).toBe(narrow.width);
}

/** A window of 1280 by 1024 pixels at 400 % is 320 by 256 (WCAG 2.2, 1.4.10). */
async function fitsZoom(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 1024 });
  await drawn(page);
  const before = await shown(page);
  await page.setViewportSize({ width: 320, height: 256 });
  // Buttons show what a narrow window folds away.
  for (const fold of await page.locator('.fold[aria-expanded=false]').filter({ visible: true }).all())
    await fold.click();
  await drawn(page);
  const after = await shown(page);
  // Scripts may still be adding buttons.
  const lost = before.filter((text) => timesIn(after, text) < timesIn(before, text));
  expect(lost, 'text that is lost at 400 % zoom').toEqual([]);
  expect(before.length).toBeGreaterThan(5);
  expect(await widthOf(page), `at 400 % zoom: ${await widest(page, 'body *')}`).toBe(320);
  const stays = await page.evaluate(() => {
    scrollTo(0, 200);
    return document.elementFromPoint(160, 5)?.closest('.top') !== null;
  });
  expect(stays, 'a header that covers a small window').toBe(false);
}

async function answersKeys(page: Page): Promise<void> {
  await page.setViewportSize(wide);
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
}

/** The window is as wide as A4 paper without its margins. */
async function fitsPaper(page: Page): Promise<void> {
  await page.setViewportSize({ width: 650, height: 980 });
  await page.emulateMedia({ media: 'print' });
  const controls = page.locator(
    'nav:not(.whole > *), button, input:not([disabled]), form, .skip, .anchor, .tools, theme-switch',
  );
  expect(await controls.filter({ visible: true }).count(), 'controls on paper').toBe(0);
  expect(await page.locator('h1').filter({ visible: true }).count()).toBe(1);
  expect(await widest(page, 'main *'), 'wider than the paper').toEqual([]);
  await page.pdf();
}

/** Uses a text size of 24 pixels, which the site enlarges to 106.25 %. Changes the page's text. */
async function breaksLongWords(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 320, height: 700 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '25.5px';
    const selector = '.site, main :is(h1, h2, h3, p, dd, summary, figcaption, .chip, .card, .meta), footer p';
    for (const text of document.querySelectorAll(selector)) {
      if (text.closest('pre, svg, table')) continue;
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement?.closest('.katex, button, select')) continue;
        node.textContent = (node.textContent ?? '').replace(/\p{L}{4,}/u, 'an_identifier_that_breaks_in_no_place');
      }
    }
  });
  await drawn(page);
  expect(await widthOf(page), `with long words: ${await widest(page, 'body *')}`).toBe(320);
}

describe.each(kinds)('a page of the kind "$kind"', ({ log, path }) => {
  test('is light, fits a phone, 400 % zoom and paper, and does nothing that its policy forbids', async () => {
    const page = await openPage();
    const problems = watch(page);
    const weights = await weigh(page, addressOf(log, path));
    const isSearch = path.includes('?q=');
    if (isSearch) await page.getByRole('option').first().waitFor();
    const scripts = total(weights, /\.js$/);
    expect(scripts).toBeGreaterThan(0);
    if (!isSearch) expect(scripts, listed(weights)).toBeLessThan(10 * 1024);
    await fitsPhone(page);
    await fitsZoom(page);
    await answersKeys(page);
    await fitsPaper(page);
    await breaksLongWords(page);
    expect(problems).toEqual([]);
  });
});
