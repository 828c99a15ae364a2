import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { logs } from '../site.ts';
import { auditElements } from '../siteAudit/auditElements.ts';
import { elementsIn } from '../siteAudit/auditPage.ts';
import { auditProse } from '../siteAudit/auditProse.ts';
import { renderBody, renderUnchecked } from './bodies.ts';
import { counted, readCases, sample, type Case } from './cases.ts';
import { boxed, setTrap, type Caught } from './trap.ts';

const all = await readCases();
const cases = sample(all);
const address = `${logs.everything.base}weeks/01-first/`;
const { origin } = new URL(inject('homes').everything);
/** Cases per page. */
const together = 600;
let browser: Browser;
let frame = '';

beforeAll(async () => {
  browser = await chromium.connect(inject('browser'));
  frame = await readFile(join(inject('folders').everything, 'weeks/01-first/index.html'), 'utf8');
});
afterAll(() => browser.close());

const parts: (readonly Case[])[] = [];
for (let at = 0; at < cases.length; at += together) parts.push(cases.slice(at, at + together));

/** A week page with the cases as its text. */
function pageOf(bodies: readonly string[], withPolicy: boolean): string {
  const [before = '', after = ''] = frame.split(
    /<div class="prose">[\s\S]*<\/div>(?=(?:(?!<\/div>)[\s\S])*<\/article>)/,
  );
  const page = `${before}<div class="prose">${bodies.map(boxed).join('\n')}</div>${after}`;
  return withPolicy ? page : page.replace(/<meta http-equiv="content-security-policy"[^>]*>/, '');
}

/** Violations in the browser's HTML of each case. Unchecked HTML may have any id. */
function audited({ written }: Caught, first: number): readonly string[] {
  return written.flatMap((html, index) => {
    const elements = elementsIn(html).filter(({ properties }) => !/^case-/.test(`${properties.className}`));
    return [...auditElements(elements, { isOurs: () => false }), ...auditProse(elements)].map(
      ({ rule, message }) => `case ${first + index}: ${rule}: ${message}`,
    );
  });
}

const renderers = [
  { how: 'as a build renders it', render: renderBody },
  { how: 'stopped by the sanitiser alone', render: renderUnchecked },
] as const;

test.each(renderers)(
  'no case has an effect in the text of an entry, $how, with and without the policy',
  async ({ how, render }) => {
    const escapes: string[] = [];
    const trap = await setTrap(browser, origin);
    for (const [index, part] of parts.entries()) {
      const bodies: string[] = [];
      for (const { text } of part) bodies.push(await render(text));
      for (const withPolicy of [true, false]) {
        const caught = await trap.open(address, pageOf(bodies, withPolicy));
        const found = [...caught.deeds, ...caught.misplaced, ...(withPolicy ? audited(caught, 0) : [])];
        expect(caught.written).toHaveLength(part.length);
        escapes.push(...found.map((what) => `part ${index}: ${what}`));
      }
    }
    await trap.close();
    console.log(`${cases.length.toLocaleString('en')} cases ${how}, ${escapes.length} escapes (${counted(cases)})`);
    expect(escapes).toEqual([]);
  },
);

test('the trap works: for the same cases unprotected, it reports scripts, requests and misplaced elements', async () => {
  const trap = await setTrap(browser, origin);
  const raw = all.filter(({ corpus }) => corpus === 'own: elements').map(({ text }) => text);
  const { deeds, misplaced } = await trap.open(address, pageOf(raw, false));
  await trap.close();
  for (const deed of ['alert', 'a request to http://evil.example/']) expect(deeds).toContain(deed);
  expect(misplaced.length).toBeGreaterThan(20);
});

test('the policy blocks what the sanitiser would remove', async () => {
  const trap = await setTrap(browser, origin);
  const raw = all.filter(({ corpus }) => corpus === 'own: elements').map(({ text }) => text);
  const { deeds } = await trap.open(address, pageOf(raw, true));
  await trap.close();
  expect(deeds).not.toContain('alert');
  expect(deeds.filter((deed) => deed.startsWith('a request to'))).toEqual([]);
  expect(deeds.filter((deed) => deed.startsWith('policy: script-src')).length).toBeGreaterThan(0);
});

test('no formula draws over the frame of the page', async () => {
  const tex = [
    '\\smash{\\raisebox{12em}{\\rule{20em}{20em}}}',
    '\\smash{\\raisebox{20em}{\\colorbox{red}{\\rule{20em}{15em}}}}',
    '\\kern-20em\\rule{20em}{1em}',
    '\\mathllap{\\rule{20em}{1em}}',
    '\\rlap{\\rule{20em}{1em}}',
    '\\smash{\\raisebox{-20em}{\\rule{20em}{20em}}}',
  ];
  const bodies = await Promise.all(tex.map((formula) => renderBody(`A line with $${formula}$ in it.`)));
  let covered: readonly string[] = [];
  const trap = await setTrap(browser, origin);
  await trap.open(address, pageOf([bodies.join('')], true), async (page) => {
    await page.setViewportSize({ width: 1280, height: 3000 });
    covered = await page.evaluate(() => {
      const formulas = [...document.querySelectorAll('.katex')];
      const line = Number.parseFloat(getComputedStyle(document.body).fontSize);
      const found: string[] = [];
      for (let x = 4; x < innerWidth; x += 16) {
        for (let y = 4; y < innerHeight; y += 16) {
          const formula = document.elementFromPoint(x, y)?.closest('.katex');
          if (!formula) continue;
          const boxes = [...formula.querySelectorAll('.base')].map((base) => base.getBoundingClientRect());
          const near = ({ left, right, top, bottom }: DOMRect) =>
            x > left - 5 * line && x < right + 5 * line && y > top - 5 * line && y < bottom + 5 * line;
          if (!boxes.some(near)) found.push(`formula ${formulas.indexOf(formula)} is drawn at ${x}, ${y}`);
        }
      }
      return found;
    });
  });
  await trap.close();
  expect(covered).toEqual([]);
});
