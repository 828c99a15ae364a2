import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { logs } from '../site.ts';
import { addressOf, narrow, openPage, settled, visit } from './open.ts';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const menu = (page: Page) => page.getByRole('navigation', { name: 'Site' });

/** Whether a reader sees it without scrolling. */
const isInView = (locator: Locator) =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

describe('four readers, who click on what they see', () => {
  test('a visitor with five minutes starts, leaves, and continues on a phone', async () => {
    const page = await visit('example', '', { viewport: narrow, hasTouch: true, isMobile: true });
    const start = page.getByRole('link', { name: /^Start with week 1/ });
    expect(await isInView(heading(page, 'A month of AI'))).toBe(true);
    expect(await isInView(start)).toBe(true);
    await start.tap();
    await heading(page, 'Pre-training').waitFor();
    const stoppedAt = page.getByRole('heading', { name: /^Zero to Hero/ });
    await stoppedAt.evaluate((element) => element.scrollIntoView());
    await page.getByRole('banner').getByRole('link', { name: 'A month of AI' }).tap();
    await page.getByRole('link', { name: 'Continue: Zero to Hero' }).tap();
    await heading(page, 'Pre-training').waitFor();
    expect(await settled(() => isInView(stoppedAt), Boolean)).toBe(true);
    await page.getByRole('link', { name: /^Next: Week 2/ }).tap();
    await heading(page, 'Post-training').waitFor();
  });

  test('one who wants PPO explained finds the best source on it, the paper, and what to study before', async () => {
    const page = await visit('example', '', { viewport: { width: 1440, height: 900 } });
    await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
    await page.getByRole('combobox', { name: 'Search the log' }).fill('ppo');
    await page.getByRole('option', { name: /^Spinning Up in Deep RL/ }).click();
    await heading(page, 'Spinning Up in Deep RL').waitFor();
    expect(await isInView(page.getByText('best on PPO').first())).toBe(true);
    const paper = page.getByRole('article').getByRole('link', { name: 'the PPO paper' });
    await paper.click();
    await heading(page, 'Proximal Policy Optimization Algorithms').waitFor();
    const best = page.getByText('The best here on PPO: Spinning Up');
    expect(await isInView(best)).toBe(true);
    expect(await best.getByRole('link').getAttribute('href')).toBe('/resources/spinning-up/');
    const toHere = page.getByRole('link', { name: /^Path to this: \d+ steps/ });
    expect(await isInView(toHere)).toBe(true);
    await toHere.click();
    await heading(page, 'Path to Proximal Policy Optimization Algorithms').waitFor();
    await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
    await page.getByRole('link', { name: /^(Watch|Read|Open) / }).waitFor();
  });

  test('one who wants to correct a sentence gets to the file in which it is', async () => {
    const page = await openPage({ viewport: { width: 1280, height: 800 } });
    await page.context().route('https://github.com/**', (route) => route.fulfill({ body: 'The editor of the host' }));
    await page.goto(addressOf('everything'));
    await page.getByRole('link', { name: /^First things, with every way of writing/ }).click();
    const sentence = 'close to a third';
    await page.getByText(sentence).waitFor();
    await page.getByRole('link', { name: 'Propose a change' }).click();
    await page.getByText('The editor of the host').waitFor();
    const [, path] = /^https:\/\/github\.com\/example\/log\/edit\/main\/(.*)$/.exec(page.url()) ?? [];
    expect(path).toBe('content/weeks/01-first.md');
    expect(await readFile(join(logs.everything.folder, path ?? ''), 'utf8')).toContain(sentence);
  });

  test('a teacher turns the path to a goal into a plan, prints it, and saves its dates', async () => {
    const page = await openPage({ viewport: { width: 820, height: 1180 } });
    await page.addInitScript(() => {
      window.print = () => document.documentElement.setAttribute('data-printed', 'true');
    });
    await page.goto(addressOf('example'));
    await menu(page).getByRole('link', { name: 'Path' }).click();
    const goal = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name: 'InstructGPT', exact: true }) });
    await goal.getByRole('link', { name: /^Path to this: / }).click();
    await heading(page, /^Path to Training language models/).waitFor();
    await page.getByRole('button', { name: 'Start this path' }).click();
    const plan = page.getByRole('region', { name: 'Week by week' });
    await plan.getByLabel('Start on').fill('2027-01-04');
    await plan.getByLabel('Hours per week').fill('4');
    await plan.getByRole('heading', { name: /^Week 1, 4/ }).waitFor();
    await plan.getByRole('link', { name: 'InstructGPT', exact: true }).last().waitFor();
    const saved = page.waitForEvent('download');
    await plan.getByRole('button', { name: 'Save as a calendar file' }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.ics$/);
    await plan.getByRole('button', { name: 'Print' }).click();
    expect(await page.locator('html').getAttribute('data-printed')).toBe('true');
    await page.emulateMedia({ media: 'print' });
    expect(await plan.getByRole('heading', { name: /^Week 1, 4/ }).isVisible()).toBe(true);
    expect(await menu(page).isVisible()).toBe(false);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
  });
});
