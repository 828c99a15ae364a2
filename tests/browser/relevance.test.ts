import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../site.ts';
import { addressOf, sharedVisit } from './open.ts';

interface Wanted {
  readonly query: string;
  /** Ids of resources, or `weeks/…` and `pages/…`; one of them must come first. */
  readonly first: readonly string[];
}

const groups = parse(await readFile(join(root, 'tests/search/queries.yaml'), 'utf8')) as Readonly<
  Record<'tuned' | 'heldOut', readonly Wanted[]>
>;

/** Types a query and returns the resulting pages, best first. */
async function shownFor(page: Page, query: string): Promise<string[]> {
  await page.getByRole('combobox').fill(query);
  await page.locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
  const hrefs = await page
    .locator('.hit:not(.section)')
    .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  const home = addressOf('example');
  return hrefs.map((href) =>
    href
      .slice(home.length)
      .replace(/\/$/, '')
      .replace(/^resources\//, ''),
  );
}

const searchPage = sharedVisit('example', 'search/');

/** The reciprocal rank of the first relevant page, or 0 without one. */
function reciprocalRank(shown: readonly string[], wanted: readonly string[]): number {
  const at = shown.findIndex((id) => wanted.includes(id));
  return at < 0 ? 0 : 1 / (at + 1);
}

describe.each(Object.keys(groups) as (keyof typeof groups)[])('queries of the group "%s"', (group) => {
  test('nearly always rank the right page first, and always in the top three', async () => {
    const queries = groups[group];
    const page = await searchPage();
    const shown: string[][] = [];
    for (const { query } of queries) shown.push(await shownFor(page, query));
    const ranks = queries.map(({ first }, index) => reciprocalRank(shown[index] ?? [], first));
    const fallen = queries.flatMap(({ query, first }, index) => {
      const value = ranks[index] ?? 0;
      if (value === 1) return [];
      const place = value === 0 ? 'nowhere' : `at ${1 / value}`;
      const before = shown[index]?.slice(0, 4).join(', ') || 'nothing';
      return [`${query}: ${first.join(' or ')} ${place}; shown: ${before}`];
    });
    const mean = ranks.reduce((sum, value) => sum + value, 0) / ranks.length;
    console.log([`${group}: MRR ${mean.toFixed(3)} over ${ranks.length} queries`, ...fallen].join('\n  '));
    expect(mean, fallen.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(ranks.filter((value) => value < 1 / 3).length, fallen.join('\n')).toBe(0);
  });
});
