import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addressOf, openPage, settled, type visit } from './open.ts';

/** Opens a page and records violations of its policy, in workers too. */
async function watched(...[log, path, options]: Parameters<typeof visit>): Promise<{ page: Page; refused: string[] }> {
  const page = await openPage(options);
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Permissions Policy/i.test(message.text())) refused.push(message.text());
  });
  page.on('pageerror', (error) => refused.push(String(error)));
  await page.goto(addressOf(log, path), { waitUntil: 'load' });
  return { page, refused };
}

describe('the policy does not block', () => {
  test('the search dialog, with its worker and its WebAssembly', async () => {
    const { page, refused } = await watched('example', 'weeks/01-pre-training/');
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(new URL(worker.url()).pathname));
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Search the log' }).fill('attention type:paper');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('h1').waitFor();
    expect(workers).toContain('/pagefind/pagefind-worker.js');
    expect(refused).toEqual([]);
  });

  test('the library: its filters, search, sort orders and exports', async () => {
    const { page, refused } = await watched('example', 'resources/');
    await page.locator('input[name="type"][value="paper"]').check();
    await page.getByRole('searchbox').fill('learning');
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('oldest first');
    await page.waitForLoadState('networkidle');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'BibTeX', exact: true }).click();
    await download;
    expect(refused).toEqual([]);
  });

  test('previews, copying of code and formulas, and enlarged figures', async () => {
    const { page, refused } = await watched('everything', 'weeks/01-first/', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.locator('.prose').getByRole('link', { name: 'the attention paper', exact: true }).first().hover();
    await page.locator('.preview:popover-open').waitFor();
    await page.mouse.move(0, 0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Copy' }).first().click();
    expect(await settled(() => page.evaluate(() => navigator.clipboard.readText()), Boolean)).not.toBe('');
    await page.getByRole('button', { name: 'Enlarge' }).first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    expect(refused).toEqual([]);
  });
});

describe('the policy blocks', () => {
  const attempts: readonly (readonly [string, string])[] = [
    ['an inline script', '<script>document.title = "run"</script>'],
    ['an event handler', '<img src="/missing.png" onerror="document.title = \'run\'">'],
    ['a script of another host', '<script src="https://example.org/x.js"></script>'],
    ['a style element', '<style>h1 { color: rgb(1, 2, 3) }</style>'],
    ['a frame', '<iframe src="https://example.org/"></iframe>'],
    ['a picture of another host', '<img src="https://example.org/pixel.png">'],
  ];

  test.each(attempts)('%s that got into a page', async (_, html) => {
    const page = await openPage();
    const refused: string[] = [];
    const sent: string[] = [];
    page.on('console', (message) => refused.push(message.text()));
    await page.route('https://example.org/**', (route) => {
      sent.push(route.request().url());
      return route.abort();
    });
    await page.route(addressOf('minimal'), async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('<main', `${html}<main`) });
    });
    await page.goto(addressOf('minimal'), { waitUntil: 'networkidle' });
    expect(await page.title()).not.toBe('run');
    expect(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).color)).not.toBe('rgb(1, 2, 3)');
    expect(sent).toEqual([]);
    expect(refused.some((text) => text.includes('Content Security Policy'))).toBe(true);
  });
});
