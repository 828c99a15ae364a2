import type { Locator, Page, Request } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { themes, violationsOf } from './axe.ts';
import { addressOf, drawn, narrow, openPage, sharedVisit, visit, wide } from './open.ts';

/** Presses keys, and returns whether the page stays, loads nothing and opens nothing. */
async function staysAsItIs(page: Page, ...keys: readonly string[]): Promise<boolean> {
  const url = page.url();
  const asked = await askedAfter(page, keys);
  return asked.length === 0 && page.url() === url && (await page.locator('dialog[open]').count()) === 0;
}

/** What keys can cause: a navigation, or loading the help or the search. Other requests come at any time. */
function isAskedByKey(request: Request): boolean {
  return request.isNavigationRequest() || /\/(?:help|dialog)\.[^/]*js$/.test(request.url());
}

/** The requests of a page since keys were pressed. Fails if the page was left. */
async function askedAfter(page: Page, keys: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(() => document.documentElement.setAttribute('data-same', ''));
  const asked: string[] = [];
  const listen = (request: Request) => isAskedByKey(request) && asked.push(request.url());
  page.on('request', listen);
  for (const key of keys) await page.keyboard.press(key);
  await drawn(page);
  page.off('request', listen);
  expect(await page.locator('html[data-same]').count()).toBe(1);
  return asked;
}

const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);

const week = 'weeks/02-post-training/';
/** The week, for tests that leave it as it was, without a dialog. */
const weekPage = sharedVisit('example', week);
const help = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const openHelp = async (page: Page) => {
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await help(page).waitFor();
};

describe('a single key', () => {
  test('goes to the next week, the previous one, and its place on the timeline', async () => {
    const page = await visit('example', week);
    await page.keyboard.press('n');
    await page.waitForURL(addressOf('example', 'weeks/03-scaling/'));
    await page.keyboard.press('p');
    await page.waitForURL(addressOf('example', week));
    await page.keyboard.press('t');
    await page.waitForURL(addressOf('example', '#weeks/02-post-training'));
  });

  test('goes from one part of a series to the next and back', async () => {
    const page = await visit('everything', 'resources/lecture-1/');
    await page.keyboard.press('n');
    await page.waitForURL(addressOf('everything', 'resources/lecture-2/'));
    expect(await staysAsItIs(page, 'n')).toBe(true);
    await page.keyboard.press('p');
    await page.waitForURL(addressOf('everything', 'resources/lecture-1/'));
  });

  test('is exposed to assistive technology if it does something', async () => {
    const page = await weekPage();
    const keys = await page
      .locator('[aria-keyshortcuts]')
      .evaluateAll((elements) =>
        elements.map((element) => `${element.getAttribute('rel') ?? ''} ${element.getAttribute('aria-keyshortcuts')}`),
      );
    expect(keys.sort()).toEqual([' / Control+K', ' ?', ' t', 'next n', 'prev p']);
  });

  test('does nothing where a reader may be typing', async () => {
    const page = await weekPage();
    for (const html of [
      '<input>',
      '<textarea></textarea>',
      '<select><option>x</select>',
      '<p contenteditable><b>x</b></p>',
      '<p role="textbox" tabindex="0">x</p>',
    ]) {
      await page.evaluate((text) => document.querySelector('main')?.insertAdjacentHTML('afterbegin', text), html);
      await page.locator('main > :first-child').focus();
      expect(await staysAsItIs(page, 'n', 'p', 't', '/', '?'), html).toBe(true);
      await page.evaluate(() => document.querySelector('main')?.firstElementChild?.remove());
    }
  });

  test('types into the search field', async () => {
    const page = await visit('example', 'resources/');
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('t?/n');
    expect(await page.getByRole('searchbox').inputValue()).toBe('t?/n');
    expect(await page.locator('dialog').count()).toBe(0);
  });

  test('does nothing with a modifier, when held down, or if another handler has used it', async () => {
    const page = await visit('example', week);
    expect(await staysAsItIs(page, 'Alt+n', 'Meta+n', 'Control+/', 'Alt+?', 'Control+Shift+K', 'Shift+N')).toBe(true);
    await page.evaluate(() => {
      const init = { key: 'n', bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, repeat: true }));
      document.body.addEventListener('keydown', (event) => event.preventDefault());
      document.body.dispatchEvent(new KeyboardEvent('keydown', init));
    });
    expect(await staysAsItIs(page, 'p')).toBe(true);
  });

  test('does nothing while a dialog is open', async () => {
    const page = await weekPage();
    await page.keyboard.press('?');
    await help(page).waitFor();
    expect(await askedAfter(page, ['n', 't', '/', '?', 'Control+K'])).toEqual([]);
    expect(await page.locator('dialog[open]').count()).toBe(1);
    await page.keyboard.press('Escape');
  });

  test('can be switched off for good, except Ctrl+K, and on again', async () => {
    const page = await visit('example', week);
    await openHelp(page);
    await page.getByRole('switch', { name: 'Single-key shortcuts' }).uncheck();
    await page.keyboard.press('Escape');
    expect(await staysAsItIs(page, 'n', 'p', 't', '/', '?')).toBe(true);
    await page.goto(addressOf('example', 'weeks/03-scaling/'));
    expect(await staysAsItIs(page, 'n', 'p', 't', '/', '?')).toBe(true);
    expect(await page.locator('.find kbd').isVisible()).toBe(false);
    expect(await page.locator('.find').getAttribute('aria-keyshortcuts')).toBe('Control+K');
    await page.keyboard.press('Control+K');
    await page.getByRole('dialog', { name: 'Search' }).waitFor();
    await page.keyboard.press('Escape');
    await openHelp(page);
    await page.getByRole('switch').check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('p');
    await page.waitForURL(addressOf('example', week));
  });

  test('works without storage, and can be switched off for the page', async () => {
    const page = await openPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('Storage is blocked.', 'SecurityError');
        },
      });
    });
    await page.goto(addressOf('example', week));
    await page.keyboard.press('n');
    await page.waitForURL(addressOf('example', 'weeks/03-scaling/'));
    await openHelp(page);
    await page.getByRole('switch').uncheck();
    await page.keyboard.press('Escape');
    expect(await staysAsItIs(page, 'n', '?')).toBe(true);
    expect(problems).toEqual([]);
  });
});

describe('the list of shortcuts', () => {
  const rows = async (page: Page) =>
    (await help(page).getByRole('row').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));

  test('shows the keys that work on this page, and is loaded on demand', async () => {
    const page = await openPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(addressOf('example', week), { waitUntil: 'networkidle' });
    expect(asked.filter((url) => /\/help\.[^/]*js$/.test(url))).toHaveLength(0);
    await page.keyboard.press('?');
    await help(page).waitFor();
    expect(asked.filter((url) => /\/help\.[^/]*js$/.test(url))).toHaveLength(1);
    const everywhere = ['Back to the timeline t', 'Search / or Ctrl K', 'Keyboard shortcuts ?'];
    expect(await rows(page)).toEqual(['Next week, page or part n', 'Previous week, page or part p', ...everywhere]);
    await page.goto(addressOf('example', 'resources/'));
    await openHelp(page);
    expect(await rows(page)).toEqual(everywhere);
  });

  test.each([
    ['Escape', (page: Page) => page.keyboard.press('Escape')],
    ['its button', (page: Page) => help(page).getByRole('button', { name: 'Close' }).click()],
    ['a click beside it', (page: Page) => page.mouse.click(5, 300)],
  ])('closes with %s and returns the focus', async (_, close) => {
    const page = await weekPage();
    const library = page.getByRole('link', { name: 'Library', exact: true });
    await library.focus();
    await page.keyboard.press('?');
    await help(page).waitFor();
    await close(page);
    expect(await help(page).count()).toBe(0);
    expect(await hasFocus(library)).toBe(true);
    await openHelp(page);
    await close(page);
    expect(await hasFocus(page.getByRole('button', { name: 'Keyboard shortcuts' }))).toBe(true);
  });

  test.each(themes)('passes axe (%s)', async (theme) => {
    const page = await weekPage();
    await page.setViewportSize(narrow);
    await openHelp(page);
    for (const isOn of [false, true]) {
      await page.getByRole('switch').setChecked(isOn);
      expect(await violationsOf(page, theme, 'dialog')).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await page.setViewportSize(wide);
  });
});
