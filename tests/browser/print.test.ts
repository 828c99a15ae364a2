import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { settled, visit } from './open.ts';

/** Opens a page in print mode, as wide as A4 paper without its margins. */
async function printed(...[log, path, options]: Parameters<typeof visit>): Promise<Page> {
  const page = await visit(log, path, { ...options, viewport: { width: 650, height: 980 } });
  await page.waitForLoadState('networkidle');
  await page.emulateMedia({ media: 'print' });
  return page;
}

const afterOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) => all.map((one) => getComputedStyle(one, '::after').content));

describe('in print', () => {
  test('formulas below the fold are laid out with their fonts', async () => {
    const page = await visit('example', 'weeks/03-scaling/', { viewport: { width: 650, height: 300 } });
    const later = page.locator('.prose > .equation:not(.laid-out)');
    await settled(
      () => later.count(),
      (count) => count === 0,
    );
    const fonts = () =>
      page.evaluate(() =>
        performance.getEntriesByType('resource').filter(({ name }) => name.includes('formula-size3')),
      );
    expect(await settled(fonts, (found) => found.length > 0)).toHaveLength(1);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test.each([
    ['chosen by the system', { colorScheme: 'dark' }, ''],
    ['chosen by the reader', { colorScheme: 'light' }, 'dark'],
  ] as const)('a dark theme becomes light: %s', async (_, options, theme) => {
    const page = await printed('everything', 'weeks/01-first/', options);
    await page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
    const colours = await page.evaluate(() => {
      const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
      const lightness = (colour: string) => {
        if (!canvas) return undefined;
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
      };
      const style = (selector: string) => getComputedStyle(document.querySelector(selector) as Element);
      return {
        paper: lightness(style('body').backgroundColor),
        text: lightness(style('.prose p').color),
        mark: style('.prose sup a').color,
      };
    });
    expect(colours.paper).toBe(255);
    expect(colours.text).toBeLessThan(60);
    expect(Number(/oklch\(([\d.]+)/.exec(colours.mark)?.[1])).toBeLessThanOrEqual(0.52);
  });

  test('external links show their address, unless their text is one; internal links do not', async () => {
    const page = await printed('everything', 'weeks/01-first/');
    expect(await afterOf(page, 'a[href="mailto:zoe@example.org"]')).toEqual(['" (zoe@example.org)"']);
    expect(await afterOf(page, 'a[href^="https://example.org/a?b=1"]')).toEqual(['none']);
    expect(await afterOf(page, 'a[href^="https://www.youtube.com/"]')).toEqual([
      '" (www.youtube.com/watch?v=dQw4w9WgXcQ&t=5250s)"',
    ]);
    const within = await afterOf(page, '.prose a[href^="/"], .prose a[href^="#"]');
    expect(new Set(within)).toEqual(new Set(['none']));
  });

  test('notes are a list at the end, at any paper width', async () => {
    const page = await printed('everything', 'weeks/01-first/');
    await page.setViewportSize({ width: 1600, height: 1100 });
    const positions = await page
      .locator('.footnotes > ol > li')
      .evaluateAll((notes) => notes.map((note) => getComputedStyle(note).position));
    expect(positions).toEqual(['static', 'static', 'static']);
    expect(await page.locator('[data-footnote-backref]').filter({ visible: true }).count()).toBe(0);
  });

  test('collapsed parts are open', async () => {
    const page = await printed('everything', 'weeks/01-first/');
    const hidden = page.getByText('Hidden at first');
    expect((await hidden.boundingBox())?.height).toBeGreaterThan(10);
  });

  test('every page has a number', async () => {
    const page = await printed('everything', 'all/');
    expect(String((await page.pdf({ preferCSSPageSize: true })).length)).toMatch(/\d{5,}/);
    const rules = await page.evaluate(() =>
      [...document.styleSheets]
        .flatMap((styleSheet) => [...styleSheet.cssRules].map(({ cssText }) => cssText))
        .join('\n'),
    );
    expect(rules).toMatch(/@bottom-center \{[^}]*content: counter\(page\)/);
  });

  test('the whole log has a table of contents, starts each part on a new page, and numbers its resources', async () => {
    const page = await printed('everything', 'all/');
    expect(await page.locator('.whole .contents ul').isVisible()).toBe(true);
    const breaks = await page
      .locator('.part')
      .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).breakBefore));
    expect(breaks).toEqual(breaks.map(() => 'page'));
    expect(breaks.length).toBeGreaterThan(5);
    const [course] = await page
      .locator('.bibliography > li')
      .evaluateAll((all) => all.flatMap(({ id }, index) => (id === 'resources/course' ? index + 1 : [])));
    expect(await afterOf(page, 'a[href="#resources/course"]')).toEqual([`"\u00a0[${course}]"`]);
  });
});
