import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { launchOptions } from '../tests/chromium.ts';
import { gzippedHost, type Host, type Link } from './host.ts';
import { queriesFor } from './queries.ts';
import { makeSearchSite, type SearchSite } from './searchSite.ts';
import { visitSearch, type Visit } from './searchVisit.ts';

/**
 * Measures the cost of searches in generated logs: bytes from the host and time to the first results, on a fast link
 * and on a slow one, cold (nothing of the search is loaded) and warm (it is open, and nothing is typed yet). `npm run
 * bench:search [-- --full | --size 2000] [--samples 5] [--link fast] [--out file.json]`
 *
 * `--visits` measures only first visits of `/search/?q=…` on the slow link. `--site dist` measures
 * them in a built site instead, `--query` says for what, and `--waterfall` lists what the host sent in the median visit.
 */
const { values: options } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    size: { type: 'string', multiple: true, default: [] },
    samples: { type: 'string', default: '3' },
    link: { type: 'string' },
    visits: { type: 'boolean', default: false },
    waterfall: { type: 'boolean', default: false },
    site: { type: 'string', multiple: true, default: [] },
    query: { type: 'string', multiple: true, default: ['attention', 'reward model', '1706.03762'] },
    out: { type: 'string', default: join(tmpdir(), 'learnlog-search.json') },
  },
});
const sizes = options.size.length > 0 ? options.size.map(Number) : [100, 1_000, ...(options.full ? [10_000] : [])];
const samples = Number(options.samples);

/** The links: Chrome's former "fast 3G" profile, and one without a limit. */
const links: Readonly<Record<string, Link | undefined>> = {
  fast: undefined,
  'fast 3G': { bitsPerSecond: 1_600_000, roundTrip: 150 },
};
/** The kinds of queries with which the search page is visited: those that find something as they are. */
const visited = new Set([
  ...['common word', 'middling word', 'rare word', 'two words'],
  ...['long title', 'identifier'],
]);

/** The goals for 10,000 entries, in kB, and in seconds on "fast 3G". */
const bars = { cold: 300, warm: 60, seconds: 1 };
interface Cost {
  readonly bytes: number;
  readonly seconds: number;
}

/** The median of several values, and the maximum number of bytes. */
interface Costs extends Cost {
  readonly mostBytes: number;
}

interface Row {
  readonly size: number;
  readonly link: string;
  readonly name: string;
  readonly cold: Costs;
  readonly warm: Costs;
}

const folder = await mkdtemp(join(tmpdir(), 'learnlog-search-'));
const browser = await chromium.launch(await launchOptions());
const machine = `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, Chromium ${browser.version()}`;
console.log(`${machine}; medians of ${samples}; kB from the host, seconds to the first results.`);
console.log(
  `Goals at 10,000: ${bars.cold} kB cold, ${bars.warm} kB warm, ${bars.seconds} s on "fast 3G"; ! marks a miss.`,
);
const results: { readonly sites: object[]; readonly rows: Row[] } = { sites: [], rows: [] };
try {
  const asked = options.query.map((query) => [query]);
  for (const site of options.site) await measureVisits(site, asked);
  for (const size of options.site.length > 0 ? [] : sizes) {
    const site = await makeSearchSite(join(folder, String(size)), size);
    results.sites.push(printSite(size, site));
    const kinds = queriesFor(site.log, site.texts, samples).filter(({ name }) => visited.has(name));
    await measureVisits(
      site.path,
      kinds.map(({ queries }) => queries),
    );
    if (options.visits) continue;
    for (const [name, link] of Object.entries(links)) {
      if ((options.link ?? name) === name) await measureAll(size, site, name, link);
    }
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
  await writeFile(options.out, JSON.stringify({ machine, samples, ...results }, null, 2));
}
console.log(`\nThe results are in ${options.out}.`);

function printSite(size: number, { seconds, bytes, log }: SearchSite): object {
  const all = [...bytes.values()].reduce((sum, one) => sum + one, 0);
  const parts = [...bytes].map(([part, count]) => `${part} ${kilobytes(count)}`).join(', ');
  console.log(`\n${size} resources, ${log.weeks.length} weeks: index of ${kilobytes(all)} kB (${parts}),`);
  console.log(`read and rendered in ${seconds.load.toFixed(1)} s, indexed in ${seconds.index.toFixed(1)} s\n`);
  return { size, seconds, bytes: Object.fromEntries(bytes) };
}

async function measureAll(size: number, site: SearchSite, linkName: string, link: Link | undefined): Promise<void> {
  const host = await gzippedHost(site.path, link);
  console.log(`${linkName.padEnd(24)}  cold kB  (most)   cold s  warm kB  (most)   warm s`);
  for (const { name, queries } of queriesFor(site.log, site.texts, samples)) {
    const costs: { readonly cold: Cost; readonly warm: Cost }[] = [];
    for (const query of queries)
      costs.push({ cold: await costOf(host, query, false), warm: await costOf(host, query, true) });
    const row = { size, link: linkName, name, cold: medianOf(costs, 'cold'), warm: medianOf(costs, 'warm') };
    results.rows.push(row);
    console.log(lineOf(row));
  }
  await host.close();
}

/** Measures first visits of the search page on the slow link: one for each query, or several for a single one. */
async function measureVisits(site: string, kinds: readonly (readonly string[])[]): Promise<void> {
  const host = await gzippedHost(site, links['fast 3G']);
  console.log(`${'a visit of /search/?q=…'.padEnd(24)}  first result s  (least, most)  requests       kB  ${site}`);
  for (const queries of kinds) {
    const all = queries.length > 1 ? queries : Array.from({ length: samples }, () => queries[0] ?? '');
    const visits: Visit[] = [];
    for (const query of all) visits.push(await visitSearch(browser, host, query));
    visits.sort((a, b) => a.seconds - b.seconds);
    const [least, median, most] = [visits[0], visits[Math.floor(visits.length / 2)], visits.at(-1)];
    if (!least || !median || !most) continue;
    const bytes = median.sent.reduce((sum, one) => sum + one.bytes, 0);
    const range = `(${least.seconds.toFixed(2)}, ${most.seconds.toFixed(2)})`;
    console.log(
      `${(queries[0] ?? '').slice(0, 24).padEnd(24)}  ${median.seconds.toFixed(2).padStart(14)}  ${range.padStart(13)}  ` +
        `${String(median.sent.length).padStart(8)} ${kilobytes(bytes).padStart(8)}`,
    );
    if (!options.waterfall) continue;
    console.log('   asked   start     end   bytes');
    for (const { asked, start, end, bytes: size, path } of median.sent)
      console.log(`${[asked, start, end, size].map((value) => value.toFixed(0).padStart(8)).join('')}  ${path}`);
  }
  await host.close();
}

/** The cost of a search in a new browser profile, with the search opened before or not. */
async function costOf(host: Host, query: string, isOpened: boolean): Promise<Cost> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(host.origin);
    if (isOpened) await openSearch(page, host);
    const sent = host.sent();
    const seconds = await page.evaluate(async (words) => {
      const start = performance.now();
      const { find } = (await import('/_astro/client.js' as string)) as typeof import('../src/client/search/client.ts');
      const found = await find(words, { facets: ['type'] });
      await found.hits(0, 12);
      return (performance.now() - start) / 1000;
    }, query);
    return { bytes: host.sent() - sent, seconds };
  } finally {
    await context.close();
  }
}

/** Opens the search, and waits until everything it needs is loaded. */
async function openSearch(page: Page, host: Host): Promise<void> {
  await page.evaluate(async () => {
    const { preloadSearch } = (await import(
      '/_astro/client.js' as string
    )) as typeof import('../src/client/search/client.ts');
    preloadSearch(['type']);
  });
  let sent = -1;
  while (sent < host.sent()) {
    sent = host.sent();
    await page.waitForTimeout(1000);
  }
}

function medianOf(costs: readonly Record<'cold' | 'warm', Cost>[], state: 'cold' | 'warm'): Costs {
  const median = (of: (cost: Cost) => number) =>
    costs.map((cost) => of(cost[state])).sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Number.NaN;
  return {
    bytes: median(({ bytes }) => bytes),
    seconds: median(({ seconds }) => seconds),
    mostBytes: Math.max(...costs.map((cost) => cost[state].bytes)),
  };
}

function lineOf({ size, link, name, cold, warm }: Row): string {
  const marked = (text: string, isBeyond: boolean) => `${text}${isBeyond && size >= 10_000 ? '!' : ' '}`.padStart(9);
  const most = ({ mostBytes }: Costs, bar: number) => marked(kilobytes(mostBytes), mostBytes > bar * 1000);
  const isSlow = links[link] !== undefined;
  return [
    name.padEnd(24),
    marked(kilobytes(cold.bytes), cold.bytes > bars.cold * 1000),
    most(cold, bars.cold),
    marked(cold.seconds.toFixed(2), isSlow && cold.seconds > bars.seconds),
    marked(kilobytes(warm.bytes), warm.bytes > bars.warm * 1000),
    most(warm, bars.warm),
    marked(warm.seconds.toFixed(2), isSlow && warm.seconds > bars.seconds),
  ].join('');
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0);
}
