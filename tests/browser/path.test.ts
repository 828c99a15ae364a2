import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { addressOf, narrow, visit } from './open.ts';

/** The ids of the steps of a path, in page order. */
function stepsOn(page: Page): Promise<string[]> {
  return page
    .locator('.step')
    .evaluateAll((steps) => steps.map((step) => (step as HTMLElement).dataset.resource ?? ''));
}

describe('the path to a resource', () => {
  test('ends with the resource, and gives as reasons only earlier steps or alternatives', async () => {
    const page = await visit('example', 'path/to/deepseek-r1/');
    const ids = await stepsOn(page);
    expect(ids.at(-1)).toBe('deepseek-r1');
    expect(ids).toContain('attention-is-all-you-need');
    expect(new Set(ids).size).toBe(ids.length);
    const read = new Set<string>();
    for (const step of await page.locator('.step').all()) {
      for (const line of await step.locator('p').all()) {
        const either = await line.locator('b').allTextContents();
        expect(either.some((title) => read.has(title))).toBe(true);
      }
      read.add((await step.locator('> a').textContent()) ?? '');
    }
  });

  test('says how much there is to study first, as the page of the resource does, which leads there', async () => {
    const page = await visit('example', 'resources/deepseek-r1/');
    const link = page.getByRole('link', { name: /^Path to this: / });
    const [, steps] = /(\d+) steps/.exec((await link.textContent()) ?? '') ?? [];
    await link.click();
    await page.getByRole('heading', { level: 1, name: /^Path to DeepSeek-R1/ }).waitFor();
    const ids = await stepsOn(page);
    expect(Number(steps)).toBe(ids.length - 1);
    expect(await page.locator('.lede').textContent()).toContain(`${steps} things to study first`);
    expect(await page.locator('header [aria-current]').textContent()).toContain('Path');
  });

  test('is in stages, each with a heading and a list', async () => {
    const page = await visit('example', 'path/to/ppo/');
    const stages = page.locator('section.stage');
    const names = await stages.locator('h2').allTextContents();
    expect([names[0], names.at(-2), names.at(-1)]).toEqual(['Start here', 'Last step', 'The goal']);
    expect(await stages.locator('> ol').count()).toBe(names.length);
  });

  test('shows what costs money, when that was checked, and which resource is an alternative', async () => {
    const page = await visit('everything', 'path/to/attention/');
    const steps = page.locator('.path-steps.usual-path');
    const book = steps.locator('[data-resource="book"]');
    expect(await book.locator('small').innerText()).toContain('paid, as of 1 November 2026');
    const goal = steps.locator('[data-resource="attention"]');
    expect(await goal.locator('p').allInnerTexts()).toEqual([
      'after Lecture 1: What is a sequence?',
      'after A book without an address or Lecture 2: Recurrence: its chapter on gradients is enough',
    ]);
  });

  test('exists only for resources with prerequisites', async () => {
    const found = await Promise.all(
      ['path/to/attention/', 'path/to/book/', 'resources/book/'].map((path) => fetch(addressOf('everything', path))),
    );
    expect(found.map(({ status }) => status)).toEqual([200, 404, 200]);
    expect(await found[2]?.text()).not.toContain('path/to/book');
  });
});

describe("the diagram of a resource's neighbours", () => {
  test('links each box, adds no Tab stop, and repeats the lists of the page', async () => {
    const page = await visit('example', 'path/to/ppo/');
    const drawing = page.locator('.around .drawing');
    expect(await drawing.getAttribute('aria-hidden')).toBe('true');
    const boxes = drawing.locator('a');
    const titles = await boxes.locator('title').allTextContents();
    expect(titles).toContain('Spinning Up, Part 3: Intro to Policy Optimization');
    for (const box of await boxes.all()) {
      expect(await box.getAttribute('tabindex')).toBe('-1');
      const path = new URL((await box.getAttribute('href')) ?? '', addressOf('example'));
      expect((await fetch(path)).status).toBe(200);
    }
    const targets = (links: Locator) => links.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    const drawn = await targets(boxes);
    const next = await targets(page.locator('.leads-to a'));
    expect(next.filter((target) => !drawn.includes(target))).toEqual([]);
  });

  test('keeps its text inside the boxes', async () => {
    const page = await visit('example', 'path/to/deepseek-r1/');
    const outside = await page.locator('.around svg a').evaluateAll((boxes) =>
      boxes.flatMap((box) => {
        const [frame, text] = [box.querySelector('rect'), box.querySelector('text')].map((part) =>
          part?.getBoundingClientRect(),
        );
        const isInside =
          frame &&
          text &&
          text.left > frame.left &&
          text.right < frame.right &&
          text.top > frame.top &&
          text.bottom < frame.bottom;
        return isInside ? [] : [box.textContent];
      }),
    );
    expect(outside).toEqual([]);
  });

  test('scrolls in its frame on a phone instead of shrinking', async () => {
    const page = await visit('example', 'path/to/ppo/', { viewport: narrow });
    const [drawn, asked, room] = await page.locator('.around svg').evaluate((svg: SVGSVGElement) => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      return [svg.getBoundingClientRect().width, (svg.viewBox.baseVal.width / 16) * rem, document.body.clientWidth];
    });
    expect(drawn).toBeCloseTo(asked ?? 0, 0);
    expect(drawn).toBeGreaterThan(room ?? 0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });

  test.each([
    ['example', 'path/to/deepseek-r1/'],
    ['example', 'path/to/ppo/'],
    ['right-to-left', 'path/to/attention/'],
  ] as const)('opens on its goal on a phone: %s, %s', async (log, path) => {
    const page = await visit(log, path, { viewport: narrow });
    const shown = await page.locator('.around .drawing').evaluate((drawing) => {
      const [frame, goal] = [drawing, drawing.querySelector('.middle rect')].map((one) => one?.getBoundingClientRect());
      return frame && goal && [goal.left - frame.left, frame.right - goal.right];
    });
    for (const room of shown ?? [-1]) expect(room).toBeGreaterThanOrEqual(0);
  });
});

describe('the list of all paths', () => {
  test('links to the path of each resource that has one, and collapses series', async () => {
    const page = await visit('example', 'path/');
    const series = page.locator('[data-resource="zero-to-hero"]').first();
    const part = series.getByRole('link', { name: 'makemore: MLP' });
    expect(await part.isVisible()).toBe(false);
    await series.locator('summary').click();
    expect(await part.isVisible()).toBe(true);
    await page.locator('[data-resource="ppo"] .path-here a').click();
    await page.getByRole('heading', { level: 1, name: /^Path to Proximal/ }).waitFor();
  });

  test('explains what a path is in a log without prerequisites, and nothing links to it', async () => {
    expect(await (await fetch(addressOf('minimal', 'path/'))).text()).toContain('No resource in this log names a');
    const page = await visit('minimal');
    expect(await page.getByRole('link', { name: 'Path' }).count()).toBe(0);
  });
});

test('paths are in the sitemap, and not in the search', async () => {
  const folder = inject('folders').example;
  expect(await readFile(join(folder, 'sitemap-0.xml'), 'utf8')).toContain('/path/to/deepseek-r1/');
  expect(await readFile(join(folder, 'path/to/deepseek-r1/index.html'), 'utf8')).not.toContain('data-pagefind-body');
});

test('at 360 pixels, all navigation links fit', async () => {
  const page = await visit('example', 'path/', { viewport: { width: 360, height: 740 } });
  const nav = page.getByRole('navigation', { name: 'Site' });
  expect(await nav.getByRole('link').count()).toBe(4);
  expect(await nav.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
});
