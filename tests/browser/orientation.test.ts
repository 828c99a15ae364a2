import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { settled, visit } from './open.ts';

const week = 'weeks/02-post-training/';
const current = (page: Page) => page.locator('.contents [aria-current]').allInnerTexts();

describe('the contents list', () => {
  test('marks the section that is being read', async () => {
    const page = await visit('example', week);
    expect(await current(page)).toEqual([]);
    const links = await page.locator('.contents a').allInnerTexts();
    for (const index of [2, 0, links.length - 2]) {
      const name = links[index] ?? '';
      await page.locator('.contents a').nth(index).click();
      expect(
        await settled(
          () => current(page),
          (names) => names[0] === name,
        ),
      ).toEqual([name]);
    }
  });

  test('marks the last section at the end of the page', async () => {
    const page = await visit('example', week);
    const links = await page.locator('.contents a').allInnerTexts();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    expect(
      await settled(
        () => current(page),
        (names) => names[0] === links.at(-1),
      ),
    ).toEqual([links.at(-1)]);
  });
});

describe('reading progress', () => {
  const read = (page: Page) =>
    page.evaluate(() => {
      const { transform } = getComputedStyle(document.querySelector('.top') as Element, '::after');
      return transform === 'none' ? 1 : new DOMMatrix(transform).a;
    });

  test('grows from the start of a week to its end', async () => {
    const page = await visit('example', week, { javaScriptEnabled: true });
    const seen = [];
    for (const part of [0, 0.5, 1]) {
      await page.evaluate((share) => {
        const prose = document.querySelector('.prose') as HTMLElement;
        const end = prose.getBoundingClientRect().bottom + scrollY - innerHeight;
        scrollTo(0, share * end + (share === 1 ? 5 : 0));
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      }, part);
      seen.push(await read(page));
    }
    expect(seen[0]).toBeLessThan(0.05);
    expect(seen[1]).toBeGreaterThan(0.3);
    expect(seen[1]).toBeLessThan(0.7);
    expect(seen[2]).toBeGreaterThan(0.98);
  });

  test('is shown only where there is something to read through', async () => {
    const page = await visit('example', 'resources/');
    const content = await page.evaluate(
      () => getComputedStyle(document.querySelector('.top') as Element, '::after').content,
    );
    expect(content).toBe('none');
  });
});
