import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { narrow, visit } from './open.ts';

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

const withNotes = [
  ['example', 'weeks/01-pre-training/'],
  ['example', 'weeks/02-post-training/'],
  ['example', 'weeks/03-scaling/'],
  ['example', 'weeks/04-kitchen-sink/'],
  ['everything', 'weeks/01-first/'],
] as const;

describe('footnotes', () => {
  test.each(withNotes)('stand in the margin of a wide screen, none on another: %s, %s', async (log, path) => {
    const page = await visit(log, path);
    await page.evaluate(() => document.fonts.ready);
    const notes = await boxesOf(page, '.footnotes > ol > li');
    const [prose] = await boxesOf(page, '.article > .prose');
    const [footer] = await boxesOf(page, 'body > footer');
    const text = await boxesOf(page, '.prose > :not(.footnotes), .pager');
    expect(notes.length).toBeGreaterThan(0);
    expect(overlapping(notes, [...notes, ...text])).toEqual([]);
    expect(notes.filter(({ left, right }) => left < (prose?.right ?? 0) || right > 1280)).toEqual([]);
    expect(notes.filter(({ bottom }) => bottom > (footer?.top ?? 0))).toEqual([]);
  });

  test('stand beside their marks where nothing is in the way', async () => {
    const page = await visit('everything', 'weeks/01-first/');
    await page.evaluate(() => document.fonts.ready);
    const [note] = await boxesOf(page, '#fn-first');
    const [mark] = await boxesOf(page, '#fnref-first');
    expect(Math.abs((note?.top ?? 0) - (mark?.top ?? 0))).toBeLessThan(12);
  });

  test('are a list at the end of a narrow screen, to which the marks lead and from which one comes back', async () => {
    const page = await visit('everything', 'weeks/01-first/', { viewport: narrow });
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
});
