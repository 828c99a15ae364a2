import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../site.ts';
import { addressOf, narrow, openPage, settled, shared, visit } from './open.ts';

const files = await temporaryFolder();
afterAll(() => files.remove());

/** The storage key of each log contains its base path. */
const keys = { example: 'known:/', everything: 'known:/log/' } as const;

/** The checkbox of a resource, by its title; `this` on the page of the resource. */
function boxOf(page: Page, title: string): Locator {
  const named = (name: string) => page.getByRole('checkbox', { name, exact: true });
  return named(`I know ${title}`).or(named(`I know this ${title}`));
}

const stored = (page: Page, key: string = keys.example) =>
  page.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? '{}') as Record<string, string>, key);

/** Stores a text before a page of the log is opened. Any file on its host can do that. */
async function keep(page: Page, text: string, key: string = keys.example): Promise<void> {
  await page.goto(addressOf(key === keys.example ? 'example' : 'everything', 'icons.svg'));
  await page.evaluate(([name = '', value = '']) => localStorage.setItem(name, value), [key, text]);
}

/** Opens a page of the example with these resources known. */
async function visitKnowing(path: string, ids: readonly string[], viewport?: { width: number; height: number }) {
  const page = await openPage(viewport ? { viewport } : {});
  await keep(page, JSON.stringify(Object.fromEntries(ids.map((id) => [id, '2026-11-01']))));
  await page.goto(addressOf('example', path), { waitUntil: 'load' });
  return page;
}

/** A text with non-breaking spaces replaced by plain ones. */
const spaced = (text: string) => text.replaceAll('\u00A0', ' ');

const textOf = (locator: Locator) => async () => spaced((await locator.first().textContent()) ?? '');

async function expectText(locator: Locator, expected: RegExp): Promise<void> {
  expect(await settled(textOf(locator), (text) => expected.test(text), 4000)).toMatch(expected);
}

/** The requests of a page for progress scripts and data. */
function watch(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/graph\.json|\/(?:progress|ownProgress)\./.test(pathname)) asked.push(pathname);
  });
  return asked;
}

const attention = 'Attention Is All You Need';

describe('a checkbox', () => {
  describe.each([
    ['of the way to a resource', 'path/to/deepseek-r1/'],
    ['of the list of all paths', 'path/'],
    ['of a row of the library', 'resources/'],
    ['of a row of the table', 'table/'],
    ['of a list by topic', 'topics/architecture/'],
    ['on the page of a resource', 'resources/attention-is-all-you-need/'],
  ])('%s', (_, path) => {
    const open = shared(async () => {
      const page = await openPage();
      const asked = watch(page);
      await page.goto(addressOf('example', path), { waitUntil: 'networkidle' });
      const box = boxOf(page, path === 'resources/attention-is-all-you-need/' ? 'this' : attention).first();
      return { page, asked, box };
    });

    test('loads progress scripts and data only once it is ticked', async () => {
      const { asked, box } = await open();
      expect(asked).toEqual([]);
      await box.check();
      await settled(
        () => Promise.resolve(asked),
        (list) => list.some((one) => one.endsWith('graph.json')),
      );
      expect(asked.filter((one) => one.endsWith('graph.json'))).toHaveLength(1);
    });

    test('stores that the resource is known, and can be cleared', async () => {
      const { page, box } = await open();
      await box.check();
      const kept = await settled(
        () => stored(page),
        (known) => 'attention-is-all-you-need' in known,
      );
      expect(Object.keys(kept)).toEqual(['attention-is-all-you-need']);
      expect(Object.values(kept)[0]).toMatch(/^20\d\d-\d\d-\d\d$/);
      await page.reload();
      expect(await box.isChecked()).toBe(true);
      await box.uncheck();
      expect(
        await settled(
          () => page.evaluate((key) => localStorage.getItem(key), keys.example),
          (text) => text === null,
        ),
      ).toBeNull();
    });
  });

  test('can be reached and ticked by keyboard, in page order', async () => {
    const page = await visit('example', 'path/to/ppo/');
    const [first, second] = [page.locator('.step input').nth(0), page.locator('.step input').nth(1)];
    await first.focus();
    await page.keyboard.press('Space');
    expect(await first.isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    expect(
      await page
        .locator('.step > a')
        .first()
        .evaluate((link) => link === document.activeElement),
    ).toBe(true);
    await page.keyboard.press('Tab');
    expect(await second.evaluate((box) => box === document.activeElement)).toBe(true);
  });

  test('is a touch target of at least 24 pixels, and does not filter the library', async () => {
    const page = await visit('example', 'resources/', { viewport: narrow });
    const boxes = page.locator('.rows known-box label');
    const { width = 0, height = 0 } = (await boxes.first().boundingBox()) ?? {};
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    const rows = await page.locator('.row:visible').count();
    await boxes.first().click();
    await settled(
      () => stored(page),
      (known) => Object.keys(known).length === 1,
    );
    expect(await page.locator('.row:visible').count()).toBe(rows);
    expect(new URL(page.url()).search).toBe('');
  });
});

describe('the path to a resource', () => {
  test('updates at once how many steps are known, how much is left and what is ready', async () => {
    // Short enough that the time left is shown with its minutes.
    const page = await visit('example', 'path/to/ppo/');
    const bar = page.locator('.usual-path .progress');
    const [, all] = /^0 of (\d+) · .*left/.exec((await bar.textContent()) ?? '') ?? [];
    const steps = page.locator('.step');
    expect(Number(all)).toBe((await steps.count()) - 1);
    const before = await bar.textContent();
    await steps.first().locator('input').check();
    await expectText(bar, new RegExp(`^1 of ${all} · (?:about )?[\\d\\s hmin]+left`));
    expect((await bar.textContent())?.slice(6)).not.toBe(before?.slice(6));
    expect(await bar.locator('progress').evaluate((one: HTMLProgressElement) => one.position)).toBeCloseTo(
      1 / Number(all),
    );
    expect(await steps.first().getAttribute('class')).toContain('done');
    for (const ready of await page.locator('.step.ready').all()) {
      expect(await ready.locator('.state').textContent()).toMatch(/^ready now/);
      const titles = await ready.locator('p:not(.state)').allTextContents();
      const first = (await steps.first().locator('> a').textContent()) ?? '';
      expect(titles.every((line) => line.includes(first))).toBe(true);
    }
    expect(await page.locator('.step.ready').count()).toBeGreaterThan(0);
    await expectText(page.locator('body > [role=status]'), new RegExp(`^1 of ${all} · `));
  });

  test('shows the goal as ready, with only its own time left, once everything else is known', async () => {
    const page = await visit('example', 'path/to/ppo/');
    const steps = page.locator('.step');
    const number = (await steps.count()) - 1;
    for (let index = 0; index < number; index += 1) await steps.nth(index).locator('input').check();
    await expectText(page.locator('.progress'), new RegExp(`^${number} of ${number} · about 50 min left$`));
    await expectText(steps.last().locator('.state'), /^ready now/);
    await steps.last().locator('input').check();
    await expectText(page.locator('.progress'), new RegExp(`^${number} of ${number} · nothing left$`));
  });

  test('keeps several ticks that are made while the script loads', async () => {
    const page = await openPage();
    const script = Promise.withResolvers<void>();
    await page.route(/\/progress\.[^/]*js$/, async (route) => {
      await script.promise;
      await route.continue();
    });
    await page.goto(addressOf('example', 'path/to/ppo/'));
    const boxes = page.locator('.step input');
    for (const index of [0, 1, 2]) await boxes.nth(index).check();
    await boxes.evaluateAll((all) => {
      for (const box of all as HTMLInputElement[]) {
        Object.defineProperty(box, 'checked', {
          get: () => box.hasAttribute('data-checked'),
          set: (isChecked: boolean) => {
            if (!isChecked && box.matches(':checked')) document.body.dataset.undone = '';
            box.toggleAttribute('data-checked', isChecked);
          },
        });
      }
    });
    script.resolve();
    await expectText(page.locator('.progress'), /^3 of /);
    expect(await page.locator('body[data-undone]').count()).toBe(0);
    expect(await page.locator('.step input[data-checked]').count()).toBe(3);
  });

  test('names what unlocks further resources, except known ones', async () => {
    const page = await visit('everything', 'path/to/attention/');
    await boxOf(page, 'A book without an address').check();
    const lecture = page.locator('.usual-path [data-resource="lecture-1"] .state');
    await expectText(lecture, /^ready now · opens 3 more$/);
    await page.locator('.usual-path [data-resource="attention"] input').check();
    await expectText(page.locator('.usual-path [data-resource="lecture-1"] .state'), /no longer needed/);
  });

  test('drops a step if an alternative is known', async () => {
    const page = await openPage();
    await keep(page, '{"lecture-2":"2026-11-01"}', keys.everything);
    await page.goto(addressOf('everything', 'path/to/attention/'));
    const book = page.locator('.usual-path [data-resource="book"]');
    await expectText(book.locator('.state'), /^no longer needed/);
    expect(await book.getAttribute('class')).toContain('needless');
    await expectText(page.locator('.usual-path .progress'), /^0 of 1 · about 3 h left$/);
  });
});

test('the page of a resource shows how many steps are left, and what it unlocks', async () => {
  const page = await visitKnowing('resources/attention-is-all-you-need/', ['kaggle']);
  const state = page.locator('.knowing .state');
  await expectText(state, /^(?:ready now|\d+ steps? before it) · opens \d+ more$/);
  await boxOf(page, 'this').check();
  await expectText(state, /^$/);
});

describe('two tabs', () => {
  test("agree, and never overwrite each other's changes", async () => {
    const one = await visit('example', 'path/to/ppo/');
    const other = await one.context().newPage();
    await other.goto(addressOf('example', 'path/to/ppo/'));
    const [first, second] = ['.step input >> nth=0', '.step input >> nth=1'];
    await one.locator(first).check();
    await expectText(other.locator('.progress'), /^1 of /);
    expect(await other.locator(first).isChecked()).toBe(true);
    await other.locator(second).check();
    await expectText(one.locator('.progress'), /^2 of /);
    await one.locator(first).uncheck();
    await expectText(other.locator('.progress'), /^1 of /);
    expect(Object.keys(await stored(one))).toHaveLength(1);
    await expectText(other.locator('body > [role=status]'), /^1 of /);
  });

  test('lose nothing even without storage events', async () => {
    const page = await visit('example', 'path/to/ppo/');
    await page.locator('.step input').nth(0).check();
    await expectText(page.locator('.progress'), /^1 of /);
    await page.evaluate((key) => localStorage.setItem(key, '{"kaggle":"2026-11-01"}'), keys.example);
    await page.locator('.step input').nth(1).check();
    const ids = await settled(
      async () => Object.keys(await stored(page)),
      (list) => list.length === 2,
    );
    expect(ids).toContain('kaggle');
  });
});

describe('without working storage', () => {
  const failures = {
    blocked: () => {
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    },
    full: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  };

  test.each(['blocked', 'full'] as const)(
    'since storage is %s, what is ticked stays and can be saved',
    async (fault) => {
      const page = await openPage();
      await page.addInitScript(failures[fault]);
      await page.goto(addressOf('example', 'path/to/ppo/'));
      await page.locator('.step input').nth(0).check();
      await page.locator('.step input').nth(1).check();
      await expectText(page.locator('.progress'), /^2 of /);
      const bar = page.locator('.unkept');
      await expectText(
        bar.getByRole('status'),
        /^This browser cannot store your progress\. Save it to a file before you leave\.$/,
      );
      expect(await bar.count()).toBe(1);
      const [download] = await Promise.all([page.waitForEvent('download'), bar.getByRole('button').click()]);
      const file = join(files.path, `${fault}.json`);
      await download.saveAs(file);
      const { known } = JSON.parse(await readFile(file, 'utf8'));
      expect(Object.keys(known)).toHaveLength(2);
    },
  );

  test.each(['what is this', '["ppo"]', '{"ppo":7}'])(
    'unreadable progress (%s) is kept aside and never lost',
    async (text) => {
      const page = await openPage();
      await keep(page, text);
      await page.goto(addressOf('example', 'path/to/ppo/'));
      await page.locator('.step input').nth(0).check();
      await expectText(
        page.locator('.unkept').getByRole('status'),
        /^The unreadable list was kept aside and a new one started\.$/,
      );
      expect(Object.keys(await stored(page))).toHaveLength(1);
      expect(await page.evaluate(() => Object.values(localStorage))).toContain(text);
    },
  );
});

describe('the list of all paths', () => {
  test('shows how much is known and what is ready', async () => {
    const page = await visitKnowing('path/', ['3b1b-1-neural-network', 'kaggle']);
    await expectText(page.locator('.own .summary'), /^You know 2 resources\.$/);
    const ready = page.locator('.ready-next li');
    await ready.first().waitFor();
    const titles = await ready.locator('a').allTextContents();
    expect(titles).toHaveLength(5);
    expect(titles).toContain('3b1b 2: gradient descent');
    await expectText(ready.first().locator('small'), /^opens \d+ more$/);
    for (const link of await ready.locator('a').all()) {
      expect((await fetch(new URL((await link.getAttribute('href')) ?? '', page.url()))).status).toBe(200);
    }
  });

  test('saves progress to a file, and loads it again', async () => {
    const page = await visitKnowing('path/', ['ppo', 'gone-from-here']);
    const own = page.locator('.own');
    const save = own.getByRole('button', { name: 'Save to a file' });
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
    const file = join(files.path, 'saved.json');
    await download.saveAs(file);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      log: 'A month of AI',
      site: addressOf('example'),
      known: { ppo: '2026-11-01', 'gone-from-here': '2026-11-01' },
    });
    const other = await visitKnowing('path/', ['kaggle']);
    await other.locator('.own input').setInputFiles(file);
    await expectText(other.locator('.own [role=status]'), /^1 resource added\.$/);
    expect(await stored(other)).toEqual({ kaggle: '2026-11-01', ppo: '2026-11-01', 'gone-from-here': '2026-11-01' });
    await expectText(other.locator('.own .summary'), /^You know 2 resources\.$/);
    expect(await other.locator('[data-resource="ppo"] > known-box input').isChecked()).toBe(true);
  });

  test('opens the file picker by its button', async () => {
    const page = await visit('example', 'path/');
    const load = page.getByRole('button', { name: 'Load a file' });
    const chosen = page.waitForEvent('filechooser');
    await load.focus();
    await page.keyboard.press('Enter');
    const chooser = await chosen;
    expect(chooser.isMultiple()).toBe(false);
  });

  const sharedPaths = shared(async () => ({ page: await visitKnowing('path/', ['kaggle']) }));

  test.each([
    ['is not JSON', '{"known"', /^This file is not JSON/],
    ['says nothing known', '{"log":"A month of AI"}', /^This file has no list/],
    ['is of another log', '{"known":{"elsewhere":"2026-11-01","__proto__":"2026-11-01"}}', /^No resource in this file/],
    ['is larger than 1 MB', `{"known":{"ppo":"2026-11-01"},"a":"${'a'.repeat(1_000_001)}"}`, /larger than 1 MB/],
    ['has markup for a day', '{"known":{"ppo":"<img src=x onerror=alert(1)>"}}', /^This file has no list/],
  ])('leaves all as it was for a file that %s', async (_, text, said) => {
    const { page } = await sharedPaths();
    const file = join(files.path, 'wrong.json');
    await writeFile(file, text);
    await page.locator('.own input').setInputFiles(file);
    await expectText(page.locator('.own [role=status]'), said);
    expect(await stored(page)).toEqual({ kaggle: '2026-11-01' });
  });

  test('clears all progress, and can undo that', async () => {
    const page = await visitKnowing('path/', ['ppo', 'kaggle']);
    await page.getByRole('button', { name: 'Clear all' }).click();
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.waitFor();
    expect(await page.evaluate((key) => localStorage.getItem(key), keys.example)).toBeNull();
    expect(await undo.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await page.locator('known-box input:checked').count()).toBe(0);
    await page.keyboard.press('Enter');
    await expectText(page.locator('.own [role=status]'), /^Restored\.$/);
    expect(await stored(page)).toEqual({ ppo: '2026-11-01', kaggle: '2026-11-01' });
  });
});

describe('progress on entries', () => {
  test('that were renamed counts under the new id, and can be cleared there', async () => {
    const page = await openPage();
    await keep(page, '{"attention-paper":"2026-11-01","nobody":"2026-11-02"}', keys.everything);
    await page.goto(addressOf('everything', 'resources/attention/'));
    const box = boxOf(page, 'this');
    expect(await settled(() => box.isChecked(), Boolean)).toBe(true);
    await box.uncheck();
    const left = await settled(
      () => stored(page, keys.everything),
      (known) => !('attention-paper' in known),
    );
    expect(left).toEqual({ nobody: '2026-11-02' });
    expect(await box.isChecked()).toBe(false);
  });

  test('that no longer exist is kept, but not counted', async () => {
    const page = await visitKnowing('path/', ['ppo', 'gone']);
    await expectText(page.locator('.own .summary'), /^You know 1 resource\.$/);
    await page.locator('[data-resource="kaggle"] > known-box input').first().check();
    await expectText(page.locator('.own .summary'), /^You know 2 resources\.$/);
    expect(Object.keys(await stored(page))).toEqual(['ppo', 'gone', 'kaggle']);
  });
});

describe('what is known is marked', () => {
  const marks = (page: Page) =>
    settled(
      () => page.locator('.known-mark').evaluateAll((all) => all.map((one) => one.closest('a, h2')?.textContent)),
      (all) => all.length > 0,
    );

  test('in the lists of the first page', async () => {
    const page = await visitKnowing('', ['ppo', 'kaggle']);
    expect(await marks(page)).toEqual([
      expect.stringContaining('Kaggle ✓ Known'),
      expect.stringContaining('Proximal Policy Optimization Algorithms ✓ Known'),
    ]);
  });

  test('on cards, with how many parts of a series', async () => {
    const page = await openPage();
    await keep(page, '{"lecture-1":"2026-11-01"}', keys.everything);
    await page.goto(addressOf('everything', 'weeks/01-first/'));
    expect((await marks(page)).filter((text) => /1 of \d known/.test(text ?? ''))).not.toEqual([]);
  });

  test('among the parts of a series, at once', async () => {
    const page = await visitKnowing('resources/z2h-1-micrograd/', ['z2h-2-makemore-bigrams']);
    expect(await marks(page)).toEqual([expect.stringMatching(/ 1 of \d known$/), 'makemore: bigrams ✓ Known']);
    await boxOf(page, 'this').check();
    await expectText(page.locator('.series h2'), / 2 of \d known$/);
    await boxOf(page, 'this').uncheck();
    await expectText(page.locator('.series h2'), / 1 of \d known$/);
  });

  test('nowhere if nothing is known, without a further script', async () => {
    const page = await openPage();
    const asked = watch(page);
    await page.goto(addressOf('example', ''), { waitUntil: 'networkidle' });
    expect(asked).toEqual([]);
    expect(await page.locator('.known-mark').count()).toBe(0);
  });
});

describe('the free path', () => {
  test.each([true, false])('replaces the usual one by a switch (JavaScript: %s)', async (javaScriptEnabled) => {
    const page = await visit('everything', 'path/to/attention/', { javaScriptEnabled });
    const steps = () =>
      page.locator('.step:visible').evaluateAll((all) => all.map((step) => (step as HTMLElement).dataset.resource));
    expect(await steps()).toEqual(['lecture-1', 'book', 'attention']);
    const notes = page.locator('header .free-path .effort');
    expect(await notes.first().isVisible()).toBe(false);
    await page.getByRole('checkbox', { name: 'Free only' }).check();
    expect(await steps()).toEqual(['lecture-1', 'lecture-2', 'attention']);
    expect((await page.locator('header p.effort:visible').allTextContents()).map(spaced)).toEqual([
      'In total, with the goal: about 3 h 30 min (3–5 h).',
      'Lecture 2: Recurrence replaces A book without an address.',
    ]);
    await page.reload();
    expect(await page.getByRole('checkbox', { name: 'Free only' }).isChecked()).toBe(false);
  });

  test('says what has no free alternative', async () => {
    const page = await visit('everything', 'path/to/podcast/');
    await page.getByRole('checkbox', { name: 'Free only' }).check();
    expect(await page.locator('header p.effort:visible').allTextContents()).toContain(
      'There is no free alternative to A book without an address.',
    );
    await page.locator('.free-path [data-resource="lecture-1"] input').check();
    await expectText(page.locator('.free-path .progress'), /^1 of 1 · 50 min left$/);
    await expectText(page.locator('.free-path [data-resource="podcast"] .state'), /^ready now/);
    await expectText(page.locator('.usual-path .progress'), /^1 of 2 · about 74 h left$/);
  });

  test('is not offered if everything is free', async () => {
    const page = await visit('example', 'path/to/ppo/');
    expect(await page.locator('.free-only, .free-path').count()).toBe(0);
  });
});

test('at 360 pixels nothing scrolls sideways, with everything ticked', async () => {
  const viewport = { width: 360, height: 740 };
  for (const path of ['path/', 'path/to/deepseek-r1/', 'resources/', 'resources/deepseek-r1/']) {
    const page = await visitKnowing(path, ['ppo', 'attention-is-all-you-need'], viewport);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBe(0);
  }
});

test('numbers keep their order in a right-to-left log', async () => {
  const page = await visit('right-to-left', 'path/to/attention/');
  await page.locator('.step input').first().check();
  await expectText(page.locator('.progress'), /1 من 1 · بقي \u2068مصدر واحد/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});
