import { text } from 'node:stream/consumers';
import ICAL from 'ical.js';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, openPage, settled, visit } from './open.ts';

const pathPage = 'path/to/deepseek-r1/';

/** Opens the plan of a path, starting on 21 December 2026. */
async function planOn(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Start this path' }).click();
  await page.getByLabel('Start on').fill('2026-12-21');
  await settled(
    () => page.locator('.plan h3').first().textContent(),
    (text) => text?.startsWith('Week 1, 21') ?? false,
  );
  return page;
}

/** The summary of the plan, once it matches. */
const said = (page: Page, expected: RegExp): Promise<string> =>
  settled(
    async () => (await page.locator('.plan').getByRole('status').textContent()) ?? '',
    (text) => expected.test(text),
  );

const titlesIn = (page: Page) => page.locator('.plan ul a').allTextContents();
const stepsOn = (page: Page) => page.locator('.stage .step > a').allTextContents();
const weeksIn = (page: Page) => page.locator('.plan > ol > li').count();

describe('the plan for a path', () => {
  test('can be made by keyboard, starts today, and shows how long it takes', async () => {
    const page = await visit('example', pathPage);
    await page.getByRole('button', { name: 'Start this path' }).focus();
    await page.keyboard.press('Enter');
    expect(await said(page, /weeks/)).toMatch(/^\d+ weeks, until \d+ \w+ \d{4}\./);
    const today = await page.evaluate(() => {
      const now = new Date();
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
        .map((part) => String(part).padStart(2, '0'))
        .join('-');
    });
    expect(await page.getByLabel('Start on').inputValue()).toBe(today);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('day');
    await page.getByLabel('Hours per week').focus();
    const before = await weeksIn(page);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('10');
    expect(
      await settled(
        () => weeksIn(page),
        (weeks) => weeks < before,
      ),
    ).toBeLessThan(before);
    await page.getByRole('button', { name: 'Start this path' }).press('Enter');
    // The button answers only once the module it imports has been looked up.
    await page.locator('.plan').waitFor({ state: 'hidden' });
  });

  test('has every step of the path in order, in weeks with dates', async () => {
    const page = await planOn(await visit('example', pathPage));
    const titles = await titlesIn(page);
    expect(titles.filter((title, index) => titles[index - 1] !== title)).toEqual(await stepsOn(page));
    const heads = await page.locator('.plan h3').allTextContents();
    expect(heads.slice(0, 2)).toEqual([
      expect.stringMatching(/^Week 1, 21\s?–\s?27 December 2026$/),
      expect.stringMatching(/^Week 2, 28 December 2026\s–\s3 January 2027$/),
    ]);
    const cut = await page.locator('.plan small').allTextContents();
    expect(cut.filter((text) => text.includes('continues next week'))).toHaveLength(
      cut.filter((text) => text.includes('continued')).length,
    );
  });

  test('counts a step without a length as an hour, and says so', async () => {
    const page = await planOn(await visit('example', pathPage));
    expect(await said(page, /unknown/)).toMatch(/\d+ of unknown length, counted as 1\sh each\.$/);
    const paper = page.locator('.plan ul li', { hasText: 'Mistral 7B' });
    expect(await paper.locator('small').textContent()).toMatch(/^about 1\sh$/);
  });

  test.each([
    ['Hours per week', '0', 'Choose from 1 to 80 hours per week.'],
    ['Hours per week', '81', 'Choose from 1 to 80 hours per week.'],
    ['Hours per week', '', 'Choose from 1 to 80 hours per week.'],
    ['Start on', '', 'Choose a day from 2000 to 2999.'],
    ['Start on', '1999-01-01', 'Choose a day from 2000 to 2999.'],
  ])('says what is wrong where "%s" is "%s", and shows no other plan', async (label, value, message) => {
    const page = await planOn(await visit('example', pathPage));
    const input = page.getByLabel(label);
    await input.fill(value);
    expect(await said(page, /from/)).toBe(message);
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    expect(await input.getAttribute('aria-describedby')).toBe(
      await page.locator('.plan [role=status]').getAttribute('id'),
    );
    expect(await weeksIn(page)).toBe(0);
    expect(await page.getByRole('button', { name: 'Save as a calendar file' }).isVisible()).toBe(false);
  });

  test('drops steps as soon as they are hidden or ticked', async () => {
    const page = await planOn(await visit('example', pathPage));
    const [first = '', second = '', third = ''] = await stepsOn(page);
    await page.evaluate(() => {
      const one = document.querySelector<HTMLElement>('.stage .step');
      if (one) one.hidden = true;
    });
    expect(
      await settled(
        () => titlesIn(page),
        (titles) => titles[0] === second,
      ),
    ).not.toContain(first);
    await page.locator('.stage .step').nth(1).getByRole('checkbox').check();
    expect(
      await settled(
        () => titlesIn(page),
        (titles) => titles[0] === third,
      ),
    ).not.toContain(second);
  });

  test('is empty if nothing is left', async () => {
    const page = await planOn(await visit('example', pathPage));
    await page.evaluate(() => {
      for (const step of document.querySelectorAll<HTMLElement>('.stage .step')) step.hidden = true;
    });
    expect(await said(page, /left/)).toBe('Nothing is left on this path.');
  });

  test('is never stored', async () => {
    const page = await planOn(await visit('example', pathPage));
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    await page.reload();
    expect(await page.locator('.plan').isVisible()).toBe(false);
  });

  test('is loaded only when a reader starts a path', async () => {
    const page = await openPage();
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    const plans = () => loaded.filter((path) => /\/plan\.[^/]*\.js$/.test(path));
    await page.goto(addressOf('example', pathPage), { waitUntil: 'networkidle' });
    expect(plans()).toEqual([]);
    await planOn(page);
    expect(plans()).toHaveLength(1);
  });
});

test.each([
  ['the address of a log', 'example', 'https://learnlog.example/'],
  ['a base path', 'everything', 'https://example.org/log/'],
] as const)('a plan is saved as a calendar with %s', async (_, log, site) => {
  const path = log === 'example' ? pathPage : 'path/to/attention/';
  const page = await planOn(await visit(log, path));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a calendar file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${path.split('/').at(-2)}.ics`);
  const root = new ICAL.Component(ICAL.parse(await text(await download.createReadStream())));
  const events = root.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  expect(events).toHaveLength(await weeksIn(page));
  const [first] = events;
  expect([first?.startDate.toString(), first?.endDate.toString()]).toEqual(['2026-12-21', '2026-12-28']);
  expect(first?.summary).toBe(`${await page.locator('h1').textContent()}, week 1 of ${events.length}`);
  expect(first?.component.getFirstPropertyValue('url')).toBe(`${site}${path}`);
  expect(first?.uid).toContain(`@${site}`);
  const lines = events.flatMap(({ description }) => description.split('\n'));
  const titles = await titlesIn(page);
  expect(
    lines.filter((_line, index) => index % 2 === 0).map((line, index) => line.startsWith(titles[index] ?? '?')),
  ).toEqual(titles.map(() => true));
  const links = lines.filter((_line, index) => index % 2 === 1);
  for (const link of links) {
    expect(link.startsWith(`${site}resources/`)).toBe(true);
    expect((await fetch(addressOf(log, link.slice(site.length)))).status).toBe(200);
  }
});

test('in print, an open plan appears alone with the title, and a closed one does not appear', async () => {
  const page = await visit('example', pathPage);
  const shown = (selector: string) => page.locator(selector).filter({ visible: true }).count();
  await page.emulateMedia({ media: 'print' });
  expect([await shown('.stage'), await shown('.plan'), await shown('.start-plan')]).toEqual([
    await page.locator('.stage').count(),
    0,
    0,
  ]);
  await page.emulateMedia({ media: 'screen' });
  await planOn(page);
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', 'true');
  });
  await page.getByRole('button', { name: 'Print' }).click();
  expect(await page.locator('html').getAttribute('data-printed')).toBe('true');
  await page.emulateMedia({ media: 'print' });
  expect(await shown('.plan > ol > li')).toBe(await weeksIn(page));
  expect(await shown('h1')).toBe(1);
  expect(await shown('.stage, .around, .lede, .effort, .kicker, form, button, input, .bottom')).toBe(0);
});

test('without JavaScript there is no plan', async () => {
  const page = await visit('example', pathPage, { javaScriptEnabled: false });
  expect(await page.locator('.start-plan, .plan').filter({ visible: true }).count()).toBe(0);
});

test('on a phone, a plan does not scroll sideways', async () => {
  const page = await planOn(await visit('example', pathPage, { viewport: { width: 360, height: 740 } }));
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});
