import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, narrow, visit } from './open.ts';

const week = 'weeks/02-post-training/';

describe('the link back to the timeline', () => {
  const back = (page: Page) =>
    page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Timeline', exact: true });
  const isInSight = (locator: Locator) =>
    locator.evaluate((element) => {
      const header = document.querySelector('.top')?.getBoundingClientRect().bottom ?? 0;
      const { top, bottom } = element.getBoundingClientRect();
      return top >= header && bottom <= innerHeight;
    });

  test.each([
    ['a week', 'example', week, 'Post-training', true],
    ['a week, without script', 'example', week, 'Post-training', false],
    ['a page', 'example', 'pages/epilogue/', 'Epilogue', true],
    ['a resource', 'example', 'resources/instructgpt/', 'Training language models to follow', true],
    ['a resource, without script', 'example', 'resources/instructgpt/', 'Training language models to follow', false],
    ['a resource in other letters', 'everything', 'resources/深度学习/', '深度学习', true],
  ] as const)('leads from %s to its place there, and highlights it', async (_, log, path, title, javaScriptEnabled) => {
    const page = await visit(log, path, { javaScriptEnabled, viewport: narrow });
    await back(page).click();
    await page.waitForURL(/#/);
    const link = page.locator('.timeline :target').getByRole('link', { name: title }).first();
    expect(await link.count()).toBe(1);
    expect(await isInSight(link)).toBe(true);
  });

  test.each([
    ['a page beside the timeline', 'pages/about/'],
    ['the library', 'resources/'],
  ])('leads from %s to the start', async (_, path) => {
    const page = await visit('example', path);
    expect(await back(page).getAttribute('href')).toBe('/');
  });

  test('leads to the start from the title of the log', async () => {
    const page = await visit('example', week);
    await page.getByRole('link', { name: 'A month of AI', exact: true }).first().click();
    await page.waitForURL(addressOf('example'));
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});
