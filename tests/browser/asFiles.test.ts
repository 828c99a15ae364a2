import { cp, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { learnlog, temporaryFolder } from '../site.ts';
import { openPage } from './open.ts';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let site = '';

beforeAll(async () => {
  place = await temporaryFolder();
  const folder = join(place.path, 'log');
  await cp(dirname(inject('folders').everything), folder, { recursive: true });
  site = join(place.path, 'on a stick, 100 % ä#1');
  expect(await learnlog('--folder', folder, 'build', '--relative', '--out', site)).toMatchObject({ code: 0 });
});
afterAll(() => place.remove());

const addressOf = (path: string) => pathToFileURL(join(site, path)).href;

/** Opens a page as a file, and collects what goes wrong. */
async function openFile(path: string) {
  const page = await openPage();
  const failures: string[] = [];
  page.on('console', (message) => failures.push(message.text()));
  page.on('requestfailed', (request) => failures.push(request.url()));
  await page.goto(addressOf(path));
  await page.evaluate(async () => {
    for (const picture of document.images) {
      picture.loading = 'eager';
      if (!picture.complete) await new Promise((done) => picture.addEventListener('load', done));
    }
    await document.fonts.ready;
  });
  return { page, failures };
}

describe('a relative site, opened from a folder', () => {
  test('has no link, picture or style sheet that does not exist', async () => {
    const files = new Set((await readdir(site, { recursive: true })).map((file) => join(site, file)));
    const missing: string[] = [];
    let links = 0;
    for (const file of [...files].filter((name) => name.endsWith('.html'))) {
      const html = await readFile(file, 'utf8');
      expect(html).not.toMatch(/<script(?![^>]*json)|<noscript|modulepreload/);
      const values = [...html.matchAll(/ (?:href|src|srcset|action|poster)="([^"]*)"/g)];
      for (const address of values.flatMap(([, value = '']) => value.split(/ \d+w(?:, )?/))) {
        const url = new URL(address.replaceAll('&amp;', '&'), pathToFileURL(file));
        if (url.protocol !== 'file:') continue;
        links += 1;
        if (!files.has(fileURLToPath(`file://${url.pathname}`))) missing.push(`${file}: ${address}`);
      }
    }
    expect(missing).toEqual([]);
    expect(links).toBeGreaterThan(1_000);
  });

  test('shows styles, fonts, formulas, icons and pictures', async () => {
    const { page, failures } = await openFile('weeks/01-first/index.html');
    const shown = await page.evaluate(() => ({
      fonts: [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
      pictures: [...document.images].map(({ naturalWidth }) => naturalWidth > 0),
      icons: [...document.querySelectorAll<SVGGraphicsElement>('.find use')].map((icon) => icon.getBBox().width),
      background: getComputedStyle(document.body).backgroundColor,
    }));
    expect(shown.fonts).toEqual(expect.arrayContaining(['Learnlog Serif', 'Formula_Main']));
    expect(shown.icons[0]).toBeGreaterThan(5);
    expect(new Set(shown.pictures)).toEqual(new Set([true]));
    expect(shown.background).toBe('rgb(252, 251, 248)');
    expect(failures).toEqual([]);
  });

  test('leads from page to page, and says what the search needs', async () => {
    const { page, failures } = await openFile('index.html');
    await page.getByRole('navigation').getByRole('link', { name: 'Library' }).first().click();
    await page.waitForURL(addressOf('resources/index.html'));
    const sentence = page.getByText('Search and filters need a web server');
    expect(await sentence.isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Search' }).first().click();
    await page.waitForURL(addressOf('search/index.html'));
    expect(await sentence.isVisible()).toBe(true);
    expect(await page.getByText('needs JavaScript').count()).toBe(0);
    await page.getByRole('main').getByRole('link', { name: 'Library' }).click();
    await page.waitForURL(addressOf('resources/index.html'));
    expect(failures).toEqual([]);
  });
});
