import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { formatViolations } from '../siteAudit/violation.ts';
import { auditSite } from '../siteAudit/auditSite.ts';
import { plainText } from '../../src/exports/plainText.ts';
import { readInlineText } from '../../src/markdown/inlineText.ts';
import { readBuiltSite, toAudit, type BuiltSite } from '../html.ts';
import { serve } from '../serve.ts';
import { learnlog, temporaryFolder } from '../site.ts';
import { renderUnchecked } from './bodies.ts';
import { counted, fieldCases, readCases, sample } from './cases.ts';
import { writeHostileLog, type HostileLog } from './hostileLog.ts';
import { setTrap, type Trap } from './trap.ts';

const cases = sample(fieldCases(await readCases()));

const base = '/log/';
let log: HostileLog;
let site: BuiltSite;
let browser: Browser;
let origin = '';
let trap: Trap;
const undo: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const { path, remove } = await temporaryFolder();
  undo.push(remove);
  log = await writeHostileLog(path, cases);
  const { code, output } = await learnlog('--folder', path, 'build');
  if (code !== 0) throw new Error(output.slice(0, 5_000));
  const server = await serve(join(path, 'dist'), base);
  undo.push(() => server.close());
  origin = server.origin;
  site = await readBuiltSite(join(path, 'dist'), base);
  browser = await chromium.connect(inject('browser'));
  undo.push(() => browser.close());
  trap = await setTrap(browser, origin);
});

afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

/** A page without its policy, so that the other defences must suffice. */
function withoutPolicy(html: string): string {
  return html.replace(/<meta http-equiv="content-security-policy"[^>]*>/, '');
}

test('a site with a case in every text field passes the audit', async () => {
  const violations = await auditSite(await toAudit(site, 'https://example.org/log/'));
  console.log(
    `${log.titles.size.toLocaleString('en')} cases as fields, ${log.refused} refused, ${violations.length} violations (${counted(cases)})`,
  );
  expect(formatViolations(violations.slice(0, 20))).toBe('');
  // Formulas that KaTeX cannot read, hidden characters, titles without a letter.
  expect(log.refused / cases.length).toBeLessThan(0.05);
});

test('a title is the text that its author reads in the heading, the head and the exports', async () => {
  const csl = JSON.parse(await site.read('library.csl.json')) as readonly { id: string; title: string }[];
  const titles = new Map(csl.map(({ id, title }) => [id, title]));
  const page = await browser.newPage();
  await page.goto(`${origin}${base}search/`);
  const shown = await page.evaluate(
    async (ids) => {
      const found: Record<string, readonly string[]> = {};
      for (const id of ids) {
        const html = await (await fetch(`../resources/${id}/`)).text();
        const parsed = new DOMParser().parseFromString(html, 'text/html');
        const of = (selector: string) => parsed.querySelector(selector);
        const meta = of('meta[property="og:title"]')?.getAttribute('content') ?? '';
        found[id] = [of('h1')?.textContent ?? '', meta, of('.verdict')?.textContent ?? ''];
      }
      return found;
    },
    [...log.titles.keys()],
  );
  await page.close();
  const wrong = [...log.titles].flatMap(([id, title]) => {
    // Titles take emphasis, code and formulas, and show a formula that KaTeX rejects as typed.
    const read = readInlineText(title, {});
    const { text: expected, html, listHtml } = read?.problem === undefined && read ? read : { text: title };
    const [heading, meta, verdict] = shown[id] ?? [];
    const rendered = html === listHtml ? [heading, verdict] : [];
    const same = [meta, titles.get(id), ...rendered].every((text) => plainText(text ?? '') === plainText(expected));
    return same ? [] : [{ id, title, shown: shown[id], csl: titles.get(id) }];
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});

test('no list, timeline or page of the whole log runs anything, even without the policy', async () => {
  const lists = site.pages.filter(({ file }) =>
    /^(index|all\/index|topics\/(a\/)?index|resources\/index|resources\/page\/.*|table\/index|weeks\/e000\d\/index)/.test(
      file,
    ),
  );
  const escapes: string[] = [];
  for (const { address, html } of lists) {
    const { deeds } = await trap.open(address, withoutPolicy(html));
    escapes.push(...deeds.map((deed) => `${address}: ${deed}`));
  }
  expect(escapes).toEqual([]);
  expect(lists.length).toBeGreaterThan(isCampaign ? 20 : 10);
});

test('search results are shown as text, even without the policy', async () => {
  const page = site.page('search/index.html');
  let shown = 0;
  const { deeds } = await trap.open(page.address, withoutPolicy(page.html), async (opened) => {
    for (const words of [
      'alert',
      'script',
      'img onerror',
      'javascript',
      'xss',
      'author:alert',
      '<img src=x onerror=alert(1)>',
    ]) {
      await opened.getByRole('combobox').first().fill(words);
      await opened.locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
      shown += await opened.getByRole('option').count();
      const strange = opened.locator('[role=listbox] :is(img, script, iframe, [onerror], [onload])');
      expect(await strange.count()).toBe(0);
    }
  });
  expect(deeds).toEqual([]);
  expect(shown).toBeGreaterThan(20);
});

test('the feed and the sitemap are well-formed XML, with as many entries as the JSON feed', async () => {
  const page = await browser.newPage();
  const texts = await Promise.all(
    ['feed.xml', 'sitemap-0.xml', 'sitemap-index.xml', 'icons.svg'].map((file) => site.read(file)),
  );
  const parsed = await page.evaluate(
    (all) =>
      all.map((text) => {
        const tree = new DOMParser().parseFromString(text, 'application/xml');
        const namespaces = new Set([...tree.querySelectorAll('*')].map(({ namespaceURI }) => namespaceURI));
        return {
          isBroken: tree.querySelector('parsererror') !== null,
          entries: tree.querySelectorAll('entry').length,
          kinds: namespaces.size,
        };
      }),
    texts,
  );
  await page.close();
  expect(parsed.map(({ isBroken, kinds }) => [isBroken, kinds])).toEqual(parsed.map(() => [false, 1]));
  const { items } = JSON.parse(await site.read('feed.json')) as { items: unknown[] };
  expect(parsed[0]?.entries).toBe(items.length);
});

test('a BibTeX record ends where it should, whatever it contains', async () => {
  const records = (await site.read('library.bib')).trim().split('\n\n');
  expect(records).toHaveLength(log.titles.size);
  const broken = records.filter((record) => {
    let depth = 0;
    const depths = [...record].map((sign) => (depth += sign === '{' ? 1 : sign === '}' ? -1 : 0));
    return (
      depth !== 0 ||
      depths.slice(0, -1).some((at, index) => at <= 0 && index > record.indexOf('{')) ||
      !/^@\w+\{r\d{5},\n/.test(record)
    );
  });
  expect(broken.slice(0, 3)).toEqual([]);
});

test('the Markdown list shows titles as text, even in a renderer that allows HTML', async () => {
  const list = await site.read('library.md');
  const html = await renderUnchecked(list);
  const { deeds } = await trap.open(`${base}all/`, `<!doctype html><body>${html}</body>`);
  expect(deeds).toEqual([]);
  expect(
    list
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('- ')),
  ).toHaveLength(log.titles.size);
});
