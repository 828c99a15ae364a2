import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { drawn, narrow, settled, sharedVisit, visit, wide } from './open.ts';

interface Box {
  readonly id: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

async function boxesOf(page: Page, selector: string): Promise<Box[]> {
  return page.locator(selector).evaluateAll((all) =>
    all.map((element) => {
      const { top, bottom, left, right } = element.getBoundingClientRect();
      return { id: element.id, top: top + scrollY, bottom: bottom + scrollY, left, right };
    }),
  );
}

function overlapping(boxes: readonly Box[], others: readonly Box[]): string[] {
  return boxes.flatMap((one) =>
    others
      .filter((other) => other.id !== one.id || other.top !== one.top)
      .filter(
        (other) => one.top < other.bottom && other.top < one.bottom && one.left < other.right && other.left < one.right,
      )
      .map((other) => `${one.id} and ${other.id || 'text'} at ${Math.round(other.top)}`),
  );
}

/** Expects that footnotes stand in the margin, and none on another, in windows of several widths. */
async function expectInMargin(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  for (const width of [1100, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await drawn(page);
    const notes = await boxesOf(page, '.footnotes > ol > li');
    const [prose] = await boxesOf(page, '.article > .prose');
    const [footer] = await boxesOf(page, 'body > footer');
    const text = await boxesOf(page, '.prose > :not(.footnotes), .pager');
    expect(notes.length).toBeGreaterThan(0);
    expect(overlapping(notes, [...notes, ...text])).toEqual([]);
    expect(notes.filter(({ left, right }) => left < (prose?.right ?? 0) || right > width)).toEqual([]);
    expect(notes.filter(({ bottom }) => bottom > (footer?.top ?? 0))).toEqual([]);
  }
}

/** Pages with everything, for tests that change nothing there. */
const firstWeek = sharedVisit('everything', 'weeks/01-first/');
const afterPage = sharedVisit('everything', 'pages/after/');

describe('footnotes', () => {
  test.each([
    ['weeks/01-first/', firstWeek],
    ['pages/after/', afterPage],
  ])('stand in the margin, none on another, on any wide screen: everything, %s', async (_, open) => {
    const page = await open();
    await expectInMargin(page);
    await page.setViewportSize(wide);
  });

  test('are beside their references if nothing is in between', async () => {
    const page = await firstWeek();
    await page.evaluate(() => document.fonts.ready);
    const [note] = await boxesOf(page, '#fn-first');
    const [mark] = await boxesOf(page, '#fnref-first');
    expect(Math.abs((note?.top ?? 0) - (mark?.top ?? 0))).toBeLessThan(12);
  });

  test('are a list at the end of a narrow screen without JavaScript, linked in both directions', async () => {
    const page = await visit('everything', 'weeks/01-first/', { viewport: narrow, javaScriptEnabled: false });
    const notes = await boxesOf(page, '.footnotes > ol > li');
    const [list] = await boxesOf(page, '.footnotes');
    const prose = await boxesOf(page, '.prose > :not(.footnotes)');
    expect(Math.max(...prose.map(({ bottom }) => bottom))).toBeLessThan(list?.top ?? 0);
    expect(notes.map(({ id }) => id)).toEqual(['fn-first', 'fn-long', 'fn-close']);
    expect(overlapping(notes, notes)).toEqual([]);
    await page.locator('#fnref-long').click();
    expect(new URL(page.url()).hash).toBe('#fn-long');
    await page.locator('#fn-long [data-footnote-backref]').click();
    expect(new URL(page.url()).hash).toBe('#fnref-long');
  });

  test('are beside a reference in a heading, an item, a callout, a cell and the last sentence', async () => {
    const page = await afterPage();
    await page.evaluate(() => document.fonts.ready);
    for (const name of ['heading', 'item', 'callout', 'cell', 'last']) {
      const [note] = await boxesOf(page, `#fn-${name}`);
      const [mark] = await boxesOf(page, `#fnref-${name}`);
      const below = (note?.top ?? Number.NaN) - (mark?.top ?? Number.NaN);
      expect(below, name).toBeGreaterThan(-15);
      expect(below, name).toBeLessThan(120);
    }
  });

  test('do not appear in the contents list', async () => {
    const page = await afterPage();
    const [heading] = await page.locator('.prose h2[id]').allInnerTexts();
    expect(heading).toMatch(/^A heading with a note/);
    expect(await page.locator('#a-heading-with-a-note').count()).toBe(1);
  });
});

describe('on a narrow screen, a footnote', () => {
  const open = sharedVisit('everything', 'pages/after/', { viewport: narrow });

  test('opens below its reference, wherever that is, and closes again', async () => {
    const page = await open();
    const before = page.url();
    for (const [name, place] of [
      ['heading', '#a-heading-with-a-note + .note'],
      ['item', 'li > .note'],
      ['callout', '.callout p + .note'],
      ['cell', '.table + .note'],
      ['last', 'p + .note'],
    ] as const) {
      const mark = page.locator(`#fnref-${name}`);
      await mark.click();
      const note = page.getByRole('note').and(page.locator(`.prose ${place}`));
      expect(await note.innerText()).toContain(`The note of the ${name === 'last' ? 'last sentence' : name}`);
      expect(await mark.getAttribute('aria-expanded')).toBe('true');
      expect(page.url()).toBe(before);
      await mark.click();
      expect(await page.locator('.note').count()).toBe(0);
      expect(await mark.getAttribute('aria-expanded')).toBe('false');
    }
  });

  test('opens with Enter, one at a time, and Escape or its button returns the focus', async () => {
    const page = await visit('everything', 'weeks/01-first/', { viewport: narrow });
    await page.locator('#fnref-first').click();
    const again = page.locator('#fnref-first-2');
    await again.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.note').count()).toBe(1);
    expect(await page.locator('.note').innerText()).toContain('A short note, used twice.');
    expect(await page.locator('.note').getByRole('link').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await page.locator('.note').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('fnref-first-2');
    await page.locator('#fnref-long').click();
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    await page.getByRole('button', { name: 'Close the note' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('fnref-long');
  });

  test('closes when the window becomes wide', async () => {
    const page = await open();
    await page.locator('#fnref-last').click();
    await page.setViewportSize({ width: 1400, height: 900 });
    await page.locator('.note').waitFor({ state: 'detached' });
  });
});

const narrowPage = sharedVisit('example', 'pages/epilogue/', { viewport: narrow });

/** The boxes of the elements of a piece of prose on a narrow page of the example. */
async function boxesInProse(html: string, selector: string): Promise<Box[]> {
  const page = await narrowPage();
  await page.locator('.article > .prose').evaluate((prose, text) => (prose.innerHTML = text), html);
  return boxesOf(page, selector);
}

const words = 'a note that is long enough to wrap on a narrow screen, '.repeat(2);
const inlineMarks = `Read <a href="#x">the essay</a> and <strong>write</strong> ${words} <code>softmax</code> <em>x</em>`;

test('a task reads as one text beside its box, and tasks, plain items and their lists share an edge', async () => {
  const task = (text: string) => `<li class="task-list-item"><input type="checkbox" disabled> ${text}`;
  const html = `<ul class="contains-task-list">${task(`<span>${inlineMarks}</span></li>`)}
    <li><span>Plain</span></li>
    <li class="task-list-item"><p><input type="checkbox" disabled> <span>Loose</span></p></li>
    ${task(`<span>With parts</span><ul class="contains-task-list">${task('<span>First half</span></li>')}</ul></li>`)}</ul>`;
  const [text, plain, loose, outer, inner] = await boxesInProse(html, '.prose li span');
  const [box] = await boxesInProse(html, '.prose li input');
  expect(Math.abs((text?.left ?? 0) - (plain?.left ?? 9))).toBeLessThan(1.5);
  expect(Math.abs((loose?.left ?? 0) - (plain?.left ?? 9))).toBeLessThan(3);
  expect(box?.right).toBeLessThan(text?.left ?? 0);
  expect(inner?.top).toBeGreaterThanOrEqual(outer?.bottom ?? Infinity);
  expect(inner?.left).toBeGreaterThan(outer?.left ?? Infinity);
  // In columns, the link would be as high as the whole item.
  const [link] = await boxesInProse(html, '.prose li a');
  expect((link?.bottom ?? Infinity) - (link?.top ?? 0)).toBeLessThan(40);
});

test('the title of a callout wraps as one text beside its icon', async () => {
  const html = `<div class="callout callout-note"><p class="callout-title"><svg class="icon"></svg>${inlineMarks}</p></div>`;
  const [link] = await boxesInProse(html, '.callout a');
  const [code] = await boxesInProse(html, '.callout code');
  const [icon] = await boxesInProse(html, '.callout .icon');
  expect((link?.bottom ?? Infinity) - (link?.top ?? 0)).toBeLessThan(30);
  expect(code?.top).toBeGreaterThan(link?.bottom ?? Infinity);
  expect(icon?.right).toBeLessThan(link?.left ?? 0);
  expect(icon?.top).toBeLessThan(link?.bottom ?? 0);
});

describe('wide formulas, code and tables', () => {
  const boxes = '.equation, .katex .wide, .code pre, .table';
  const scrolling = (page: Page) =>
    page
      .locator(boxes)
      .evaluateAll((all) =>
        all.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.textContent.trim().slice(0, 60)),
      );
  const weeks = ['01-pre-training', '02-post-training', '03-scaling', '04-kitchen-sink'];

  /** Expects that nothing scrolls in a wide window. */
  async function expectWhole(page: Page): Promise<void> {
    // Those below the fold are laid out when the browser is idle.
    const waiting = page.locator('.prose > .equation:nth-child(n + 8):not(.laid-out)');
    await settled(
      () => waiting.count(),
      (count) => count === 0,
    );
    await page.evaluate(() => document.fonts.ready);
    expect(await scrolling(page)).toEqual([]);
  }
  const margin = { viewport: { width: 1440, height: 900 } };

  describe.each(weeks)('of the week %s', (week) => {
    const open = sharedVisit('example', `weeks/${week}/`, margin);
    test('are seen whole on a wide screen, in the margin if need be', async () => expectWhole(await open()));
    test('leave the margin to footnotes, none on another, on any wide screen', async () =>
      expectInMargin(await open()));
  });

  test.each(['resources/ppo/', 'all/'])('are seen whole on a wide screen, in the margin if need be: %s', async (path) =>
    expectWhole(await visit('example', path, margin)),
  );

  test.each(weeks.slice(0, 3))('fade on a phone where more follows, without JavaScript: %s', async (week) => {
    const page = await visit('example', `weeks/${week}/`, { viewport: narrow, javaScriptEnabled: false });
    expect((await scrolling(page)).length).toBeGreaterThan(0);
    const fades = () =>
      page
        .locator(boxes)
        .evaluateAll((all) =>
          all
            .filter((box) => box.scrollWidth > box.clientWidth !== getComputedStyle(box).maskImage.includes('gradient'))
            .map((box) => box.textContent.trim().slice(0, 60)),
        );
    expect(await settled(fades, (wrong) => wrong.length === 0)).toEqual([]);
  });

  const onPhone = sharedVisit('example', 'weeks/01-pre-training/', { viewport: narrow, hasTouch: true });

  test('no longer fade at the end once they are scrolled there', async () => {
    const page = await onPhone();
    const code = page.locator('.code pre', { hasText: 'class CausalSelfAttention' });
    const mask = () => code.evaluate((box) => getComputedStyle(box).maskImage);
    await code.scrollIntoViewIfNeeded();
    expect(await settled(mask, (is) => is !== 'none')).toContain('gradient');
    await code.evaluate((box) => box.scrollTo(box.scrollWidth, 0));
    expect(await settled(mask, (is) => is === 'none')).toBe('none');
  });

  test('wrap in all code blocks at the reader’s choice', async () => {
    const page = await onPhone();
    const code = page.locator('.code', { hasText: 'class CausalSelfAttention' });
    const overflow = () => code.locator('pre').evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(await overflow()).toBeGreaterThan(100);
    await code.getByRole('button', { name: 'Wrap' }).click();
    expect(await overflow()).toBe(0);
    await code.getByRole('button', { name: 'Wrap', pressed: true }).click();
    expect(await overflow()).toBeGreaterThan(100);
  });
});
