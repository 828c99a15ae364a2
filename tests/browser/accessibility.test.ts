import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, kinds, narrow, openPage, pathsOf, visit, wide } from './open.ts';

/** What axe finds on a page in the themes, a line for each rule that is broken. */
async function violationsOf(page: Page, themes: readonly ('light' | 'dark')[]): Promise<string[]> {
  const violations: string[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    // There are no frames here, and only what is broken is of interest: both save half of the time.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
    // The dark theme differs in colours alone.
    if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
    const { violations: found } = await axe.analyze();
    violations.push(
      ...found.map(({ id, help, nodes }) => {
        const where = nodes.map(({ target }) => target.join(' ')).slice(0, 4);
        const { width } = page.viewportSize() ?? wide;
        return `${page.url()} ${width} ${colorScheme} ${id}: ${help} (${nodes.length}): ${where.join(' | ')}`;
      }),
    );
  }
  return violations;
}

describe.each(kinds)('a page of the kind "$kind"', ({ log, path }) => {
  test('has nothing that axe finds on a narrow screen, light or dark', async () => {
    const page = await visit(log, path, { bypassCSP: true, viewport: narrow });
    if (path.includes('?q=')) await page.getByRole('option').first().waitFor();
    expect(await violationsOf(page, ['light', 'dark'])).toEqual([]);
  });
});

describe.each(['example', 'minimal', 'everything', 'right-to-left'] as const)('every page of the log "%s"', (log) => {
  test('has nothing that axe finds', async () => {
    const paths = await pathsOf(log);
    const total = paths.length;
    const violations: string[] = [];
    const checkAll = async (): Promise<void> => {
      const page = await openPage({ bypassCSP: true });
      for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
        await page.goto(addressOf(log, path), { waitUntil: 'load' });
        violations.push(...(await violationsOf(page, ['light'])));
      }
    };
    await Promise.all([checkAll(), checkAll(), checkAll()]);
    expect(violations).toEqual([]);
    expect(total).toBeGreaterThan(7);
  }, 600_000);
});

test('the facts of a card are a list in its name too', async () => {
  const page = await visit('everything', 'weeks/01-first/');
  const card = page.getByRole('link', { name: /Vaswani et al\.\s?, 2017\s?, 15 pages/ });
  expect(await card.count()).toBe(1);
});

test('every chart is a heading of its page', async () => {
  const page = await visit('everything', 'charts/');
  const names = await page.getByRole('heading', { level: 2 }).allTextContents();
  expect(names).toEqual(['By topic and week', 'Planned and spent', 'Papers by year', 'Day by day']);
});
