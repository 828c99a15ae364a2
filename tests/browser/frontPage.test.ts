import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, narrow, openPage, settled, visit } from './open.ts';

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);

describe('the first page of the example', () => {
  test.each([
    ['a wide screen', { width: 1440, height: 900 }, 2600],
    ['a phone', narrow, 4500],
  ])('takes few screens on %s', async (_, viewport, most) => {
    const page = await visit('example', '', { viewport });
    expect(await heightOf(page)).toBeLessThan(most);
  });

  test('says in its first line whose log it is, with a link, and when it was kept', async () => {
    const page = await visit('example', '', { javaScriptEnabled: false });
    const line = page.locator('.hero .kicker');
    expect((await line.innerText()).replace(/\s+/g, ' ')).toMatch(
      /^A learning log by felipap\.com, retold as an example February – March 2025$/i,
    );
    expect(await line.getByRole('link').getAttribute('href')).toBe('https://felipap.com/posts/30-days-ai');
  });

  test('has separators between facts, and none where a line begins or ends', async () => {
    const page = await visit('example', '', { viewport: narrow });
    const facts = page.locator('.hero .meta');
    const lines = await facts.locator('> *').evaluateAll((all) => {
      const lines: Element[][] = [];
      for (const one of all) {
        const line = lines.at(-1);
        const isBelow = !line?.[0] || one.getBoundingClientRect().top > line[0].getBoundingClientRect().top + 3;
        if (isBelow) lines.push([one]);
        else line.push(one);
      }
      return lines.map((line) => line.length);
    });
    expect(lines).toEqual([3, 2]);
    // Separators are drawn between facts, never at the end of a line, so hiding them changes nothing there.
    const box = await facts.boundingBox();
    if (!box) throw new Error('The facts are not shown.');
    const around = [
      { ...box, x: 0, width: box.x },
      { ...box, x: box.x + box.width, width: narrow.width - box.x - box.width },
    ];
    const drawn = () => Promise.all([...around, box].map((clip) => page.screenshot({ clip })));
    const before = await drawn();
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.hero .meta > *::before { visibility: hidden }');
      document.adoptedStyleSheets.push(sheet);
    });
    const after = await drawn();
    expect(before.map((picture, index) => after[index]?.equals(picture))).toEqual([true, true, false]);
  });

  test('says what it is, and leads to its first week, to all of it and to a path', async () => {
    const page = await visit('example', '', { javaScriptEnabled: false });
    const hero = page.locator('.hero');
    expect(await hero.innerText()).toMatch(/A LEARNING LOG[\s\S]*FEBRUARY\s*–\s*MARCH 2025[\s\S]*A month of AI/i);
    const targets = await hero.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(targets).toEqual(expect.arrayContaining(['/weeks/01-pre-training/', '/all/', '/dead-ends/', '/charts/']));
    expect(targets.filter((target) => target?.startsWith('/path/to/'))).toHaveLength(1);
    await hero.getByRole('link', { name: /^Start with week 1 \d+ min$/ }).click();
    expect(page.url()).toBe(addressOf('example', 'weeks/01-pre-training/'));
  });

  test('tells each week with its find and its dead end, and folds its resources without script', async () => {
    const page = await visit('example', '', { javaScriptEnabled: false });
    const weeks = page.locator('.timeline > li:not(.beside)');
    expect(await weeks.count()).toBe(4);
    for (const week of await weeks.all()) {
      expect(await week.locator('dt').allInnerTexts()).toEqual(['Best find', 'Dead end']);
      const lines = week.locator('.brief');
      expect(await lines.first().isVisible()).toBe(false);
      await week.locator('summary').click();
      expect(await lines.first().isVisible()).toBe(true);
    }
  });

  test('counts in its dots what the charts count', async () => {
    const page = await visit('example');
    const dots = await page
      .locator('.dots ol li')
      .evaluateAll((weeks) =>
        weeks.map((week) => [
          week.querySelectorAll('circle:not(.unrecorded)').length,
          week.querySelectorAll('.unrecorded').length,
        ]),
      );
    await page.goto(addressOf('example', 'charts/'));
    const amounts = await page.locator('.chart').first().locator('.amounts li').allInnerTexts();
    expect(amounts).toEqual(dots.map(([known, missing]) => (missing === 0 ? `${known}` : `${known} + ${missing}`)));
    const summaries = await visit('example').then((home) =>
      home.locator('.timeline > li:not(.beside) summary').allInnerTexts(),
    );
    expect(summaries.map((text) => Number.parseInt(text, 10))).toEqual(dots.map(([known]) => known));
    const unrecorded = summaries.map((text) => Number(/(\d+) more, not recorded/.exec(text)?.[1] ?? 0));
    expect(unrecorded).toEqual(dots.map(([, missing]) => missing));
    expect(unrecorded).toContain(8);
    const legend = await visit('example').then((home) => home.locator('.dots .legend').innerText());
    expect(legend).toContain('not recorded');
  });

  test('adds up: the resources of weeks and pages are those of the log, and each week counts its own', async () => {
    const page = await visit('example');
    const numberOf = (text: string, of: RegExp) => Number.parseInt(of.exec(text)?.[1] ?? '', 10);
    const facts = await page.locator('.hero').innerText();
    const summaries = await page.locator('.timeline summary').allInnerTexts();
    const counts = summaries.map((text) => numberOf(text, /^(\d+) resources?/));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(numberOf(facts, /(\d+) resources/));
    const weeks = page.locator('.timeline > li:not(.beside)');
    const targets = await weeks
      .locator('h2 a')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    for (const [index, target] of targets.entries()) {
      await page.goto(target);
      const header = await page.locator('.article > header .meta').innerText();
      const met = /of them first seen here/.test(header)
        ? numberOf(header, /(\d+) of them first seen here/)
        : numberOf(header, /(\d+) resources?/);
      expect([target, met]).toEqual([target, counts[index + 1]]);
      const unrecorded = /\d+ more, not recorded/;
      expect(unrecorded.exec(header)?.[0]).toBe(unrecorded.exec(summaries[index + 1] ?? '')?.[0]);
    }
    expect(targets).toHaveLength(4);
  });

  test('counts the dead ends and leads to them, with their reasons', async () => {
    const page = await visit('example');
    const ofWeeks = await page.locator('.timeline > li:not(.beside)').evaluateAll((weeks) =>
      weeks.map((week, index) => {
        const end = week.querySelector('.dead-end dd');
        const because = end?.querySelector('p')?.textContent?.trim();
        for (const other of end?.querySelectorAll('small, p') ?? []) other.remove();
        return { name: end?.textContent?.trim() ?? '', because, at: `Week ${index + 1}: ` };
      }),
    );
    const link = page.getByRole('link', { name: /^\d+ dead ends$/ });
    const number = Number.parseInt(await link.innerText(), 10);
    await link.click();
    expect(await page.locator('h1').innerText()).toBe('Dead ends');
    const ends = page.locator('.dead-ends li');
    expect(number).toBeGreaterThan(3);
    expect(await ends.count()).toBe(number);
    for (const end of await ends.all()) expect(await end.locator('p:not(.meta)').count()).toBe(1);
    for (const { name, because, at } of ofWeeks) {
      const end = ends.filter({ hasText: name });
      expect(await end.locator('p:not(.meta)').innerText()).toBe(because);
      expect(await end.locator('.meta').innerText()).toContain(at);
    }
  });
});

describe('a reader who comes back', () => {
  test('continues at the heading where they stopped', async () => {
    const page = await visit('example');
    const button = page.locator('a[data-continue]');
    expect(await button.isVisible()).toBe(false);
    await page.goto(addressOf('example', 'weeks/01-pre-training/'));
    await page.locator('h2#zero-to-hero').evaluate((heading) => heading.scrollIntoView());
    await page.goto(addressOf('example'));
    expect(await button.innerText()).toBe('Continue: Zero to Hero');
    await button.click();
    expect(page.url()).toBe(addressOf('example', 'weeks/01-pre-training/#zero-to-hero'));
  });

  test('who finished a week continues with the next one', async () => {
    const page = await visit('example', 'weeks/01-pre-training/');
    await page.locator('.pager').scrollIntoViewIfNeeded();
    await page.goto(addressOf('example'));
    expect(await page.locator('a[data-continue]').innerText()).toBe('Continue: Post-training');
  });

  test('who stored something else is offered nothing', async () => {
    const page = await openPage();
    await page.addInitScript(() => localStorage.setItem('place:/', 'https://example.org/weeks/01-pre-training/'));
    await page.goto(addressOf('example'));
    expect(await page.locator('a[data-continue]').isVisible()).toBe(false);
  });

  test('sees once what is new, and can dismiss it', async () => {
    const page = await openPage();
    // The example of the tests has no history.
    await page.route(addressOf('example'), async (route) => {
      const home = await (await route.fetch()).text();
      const body = home.replaceAll('<article class="what">', '<article class="what" data-added="2025-03-01">');
      await route.fulfill({ body, contentType: 'text/html' });
    });
    await page.goto(addressOf('example'));
    const news = page.locator('[data-news]');
    expect(await news.isVisible()).toBe(false);
    await page.evaluate(() =>
      localStorage.setItem('visit:/', JSON.stringify({ on: '2025-11-12T10:00:00Z', newest: '2025-02-01' })),
    );
    await page.reload();
    await settled(
      () => news.isVisible(),
      (is) => is,
    );
    expect(await news.innerText()).toContain('New since 12 November: 6');
    expect(await page.locator('.new').count()).toBe(6);
    await news.getByRole('button', { name: 'Dismiss' }).click();
    expect([await page.locator('.new').count(), await news.count()]).toEqual([0, 0]);
    await page.reload();
    expect(await news.isVisible()).toBe(false);
  });
});
