import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, drawn, narrow, settled, sharedVisit, visit } from './open.ts';

/** The positions of the footnotes and of the text beside them. */
async function layout(page: Page) {
  await page.evaluate(() => document.fonts.ready);
  return page.evaluate(() => {
    const boxesOf = (selector: string) =>
      [...document.querySelectorAll(selector)].map((element) => {
        const { top, bottom, left, right } = element.getBoundingClientRect();
        return { id: element.id, top: top + scrollY, bottom: bottom + scrollY, left, right };
      });
    return { notes: boxesOf('.footnotes > ol > li'), texts: boxesOf('.whole > header, .part > *') };
  });
}

const topOf = (page: Page, id: string) =>
  page.evaluate((of) => document.getElementById(of)?.getBoundingClientRect().top, id);

/** The whole log with everything, for tests that stay there. */
const everything = sharedVisit('everything', 'all/');

describe('footnotes of the whole log', () => {
  test.each([
    ['example', [1100, 1280]],
    ['everything', [1280, 1920]],
  ] as const)('are in the margin of the log "%s" without overlap, at %j pixels', async (log, widths) => {
    const page = await visit(log, 'all/');
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await drawn(page);
      const { notes, texts } = await layout(page);
      const clashes = notes.flatMap((note, index) =>
        [...notes.slice(index + 1), ...texts]
          .filter((other) => note.top < other.bottom && other.top < note.bottom)
          .filter((other) => note.left < other.right && other.left < note.right)
          .map((other) => `${note.id} and ${other.id}`),
      );
      const outside = notes.filter(({ left, right }) => left < (texts[0]?.right ?? 0) || right > width);
      expect(notes.length).toBeGreaterThan(5);
      expect({ width, clashes, outside }).toEqual({ width, clashes: [], outside: [] });
    }
  });

  test('are beside their references and numbered throughout', async () => {
    const page = await everything();
    const note = page.locator('[id="pages/after/fn-heading"]');
    const mark = page.locator('[id="pages/after/fnref-heading"]');
    const [at = 0, beside = 0] = await Promise.all([note, mark].map(async (one) => (await one.boundingBox())?.y));
    expect(Math.abs(at - beside)).toBeLessThan(40);
    expect(await mark.innerText()).toBe('4');
    // CSS counters are visible only in the accessibility tree.
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const words = nodes.flatMap(({ role, name }) => (role?.value === 'StaticText' ? `${name?.value}`.trim() : []));
    expect(words[words.indexOf('The note of the heading.') - 1]).toBe('4');
  });

  test('do not overlap those of the entry before', async () => {
    const page = await visit('everything', 'all/');
    await page.evaluate(() => {
      const last = document.getElementById('weeks/01-first/fn-close');
      last?.firstElementChild?.append(' word'.repeat(3000));
    });
    const { notes } = await layout(page);
    const [long, next] = ['weeks/01-first/fn-close', 'pages/after/fn-heading'].map((id) =>
      notes.find((note) => note.id === id),
    );
    expect(long?.bottom).toBeGreaterThan((await topOf(page, 'pages/after')) ?? Number.POSITIVE_INFINITY);
    expect(next?.top).toBeGreaterThanOrEqual(long?.bottom ?? Number.POSITIVE_INFINITY);
  });

  test('open in place on a narrow screen', async () => {
    const page = await visit('everything', 'all/', { viewport: narrow });
    await page.locator('[id="pages/after/fnref-item"]').click();
    expect(await page.getByRole('note').filter({ hasText: 'The note of the item' }).isVisible()).toBe(true);
    expect(page.url()).toBe(addressOf('everything', 'all/'));
  });
});

describe('links in the whole log', () => {
  test.each([
    ['the second week', 'weeks/02-gap'],
    ['the page before', 'pages/before'],
    ['the equation above', 'weeks/01-first/eq.1'],
    ['the second line', 'weeks/01-first/L2-2'],
    ['The lectures', 'resources/course'],
  ])('stay on the page: %s', async (name, id) => {
    const page = await everything();
    const title = name === 'The lectures' ? 'A course of lectures' : name;
    const link = page.locator(`[id="weeks/01-first"] a[href="#${id}"]`).first();
    await link.click();
    expect(new URL(page.url()).pathname).toBe(new URL(addressOf('everything', 'all/')).pathname);
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe(`#${id}`);
    const top = await settled(
      async () => (await topOf(page, id)) ?? -1,
      (at) => at >= 0 && at < 900,
    );
    expect(top, title).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(900);
  });

  test('in the contents list lead to weeks and sections, and the list follows the reader', async () => {
    const page = await everything();
    const contents = page.getByRole('navigation', { name: 'Contents' });
    await contents.getByRole('link', { name: 'Mathematics' }).click();
    expect(await topOf(page, 'weeks/01-first/mathematics')).toBeLessThan(200);
    await contents.locator('a[aria-current]', { hasText: 'Mathematics' }).waitFor();
  });

  test('to a range of lines highlight it', async () => {
    const page = await visit('everything', 'all/#weeks/01-first/L2-1-2');
    const marked = page.locator('.line.marked');
    await marked.first().waitFor();
    expect(await marked.evaluateAll((lines) => lines.map(({ id }) => id))).toEqual([
      'weeks/01-first/L2-1',
      'weeks/01-first/L2-2',
    ]);
  });
});
