import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { logs } from '../site.ts';
import { settled, visit } from './open.ts';

/** What the filters go by, as a person wrote it. */
interface Facts {
  readonly id: string;
  readonly type: readonly string[];
  readonly topic: readonly string[];
  readonly level: readonly string[];
  readonly status: readonly string[];
  readonly year: readonly string[];
}
type Facet = 'type' | 'topic' | 'level' | 'status' | 'year';

let resources: readonly Facts[] = [];

beforeAll(async () => {
  const folder = join(logs.example.folder, 'content/resources');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md'));
  const read = await Promise.all(
    files.map(async (file) => {
      const [, frontmatter = ''] = (await readFile(join(folder, file), 'utf8')).split(/^---$/m);
      const { type, topics = [], level = [], status = [], published = [], draft } = parse(frontmatter);
      const year = [published].flat().map((date) => /\d{4}/.exec(String(date))?.[0] ?? '');
      const facts = {
        type: [type].flat(),
        topic: [topics].flat(),
        level: [level].flat(),
        status: [status].flat(),
        year,
      };
      return draft === true ? [] : [{ id: file.slice(0, -'.md'.length), ...facts }];
    }),
  );
  resources = read.flat();
});

type Chosen = Partial<Record<Facet, readonly string[]>>;

/** Several values of a facet mean "or", facets mean "and". */
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

const choices: readonly (readonly [string, Chosen])[] = [
  ['one value', { type: ['paper'] }],
  ['two values of a facet', { type: ['paper', 'video'] }],
  ['values of two facets', { type: ['paper'], topic: ['architecture'] }],
  [
    'several values of three facets',
    { type: ['paper', 'lecture', 'video'], topic: ['pre-training', 'foundations'], level: ['intermediate'] },
  ],
  ['two years', { year: ['2017', '2023'] }],
];

describe('the library', () => {
  test('has every resource at first', async () => {
    const page = await visit('example', 'resources/');
    expect(await shown(page)).toEqual(matching({}));
    expect(resources.length).toBeGreaterThan(50);
  });

  test.each(choices)('is narrowed down by %s', async (_, chosen) => {
    const page = await visit('example', 'resources/');
    await choose(page, chosen);
    const expected = matching(chosen);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(resources.length);
    expect(await shows(page, expected)).toEqual(expected);
    expect(await page.locator('.summary').textContent()).toBe(`${expected.length} of ${resources.length} resources`);
  });

  test('counts at each value what it would leave, as counting the files does', async () => {
    const page = await visit('example', 'resources/');
    const chosen: Chosen = { type: ['paper', 'video'], topic: ['pre-training'] };
    await choose(page, chosen);
    const expected = matching(chosen);
    expect(await shows(page, expected)).toEqual(expected);
    const counts = () =>
      page.locator('.facets label').evaluateAll((labels) =>
        labels.map((label) => {
          const box = label.querySelector('input') as HTMLInputElement;
          return [box.name, box.value, Number(label.querySelector('.count')?.textContent)] as const;
        }),
      );
    const byHand = (await counts()).map(([facet, value]) => {
      const others = Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== facet));
      return [facet, value, matching({ ...others, [facet]: [value] }).length];
    });
    expect(await settled(counts, (found) => `${found}` === `${byHand}`)).toEqual(byHand);
    expect(byHand.length).toBeGreaterThan(20);
  });

  test('counts every value rightly before anything is chosen', async () => {
    const page = await visit('example', 'resources/');
    const counts = await page.locator('.facets label').evaluateAll((labels) =>
      labels.map((label) => {
        const box = label.querySelector('input') as HTMLInputElement;
        return [box.name, box.value, Number(label.querySelector('.count')?.textContent)] as const;
      }),
    );
    expect(counts).toEqual(counts.map(([facet, value]) => [facet, value, matching({ [facet]: [value] }).length]));
  });

  test('is searched by words, together with what is chosen', async () => {
    const page = await visit('example', 'resources/');
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

  test('keeps what is chosen in its address, and finds it there again', async () => {
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

  test('is as before once the filters are cleared', async () => {
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

  test('says so where nothing matches', async () => {
    const page = await visit('example', 'resources/');
    await page.getByRole('searchbox').fill('ѣѣѣ');
    await page.getByText('Nothing matches.').waitFor();
    expect(await shown(page)).toEqual([]);
  });

  test('works below a base path', async () => {
    const page = await visit('everything', 'resources/?type=lecture');
    const lectures = ['lecture-1', 'lecture-2'];
    expect(await shows(page, lectures)).toEqual(lectures);
  });
});
