import { describe, expect, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { logNames } from '../site.ts';
import { violationsOf, type Theme } from './axe.ts';
import { addressOf, kinds, narrow, openPage, pathsOf, visit, wide } from './open.ts';

const screens = { narrow, wide } as const;
type Screen = keyof typeof screens;

/** The screens for each kind of page: both in a campaign, otherwise alternating. */
function screensOf(index: number): readonly Screen[] {
  if (isCampaign) return ['narrow', 'wide'];
  return [index % 2 === 0 ? 'narrow' : 'wide'];
}

/** Kinds that together show every colour. A campaign tests all kinds in dark mode. */
const inTheDark: readonly string[] = ['timeline', 'search', 'charts of hours', 'week with everything'];
const looks = kinds.flatMap(({ kind, log, path }, index) =>
  screensOf(index).map((screen) => {
    const themes: readonly Theme[] = isCampaign || inTheDark.includes(kind) ? ['light', 'dark'] : ['light'];
    return { kind, log, path, screen, themes };
  }),
);

test.each(looks)(
  'axe finds nothing on the page "$kind" on a $screen screen ($themes)',
  async ({ log, path, screen, themes }) => {
    const page = await visit(log, path, { bypassCSP: true, viewport: screens[screen] });
    if (path.includes('?q=')) await page.getByRole('option').first().waitFor();
    for (const theme of themes) expect(await violationsOf(page, theme)).toEqual([]);
  },
);

describe.each(isCampaign ? logNames : [])('every page of the log "%s"', (log) => {
  test('passes axe', async () => {
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

test('the name of a card separates its facts by commas', async () => {
  const page = await visit('everything', 'weeks/01-first/');
  const card = page.getByRole('link', { name: /Vaswani et al\.\s?, 2017\s?, 15 pages/ });
  expect(await card.count()).toBe(1);
});

test('every chart has a heading', async () => {
  const page = await visit('everything', 'charts/');
  const names = await page.getByRole('heading', { level: 2 }).allTextContents();
  expect(names).toEqual(['By topic and week', 'Planned and spent', 'Papers by year', 'Day by day']);
});
