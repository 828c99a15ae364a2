import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, narrow, settled, visit } from './open.ts';

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

describe('the contents list in a window of another height', () => {
  test.each([
    ['low', 400],
    ['high', 2400],
  ])('marks the section that was jumped to (%s)', async (_, height) => {
    const page = await visit('example', week, { viewport: { width: 1280, height } });
    for (const name of await page.locator('.contents a').allInnerTexts()) {
      await page.locator('.contents a', { hasText: name }).click();
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      expect(
        await settled(
          () => current(page),
          (names) => names[0] === name,
          2000,
        ),
      ).toEqual([name]);
    }
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

describe('the link to a heading', () => {
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
  ])('copies its whole address and goes there: %s', async (_, press) => {
    const page = await withScripts();
    expect(await said(page)).toBe('none');
    await press(anchor(page));
    await expect.poll(() => status(page).textContent()).toBe('Link copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address());
    expect(page.url()).toBe(address());
    expect(await said(page)).toContain('Link copied');
    await expect.poll(() => status(page).textContent(), { timeout: 5000 }).toBe('');
    expect(await said(page)).toBe('none');
  });

  test.each([
    ['wide', {}],
    ['narrow', { viewport: narrow }],
  ])('leaves room below the header for what it says (%s)', async (_, options) => {
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

  test('is a plain link where the clipboard is refused', async () => {
    const page = await withScripts();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
    });
    await anchor(page).click();
    await page.waitForURL(address());
    await page.waitForTimeout(200);
    expect([await status(page).textContent(), await said(page), ...faults]).toEqual(['', 'none']);
  });

  test('leaves clicks with a modifier to the browser', async () => {
    const page = await withScripts();
    await page.evaluate(() => navigator.clipboard.writeText('before'));
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      anchor(page).click({ modifiers: ['ControlOrMeta'] }),
    ]);
    await opened.close();
    expect(page.url()).toBe(addressOf('example', week));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('before');
  });

  test('is a plain link without script', async () => {
    const page = await visit('example', week, { javaScriptEnabled: false });
    await anchor(page).click();
    await page.waitForURL(address());
  });

  test('works for equations too', async () => {
    const page = await visit('everything', 'weeks/01-first/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await status(page).waitFor({ state: 'attached' });
    await page.getByRole('link', { name: 'Link to equation 1' }).click();
    await expect.poll(() => status(page).textContent()).toBe('Link copied');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(addressOf('everything', 'weeks/01-first/#eq.1'));
  });
});

describe('the way back to the timeline', () => {
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
  ] as const)(
    'leads from %s to where it stands there, and marks it',
    async (_, log, path, title, javaScriptEnabled) => {
      const page = await visit(log, path, { javaScriptEnabled, viewport: narrow });
      await back(page).click();
      await page.waitForURL(/#/);
      const link = page.locator('.timeline :target').getByRole('link', { name: title }).first();
      expect(await link.count()).toBe(1);
      expect(await isInSight(link)).toBe(true);
    },
  );

  test.each([
    ['a page beside the timeline', 'pages/about/'],
    ['the library', 'resources/'],
  ])('leads from %s to its start', async (_, path) => {
    const page = await visit('example', path);
    expect(await back(page).getAttribute('href')).toBe('/');
  });

  test('by the title of the log leads to the start from everywhere', async () => {
    const page = await visit('example', week);
    await page.getByRole('link', { name: 'A month of AI', exact: true }).first().click();
    await page.waitForURL(addressOf('example'));
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});
