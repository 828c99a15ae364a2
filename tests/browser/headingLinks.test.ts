import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, drawn, narrow, visit } from './open.ts';

const week = 'weeks/02-post-training/';

describe('the link of a heading', () => {
  const heading = (page: Page) => page.locator('h2', { hasText: 'Learning PPO' });
  const anchor = (page: Page) => heading(page).getByRole('link', { name: 'Link to this section' });
  const status = (page: Page) => page.locator('body > [role=status]');
  const said = (page: Page) => anchor(page).evaluate((link) => getComputedStyle(link, '::after').content);
  const address = () => addressOf('example', `${week}#learning-ppo`);
  const withScripts = async (options = {}) => {
    const page = await visit('example', week, { permissions: ['clipboard-read', 'clipboard-write'], ...options });
    await status(page).waitFor({ state: 'attached' });
    return page;
  };

  test.each([
    ['a click', (link: Locator) => link.click()],
    ['Enter', (link: Locator) => link.press('Enter')],
  ])('copies the full address and jumps to it: %s', async (_, press) => {
    const page = await withScripts();
    expect(await said(page)).toBe('none');
    await press(anchor(page));
    await expect.poll(() => status(page).textContent()).toBe('Link copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address());
    expect(page.url()).toBe(address());
    expect(await said(page)).toContain('Link copied');
    await expect.poll(() => status(page).textContent()).toBe('');
    expect(await said(page)).toBe('none');
  });

  test.each([
    ['wide', {}],
    ['narrow', { viewport: narrow }],
  ])('keeps its target clear of the header (%s)', async (_, options) => {
    const page = await withScripts(options);
    await anchor(page).click();
    await expect.poll(() => status(page).textContent()).toBe('Link copied');
    const [header, top] = await page.evaluate(() => [
      document.querySelector('.top')?.getBoundingClientRect().bottom ?? 0,
      document.querySelector(':target')?.getBoundingClientRect().top ?? 0,
    ]);
    const height = await anchor(page).evaluate((link) => Number.parseFloat(getComputedStyle(link, '::after').height));
    expect(height).toBeGreaterThan(10);
    expect(top - header).toBeGreaterThan(height);
  });

  test('is a plain link if the clipboard is denied', async () => {
    const page = await withScripts();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
    });
    await anchor(page).click();
    await page.waitForURL(address());
    await drawn(page);
    expect([await status(page).textContent(), await said(page), ...problems]).toEqual(['', 'none']);
  });

  test('leaves clicks with a modifier to the browser', async () => {
    const page = await withScripts();
    // The test's own listener, which comes last, keeps the new tab from opening: a tab closed while it loads can hang.
    const seen = await page.evaluateHandle(() => {
      const seen: string[] = [];
      navigator.clipboard.writeText = async (text) => void seen.push(`copied ${text}`);
      window.addEventListener('click', (event) => {
        seen.push(event.defaultPrevented ? 'cancelled' : 'left alone');
        event.preventDefault();
      });
      return seen;
    });
    await anchor(page).click({ modifiers: ['ControlOrMeta'] });
    await drawn(page);
    expect(await seen.jsonValue()).toEqual(['left alone']);
    expect(page.url()).toBe(addressOf('example', week));
  });

  test('is a plain link without JavaScript', async () => {
    const page = await visit('example', week, { javaScriptEnabled: false });
    await anchor(page).click();
    await page.waitForURL(address());
  });

  test('also works for equations', async () => {
    const page = await visit('everything', 'weeks/01-first/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await status(page).waitFor({ state: 'attached' });
    await page.getByRole('link', { name: 'Link to equation 1' }).click();
    await expect.poll(() => status(page).textContent()).toBe('Link copied');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(addressOf('everything', 'weeks/01-first/#eq.1'));
  });
});
