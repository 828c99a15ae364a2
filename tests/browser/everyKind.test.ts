import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { violationsOf, type Theme } from './axe.ts';
import { addressOf, drawn, kinds, narrow, openPage, shared, wide } from './open.ts';
import { loadWithLateFonts } from './shifts.ts';
import { tabThrough } from './tabThrough.ts';
import { watch } from './watch.ts';
import { listed, recordLoads, total } from './weigh.ts';

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

const screens = [
  { screen: 'wide', viewport: wide, colorScheme: 'light' },
  { screen: 'narrow', viewport: narrow, colorScheme: 'dark' },
] as const;

/** Kinds that together show every colour. A campaign tests all kinds in dark mode. */
const inTheDark: readonly string[] = ['timeline', 'search', 'charts of hours', 'week with everything'];

/** Each kind on both screens in a campaign, otherwise alternating. */
const visits = kinds.flatMap((one, index) =>
  screens
    .filter((_, of) => isCampaign || of === index % screens.length)
    .map((on) => ({
      ...one,
      ...on,
      themes: (isCampaign || inTheDark.includes(one.kind) ? ['light', 'dark'] : ['light']) satisfies Theme[],
    })),
);

describe.each(visits)('a page of the kind "$kind", opened $screen', ({ log, path, viewport, colorScheme, themes }) => {
  const isSearch = path.includes('?q=');
  /** One visit serves all tests, because it takes longer than most of them. The last tests change the page. */
  const open = shared(async () => {
    const page = await openPage({ viewport, colorScheme });
    const problems = watch(page);
    const measure = recordLoads(page);
    const shifts = await loadWithLateFonts(page, addressOf(log, path));
    return { page, problems, shifts, weights: await measure() };
  });

  test('does not shift while it loads', async () => {
    const { withoutFonts } = (await open()).shifts;
    expect(withoutFonts.score, withoutFonts.moved).toBeLessThan(0.01);
  });

  test('hardly shifts if its fonts are late', async () => {
    const { withLateFonts } = (await open()).shifts;
    // The threshold for "good" on web.dev. Zero is impossible: no two fonts break all lines at the same word.
    expect(withLateFonts.score, withLateFonts.moved).toBeLessThan(0.1);
  });

  test('loads few scripts', async () => {
    const { weights } = await open();
    const scripts = total(weights, /\.js$/);
    expect(scripts).toBeGreaterThan(0);
    if (!isSearch) expect(scripts, listed(weights)).toBeLessThan(10 * 1024);
  });

  test.each(themes)('passes axe in the %s theme', async (theme) => {
    const { page } = await open();
    expect(await violationsOf(page, theme)).toEqual([]);
  });

  test('can be reached by Tab completely, in order, with a visible focus', async () => {
    const { page } = await open();
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.locator('.skip').focus();
    const { problems, stops, missed, isTrapped } = await tabThrough(page);
    expect([...problems, ...missed].join('\n')).toBe('');
    expect(stops).toBeGreaterThan(6);
    expect(isTrapped).toBe(false);
  });

  test('fits a phone', async () => fitsPhone((await open()).page));
  test('fits 400 % zoom, without losing text', async () => fitsZoom((await open()).page));
  test('answers keys', async () => answersKeys((await open()).page));
  test('fits paper, without controls', async () => fitsPaper((await open()).page));
  test('breaks long words in a large font', async () => breaksLongWords((await open()).page));

  test('throws nothing, loads nothing foreign, and does nothing that its policy forbids', async () => {
    expect((await open()).problems).toEqual([]);
  });
});
