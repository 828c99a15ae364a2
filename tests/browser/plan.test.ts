import { text } from 'node:stream/consumers';
import ICAL from 'ical.js';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, openPage, settled, shared, visit } from './open.ts';

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
  /** An open plan, for tests that leave it as it is. */
  const plan = shared(async () => ({ page: await planOn(await visit('example', pathPage)) }));

  test('can be made by keyboard, starts today, and shows how long it takes', async () => {
    const page = await visit('example', pathPage);
    await page.getByRole('button', { name: 'Start this path' }).focus();
    await page.keyboard.press('Enter');
    expect(await said(page, /weeks/)).toMatch(/^\d+ weeks at 5\sh a week, until \d+ \w+ \d{4}\./);
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
    const { page } = await plan();
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
    const { page } = await plan();
    expect(await said(page, /unknown/)).toMatch(/\d+ of unknown length\. An unknown length counts as 1\sh\.$/);
    const paper = page.locator('.plan ul li', { hasText: 'GQA' });
    expect(await paper.locator('small').textContent()).toMatch(/^about 1\sh$/);
  });

  test('says what is wrong with a value, and shows no other plan', async () => {
    const { page } = await plan();
    for (const [label, value, message] of [
      ['Hours per week', '0', 'Choose from 1 to 80 hours per week.'],
      ['Hours per week', '81', 'Choose from 1 to 80 hours per week.'],
      ['Hours per week', '', 'Choose from 1 to 80 hours per week.'],
      ['Start on', '', 'Choose a day from 2000 to 2999.'],
      ['Start on', '1999-01-01', 'Choose a day from 2000 to 2999.'],
    ] as const) {
      const input = page.getByLabel(label);
      const right = await input.inputValue();
      await input.fill(value);
      expect(await said(page, new RegExp(message)), `${label}: ${value}`).toBe(message);
      expect(await input.getAttribute('aria-invalid')).toBe('true');
      expect(await input.getAttribute('aria-describedby')).toBe(
        await page.locator('.plan [role=status]').getAttribute('id'),
      );
      expect(await weeksIn(page)).toBe(0);
      expect(await page.getByRole('button', { name: 'Save as a calendar file' }).isVisible()).toBe(false);
      await input.fill(right);
      expect(await said(page, /weeks/)).toMatch(/^\d+ weeks/);
    }
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

  test('is stored in the address only, as long as it is open', async () => {
    const page = await planOn(await visit('example', pathPage));
    expect(new URL(page.url()).search).toBe('?start=2026-12-21&hours=5');
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    await page.reload();
    await page.locator('.plan h3').first().waitFor();
    await page.getByRole('button', { name: 'Start this path' }).click();
    await page.locator('.plan').waitFor({ state: 'hidden' });
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    expect(await page.locator('.plan').isVisible()).toBe(false);
  });

  test('agrees with the header of the path on the hours', async () => {
    const { page } = await plan();
    const total = (await page.locator('header .usual-path .effort').first().textContent()) ?? '';
    expect(total).toMatch(/about \d+\sh \(\d+–\d+\sh\)/);
    expect(await said(page, /In total/)).toContain(total);
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

describe('the address of a plan', () => {
  const query = '?start=2026-12-07&hours=2.5&without=ppo,gpt-2';
  const known = (page: Page) => page.evaluate(() => localStorage.getItem('known:/'));

  test('shows that plan, leaves out what it names, and changes nothing that the visitor knows', async () => {
    const page = await openPage();
    await page.goto(addressOf('example', pathPage));
    await page.evaluate(() => localStorage.setItem('known:/', '{"gpt-1":"2026-11-01"}'));
    await page.goto(addressOf('example', pathPage + query));
    expect(await said(page, /weeks/)).toMatch(/^\d+ weeks at 2\sh\s30\smin a week, until /);
    expect(await page.locator('.plan h3').first().textContent()).toMatch(/^Week 1, 7\s?–\s?13 December 2026$/);
    const titles = await titlesIn(page);
    expect(titles).toContain('GPT-1');
    expect(titles).not.toContain('PPO');
    expect(titles).not.toContain('GPT-2');
    expect(await page.locator('.plan .left-out').textContent()).toMatch(/^Left out: PPO, GPT-2 \(about .*\)\.$/);
    expect(new URL(page.url()).search).toBe(query);
    expect(await known(page)).toBe('{"gpt-1":"2026-11-01"}');
    await page.getByRole('button', { name: 'Leave out what I know' }).click();
    expect(
      await settled(
        () => titlesIn(page),
        (now) => !now.includes('GPT-1'),
      ),
    ).not.toContain('GPT-1');
    expect(new URL(page.url()).search).toBe('?start=2026-12-07&hours=2.5&without=ppo,gpt-1,gpt-2');
    expect(await known(page)).toBe('{"gpt-1":"2026-11-01"}');
  });

  test('is copied by a button, and stands in the plan, to be cited', async () => {
    const page = await visit('example', pathPage + query, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(addressOf('example', pathPage + query));
    const source = page.locator('.plan .source');
    expect(await source.textContent()).toMatch(/^\s*Path to DeepSeek-R1.*A month of AI\. .*without=ppo,gpt-2$/);
    await page.emulateMedia({ media: 'print' });
    expect(await source.isVisible()).toBe(true);
  });

  test('counts an old id, and ignores ids that are on no path', async () => {
    const page = await visit('everything', 'path/to/attention/?without=attention-paper,nobody');
    await said(page, /week/);
    expect(await page.locator('.plan .left-out').textContent()).toContain('Attention');
    expect(new URL(page.url()).search).toMatch(/&without=attention$/);
  });

  test('may be of the free path', async () => {
    const page = await visit('everything', 'path/to/attention/?hours=5&free');
    await said(page, /week/);
    expect(await page.getByRole('checkbox', { name: 'Free only' }).isChecked()).toBe(true);
    expect(new URL(page.url()).search).toMatch(/^\?start=[-\d]{10}&hours=5&free$/);
  });

  const onWrongValues = shared(async () => ({ page: await openPage() }));

  test.each([
    '?start=2026-02-31&hours=5',
    '?start=<b>&hours=5',
    '?hours=5&start=1999-01-01&without=%00,%E0%A4%A,__proto__',
  ])('with the wrong values %s shows the plan without them', async (wrong) => {
    const { page } = await onWrongValues();
    await page.goto(addressOf('example', pathPage + wrong));
    expect(await said(page, /weeks/)).toMatch(/^\d+ weeks at 5\sh a week/);
    expect(new URL(page.url()).search).toMatch(/^\?start=20\d\d-\d\d-\d\d&hours=5$/);
    expect(await page.locator('.plan .left-out').isVisible()).toBe(false);
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

test('on a phone, a plan does not scroll sideways', async () => {
  const page = await planOn(await visit('example', pathPage, { viewport: { width: 360, height: 740 } }));
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});
