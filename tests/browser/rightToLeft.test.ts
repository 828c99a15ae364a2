import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { narrow, visit } from './open.ts';

const week = 'weeks/01-bidaya/';

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  return box ?? expect.fail(`there is no ${selector}`);
}

/** The left edges of two words in the first element that has both. */
function leftsOf(page: Page, selector: string, ...words: [string, string]): Promise<number[]> {
  return page.evaluate(
    ([all, ...both]) => {
      const found = [...document.querySelectorAll(all ?? '')].find((one) =>
        both.every((word) => one.textContent?.includes(word)),
      );
      const text = found?.firstChild as Text;
      return both.map((word) => {
        const range = document.createRange();
        range.setStart(text, text.data.indexOf(word));
        range.setEnd(text, text.data.indexOf(word) + word.length);
        return range.getBoundingClientRect().left;
      });
    },
    [selector, ...words],
  );
}

describe('a right-to-left log', () => {
  test('declares its direction, and is in its language', async () => {
    const page = await visit('right-to-left', week);
    expect(await page.locator('html').evaluate(({ dir, lang }: HTMLElement) => [dir, lang])).toEqual(['rtl', 'ar']);
    expect(await page.locator('header.top nav a').allInnerTexts()).toEqual([
      'الخط الزمني',
      'المكتبة',
      'المسار',
      'المواضيع',
    ]);
  });

  test('has no slanted letters, and no space between them', async () => {
    const page = await visit('right-to-left', 'resources/attention/');
    for (const selector of ['h1', '.kicker', '.verdict']) {
      const style = await page
        .locator(selector)
        .first()
        .evaluate((one) => {
          const { fontStyle, letterSpacing } = getComputedStyle(one);
          return [fontStyle, letterSpacing];
        });
      expect(style, selector).toEqual(['normal', 'normal']);
    }
  });

  test('keeps the number of a week apart from its first day on a phone', async () => {
    const page = await visit('right-to-left', '', { viewport: narrow });
    const number = await boxOf(page, '.timeline .when:has(> span) > b');
    const days = await boxOf(page, '.timeline .when > span');
    expect(days.x + days.width).toBeLessThan(number.x);
  });

  test('keeps the order of a name in Latin letters and the words after it', async () => {
    const page = await visit('right-to-left', 'resources/');
    const [name, others] = await leftsOf(page, '.meta span', 'Vaswani', 'وآخرون');
    expect(name).toBeGreaterThan(others ?? Infinity);
  });

  test('has the contents list on the right and the notes on the left, each beside its reference', async () => {
    const page = await visit('right-to-left', week);
    await page.evaluate(() => document.fonts.ready);
    const [contents, text] = [await boxOf(page, '.contents'), await boxOf(page, '.prose > p')];
    expect(contents.x).toBeGreaterThan(text.x + text.width);
    for (const number of [1, 2]) {
      const note = await boxOf(page, `.footnotes > ol > li:nth-child(${number})`);
      const mark = await boxOf(page, `a[data-footnote-ref]:text-is("${number}")`);
      expect(note.x + note.width).toBeLessThan(text.x);
      expect(note.x).toBeGreaterThanOrEqual(0);
      expect(Math.abs(note.y - mark.y)).toBeLessThan(20);
    }
  });

  test('has the timeline on the right, with events to its left', async () => {
    const page = await visit('right-to-left');
    const [when, what] = [await boxOf(page, '.when'), await boxOf(page, '.what')];
    expect(when.x).toBeGreaterThan(what.x + what.width - 1);
  });

  test('keeps formulas and code left to right', async () => {
    const page = await visit('right-to-left', week);
    const letters = await page.locator('.prose > p .katex-html, .footnotes .katex-html').evaluateAll((all) =>
      all.map((formula) =>
        [...formula.querySelectorAll('.mord:not(:has(*))')]
          .map((letter) => ({ text: letter.textContent, left: letter.getBoundingClientRect().left }))
          .filter(({ text }) => text !== '')
          .slice(0, 2),
      ),
    );
    expect(letters.map((formula) => formula.map(({ text }) => text).join(''))).toEqual(['dk', 'eiπ']);
    for (const [first, second] of letters) expect(first?.left).toBeLessThan(second?.left ?? 0);
    const directions = await page
      .locator('.code pre, .equation')
      .evaluateAll((all) => all.map((element) => getComputedStyle(element).direction));
    expect(directions).toEqual(['ltr', 'ltr']);
  });

  test('keeps numbers and their nouns in order', async () => {
    const page = await visit('right-to-left', week);
    const [number, noun] = await leftsOf(page, '.meta span', '7', 'أيام');
    expect(number).toBeGreaterThan(noun ?? Infinity);
  });

  test('opens a footnote in place on a phone, in any script', async () => {
    const page = await visit('right-to-left', week, { viewport: narrow });
    await page.locator('a[data-footnote-ref]').nth(1).click();
    expect(await page.locator('aside.note').innerText()).toContain('ملاحظة ثانية');
  });

  test('aligns previews with the right edge of their link', async () => {
    const page = await visit('right-to-left', week);
    const link = page.locator('.prose > p a[href*="resources"]').first();
    await link.hover();
    const card = page.locator('.preview:popover-open');
    await card.waitFor();
    const [of, over] = [await link.boundingBox(), await card.boundingBox()];
    expect(Math.abs((of?.x ?? 0) + (of?.width ?? 0) - (over?.x ?? 0) - (over?.width ?? 0))).toBeLessThan(2);
  });
});
