import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';
import lighthouse, { type Result } from 'lighthouse';
import { chromium } from 'playwright-core';
import { launchOptions } from '../tests/chromium.ts';
import { freePort } from '../tests/freePort.ts';
import { gzippedHost } from './host.ts';

/**
 * Runs Lighthouse with its mobile profile on each kind of page of the example, and prints median scores and failed
 * audits. `npm run bench:lighthouse [runs] [part of an address …]`
 */
const [runs = '3', ...wanted] = process.argv.slice(2);
const paths = [
  '',
  'weeks/01-pre-training/',
  'weeks/02-post-training/',
  'pages/background/',
  'resources/attention-is-all-you-need/',
  'resources/',
  'topics/',
  'topics/architecture/',
  'types/paper/',
  'search/?q=attention',
].filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)));
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

const root = resolve(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'learnlog-lighthouse-'));
const host = await gzippedHost(join(folder, 'dist'));
await buildFor(host.origin);
const port = await freePort();
const options = await launchOptions();
const browser = await chromium.launch({
  ...options,
  args: [...(options.args ?? []), `--remote-debugging-port=${port}`],
});
try {
  console.log(`${''.padEnd(40)}perf a11y best  seo    CLS     LCP    TBT`);
  for (const path of paths) await measure(path);
} finally {
  await browser.close();
  await host.close();
  await rm(folder, { recursive: true });
}

/** Builds the example with the address where it is served, because Lighthouse checks canonical addresses. */
async function buildFor(origin: string): Promise<void> {
  await cp(join(root, 'content'), join(folder, 'content'), { recursive: true });
  const file = join(folder, 'content', 'log.md');
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^site: .*$/m, `site: ${origin}/`));
  const command = join(root, 'src', 'cli', 'main.ts');
  execFileSync(process.execPath, [command, '--folder', folder, 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function measure(path: string): Promise<void> {
  const results: Result[] = [];
  for (let run = 0; run < Number(runs); run += 1) {
    const result = await lighthouse(`${host.origin}/${path}`, { port, onlyCategories: [...categories] });
    if (result === undefined) throw new Error(`Lighthouse returned no result for "${path}".`);
    if (result.lhr.runtimeError) throw new Error(result.lhr.runtimeError.message);
    results.push(result.lhr);
  }
  const scores = categories.map((name) => median(results.map((result) => (result.categories[name]?.score ?? 0) * 100)));
  const value = (audit: string) => median(results.map((result) => result.audits[audit]?.numericValue ?? Number.NaN));
  console.log(
    `/${path}`.padEnd(40) +
      scores.map((score) => score.toFixed(0).padStart(4)).join(' ') +
      value('cumulative-layout-shift').toFixed(3).padStart(7) +
      `${value('largest-contentful-paint').toFixed(0)} ms`.padStart(8) +
      `${value('total-blocking-time').toFixed(0)} ms`.padStart(7),
  );
  for (const failure of failuresOf(results)) console.log(`    ${failure}`);
}

function failuresOf(results: readonly Result[]): ReadonlySet<string> {
  return new Set(
    results.flatMap(({ categories: found, audits }) =>
      Object.values(found)
        .flatMap(({ id, auditRefs }) => auditRefs.map((ref) => ({ id, weight: ref.weight, audit: audits[ref.id] })))
        .filter(({ weight, audit }) => weight > 0 && audit && audit.score !== null && audit.score < 0.9)
        .map(({ id, audit }) => `${id}: ${audit?.title}${audit?.displayValue ? ` (${audit.displayValue})` : ''}`),
    ),
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
