import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { addressOf, openPage } from './open.ts';
import { listed, recordLoads, total, type Weights } from './weigh.ts';

const weeks = (await readdir(join(inject('folders').example, 'weeks'))).sort();
/** What each week loads on a first visit. */
const weights = new Map<string, Promise<Weights>>();

async function weigh(address: string): Promise<Weights> {
  const page = await openPage();
  const measure = recordLoads(page);
  await page.goto(address);
  return measure();
}

function weightsOf(week: string): Promise<Weights> {
  const known = weights.get(week) ?? weigh(addressOf('example', `weeks/${week}/`));
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

describe('the search page, opened with a query', () => {
  const address = () => addressOf('example', 'search/?q=attention');
  const visit = () => weigh(address());

  // Whatever else it loads, it can only know after something else has arrived: each kind is one more wait.
  test('names all that it loads but the words and pages it finds, pictures and fonts', async () => {
    const html = await (await fetch(address())).text();
    const named = [...html.matchAll(/<(?:link|script)\b[^>]* (?:href|src)="([^"?]+)/g)].map(
      ([, path = '']) => new URL(path, address()).pathname,
    );
    const loaded = await visit();
    const others = [...loaded.keys()].filter((path) => !named.includes(path) && path !== new URL(address()).pathname);
    const isFound = (path: string) => /\/pagefind\/(?:index|fragment|facets)\/|\.(?:svg|woff2)$/.test(path);
    expect(others.filter((path) => !isFound(path))).toEqual([]);
    expect(others.filter((path) => path.includes('/fragment/'))).toHaveLength(12);
    const ofSearch = named.filter((path) => path.includes('/pagefind/'));
    expect(ofSearch).toHaveLength(4);
    expect(ofSearch.filter((path) => !loaded.get(path))).toEqual([]);
  });

  test('loads less than 195 kB until it has drawn its results, of which scripts are less than 35 kB', async () => {
    const loaded = await visit();
    expect(total(loaded, /wasm/)).toBeGreaterThan(0);
    expect(total(loaded), listed(loaded)).toBeLessThan(195_000);
    expect(total(loaded, /\.js$/), listed(loaded)).toBeLessThan(35_000);
  });
});
