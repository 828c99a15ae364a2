import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { themes, violationsOf } from './axe.ts';
import { narrow, sharedVisit, visit, wide } from './open.ts';

/** The charts, for tests that leave them as they were. */
const shown = sharedVisit('everything', 'charts/');
const open = (options: Parameters<typeof visit>[2] = {}) => visit('everything', 'charts/', options);
const drawingsOf = (page: Page) => page.locator('.chart svg:visible');
const cellsOf = (chart: Locator) =>
  chart.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

describe('the page of charts', () => {
  test('is linked from the panel on the timeline and from the footer', async () => {
    const page = await visit('everything');
    await page.getByRole('link', { name: 'All charts' }).click();
    await page.getByRole('heading', { level: 1, name: 'Where the time went' }).waitFor();
    await page.goBack();
    await page.getByRole('navigation', { name: 'About this log' }).getByRole('link', { name: 'Charts' }).click();
    await page.getByRole('heading', { level: 1, name: 'Where the time went' }).waitFor();
  });

  test('has another title if no hours were logged', async () => {
    const page = await visit('example', 'charts/');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Charts');
    expect(await page.locator('.chart').count()).toBe(2);
  });

  test.each([
    ['narrow', narrow],
    ['wide', wide],
  ])('shows one drawing per chart, with a name and a description, in a %s window', async (_, viewport) => {
    const page = await shown();
    await page.setViewportSize(viewport);
    const names = ['By topic and week', 'Planned and spent', 'Papers by year', 'Day by day'];
    for (const name of names) {
      const image = page.getByRole('img', { name, exact: true });
      expect(await image.count()).toBe(1);
      const box = await image.boundingBox();
      expect(box?.height).toBeGreaterThan(40);
      expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(viewport.width);
    }
    expect(await drawingsOf(page).count()).toBe(names.length);
  });

  test('has text of at least 11 pixels at every window width', async () => {
    for (const log of ['example', 'everything'] as const) {
      const page = await visit(log, 'charts/');
      for (const width of [390, 640, 820, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const sizes = await drawingsOf(page).evaluateAll((all) =>
          (all as SVGSVGElement[]).flatMap((svg) =>
            [...svg.querySelectorAll('text')].map(
              (text) => Number.parseFloat(getComputedStyle(text).fontSize) * (svg.getScreenCTM()?.a ?? 0),
            ),
          ),
        );
        expect(sizes.length).toBeGreaterThan(2);
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
      }
    }
  });
});

describe('a chart', () => {
  test('has bars proportional to the numbers in its table', async () => {
    const page = await shown();
    const chart = page.locator('.chart', { hasText: 'By topic and week' });
    const minutes = (text = '') =>
      Number(/(\d+)\sh/.exec(text)?.[1] ?? 0) * 60 + Number(/(\d+)\smin/.exec(text)?.[1] ?? 0);
    const rows = (await cellsOf(chart)).slice(0, -1);
    const tabled = rows
      .flatMap((row) => row.slice(1, -1).map((cell) => minutes(cell ?? '')))
      .filter((number) => number > 0);
    const drawn = await chart.locator('rect').evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().width));
    expect(drawn).toHaveLength(tabled.length);
    const scale = (drawn[0] ?? 0) / (tabled[0] ?? 1);
    for (const [index, width] of drawn.entries()) expect(width / scale).toBeCloseTo(tabled[index] ?? 0, -1);
    expect(tabled.reduce((sum, number) => sum + number, 0)).toBe(19 * 60 + 50);
  });

  test('shows each bar beside the name of its week', async () => {
    const page = await shown();
    for (const viewport of [narrow, wide]) {
      await page.setViewportSize(viewport);
      const chart = page.locator('.chart', { hasText: 'Planned and spent' });
      const tops = (selector: string) =>
        chart.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      const names = await tops('.chart-rows a');
      const bars = await tops('.planned rect');
      for (const [index, top] of bars.entries()) {
        expect(top).toBeGreaterThan((names[index] ?? 0) - 8);
        expect(top).toBeLessThan(names[index + 1] ?? Infinity);
      }
      expect(bars).toHaveLength(2);
    }
  });

  test('lists the numbers of its calendar in a table, with "about" before estimates', async () => {
    const page = await shown();
    const chart = page.locator('.chart', { hasText: 'Day by day' });
    await chart.getByText('The numbers').click();
    expect(await chart.getByRole('table').isVisible()).toBe(true);
    const rows = await cellsOf(chart);
    expect(rows.map((row) => row.join('; ').replaceAll('\u00A0', ' '))).toEqual([
      '5 February 2025; 0; 1',
      '10 February 2025; 2 h; 0',
      '11 February 2025; about 1 h 15 min; about 1',
      '17 February 2025; 1 h 20 min; 0',
      '18 February 2025; 50 min; 0',
      '20 February 2025; 0; 1',
      '21 February 2025; about 2 h; 0',
      '2 March 2025; 40 min; 0',
    ]);
    const titles = await chart.locator('rect title').allTextContents();
    expect(titles.map((title) => title.replaceAll('\u00A0', ' '))).toContain(
      '11 February 2025: about 1 h 15 min, Finished: about 1',
    );
  });

  test('passes axe with its numbers open, wide or narrow', async () => {
    const page = await open({ bypassCSP: true });
    for (const summary of await page.getByText('The numbers').all()) await summary.click();
    for (const viewport of [wide, narrow]) {
      await page.setViewportSize(viewport);
      for (const theme of themes) expect(await violationsOf(page, theme, 'main')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    }
  });

  test('uses the colours of the theme', async () => {
    const page = await shown();
    await page.emulateMedia({ colorScheme: 'light' });
    const fill = () =>
      page
        .locator('.chart-plan rect')
        .last()
        .evaluate((bar) => getComputedStyle(bar).fill);
    expect(await fill()).toBe('rgb(138, 47, 94)');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await fill()).toBe('rgb(240, 154, 196)');
  });

  test('stays legible in forced colours', async () => {
    const page = await shown();
    await page.emulateMedia({ forcedColors: 'active' });
    const look = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((bar) => {
          const { fill, stroke, strokeWidth } = getComputedStyle(bar);
          return `${fill} ${stroke} ${strokeWidth}`;
        });
    expect(await look('.chart-plan .planned rect')).not.toBe(await look('.chart-plan g:not(.planned) rect'));
    expect(await look('.chart .finished rect')).not.toBe(await look('.chart .day rect'));
    expect(await look('.chart-weeks rect')).toMatch(/ rgb\(\d+, \d+, \d+\) 1px$/);
    await page.emulateMedia({ forcedColors: 'none' });
  });

  test('prints without the numbers unless the reader opened them', async () => {
    const page = await open();
    await page.getByText('The numbers').first().click();
    await page.emulateMedia({ media: 'print' });
    expect(await drawingsOf(page).count()).toBe(4);
    expect(await page.locator('.chart table').evaluateAll((all) => all.map((one) => one.checkVisibility()))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(await page.getByText('The numbers').filter({ visible: true }).count()).toBe(1);
  });

  test('starts its labels on the right in a right-to-left page', async () => {
    const page = await open();
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    const [name, bar] = await Promise.all(
      ['.chart-rows a', '.chart-rows svg'].map((selector) => page.locator(selector).first().boundingBox()),
    );
    expect(name?.x).toBeGreaterThan((bar?.x ?? 0) + (bar?.width ?? Infinity) - 1);
  });
});
