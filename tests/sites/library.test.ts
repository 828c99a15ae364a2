import { expect, inject, test } from 'vitest';
import { attribute, below, metaOf, named, readBuiltSite, textOf, withClass, type BuiltPage } from '../html.ts';
import { base, manyResources as all } from '../manyResources.ts';

const facets = ['type', 'topic', 'level', 'status', 'year'] as const;
const folders = { type: 'types', topic: 'topics', level: 'levels', status: 'statuses', year: 'years' } as const;

const site = await readBuiltSite(inject('folders').many, base);

/** The ids of the resources on a page. */
const listed = (page: BuiltPage) =>
  withClass(page.elements, 'row').map((row) => attribute(row, 'dataUrl').split('/').at(-2));

const hrefsOf = (page: BuiltPage, rel: string) =>
  page.elements
    .filter(({ properties }) => [properties.rel ?? []].flat().includes(rel))
    .map((element) => attribute(element, 'href'));

/** The pages of a list, by following its pager. */
function pagesFrom(file: string): BuiltPage[] {
  const pages = [site.page(file)];
  for (let [next] = hrefsOf(site.page(file), 'next'); next !== undefined; ) {
    const page = site.page(`${decodeURIComponent(next.slice(base.length))}index.html`);
    pages.push(page);
    [next] = hrefsOf(page, 'next');
  }
  return pages;
}

test('the library is split into pages of a hundred, in order of appearance', () => {
  const pages = pagesFrom('resources/index.html');
  expect(pages.map(({ address }) => address)).toEqual([
    '/log/resources/',
    '/log/resources/page/2/',
    '/log/resources/page/3/',
  ]);
  expect(pages.map((page) => listed(page).length)).toEqual([100, 100, 50]);
  expect(pages.flatMap(listed)).toEqual(all.map(({ id }) => id));
});

test('a row without a verdict shows the start of its notes', () => {
  const notes = withClass(site.page('resources/index.html').elements, 'row-note').map(textOf);
  expect(notes).toEqual(Array.from({ length: 100 }, () => 'A note.'));
});

test('the timeline shows sixty resources of a week, and how many more it has', () => {
  const { elements } = site.page('index.html');
  expect(withClass(elements, 'brief')).toHaveLength(60);
  expect(withClass(elements, 'more').map(textOf)).toEqual(['and 190 more']);
});

test('the table has the same resources on as many pages', () => {
  const pages = pagesFrom('table/index.html');
  const ids = pages.map((page) =>
    named(page.elements, 'th')
      .filter(({ properties }) => properties.scope === 'row')
      .map((cell) => textOf(cell).split(' ').at(-1)),
  );
  expect(ids.map(({ length }) => length)).toEqual([100, 100, 50]);
  expect(ids.flat()).toEqual(all.map(({ id }) => id));
});

test('each list page names its neighbours, its number and itself', async () => {
  const [first, second, third] = pagesFrom('resources/index.html') as [BuiltPage, BuiltPage, BuiltPage];
  expect([first, second, third].map((page) => hrefsOf(page, 'prev'))).toEqual([
    [],
    ['/log/resources/'],
    ['/log/resources/page/2/'],
  ]);
  expect(hrefsOf(second, 'canonical')).toEqual(['https://example.org/log/resources/page/2/']);
  expect(metaOf(second, 'og:title')).toBe('Library, page 2 of 3');
  expect(textOf(withClass(second.elements, 'meta')[0] as never)).toContain('250 resources');
  const sitemap = await site.read('sitemap-0.xml');
  for (const { address } of [first, second, third])
    expect(sitemap).toContain(`<loc>https://example.org${address}</loc>`);
});

test('each facet value has pages with exactly its resources, and the same count everywhere', () => {
  let seen = 0;
  for (const facet of facets) {
    const values = [...new Set(all.flatMap((one) => one[facet] ?? []))];
    for (const value of values) {
      const expected = all.filter((one) => one[facet] === value).map(({ id }) => id);
      const pages = pagesFrom(`${folders[facet]}/${value}/index.html`);
      expect(pages.flatMap(listed)).toEqual(expected);
      expect(pages.length).toBe(Math.ceil(expected.length / 100));
      for (const page of [...pages, ...pagesFrom('resources/index.html'), site.page('types/book/index.html')]) {
        const item = named(page.elements, 'li').find((one) =>
          below(one).some(
            (link) => decodeURIComponent(attribute(link, 'href')) === `${base}${folders[facet]}/${value}/`,
          ),
        );
        expect(item && textOf(item)).toMatch(new RegExp(` ${expected.length}$`));
      }
      expect(textOf(withClass(pages[0]?.elements ?? [], 'summary')[0] as never)).toMatch(
        new RegExp(`^${expected.length} resources?$`),
      );
      seen += 1;
    }
  }
  expect(seen).toBe(4 + 2 + 3 + 3 + 13);
  expect(pagesFrom('types/paper/index.html').length).toBe(2);
});

test('a facet page highlights its value among the others', () => {
  const page = site.page('levels/advanced/index.html');
  const current = withClass(page.elements, 'facets')
    .flatMap(below)
    .filter(({ properties }) => properties.ariaCurrent === 'page');
  expect(current.map(textOf)).toEqual(['Advanced']);
});

test('a topic without resources has a page that says so', () => {
  expect(textOf(withClass(site.page('topics/unused/index.html').elements, 'empty')[0] as never)).toBe(
    'Nothing here yet.',
  );
});

test('every list page has less than 100 KB of HTML', () => {
  const pages = site.pages.filter(({ file }) =>
    /^(?:resources\/(?:page\/\d+\/)?index|(?:table|types|levels|path)\/)/.test(file),
  );
  expect(pages.length).toBeGreaterThan(12 + all.length);
  expect(pages.filter(({ html }) => Buffer.byteLength(html) >= 100_000).map(({ file }) => file)).toEqual([]);
});

test('the list of all paths has each resource once, a hundred per page', () => {
  const listPages = ['path/index.html', 'path/page/2/index.html', 'path/page/3/index.html'].map((file) =>
    withClass(site.page(file).elements, 'step').map(({ properties }) => String(properties.dataResource)),
  );
  expect(listPages.map(({ length }) => length)).toEqual([100, 100, 50]);
  expect(listPages.flat().sort()).toEqual(all.map(({ id }) => id).sort());
});

test('a long path shows its last hundred steps, and the number of earlier ones', () => {
  const { elements } = site.page('path/to/r249/index.html');
  const steps = withClass(elements, 'step').map(({ properties }) => properties.dataResource);
  expect([steps.length, steps[0], steps.at(-1)]).toEqual([100, 'r150', 'r249']);
  expect(textOf(withClass(elements, 'earlier')[0] as never)).toContain('150 earlier steps are not shown');
});

test('the exports have every resource under its id, in order of appearance', async () => {
  const ids = all.map(({ id }) => id);
  const [bib, ris, csl, markdown, graph] = await Promise.all(
    ['library.bib', 'library.ris', 'library.csl.json', 'library.md', 'log.json'].map((file) => site.read(file)),
  );
  expect([...(bib ?? '').matchAll(/^@\w+\{(\S+),$/gm)].map(([, id]) => id)).toEqual(ids);
  expect([...(ris ?? '').matchAll(/^ID {2}- (\S+)\r$/gm)].map(([, id]) => id)).toEqual(ids);
  expect(JSON.parse(csl ?? '').map(({ id }: { id: string }) => id)).toEqual(ids);
  expect([...(markdown ?? '').matchAll(/<!-- (\S+) -->$/gm)].map(([, id]) => id)).toEqual(ids);
  expect(JSON.parse(graph ?? '').resources.map(({ id }: { id: string }) => id)).toEqual(ids);
});

test('the library links to its exports, on the page and in its head', () => {
  const files = ['/log/library.bib', '/log/library.ris', '/log/library.csl.json', '/log/library.md'];
  for (const file of ['resources/index.html', 'resources/page/2/index.html', 'table/index.html']) {
    const page = site.page(file);
    expect(hrefsOf(page, 'alternate')).toEqual(expect.arrayContaining(files));
    const links = withClass(page.elements, 'exports').flatMap((part) => named(below(part), 'a'));
    expect(links.map((link) => attribute(link, 'href'))).toEqual([...files, '/log/log.json']);
  }
});

test('a resource links to its level, status and year, and can be cited', () => {
  const one = all.find(({ level, status, year }) => level && status && year);
  const page = site.page(`resources/${one?.id}/index.html`);
  const links = withClass(page.elements, 'side').flatMap((side) =>
    named(below(side), 'a').map((a) => attribute(a, 'href')),
  );
  expect(links).toEqual(
    expect.arrayContaining([`/log/levels/${one?.level}/`, `/log/statuses/${one?.status}/`, `/log/years/${one?.year}/`]),
  );
  const [bib, ris, csl] = withClass(page.elements, 'cite').flatMap((cite) => named(below(cite), 'pre').map(textOf));
  expect(bib).toContain(`{${one?.id},`);
  expect(ris).toContain(`ID - ${one?.id} TI - `);
  expect(JSON.parse(csl ?? '').id).toBe(one?.id);
});
