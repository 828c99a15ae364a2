import { describe, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { violationsOf } from './axe.ts';
import { addressOf, narrow, settled, sharedVisit, visit } from './open.ts';

const week = 'weeks/01-first/';

/** A week with everything, for tests that leave it without anything open. */
const weekPage = sharedVisit('everything', week, { permissions: ['clipboard-read', 'clipboard-write'] });

async function isInSight(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left >= 0 && right <= innerWidth && getComputedStyle(element).opacity === '1';
  });
}

async function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
}

test('a reference is copied with one press', async () => {
  const page = await weekPage();
  const cite = page.locator('details.cite');
  await cite.locator('summary').click();
  const copy = cite.getByRole('button', { name: 'Copy: RIS' });
  await copy.click();
  await cite.getByRole('button', { name: 'Copied', exact: true }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^TY {2}- BLOG\r?\n[\s\S]*\nER {2}- /);
  await copy.waitFor();
  await cite.locator('summary').click();
});

describe('code', () => {
  test('is copied without removed lines', async () => {
    const page = await weekPage();
    const block = page.locator('figure.code', { hasText: 'const after' });
    await block.hover();
    await block.getByRole('button', { name: 'Copy' }).click();
    await block.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('const after = 2;\n');
  });

  test('is copied with its indentation, also by keyboard', async () => {
    const page = await weekPage();
    const block = page.locator('figure.code', { hasText: 'def attention' });
    await block.getByRole('button', { name: 'Copy' }).focus();
    await page.keyboard.press('Enter');
    await block.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe('def attention(q, k, v):\n    return softmax(q @ k.T) @ v\n');
  });

  test('wraps long lines on demand', async () => {
    const page = await visit('everything', week, { viewport: narrow });
    const block = page.locator('figure.code', { hasText: 'def scale' });
    const overflow = () => block.locator('pre').evaluate((pre) => pre.scrollWidth - pre.clientWidth);
    expect(await overflow()).toBeGreaterThan(100);
    const wrap = block.getByRole('button', { name: 'Wrap' });
    await wrap.click();
    expect(await wrap.getAttribute('aria-pressed')).toBe('true');
    expect(await overflow()).toBeLessThan(2);
    const short = page.locator('figure.code', { hasText: 'const after' });
    expect(await short.getByRole('button', { name: 'Wrap' }).isVisible()).toBe(false);
  });

  test('has a link for each line, and one Tab stop for all of them', async () => {
    const page = await weekPage();
    const block = page.locator('figure.code', { hasText: 'def scale' });
    const first = block.getByRole('link', { name: 'Line 1', exact: true });
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(page.url()).toBe(`${addressOf('everything', week)}#L2-2`);
    expect(await block.locator('.line:target').innerText()).toContain('return x / d');
    expect(await block.locator('a.number[tabindex="0"]').count()).toBe(1);
  });

  test('is copied from a selection without line numbers', async () => {
    const page = await visit('everything', week, { permissions: ['clipboard-read', 'clipboard-write'] });
    const block = page.locator('figure.code', { hasText: 'def scale' });
    await block.getByRole('link', { name: 'Line 1', exact: true }).waitFor();
    await block.locator('pre').evaluate((pre) => getSelection()?.selectAllChildren(pre));
    await page.keyboard.press('Control+C');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^def scale\(x, d\):\n {4}return x \/ d [^\n]*\n?$/);
  });

  test('puts a range of lines into the address on Shift+click', async () => {
    const page = await visit('everything', `${week}#L2-1`);
    const block = page.locator('figure.code', { hasText: 'def scale' });
    await block
      .locator('a.number')
      .nth(1)
      .click({ modifiers: ['Shift'] });
    expect(page.url()).toBe(`${addressOf('everything', week)}#L2-1-2`);
  });

  test.each([
    ['#L2-2', ['L2-2']],
    ['#L2-1-2', ['L2-1', 'L2-2']],
  ])('highlights the lines in the address: %s', async (hash, ids) => {
    const page = await visit('everything', `${week}${hash}`);
    const marked = page.locator('.line:is(:target, .marked)');
    const markedIds = () => marked.evaluateAll((lines) => lines.map(({ id }) => id));
    expect(await settled(markedIds, (found) => found.join() === ids.join())).toEqual(ids);
    const top = () => marked.first().evaluate((line) => line.getBoundingClientRect().top);
    // The layout above it may not be final yet.
    const settledTop = await settled(top, (at) => at > 0 && at < 900);
    expect(settledTop).toBeGreaterThan(0);
    expect(settledTop).toBeLessThan(900);
  });
});

describe('a formula', () => {
  test('is copied as TeX', async () => {
    const page = await visit('everything', week, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => {
      const paragraph = [...document.querySelectorAll('.prose > p')].find((p) => p.textContent?.startsWith('Inline'));
      const range = new Range();
      range.selectNodeContents(paragraph as Element);
      range.setEndAfter(document.querySelector('.equation') as Element);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    });
    await page.keyboard.press('Control+C');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('Inline $\\softmax(x)_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}$ and displayed:');
    expect(copied).toContain('$$\\mathrm{Attention}(Q, K, V)');
    expect(copied).not.toContain('#');
  });

  test('can be linked to, and scrolls in its box if it is too wide', async () => {
    const page = await visit('everything', week, { viewport: narrow });
    await page.getByRole('link', { name: 'the equation above' }).click();
    expect(page.url()).toBe(`${addressOf('everything', week)}#eq.1`);
    const equation = page.locator('#eq\\.1');
    expect(await equation.evaluate((box) => box.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
    const link = page.getByRole('link', { name: 'Link to equation 1' });
    await link.focus();
    const scrolled = () => equation.evaluate((box) => box.scrollLeft);
    expect(await scrolled()).toBe(0);
    await page.keyboard.press('ArrowRight');
    expect(await settled(scrolled, (left) => left > 0)).toBeGreaterThan(0);
    expect(await isInSight(link)).toBe(true);
  });

  test('has one Tab stop if it is displayed', async () => {
    const page = await weekPage();
    await page.getByRole('link', { name: 'Link to equation 2' }).focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Link to equation 1');
  });
});

describe('a figure', () => {
  test('fills the window when enlarged, and Escape returns the focus', async () => {
    const page = await weekPage();
    const figure = page.locator('figure', { hasText: 'A picture wider than the column' });
    await figure.scrollIntoViewIfNeeded();
    const button = figure.getByRole('button', { name: 'Enlarge' });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Enlarged picture' });
    const shown = await dialog.locator('img').evaluate((img) => img.getBoundingClientRect().width);
    const before = await figure.locator('img').evaluate((img) => img.getBoundingClientRect().width);
    expect(shown).toBeGreaterThan(before * 1.2);
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test.each(['A drawing', 'Before and after'])('closes by click or button: %s', async (caption) => {
    const page = await weekPage();
    const dialog = page.getByRole('dialog', { name: 'Enlarged picture' });
    const enlarge = page.locator('figure', { hasText: caption }).getByRole('button', { name: 'Enlarge' });
    await enlarge.click();
    expect(await dialog.getByRole('img').count()).toBe(caption === 'A drawing' ? 1 : 2);
    expect(await violationsOf(page, 'light', 'dialog')).toEqual([]);
    await dialog.click({ position: { x: 5, y: 200 } });
    expect(await dialog.count()).toBe(0);
    await enlarge.click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await dialog.count()).toBe(0);
  });

  test('has no button in print', async () => {
    const page = await weekPage();
    const buttons = page.locator('.prose button');
    await buttons.first().waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    expect(await buttons.filter({ visible: true }).count()).toBe(0);
    await page.emulateMedia({ media: 'screen' });
  });

  test('loads a copy that fits the screen', async () => {
    const page = await visit('everything', week, { viewport: narrow });
    const picture = page.locator('figure img[alt^="Hills"]');
    await picture.scrollIntoViewIfNeeded();
    const source = await picture.evaluate(async (img: HTMLImageElement) => {
      await img.decode();
      return img.currentSrc;
    });
    expect(source).toMatch(/evening-[0-9a-f]+-400\.webp$/);
  });
});
