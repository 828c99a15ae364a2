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

/** Whether the browser around the page has the colour of the page. */
const isAroundPage = (page: Page) =>
  page.evaluate(() => {
    const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')];
    const colours = metas.filter(({ media }) => matchMedia(media).matches).map(({ content }) => content);
    const canvas = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    return `${colours}` === canvas.fillStyle;
  });

describe('the theme', () => {
  test.each(['light', 'dark'] as const)('follows the system at first: %s', async (colorScheme) => {
    const page = await visit('example', '', { colorScheme });
    expect(await brightness(page)).toBe(colorScheme);
    expect(await button(page).getAttribute('title')).toBe('Theme: System');
  });

  test.each([
    ['dark', 'Light', 'Dark'],
    ['light', 'Dark', 'Light'],
  ] as const)('goes round where the system is %s: the other theme first', async (colorScheme, first, second) => {
    const page = await visit('example', '', { colorScheme });
    const seen = [];
    for (let step = 0; step < 4; step += 1) {
      seen.push([await button(page).getAttribute('title'), await brightness(page)]);
      expect(await isAroundPage(page)).toBe(true);
      await button(page).click();
    }
    expect(seen).toEqual([
      ['Theme: System', colorScheme],
      [`Theme: ${first}`, first.toLowerCase()],
      [`Theme: ${second}`, second.toLowerCase()],
      ['Theme: System', colorScheme],
    ]);
  });

  test('is announced to screen readers when it changes, and not before', async () => {
    const page = await visit('example');
    const status = page.locator('theme-switch').getByRole('status');
    expect(await status.textContent()).toBe('');
    await button(page).click();
    expect(await status.textContent()).toBe('Theme: Dark');
  });

  test.each([
    ['dark', 'light', 1],
    ['light', 'dark', 1],
  ] as const)('is remembered, and applied before the first paint: %s', async (theme, colorScheme, clicks) => {
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
      expect(await button(page).getAttribute('title')).toBe(`Theme: ${theme === 'dark' ? 'Dark' : 'Light'}`);
    }
  });
});

describe("an owner's theme", () => {
  test("sets the site's tokens, in light and dark", async () => {
    const page = await visit('everything', '', { colorScheme: 'light' });
    const accent = () =>
      page.evaluate(() => {
        const probe = document.createElement('span');
        probe.style.color = 'var(--accent)';
        document.body.append(probe);
        return getComputedStyle(probe).color;
      });
    expect(await accent()).toBe('rgb(138, 47, 94)');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accent()).toBe('rgb(240, 154, 196)');
  });
});

describe('a system preference for', () => {
  const header = (page: Page) =>
    page.evaluate(() => {
      const { backdropFilter, backgroundColor } = getComputedStyle(document.querySelector('.top') as Element);
      return { backdropFilter, isOpaque: !/\/|,\s*0\.\d+\)/.test(backgroundColor) };
    });

  test('less transparency makes the header opaque', async () => {
    const page = await visit('example');
    expect(await header(page)).toMatchObject({ isOpaque: false });
    const session = await page.context().newCDPSession(page);
    const features = [{ name: 'prefers-reduced-transparency', value: 'reduce' }];
    await session.send('Emulation.setEmulatedMedia', { features });
    expect(await header(page)).toEqual({ backdropFilter: 'none', isOpaque: true });
  });

  test('more contrast darkens text and lines', async () => {
    const page = await visit('example', '', { colorScheme: 'light' });
    const token = () => page.evaluate(() => getComputedStyle(document.querySelector('.lede') as Element).color);
    const before = await token();
    await page.emulateMedia({ contrast: 'more' });
    expect([before, await token()]).toEqual(['rgb(87, 82, 74)', 'rgb(29, 27, 24)']);
  });

  test('forced colours keeps bars and levels distinguishable', async () => {
    const page = await visit('example', '', { forcedColors: 'active' });
    const circles = await page
      .locator('.dots circle:not(.unrecorded)')
      .evaluateAll((all) => all.map((circle) => getComputedStyle(circle).fill));
    expect(new Set(circles).size).toBeGreaterThan(3);
    await page.goto(addressOf('example', 'charts/'));
    const bars = await page
      .locator('.chart-weeks rect')
      .evaluateAll((all) => all.map((bar) => getComputedStyle(bar).fill));
    expect(new Set(bars).size).toBeGreaterThan(3);
    await page.goto(addressOf('example', 'resources/'));
    const dots = await page
      .locator('.level')
      .first()
      .locator('i')
      .evaluateAll((all) => all.map((dot) => getComputedStyle(dot).backgroundColor));
    expect(new Set(dots).size).toBe(2);
  });
});
