import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { LogName } from '../site.ts';
import { themes, violationsOf } from './axe.ts';
import { addressOf, settled, visit } from './open.ts';

const bar = (page: Page) => page.getByRole('region', { name: 'Search matches' });

/** The highlighted texts of a page, by the name of the highlight. */
async function marked(page: Page, name = 'found'): Promise<string[]> {
  return page.evaluate((one) => [...(CSS.highlights.get(one) ?? [])].map((range) => String(range)), name);
}

/** Opens a page from a search. */
async function openFrom(log: LogName, words: string, path: string, keys = 'Enter'): Promise<Page> {
  const page = await visit(log, 'topics/', { bypassCSP: true });
  const address = addressOf(log, path);
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill(words);
  const hit = page.locator(`[role=option][href^="${new URL(address).pathname}"]`).first();
  await hit.waitFor();
  while ((await hit.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  const tab = keys === 'Enter' ? page : page.context().waitForEvent('page');
  await page.keyboard.press(keys);
  const opened = await tab;
  await opened.waitForURL((url) => url.pathname === new URL(address).pathname);
  return opened;
}

const attention = 'resources/attention-is-all-you-need/';
const week = 'weeks/02-post-training/';

describe('a page opened from the search', () => {
  test.each([
    ['resource', 'attention', attention],
    ['week', 'reward', week],
    ['page', 'Nielsen', 'pages/background/'],
  ])('highlights the words, counts them, and keeps a clean address (%s)', async (_, words, path) => {
    const page = await openFrom('example', words, path);
    await bar(page).waitFor();
    const places = await marked(page);
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((text) => !text.toLowerCase().startsWith(words.toLowerCase()))).toEqual([]);
    const said = places.length === 1 ? `1 match for “${words}”` : `${places.length} matches for “${words}”`;
    const status = bar(page).getByRole('status');
    expect(
      await settled(
        () => status.textContent(),
        (text) => text === said,
      ),
    ).toBe(said);
    expect(new URL(page.url()).search).toBe('');
    expect(await page.evaluate(() => localStorage.getItem('search-terms'))).toBeNull();
    const size = () => page.locator('main article').evaluate((article) => article.innerHTML.length);
    // Buttons and formulas load later.
    await page.waitForLoadState('networkidle');
    await settled(
      () => page.locator('.prose > .equation:not(.laid-out)').count(),
      (count) => count === 0,
    );
    const withMarks = await size();
    await page.goto(addressOf('example', path));
    expect(await settled(size, (length) => length === withMarks)).toBe(withMarks);
  });

  test('highlights them in a new tab too', async () => {
    const page = await openFrom('example', 'attention', attention, 'Control+Enter');
    await bar(page).waitFor();
    expect((await marked(page)).length).toBeGreaterThan(0);
  });

  test('highlights other forms of a word that the search finds, and ignores accents', async () => {
    const page = await openFrom('example', 'rewarding', week);
    await bar(page).waitFor();
    expect((await marked(page)).map((text) => text.toLowerCase())).toContain('reward');
    const other = await openFrom('everything', 'lukasz', 'resources/attention/');
    await bar(other).waitFor();
    expect(await marked(other)).toContain('Łukasz');
  });

  test('highlights words in scripts without spaces', async () => {
    const page = await openFrom('everything', '神经网络', `resources/${encodeURIComponent('深度学习')}/`);
    await bar(page).waitFor();
    expect(new Set(await marked(page))).toEqual(new Set(['神经网络']));
  });

  test('highlights a phrase only as a whole, even across links and emphasis, and steps through it from first to last to first', async () => {
    const page = await openFrom('example', '"reward model"', week);
    await bar(page).waitFor();
    const highlighted = await marked(page);
    const total = highlighted.length;
    expect(total).toBeGreaterThan(1);
    expect(highlighted.filter((text) => !/^reward[\s-]models?$/i.test(text))).toEqual([]);
    const next = bar(page).getByRole('button', { name: 'Next match' });
    await next.focus();
    const said: (string | null)[] = [];
    for (let step = 0; step <= total; step += 1) {
      await page.keyboard.press('Enter');
      said.push(await bar(page).getByRole('status').textContent());
      const top = await page.evaluate(() =>
        [...(CSS.highlights.get('current') ?? [])].map((one) => (one as Range).getBoundingClientRect().top),
      );
      expect(top).toHaveLength(1);
      expect(top[0]).toBeGreaterThan(0);
      expect(top[0]).toBeLessThan(900);
    }
    const all = Array.from({ length: total }, (_, index) => `${index + 1} of ${total}`);
    expect(said).toEqual([...all, `1 of ${total}`]);
  });

  /** Expects that the highlights are gone, for good. */
  async function expectCleared(page: Page): Promise<void> {
    expect(await marked(page)).toEqual([]);
    expect(await page.locator('.highlight-bar').count()).toBe(0);
    expect(await bar(page).getByRole('status').textContent()).toBe('Highlights cleared');
    await page.reload();
    expect(await marked(page)).toEqual([]);
  }

  test('passes axe, and loses its highlights by the button', async () => {
    const page = await openFrom('example', 'attention', attention);
    await bar(page).waitFor();
    for (const theme of themes) expect(await violationsOf(page, theme)).toEqual([]);
    await bar(page).getByRole('button', { name: 'Clear highlights' }).click();
    await expectCleared(page);
  });

  test('keeps its highlights when Escape closes something on top, and loses them by the next Escape', async () => {
    const page = await openFrom('example', 'attention', attention);
    await bar(page).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect((await marked(page)).length).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expectCleared(page);
  });

  test('highlights nothing in a formula', async () => {
    const page = await openFrom('example', 'softmax', attention);
    await bar(page).waitFor();
    const inFormula = await page.evaluate(() =>
      [...(CSS.highlights.get('found') ?? [])].filter((range) => range.startContainer.parentElement?.closest('.katex')),
    );
    expect(inFormula).toEqual([]);
  });
});

describe('any other page', () => {
  test('highlights nothing, and loads no script for it', async () => {
    const page = await visit('example', 'topics/');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(addressOf('example', attention), { waitUntil: 'networkidle' });
    expect(asked.filter((url) => /mark/.test(url))).toEqual([]);
    expect(await bar(page).count()).toBe(0);
  });
});

test('a result on the current page scrolls to its section and highlights the words', async () => {
  const page = await visit('example', week);
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill('fine-tuning type:week');
  const section = page.locator(`.hit.section[href^="/${week}"]`).first();
  await section.click();
  await bar(page).waitFor();
  expect(new URL(page.url()).hash).not.toBe('');
  expect((await marked(page)).length).toBeGreaterThan(0);
});
