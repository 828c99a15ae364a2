import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { manyResources } from '../manyResources.ts';
import { logs, temporaryFolder } from '../site.ts';
import { addressOf, openPage, settled, sharedVisit, visit } from './open.ts';

/** Facts from the frontmatter. Computed facts, such as lengths and weeks, have their own tests. */
const facets = ['type', 'topic', 'level', 'status', 'year', 'access', 'series'] as const;
type Facet = (typeof facets)[number];

/** The facet values of a resource, as written by a person. */
type Facts = Readonly<Record<Facet, readonly string[]>> & { readonly id: string };

let resources: readonly Facts[] = [];

beforeAll(async () => {
  const folder = join(logs.example.folder, 'content/resources');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md'));
  const read = await Promise.all(
    files.map(async (file) => {
      const [, frontmatter = ''] = (await readFile(join(folder, file), 'utf8')).split(/^---$/m);
      const written = parse(frontmatter, { schema: 'failsafe' });
      const values = (key: string): readonly string[] => [written[key] ?? []].flat();
      const year = values('published').map((date) => date.replace('~', '').slice(0, 4));
      const own = Object.fromEntries(facets.map((facet) => [facet, values(facet)])) as Record<Facet, readonly string[]>;
      const facts = { ...own, topic: values('topics'), year };
      return written.draft === 'true' ? [] : [{ id: file.slice(0, -'.md'.length), ...facts }];
    }),
  );
  resources = read.flat();
});

type Chosen = Partial<Record<Facet, readonly string[]>>;

/** Values of one facet are combined with "or", facets with "and". */
function matching(chosen: Chosen): string[] {
  const entries = Object.entries(chosen) as [Facet, readonly string[]][];
  return resources
    .filter((one) => entries.every(([facet, values]) => values.some((value) => one[facet].includes(value))))
    .map(({ id }) => id)
    .sort();
}

async function shown(page: Page): Promise<string[]> {
  const urls = await page
    .locator('.row:visible')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.url ?? ''));
  return urls.map((url) => url.split('/').at(-2) ?? '').sort();
}

function shows(page: Page, ids: readonly string[]): Promise<string[]> {
  return settled(
    () => shown(page),
    (found) => `${found}` === `${ids}`,
  );
}

async function choose(page: Page, chosen: Chosen): Promise<void> {
  for (const [facet, values] of Object.entries(chosen)) {
    for (const value of values) await page.locator(`input[name="${facet}"][value="${value}"]`).check();
  }
}

/** The number beside each value that can be selected. */
function countsOf(page: Page): Promise<(readonly [string, string, number])[]> {
  return page.locator('.facets label').evaluateAll(
    (labels, names: readonly string[]) =>
      labels.flatMap((label) => {
        const box = label.querySelector('input') as HTMLInputElement;
        const count = Number(label.querySelector('.count')?.textContent);
        return names.includes(box.name) ? [[box.name, box.value, count] as const] : [];
      }),
    facets,
  );
}

const sharedLibrary = sharedVisit('example', 'resources/');

/** The library of the example without filters, for tests that stay there. */
async function library(): Promise<Page> {
  const page = await sharedLibrary();
  const clear = page.getByRole('button', { name: 'Clear filters' });
  if (await clear.isVisible()) {
    await clear.click();
    await settled(
      async () => (await shown(page)).length,
      (length) => length === resources.length,
    );
  }
  return page;
}

const choices: readonly (readonly [string, Chosen])[] = [
  ['one value', { type: ['paper'] }],
  ['two values of a facet', { type: ['paper', 'video'] }],
  ['values of two facets', { type: ['paper'], topic: ['architecture'] }],
  [
    'several values of three facets',
    { type: ['paper', 'lecture', 'video'], topic: ['pre-training', 'foundations'], level: ['intermediate'] },
  ],
];

describe('the library', () => {
  test('lists every resource at first', async () => {
    const page = await library();
    expect(await shown(page)).toEqual(matching({}));
    expect(resources.length).toBeGreaterThan(50);
  });

  test('shows correct counts before anything is selected', async () => {
    const page = await library();
    const counts = await countsOf(page);
    expect(counts).toEqual(counts.map(([facet, value]) => [facet, value, matching({ [facet]: [value] }).length]));
  });

  test('says how many of them are series, as long as it shows all of them', async () => {
    const page = await library();
    const series = new Set(resources.flatMap((one) => one.series));
    const among = page.getByText(`${series.size} of them series`);
    expect(series.size).toBeGreaterThan(1);
    await among.waitFor();
    await choose(page, { type: ['video'] });
    await among.waitFor({ state: 'hidden' });
  });

  test.each(choices)('can be filtered by %s', async (_, chosen) => {
    const page = await library();
    await choose(page, chosen);
    const expected = matching(chosen);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(resources.length);
    expect(await shows(page, expected)).toEqual(expected);
    expect(await page.locator('.summary').textContent()).toBe(`${expected.length} of ${resources.length} resources`);
  });

  test('shows at each value the number of results, as counted from the files', async () => {
    const page = await library();
    const chosen: Chosen = { type: ['paper', 'video'], topic: ['pre-training'] };
    await choose(page, chosen);
    const expected = matching(chosen);
    expect(await shows(page, expected)).toEqual(expected);
    const counts = () => countsOf(page);
    const byHand = (await counts()).map(([facet, value]) => {
      const others = Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== facet));
      return [facet, value, matching({ ...others, [facet]: [value] }).length];
    });
    expect(await settled(counts, (found) => `${found}` === `${byHand}`)).toEqual(byHand);
    expect(byHand.length).toBeGreaterThan(20);
  });

  test('combines a search with filters', async () => {
    const page = await library();
    await page.getByRole('searchbox').fill('schulman');
    const found = await settled(
      () => shown(page),
      (ids) => ids.includes('ppo') && ids.length < 20,
    );
    expect(found).toContain('ppo');
    await choose(page, { type: ['code'] });
    const both = found.filter((id) => resources.find((one) => one.id === id)?.type.includes('code')).sort();
    expect(await shows(page, both)).toEqual(both);
  });

  test('keeps its filters in the address, and restores them from it', async () => {
    const page = await visit('example', 'resources/');
    await choose(page, { type: ['paper', 'book'], level: ['advanced'] });
    await page.getByRole('searchbox').fill('learning');
    const query = '?q=learning&type=paper&type=book&level=advanced';
    expect(
      await settled(
        async () => new URL(page.url()).search,
        (search) => search === query,
      ),
    ).toBe(query);
    await page.waitForFunction(() => document.querySelector('.summary')?.textContent?.includes(' of '));
    const before = await settled(
      () => shown(page),
      (ids) => ids.length < 20,
    );
    await page.reload();
    await page.waitForFunction(() => document.querySelector('.summary')?.textContent?.includes(' of '));
    expect(await shows(page, before)).toEqual(before);
    expect(await page.locator('input:checked').count()).toBe(3);
    expect(await page.getByRole('searchbox').inputValue()).toBe('learning');
  });

  test('is complete again once the filters are cleared', async () => {
    const page = await visit('example', 'resources/');
    const order = () => page.locator('.row').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.url));
    const before = await order();
    expect(await page.getByRole('button', { name: 'Clear filters' }).isVisible()).toBe(false);
    await choose(page, { type: ['book'] });
    await page.getByRole('searchbox').fill('learning');
    await page.waitForFunction(() => document.querySelector('.summary')?.textContent?.includes(' of '));
    await page.getByRole('button', { name: 'Clear filters' }).click();
    expect(await shows(page, matching({}))).toEqual(matching({}));
    expect(await order()).toEqual(before);
    expect(new URL(page.url()).search).toBe('');
    expect(await page.locator('input:checked').count()).toBe(0);
  });

  test('shows a message if nothing matches', async () => {
    const page = await library();
    await page.getByRole('searchbox').fill('ѣѣѣ');
    await page.getByText('No resource matches all filters.').waitFor();
    expect(await shown(page)).toEqual([]);
  });

  test('works with a base path', async () => {
    const page = await visit('everything', 'resources/?type=lecture');
    const lectures = ['lecture-1', 'lecture-2'];
    expect(await shows(page, lectures)).toEqual(lectures);
  });

  test('can be sorted, with unknown values last', async () => {
    const page = await visit('example', 'resources/');
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('oldest first');
    const years = () =>
      page
        .locator('.row:visible')
        .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.url?.split('/').at(-2) ?? ''));
    const yearOf = (id: string) => resources.find((one) => one.id === id)?.year[0] ?? '9999';
    const sorted = (ids: readonly string[]) =>
      ids.map(yearOf).every((year, index, all) => (all[index - 1] ?? '') <= year);
    expect(sorted(await settled(years, sorted))).toBe(true);
    expect(new URL(page.url()).search).toBe('?sort=year%3Aasc');
    await page.reload();
    expect(sorted(await settled(years, sorted))).toBe(true);
    expect(await page.getByRole('combobox', { name: 'Sort' }).inputValue()).toBe('year:asc');
  });

  test('undoes one filter, or the whole text, per press of Back', async () => {
    const page = await visit('example', 'resources/');
    await choose(page, { type: ['paper'] });
    expect(await shows(page, matching({ type: ['paper'] }))).toEqual(matching({ type: ['paper'] }));
    await page.getByRole('searchbox').pressSequentially('attention', { delay: 30 });
    await settled(
      async () => new URL(page.url()).search,
      (search) => search === '?q=attention&type=paper',
    );
    await page.goBack();
    expect(await shows(page, matching({ type: ['paper'] }))).toEqual(matching({ type: ['paper'] }));
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    await page.goBack();
    expect(await shows(page, matching({}))).toEqual(matching({}));
    expect(await page.locator('input:checked').count()).toBe(0);
    await page.goForward();
    expect(await shows(page, matching({ type: ['paper'] }))).toEqual(matching({ type: ['paper'] }));
  });

  test('suggests filters to remove if nothing matches, with the number of results', async () => {
    const page = await visit('example', 'resources/?type=tool&topic=architecture&level=advanced');
    const suggestions = page.locator('.empty button');
    await suggestions.first().waitFor();
    const left = (['type', 'topic', 'level'] as const).flatMap((dropped) => {
      const chosen = { type: ['tool'], topic: ['architecture'], level: ['advanced'] };
      const { length } = matching(Object.fromEntries(Object.entries(chosen).filter(([facet]) => facet !== dropped)));
      const name = { type: 'Type', topic: 'Topic', level: 'Level' }[dropped];
      return length > 0 ? [`Without ${name}: ${length} ${length === 1 ? 'resource' : 'resources'}`] : [];
    });
    expect(left.length).toBeGreaterThan(0);
    expect(await suggestions.allInnerTexts()).toEqual(left);
    await suggestions.first().click();
    expect(
      await settled(
        async () => (await shown(page)).length,
        (length) => length > 0,
      ),
    ).toBeGreaterThan(0);
    expect(await suggestions.count()).toBe(0);
  });

  test.each(['list', 'table'] as const)('has the same filters as a %s', async (view) => {
    const page = await visit('example', view === 'list' ? 'table/?type=paper' : 'resources/?type=paper');
    await page.waitForFunction(() => document.querySelector('.summary')?.textContent?.includes(' of '));
    await page
      .getByRole('navigation', { name: 'View' })
      .getByRole('link', { name: view === 'list' ? 'List' : 'Table' })
      .click();
    const titles = () => page.locator('tbody tr:visible, .row:visible').count();
    const { length } = matching({ type: ['paper'] });
    expect(await settled(titles, (number) => number === length)).toBe(length);
    expect(new URL(page.url()).search).toBe('?type=paper');
    expect(await page.locator(view === 'list' ? '.row' : 'tbody tr').count()).toBe(resources.length);
  });

  test.each([
    ['BibTeX', (text: string) => [...text.matchAll(/^@\w+\{([^,]+),$/gm)].map(([, id]) => id)],
    ['CSL-JSON', (text: string) => (JSON.parse(text) as { id: string }[]).map(({ id }) => id)],
    ['Markdown', (text: string) => [...text.matchAll(/<!-- (.+) -->$/gm)].map(([, id]) => id)],
  ] as const)('exports its results as %s', async (format, idsOf) => {
    const page = await library();
    await choose(page, { type: ['book', 'tool'] });
    const expected = matching({ type: ['book', 'tool'] });
    await page.getByText(`Export these ${expected.length}`, { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: format, exact: true }).click(),
    ]);
    const { path, remove } = await temporaryFolder();
    const file = join(path, download.suggestedFilename());
    await download.saveAs(file);
    const ids = idsOf(await readFile(file, 'utf8'));
    await remove();
    expect([...ids].sort()).toEqual(expected);
  });
});

/**
 * The HTML of the rows that are shown or, given numbers of list pages, of the same rows as the server sends them. The
 * checkboxes are left out.
 */
function htmlOfRows(page: Page, listPages: readonly number[] = []): Promise<readonly string[]> {
  return page.evaluate(async (numbers) => {
    const shown = [...document.querySelectorAll<HTMLElement>('.results .row')];
    const texts = numbers.map(async (number) => (await fetch(`page/${number}/`.replace('page/1/', './'))).text());
    const sent = (await Promise.all(texts)).flatMap((text) => [
      ...new DOMParser().parseFromString(text, 'text/html').querySelectorAll<HTMLElement>('.row'),
    ]);
    const rows =
      numbers.length > 0
        ? shown.flatMap((row) => sent.find((one) => one.dataset.url === row.dataset.url) ?? [])
        : shown;
    return rows.map((row) =>
      row.outerHTML.replace(/(<known-box[^>]*>).*?(<\/known-box>)(?:<button.*?<\/button>)?/, '$1$2'),
    );
  }, listPages);
}

describe('the library of a long log', () => {
  test('exports what a reader picks on its pages, after a filter and on a resource’s own page', async () => {
    const page = await openPage();
    const pick = (index: number) => page.locator('.pick:visible').nth(index).click();
    const bar = page.getByRole('region', { name: 'Picked resources' });
    const count = async () => (await bar.getByRole('status').allInnerTexts()).join();
    const counts = (text: string) => settled(count, (now) => now === text);
    await page.goto(addressOf('many', 'resources/page/2/'));
    expect(await count()).toBe('');
    await pick(4);
    expect(await counts('Picked: 1')).toBe('Picked: 1');
    await page.goto(addressOf('many', 'resources/'));
    await pick(1);
    expect(await counts('Picked: 2')).toBe('Picked: 2');
    await choose(page, { type: ['book'] });
    await page.locator('.results .pick').nth(19).click();
    expect(await counts('Picked: 3')).toBe('Picked: 3');
    await page.goto(addressOf('many', `resources/${manyResources[7]?.id}/`));
    expect(await counts('Picked: 3')).toBe('Picked: 3');
    const title = await page.getByRole('heading', { level: 1 }).innerText();
    await page.getByRole('button', { name: `Pick: ${title}` }).click();
    expect(await counts('Picked: 4')).toBe('Picked: 4');
    await page.goto(addressOf('many', 'table/'));
    expect(await counts('Picked: 4')).toBe('Picked: 4');
    expect(await page.locator('.pick[aria-pressed=true]').count()).toBeGreaterThan(0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      bar.getByRole('link', { name: 'BibTeX' }).click(),
    ]);
    const book = manyResources.filter(({ type }) => type === 'book')[19]?.id;
    const saved = await text(await download.createReadStream());
    expect([...saved.matchAll(/^@\w+\{([^,]+),$/gm)].map(([, id]) => id)).toEqual([
      manyResources[104]?.id,
      manyResources[1]?.id,
      book,
      manyResources[7]?.id,
    ]);
    await bar.getByRole('button', { name: 'Clear' }).click();
    expect(await counts('')).toBe('');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await page.locator('.pick[aria-pressed=true]').count()).toBe(0);
  });

  test('has round boxes with names for what is known, and square ones without for its filters', async () => {
    const page = await visit('many', 'resources/');
    const radius = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((box) => getComputedStyle(box).borderRadius);
    expect([await radius('.row known-box input'), await radius('.facets input')]).toEqual(['50%', '0px']);
    expect(await page.locator('.row known-box').first().innerText()).toContain('I know this');
  });

  test('finds resources of other pages, shows more on demand, and is complete again when cleared', async () => {
    const page = await visit('many', 'resources/');
    expect(await page.locator('.row:visible').count()).toBe(100);
    await choose(page, { type: ['book'] });
    const expected = manyResources.filter(({ type }) => type === 'book').map(({ id }) => `The one called ${id}`);
    const titles = () => page.locator('.row:visible h2').allInnerTexts();
    expect(await settled(titles, (found) => found.length === 20)).toEqual(expected.slice(0, 20));
    expect(await page.locator('.summary').innerText()).toBe(`${expected.length} of 250 resources`);
    expect(expected.length).toBeGreaterThan(40);
    await page.getByRole('button', { name: 'Show more' }).click();
    expect(await settled(titles, (found) => found.length === 40)).toEqual(expected.slice(0, 40));
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(expected[20]);
    expect(await htmlOfRows(page)).toEqual(await htmlOfRows(page, [1, 2, 3]));
    expect(await page.getByRole('navigation', { name: 'Pages' }).isVisible()).toBe(false);
    await page.locator('.row:visible input').last().check();
    const known = () => page.evaluate(() => Object.values(localStorage).join());
    const last = expected[39]?.split(' ').at(-1) ?? '';
    expect(await settled(known, (stored) => stored.includes(last))).toContain(last);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    expect(
      await settled(
        async () => (await titles()).length,
        (number) => number === 100,
      ),
    ).toBe(100);
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });
});
