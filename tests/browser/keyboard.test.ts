import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, narrow, settled, visit } from './open.ts';

/** The focused element, in words, and whether its focus is visible. */
async function focused(page: Page): Promise<{ name: string; isInMain: boolean; isSeen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const isInView = box.width > 0 && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
    return {
      name: (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim(),
      isInMain: element.closest('main') !== null,
      isSeen: isInView && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0,
    };
  });
}

async function tab(page: Page): Promise<Awaited<ReturnType<typeof focused>>> {
  await page.keyboard.press('Tab');
  return focused(page);
}

describe('with only the keyboard, a reader', () => {
  test.each([
    ['wide', {}],
    ['narrow', { viewport: narrow }],
  ])(
    'one comes to the content, the navigation, the search and the theme, and sees where one is (%s)',
    async (_, options) => {
      const page = await visit('example', 'weeks/01-pre-training/', options);
      const stops = [];
      for (let step = 0; step < 8; step += 1) stops.push(await tab(page));
      const names = stops.map(({ name }) => name);
      expect(names.slice(0, 2)).toEqual(['Skip to content', 'A month of AI']);
      expect(names.slice(2).sort()).toEqual(['Library', 'Path', 'Search /', 'Theme: System', 'Timeline', 'Topics']);
      expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([]);
      expect((await tab(page)).isInMain).toBe(true);
    },
  );

  test('skips to the content', async () => {
    const page = await visit('example', 'weeks/01-pre-training/');
    expect((await tab(page)).name).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#page.main');
    expect((await tab(page)).isInMain).toBe(true);
  });

  test('searches, goes on reading, and finds the focus unchanged', async () => {
    const page = await visit('example');
    for (let step = 0; step < 7; step += 1) await page.keyboard.press('Tab');
    expect((await focused(page)).name).toBe('Search /');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect((await focused(page)).name).toBe('Search /');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('kaplan');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/');
    expect(page.url()).toMatch(addressOf('example', 'resources/'));
  });

  test('stays inside the search while it is open', async () => {
    const page = await visit('example');
    await page.keyboard.press('/');
    await page.getByRole('combobox').fill('attention');
    await page.getByRole('option').first().waitFor();
    await page.locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
    const focused = [];
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab');
      focused.push(
        await page.evaluate(() => document.activeElement?.closest('dialog, main, header, footer')?.tagName ?? 'none'),
      );
    }
    expect(focused.filter((where) => where !== 'DIALOG' && where !== 'none')).toEqual([]);
    expect(focused).toContain('DIALOG');
  });

  test('filters the library', async () => {
    const page = await visit('example', 'resources/');
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).type)).toBe('checkbox');
    await page.keyboard.press('Space');
    const summary = await settled(
      () => page.locator('.summary').textContent(),
      (text) => text?.includes(' of ') ?? false,
    );
    expect(summary).toMatch(/^\d+ of \d+ resources$/);
  });
});
