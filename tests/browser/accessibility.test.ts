import { describe, expect, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { logNames } from '../site.ts';
import { violationsOf } from './axe.ts';
import { addressOf, openPage, pathsOf, visit } from './open.ts';

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
