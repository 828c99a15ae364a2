import { describe, expect, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { logNames } from '../site.ts';
import { addressOf, kinds, narrow, openPage, pathsOf, settled, visit } from './open.ts';
import { watch } from './watch.ts';

/** A campaign tests all logs. Otherwise one short log is enough, because it has every kind of page. */
const walked = isCampaign ? logNames : (['everything'] as const);

describe.each(walked)('every page of the log "%s"', (log) => {
  test('fits a narrow screen, loads completely, and contacts no other host', async () => {
    // `everyKind.test.ts` checks the same of the other pages.
    const paths = (await pathsOf(log)).filter((path) => !kinds.some((one) => one.log === log && one.path === path));
    const problems: string[] = [];
    const visitAll = async (): Promise<void> => {
      const page = await openPage({ viewport: narrow });
      const seen = watch(page);
      for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
        await page.goto(addressOf(log, path), { waitUntil: 'load' });
        const [isWide, names] = await page.evaluate(() => [
          document.documentElement.scrollWidth > innerWidth,
          [...document.querySelectorAll('body *')]
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
            .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`)
            .slice(0, 3),
        ]);
        if (isWide) problems.push(`${path} is too wide: ${names}`);
      }
      problems.push(...seen);
    };
    const total = paths.length;
    await Promise.all([visitAll(), visitAll(), visitAll()]);
    expect(problems).toEqual([]);
    expect(total).toBeGreaterThan(7);
  });
});

describe('feeds', () => {
  test.each(['example', 'everything'] as const)('are well-formed: %s', async (log) => {
    const text = await (await fetch(addressOf(log, 'feed.xml'))).text();
    const page = await openPage();
    const answer = await page.evaluate((feed) => {
      const parsed = new DOMParser().parseFromString(feed, 'application/xml');
      return {
        error: parsed.querySelector('parsererror')?.textContent ?? '',
        root: parsed.documentElement.localName,
      };
    }, text);
    expect(answer).toEqual({ error: '', root: 'feed' });
  });
});

describe('with a base path', () => {
  test('links lead everywhere', async () => {
    const page = await visit('everything');
    const problems = watch(page);
    await page.getByRole('link', { name: 'First things' }).first().click();
    await page.getByRole('link', { name: 'Next: Week 2' }).click();
    await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Topics' }).click();
    await page.getByRole('link', { name: 'Foundations', exact: true }).click();
    await page.getByRole('link', { name: 'Attention Is All You Need' }).click();
    expect(
      await settled(
        async () => page.url(),
        (url) => url.endsWith('attention/'),
      ),
    ).toBe(addressOf('everything', 'resources/attention/'));
    await page.goto(addressOf('everything', 'resources/attention-paper/'));
    await page.waitForURL(addressOf('everything', 'resources/attention/'));
    expect(problems).toEqual([]);
  });
});
