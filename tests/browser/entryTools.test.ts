import { describe, expect, test } from 'vitest';
import { addressOf, narrow, visit } from './open.ts';

const week = 'weeks/01-first/';

describe('code', () => {
  test('is copied without the lines that are removed', async () => {
    const page = await visit('everything', week, { permissions: ['clipboard-read', 'clipboard-write'] });
    const block = page.locator('figure.code', { hasText: 'const after' });
    await block.hover();
    await block.getByRole('button', { name: 'Copy' }).click();
    await block.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('const after = 2;\n');
  });

  test('is copied with its indentation, by keyboard too', async () => {
    const page = await visit('everything', week, { permissions: ['clipboard-read', 'clipboard-write'] });
    const block = page.locator('figure.code', { hasText: 'def attention' });
    await block.getByRole('button', { name: 'Copy' }).focus();
    await page.keyboard.press('Enter');
    await block.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe('def attention(q, k, v):\n    return softmax(q @ k.T) @ v\n');
  });

  test('wraps where its lines are too long, on demand', async () => {
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

  test('has a link to each line, one stop of the Tab key in all', async () => {
    const page = await visit('everything', week);
    const block = page.locator('figure.code', { hasText: 'def scale' });
    const first = block.getByRole('link', { name: 'Line 1', exact: true });
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(page.url()).toBe(`${addressOf('everything', week)}#L2-2`);
    expect(await block.locator('.line:target').innerText()).toContain('return x / d');
    expect(await block.locator('a.number[tabindex="0"]').count()).toBe(1);
  });

  test.each([
    ['#L2-2', ['L2-2']],
    ['#L2-1-2', ['L2-1', 'L2-2']],
  ])('marks the lines that the address names: %s', async (hash, ids) => {
    const page = await visit('everything', `${week}${hash}`);
    const marked = page.locator('.line:is(:target, .marked)');
    expect(await marked.evaluateAll((lines) => lines.map(({ id }) => id))).toEqual(ids);
    const [line] = await marked.evaluateAll((lines) => lines.map((each) => each.getBoundingClientRect().top));
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThan(900);
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

  test('is linked to, and scrolls inside its box where it is too wide', async () => {
    const page = await visit('everything', week, { viewport: narrow });
    await page.getByRole('link', { name: 'the equation above' }).click();
    expect(page.url()).toBe(`${addressOf('everything', week)}#eq.1`);
    const equation = page.locator('#eq\\.1');
    expect(await equation.evaluate((box) => box.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
    const scrolled = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll<HTMLElement>('.equation, .equation .katex-display')];
      return boxes.some((box) => box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX === 'auto');
    });
    expect(scrolled).toBe(true);
    expect(await page.getByRole('link', { name: 'Link to equation 1' }).count()).toBe(1);
  });
});

describe('a figure', () => {
  test('is enlarged as far as the window allows, and Escape gives the focus back', async () => {
    const page = await visit('everything', week);
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
