import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { addressOf, openPage } from './open.ts';
import { listed, recordLoads, total, type Weights } from './weigh.ts';

const weeks = (await readdir(join(inject('folders').example, 'weeks'))).sort();
/** What each week loads on a first visit. */
const weights = new Map<string, Promise<Weights>>();

async function weigh(week: string): Promise<Weights> {
  const page = await openPage();
  const measure = recordLoads(page);
  await page.goto(addressOf('example', `weeks/${week}/`));
  return measure();
}

function weightsOf(week: string): Promise<Weights> {
  const known = weights.get(week) ?? weigh(week);
  weights.set(week, known);
  return known;
}

test.each(weeks)('the week %s loads less than 120 kB on the first visit', async (week) => {
  const loaded = await weightsOf(week);
  expect(total(loaded, /serif-.*\.woff2$/), 'the font of the text').toBeGreaterThan(0);
  expect(total(loaded), listed(loaded)).toBeLessThan(120_000);
});

test.each(weeks)('the week %s loads at most 5 scripts, of less than 8 kB', async (week) => {
  const loaded = await weightsOf(week);
  const scripts = [...loaded.keys()].filter((file) => file.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.length, listed(loaded)).toBeLessThanOrEqual(5);
  expect(total(loaded, /\.js$/), listed(loaded)).toBeLessThan(8_000);
});

test.each(weeks.slice(1).map((week, index) => [week, weeks[index] ?? '']))(
  'the week %s loads less than 30 kB after %s',
  async (week, before) => {
    const first = await weightsOf(before);
    // Only files with a hash in their name come from the cache.
    const isCached = (path: string) => path.includes('/_astro/') && first.has(path);
    const added: Weights = new Map([...(await weightsOf(week))].filter(([path]) => !isCached(path)));
    expect(total(added), listed(added)).toBeGreaterThan(1000);
    expect(total(added), listed(added)).toBeLessThan(30_000);
  },
);
