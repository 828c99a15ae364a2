import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { logNames } from '../site.ts';
import { addressOf, kinds, narrow, openPage, pathsOf, visit, wide } from './open.ts';

type Theme = 'light' | 'dark';
const screens = { narrow, wide } as const;
type Screen = keyof typeof screens;

/** What axe finds on a page in a theme, a line for each rule that is broken. */
async function violationsOf(page: Page, colorScheme: Theme): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  // There are no frames here, and only what is broken is of interest: both save half of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  // The dark theme differs in colours alone.
  if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await axe.analyze();
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map(({ target }) => target.join(' ')).slice(0, 4);
    const { width } = page.viewportSize() ?? wide;
    return `${page.url()} ${width} ${colorScheme} ${id}: ${help} (${nodes.length}): ${where.join(' | ')}`;
  });
}

/** On which screens a page of a kind is looked at: on both in a campaign, otherwise they take turns. */
function screensOf(index: number): readonly Screen[] {
  if (isCampaign) return ['narrow', 'wide'];
  return [index % 2 === 0 ? 'narrow' : 'wide'];
}

/** Kinds with every colour between them: the others are looked at in the dark in a campaign. */
const inTheDark: readonly string[] = ['timeline', 'search', 'charts of hours', 'week with everything'];
const looks = kinds.flatMap(({ kind, log, path }, index) =>
  screensOf(index).map((screen) => {
    const themes: readonly Theme[] = isCampaign || inTheDark.includes(kind) ? ['light', 'dark'] : ['light'];
    return { kind, log, path, screen, themes };
  }),
);

test.each(looks)(
  'a page of the kind "$kind" has nothing that axe finds on a $screen screen ($themes)',
  async ({ log, path, screen, themes }) => {
    const page = await visit(log, path, { bypassCSP: true, viewport: screens[screen] });
    if (path.includes('?q=')) await page.getByRole('option').first().waitFor();
    for (const theme of themes) expect(await violationsOf(page, theme)).toEqual([]);
  },
);

describe.each(isCampaign ? logNames : [])('every page of the log "%s"', (log) => {
  test('has nothing that axe finds', async () => {
    const paths = await pathsOf(log);
    const total = paths.length;
    const violations: string[] = [];
    const checkAll = async (): Promise<void> => {
      const page = await openPage({ bypassCSP: true });
      for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
        await page.goto(addressOf(log, path), { waitUntil: 'load' });
        violations.push(...(await violationsOf(page, 'light')));
      }
    };
    await Promise.all([checkAll(), checkAll(), checkAll()]);
    expect(violations).toEqual([]);
    expect(total).toBeGreaterThan(7);
  });
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
