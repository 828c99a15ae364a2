import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isCampaign } from '../campaign.ts';
import { themes, violationsOf } from './axe.ts';
import { addressOf, narrow, openPage, settled, shared, sharedVisit, visit, wide } from './open.ts';

const field = (page: Page) => page.getByRole('combobox', { name: 'Search the log' });
const hits = (page: Page) => page.getByRole('option');
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search' });
const selected = (page: Page) => page.locator('[role=option][aria-selected=true]');

const sharedHome = sharedVisit('example');

/** The first page of the example with an empty, closed dialog, for tests that stay there. */
async function home(): Promise<Page> {
  const page = await sharedHome();
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('dialog input');
    if (!input) return;
    input.value = '';
    input.dispatchEvent(new Event('input'));
    input.closest('dialog')?.close();
  });
  return page;
}

async function searchFor(page: Page, words: string): Promise<void> {
  await page.keyboard.press('/');
  await field(page).fill(words);
  await hits(page).first().waitFor();
  await isComplete(page);
}

/** Waits until the list of results is complete. */
async function isComplete(page: Page): Promise<void> {
  await page.locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
}

/** Searches for other words on a page, and waits for their results. */
async function searchAgain(page: Page, words: string): Promise<void> {
  if ((await dialog(page).count()) === 0) await page.keyboard.press('/');
  await field(page).fill(words);
  await page.locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
}

describe('the search dialog', () => {
  test.each(['/', 'Control+k'])('opens with %s, with the cursor in its field', async (keys) => {
    const page = await home();
    await page.keyboard.press(keys);
    await dialog(page).waitFor();
    expect(await settled(() => field(page).evaluate((input) => input === document.activeElement), Boolean)).toBe(true);
    expect(await field(page).inputValue()).toBe('');
  });

  test('opens from its link in the header', async () => {
    const page = await home();
    await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
    await dialog(page).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  test('opens again with the very next key after Escape, while its field still has the focus', async () => {
    const page = await visit('example');
    await page.keyboard.press('/');
    await dialog(page).waitFor();
    const hadFocus = await page.evaluate(() => {
      const press = (key: string) =>
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      const input = document.activeElement;
      press('Escape');
      const hadFocus = input === document.activeElement;
      press('/');
      return hadFocus;
    });
    expect(hadFocus).toBe(true);
    await dialog(page).waitFor();
  });

  test('ignores a slash typed into a field', async () => {
    const page = await visit('example', 'resources/');
    await page.getByRole('searchbox').fill('a');
    await page.keyboard.press('/');
    expect(await page.getByRole('searchbox').inputValue()).toBe('a/');
    expect(await dialog(page).count()).toBe(0);
  });

  test('finds pages by title, author, number and the start of a word', async () => {
    const page = await home();
    for (const [words, title] of [
      ['attention is all you need', 'Attention Is All You Need'],
      ['backpropag', 'Backpropagation, intuitively'],
      ['Vaswani', 'Attention Is All You Need'],
      ['kaplan scaling', 'Scaling Laws'],
      ['1706.03762', 'Attention Is All You Need'],
    ] as const) {
      await searchAgain(page, words);
      const titles = await page.locator('.hit:not(.section) strong').allTextContents();
      expect(
        titles.filter((one) => one.startsWith(title)),
        words,
      ).not.toEqual([]);
    }
  });

  test.each([
    // Pagefind falls back to the longest known prefix of a word, and every Latin letter is one.
    ['for letters of another script', 'ѣѣѣ'],
    ['for an unknown identifier, even if many start like it', 'https://arxiv.org/abs/1706.99999'],
  ])('shows a message if nothing is found (%s)', async (_, words) => {
    const page = await home();
    await page.keyboard.press('/');
    await field(page).fill(words);
    // The message is shown first, and announced to screen readers a moment later.
    const said = dialog(page)
      .locator('.status')
      .filter({ hasText: /^No results/ });
    await said.waitFor();
    expect((await said.innerText()).match(/No results/g)).toHaveLength(1);
    expect(await hits(page).count()).toBe(0);
  });

  test('corrects a word that no page has, and says so', async () => {
    const page = await home();
    await searchFor(page, 'atention type:papr');
    expect(await dialog(page).locator('.status').textContent()).toContain(
      'No results for “atention” and “papr”. Showing results for attention type:paper.',
    );
    expect(await page.locator('.hit:not(.section) strong').first().textContent()).toBe('Attention Is All You Need');
  });

  test('finds an identifier where it is in code', async () => {
    const page = await home();
    for (const words of ['d_head', '"d_head"', 'self.d_head']) {
      // Another search in between, so that old results cannot pass as new ones.
      await searchAgain(page, 'kaplan');
      expect(await page.locator('.hit:not(.section) strong').first().textContent()).not.toBe('Pre-training');
      await searchAgain(page, words);
      expect(await dialog(page).locator('.status').textContent(), words).not.toContain('No results');
      expect(await page.locator('.hit:not(.section) strong').first().textContent(), words).toBe('Pre-training');
      expect(await page.locator('.hit mark').first().textContent(), words).toContain('d_head');
    }
  });

  test('finds a compound word by its parts', async () => {
    const page = await home();
    for (const words of ['back propagation', 'attention', 'propagation']) {
      await searchAgain(page, words);
      const status = await dialog(page).locator('.status').textContent();
      expect(status?.includes('Showing results for backpropagation.'), words).toBe(words !== 'attention');
    }
  });

  test('offers other corrections, as text', async () => {
    const page = await home();
    await searchFor(page, 'lama');
    const offer = dialog(page).locator('.corrections button').first();
    const text = await offer.textContent();
    await offer.click();
    await dialog(page).locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
    expect(await field(page).inputValue()).toBe(text);
    expect(await hits(page).count()).toBeGreaterThan(0);
  });

  test('moves through the results with arrow keys, and wraps at both ends', async () => {
    const page = await home();
    await searchFor(page, 'gradient');
    const total = await hits(page).count();
    const position = () =>
      hits(page).evaluateAll((all) => all.findIndex((one) => one.getAttribute('aria-selected') === 'true'));
    const positions = [await position()];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown']) {
      await page.keyboard.press(key);
      positions.push(await position());
    }
    expect(total).toBeGreaterThan(3);
    expect(positions).toEqual([0, 1, 2, 1, 0, total - 1, 0]);
    expect(await field(page).getAttribute('aria-activedescendant')).toBe(await selected(page).getAttribute('id'));
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test('opens the selected result with Enter', async () => {
    const page = await visit('example');
    await searchFor(page, 'attention');
    await page.keyboard.press('ArrowDown');
    const address = await selected(page).evaluate((link) => (link as HTMLAnchorElement).href);
    await page.keyboard.press('Enter');
    await page.waitForURL(address);
    expect(await dialog(page).count()).toBe(0);
  });

  test('closes with Escape, and returns the focus', async () => {
    const page = await home();
    await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Library' }).focus();
    await searchFor(page, 'attention');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Library');
  });

  test('highlights the words in the results, and filters those by type', async () => {
    const page = await home();
    await searchFor(page, 'attention');
    expect(await page.locator('.hit mark').first().textContent()).toMatch(/attent/i);
    const all = await hits(page).count();
    const chip = dialog(page).getByRole('button', { name: /^Papers \d+$/ });
    const number = Number(/\d+/.exec((await chip.textContent()) ?? '')?.[0]);
    await chip.click();
    const expected = new RegExp(`^(?:12 of )?${number} results?$`);
    const status = await settled(
      () => dialog(page).locator('.status').textContent(),
      (text) => expected.test(text ?? ''),
    );
    expect(status).toMatch(expected);
    const labels = await page.locator('.hit:not(.section) small').allTextContents();
    expect(labels.length).toBe(Math.min(12, number));
    expect(labels.filter((label) => !label.startsWith('Paper'))).toEqual([]);
    expect(await chip.getAttribute('aria-pressed')).toBe('true');
    await dialog(page)
      .getByRole('button', { name: /^All \d+$/ })
      .click();
    expect(
      await settled(
        () => hits(page).count(),
        (count) => count === all,
      ),
    ).toBe(all);
  });

  test('groups matching sections under their page, named for screen readers, with links', async () => {
    const page = await visit('example');
    await searchFor(page, 'reward model');
    // Screen readers announce the group by the name of its page.
    const group = dialog(page)
      .getByRole('group')
      .filter({ has: page.locator('.section') })
      .first();
    const title = await group.locator('.hit:not(.section) strong').textContent();
    expect(await group.getAttribute('aria-label')).toBe(title);
    const section = page.locator('.hit.section').first();
    const address = await section.evaluate((link) => (link as HTMLAnchorElement).href);
    const above = await section.evaluate((link) => {
      let at = link.previousElementSibling;
      while (at?.classList.contains('section')) at = at.previousElementSibling;
      return (at as HTMLAnchorElement).href;
    });
    expect(address.split('#')[0]).toBe(above);
    await section.click();
    await page.waitForURL(address);
    const id = decodeURIComponent(new URL(address).hash.slice(1));
    expect(await page.evaluate((one) => document.getElementById(one)?.tagName, id)).toMatch(/^H\d$/);
  });

  test('works with a base path, and in other scripts', async () => {
    const page = await visit('everything', 'pages/about/');
    await searchFor(page, 'Shazeer');
    await page.keyboard.press('Enter');
    await page.waitForURL(addressOf('everything', 'resources/attention/'));
    await searchFor(page, '神经网络');
    await page.keyboard.press('Enter');
    await page.waitForURL(addressOf('everything', `resources/${encodeURIComponent('深度学习')}/`));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('深度学习入门');
  });
});

test('a search finds notes, by their kind, their topics and their names', async () => {
  const page = await visit('everything', 'search/?q=rebase');
  const first = hits(page).first();
  await first.waitFor();
  expect(await first.evaluate((link) => (link as HTMLAnchorElement).href)).toBe(
    addressOf('everything', 'notes/git/rebase-onto/'),
  );
  expect(await first.locator('small').textContent()).toBe('Note · Git');
  expect(await first.locator('use').getAttribute('href')).toMatch(/#notebook$/);
  await page.getByRole('button', { name: /^Notes 3$/ }).waitFor();
  for (const words of ['type:note losing', 'topic:git going back']) {
    await page.goto(addressOf('everything', `search/?q=${encodeURIComponent(words)}`));
    await first.waitFor();
    expect(await first.locator('strong').textContent(), words).toBe('Going back without losing anything');
  }
});

/** Opens the first result, then comes back with the search open and empty. */
async function openFirst(page: Page, words: string): Promise<void> {
  await searchFor(page, words);
  await page.locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
  const address = await selected(page).evaluate((link) => (link as HTMLAnchorElement).href);
  await page.keyboard.press('Enter');
  await page.waitForURL(address);
}

describe('the parts of the search', () => {
  test('are loaded when the pointer or focus comes near the link, and not before', async () => {
    const page = await openPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(addressOf('example', 'topics/'), { waitUntil: 'networkidle' });
    const ofSearch = () => asked.filter((path) => /pagefind|searchBox|dialog/.test(path));
    expect(ofSearch()).toEqual([]);
    await page.getByRole('banner').getByRole('link', { name: 'Search' }).hover();
    const isReady = (all: readonly string[]) => all.some((path) => /wasm/.test(path));
    expect(isReady(await settled(async () => ofSearch(), isReady))).toBe(true);
    expect(await dialog(page).count()).toBe(0);
  });
});

describe('search results', () => {
  test('open in a new tab with Ctrl+Enter, and the search stays open', async () => {
    const page = await visit('example');
    await searchFor(page, 'attention');
    const opened = page.context().waitForEvent('page');
    const address = await selected(page).evaluate((link) => (link as HTMLAnchorElement).href);
    await page.keyboard.press('Control+Enter');
    expect((await opened).url()).toBe(address);
    expect(await dialog(page).isVisible()).toBe(true);
  });

  test('begin with the best resource on the subject of the query', async () => {
    const page = await home();
    await searchFor(page, 'ppo');
    await page.locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
    expect(await hits(page).first().locator('strong').textContent()).toBe('Spinning Up in Deep RL');
  });

  test('show text from the start of a sentence, or a sign that it is cut', async () => {
    const page = await home();
    for (const words of ['ppo', 'gradient']) {
      await searchFor(page, words);
      await page.locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
      const texts = await page.locator('.hit p').allTextContents();
      expect(texts.length).toBeGreaterThan(5);
      expect(texts.filter((text) => !/^(?:… |[\p{Lu}\p{N}“(])/u.test(text))).toEqual([]);
      expect(texts.filter((text) => text.startsWith('…')).length).toBeLessThan(texts.length / 3);
    }
  });

  test('survive garbage collection during a search', async () => {
    const page = await visit('example');
    const session = await page.context().newCDPSession(page);
    await page.keyboard.press('/');
    let isOver = false;
    const collect = async () => {
      while (!isOver) await session.send('HeapProfiler.collectGarbage');
    };
    const collecting = collect();
    const statuses: string[] = [];
    for (const words of ['attention', 'reward model', 'gradient', 'llama']) {
      await field(page).fill(words);
      await page.locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
      statuses.push((await dialog(page).locator('.status').textContent()) ?? '');
    }
    isOver = true;
    await collecting;
    expect(statuses.filter((status) => !/^(?:\d+ of )?\d+ results?$/.test(status))).toEqual([]);
  });

  test('match the current words even if Enter comes first', async () => {
    const page = await visit('example');
    await searchFor(page, 'kaplan');
    await page.locator('.hits[aria-busy=false]').waitFor({ state: 'attached' });
    const isEntered = Promise.withResolvers<void>();
    await page.route('**/*.pf_*', async (route) => {
      await isEntered.promise;
      await route.continue();
    });
    await field(page).fill('ImageNet classification');
    await page.keyboard.press('Enter');
    isEntered.resolve();
    await page.waitForURL((url) => url.pathname !== '/');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/ImageNet/i);
  });

  test('are announced once a reader stops typing', async () => {
    const page = await home();
    await page.keyboard.press('/');
    await field(page).waitFor();
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(globalThis, { said });
      const status = document.querySelector('dialog [role=status]');
      // An empty text is not announced.
      const listen = () => status?.textContent && said.push(status.textContent);
      if (status) new MutationObserver(listen).observe(status, { childList: true });
    });
    await field(page).pressSequentially('attention', { delay: 30 });
    const said = () => page.evaluate((): string[] => Reflect.get(globalThis, 'said'));
    const heard = await settled(said, (all) => all.length > 0);
    expect(heard).toEqual(
      [await dialog(page).locator('.status').textContent()].map((text) => expect.stringContaining(text ?? '?')),
    );
    expect(heard[0]).toMatch(/^\d+ of \d+ results/);
  });

  test('continue beyond the first ones, as many as counted', async () => {
    const page = await home();
    await searchFor(page, 'attention');
    const pages = dialog(page).locator('.hit:not(.section)');
    const number = (text: string | null) => Number(/(\d+) results/.exec(text ?? '')?.[1]);
    const total = number(await dialog(page).locator('.status').textContent());
    expect(total).toBeGreaterThan(12);
    for (let shown = 12; shown < total; shown += 12) {
      expect(
        await settled(
          () => pages.count(),
          (count) => count === shown,
        ),
      ).toBe(shown);
      await dialog(page).getByRole('button', { name: 'Show more' }).click();
    }
    expect(
      await settled(
        () => pages.count(),
        (count) => count === total,
      ),
    ).toBe(total);
    expect(await dialog(page).getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });

  test('pass axe, as do corrections', async () => {
    const page = await home();
    await searchFor(page, 'attention');
    for (const viewport of isCampaign ? [narrow, wide] : [wide]) {
      await page.setViewportSize(viewport);
      for (const words of ['reward model', 'lama', 'ѣѣѣ']) {
        await searchAgain(page, words);
        for (const theme of themes) expect(await violationsOf(page, theme, 'dialog'), words).toEqual([]);
      }
    }
  });

  test('fill a narrow screen', async () => {
    const page = await home();
    await page.setViewportSize(narrow);
    await searchFor(page, 'attention');
    expect(await dialog(page).boundingBox()).toEqual({ x: 0, y: 0, ...narrow });
    await page.setViewportSize(wide);
  });
});

describe('recent searches', () => {
  const recent = (page: Page) => page.getByRole('listbox', { name: 'Recent searches' }).getByRole('option');

  const searched = shared(async () => {
    const page = await visit('example');
    for (const words of ['kaplan', 'reward model']) await openFirst(page, words);
    return { page };
  });

  test('list the searches that opened a page, newest first, and Enter repeats one', async () => {
    const { page } = await searched();
    await searchFor(page, 'never opened');
    await page.keyboard.press('Escape');
    await page.reload();
    await page.keyboard.press('/');
    await recent(page).first().waitFor();
    expect(await recent(page).allTextContents()).toEqual(['reward model', 'kaplan']);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('.hit').first().waitFor();
    expect(await field(page).inputValue()).toBe('kaplan');
    await page.keyboard.press('Escape');
  });

  test('pass axe, and can be cleared one by one or all at once, also by keyboard', async () => {
    const { page } = await searched();
    await openFirst(page, 'llama');
    await page.keyboard.press('/');
    await recent(page).first().waitFor();
    for (const theme of themes) expect(await violationsOf(page, theme, 'dialog')).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    expect(await recent(page).allTextContents()).toEqual(['reward model', 'kaplan']);
    await page.getByTitle('Forget “kaplan”').click();
    expect(await recent(page).allTextContents()).toEqual(['reward model']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await recent(page).count()).toBe(0);
    expect(await page.evaluate(() => localStorage.getItem('searches'))).toBeNull();
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test('last as long as the page if storage is blocked', async () => {
    const page = await openPage();
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('forbidden', 'SecurityError');
        },
      });
    });
    await page.goto(addressOf('example'));
    await searchFor(page, 'kaplan');
    const opened = page.context().waitForEvent('page');
    await page.keyboard.press('Control+Enter');
    await opened;
    await field(page).fill('');
    await recent(page).first().waitFor();
    expect(await recent(page).allTextContents()).toEqual(['kaplan']);
  });
});

describe('a search that could not be loaded', () => {
  test.each(['pagefind-worker.js', 'pagefind-entry.json*', 'wasm.*'])(
    'says so, and works once %s is there',
    async (file) => {
      const page = await visit('example', 'topics/');
      await page.context().route(`**/pagefind/${file}`, (route) => route.abort());
      await page.keyboard.press('/');
      await field(page).fill('attention');
      await page.getByText('The search index could not be loaded.').first().waitFor();
      await page.context().unroute(`**/pagefind/${file}`);
      await field(page).fill('attention is');
      await hits(page).first().waitFor();
    },
  );
});

/** Opens the search page with the first six of its results. The others arrive after `release()`. */
async function withFirstResults(): Promise<{ readonly page: Page; release(): void }> {
  const page = await openPage();
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = 0;
  await page.route('**/*.pf_fragment', async (route) => {
    asked += 1;
    if (asked > 6) await promise;
    await route.continue();
  });
  await page.goto(addressOf('example', 'search/?q=attention'));
  await hits(page).first().waitFor();
  return { page, release: resolve };
}

describe('the search page', () => {
  test('reads the words and the type from its address', async () => {
    const page = await visit('example', 'search/?q=attention&type=paper');
    await hits(page).first().waitFor();
    expect(await field(page).inputValue()).toBe('attention');
    const labels = await page.locator('.hit:not(.section) small').allTextContents();
    expect(labels.filter((label) => !label.startsWith('Paper'))).toEqual([]);
  });

  test('shows the first results before all are ranked, and keeps what the reader does until then', async () => {
    const { page, release } = await withFirstResults();
    const state = async () => ({
      busy: await page.locator('.hits').getAttribute('aria-busy'),
      pages: await page.locator('.hit:not(.section)').count(),
      status: await page.locator('p.status').textContent(),
      focused: await page.evaluate(() => document.activeElement?.textContent),
      chosen: await selected(page).getAttribute('href'),
    });
    await page.keyboard.press('ArrowDown');
    await page.locator('.chips button').nth(1).focus();
    const before = await state();
    expect([before.busy, before.pages, before.focused]).toEqual(['true', 6, expect.stringMatching(/\d$/)]);
    expect(before.status).toMatch(/^12 of \d+ results$/);
    release();
    await isComplete(page);
    expect(await state()).toEqual({ ...before, busy: 'false', pages: 12 });
  });

  test('opens the first result of the complete list if Enter comes before', async () => {
    const { page, release } = await withFirstResults();
    const first = await hits(page).first().getAttribute('href');
    await page.keyboard.press('Enter');
    expect(page.url()).toBe(addressOf('example', 'search/?q=attention'));
    release();
    await page.waitForURL((url) => url.pathname === first);
  });

  test('keeps the words in its address', async () => {
    const page = await visit('example', 'search/');
    await field(page).fill('gradient descent');
    await hits(page).first().waitFor();
    const address = await settled(
      async () => new URL(page.url()).search,
      (search) => search !== '',
    );
    expect(address).toBe('?q=gradient+descent');
    await page.reload();
    await hits(page).first().waitFor();
    expect(await field(page).inputValue()).toBe('gradient descent');
  });

  test('describes the query language once, and elsewhere links to that', async () => {
    const page = await visit('example', 'search/');
    await page.locator('.advice').waitFor();
    expect(await page.getByText('How to search').count()).toBe(1);
    const other = await visit('example');
    await other.keyboard.press('/');
    await dialog(other).getByRole('link', { name: 'How to search' }).click();
    await other.waitForURL(addressOf('example', 'search/#page.how'));
  });

  test('works with a base path', async () => {
    const page = await visit('everything', 'search/?q=recurrence');
    await hits(page).first().waitFor();
    expect(
      await hits(page)
        .first()
        .evaluate((link) => (link as HTMLAnchorElement).href),
    ).toBe(addressOf('everything', 'resources/lecture-2/'));
  });
});
