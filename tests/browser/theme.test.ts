import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, visit } from './open.ts';

const button = (page: Page) => page.getByRole('button', { name: /^Theme/ });
const brightness = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3 > 128 ? 'light' : 'dark';
  });

describe('the theme', () => {
  test.each(['light', 'dark'] as const)('is that of the system at first: %s', async (colorScheme) => {
    const page = await visit('example', '', { colorScheme });
    expect(await brightness(page)).toBe(colorScheme);
    expect(await button(page).getAttribute('title')).toBe('Theme: as the system');
  });

  test('goes round: as the system, light, dark', async () => {
    const page = await visit('example', '', { colorScheme: 'dark' });
    const seen = [];
    for (let step = 0; step < 4; step += 1) {
      seen.push([await button(page).getAttribute('title'), await brightness(page)]);
      await button(page).click();
    }
    expect(seen).toEqual([
      ['Theme: as the system', 'dark'],
      ['Theme: light', 'light'],
      ['Theme: dark', 'dark'],
      ['Theme: as the system', 'dark'],
    ]);
  });

  test.each([
    ['dark', 'light', 2],
    ['light', 'dark', 1],
  ] as const)('is remembered, and there before the page is drawn: %s', async (theme, colorScheme, clicks) => {
    const page = await visit('everything', '', { colorScheme });
    for (let step = 0; step < clicks; step += 1) await button(page).click();
    await page.addInitScript(() => {
      const first = new MutationObserver(() => {
        if (!document.body) return;
        first.disconnect();
        Object.assign(globalThis, { themeAtBody: document.documentElement.dataset.theme });
      });
      first.observe(document, { childList: true, subtree: true });
    });
    for (const path of ['', 'resources/attention/']) {
      await page.goto(addressOf('everything', path));
      expect(await page.evaluate(() => Reflect.get(globalThis, 'themeAtBody'))).toBe(theme);
      expect(await brightness(page)).toBe(theme);
      expect(await button(page).getAttribute('title')).toBe(`Theme: ${theme}`);
    }
  });
});
