// Ajv comes with html-validate and Astro's language tools. The program itself does not use it.
import { Ajv } from 'ajv';
import type { Link, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { named, readBuiltSite, type BuiltSite } from '../html.ts';
import { logs, logNames, type LogName } from '../site.ts';

const sites = {} as Record<LogName, BuiltSite>;

beforeAll(async () => {
  for (const name of logNames) sites[name] = await readBuiltSite(inject('folders')[name], logs[name].base);
});

/** The addresses of the links, pictures and definitions of a Markdown text. */
function addressesIn(text: string): readonly string[] {
  const tree: Root = unified().use(remarkParse).use(remarkGfm).parse(text);
  const found: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') found.push((node as Link).url);
  });
  return found;
}

describe.each(logNames)('the Markdown of the log "%s"', (name) => {
  const { base, site: published } = logs[name];
  const origin = published ?? 'http://root.invalid/';
  const entryPage = /^(?:(?:weeks|notes|pages|resources)\/(?!page\/).+\/)?index\.html$/;

  test('is beside the page of every entry and the front page, which say so', () => {
    const { pages, files } = sites[name];
    const own = pages.filter(({ html }) => !/<meta http-equiv="refresh"/.test(html));
    const lists = new Set(['notes/index.html', 'pages/index.html', 'resources/index.html']);
    const expected = own.map(({ file }) => file).filter((file) => entryPage.test(file) && !lists.has(file));
    const markdown = expected.map((file) => file.replace(/html$/, 'md'));
    expect([...files].filter((file) => /(?:^|\/)index\.md$/.test(file)).sort()).toEqual(markdown.sort());
    for (const page of own) {
      const [link, ...more] = named(page.elements, 'link').filter(
        ({ properties }) => properties.type === 'text/markdown' && properties.title === undefined,
      );
      expect(more).toEqual([]);
      expect(link?.properties.href, page.file).toBe(
        markdown.includes(page.file.replace(/html$/, 'md')) ? `${page.address}index.md` : undefined,
      );
    }
  });

  test('has a title, only complete addresses, and no link within the site that leads nowhere', async () => {
    const { files, read } = sites[name];
    const texts = [...files].filter((file) => /(?:^|\/)(?:index\.md|llms\.txt)$/.test(file));
    for (const file of texts) {
      const text = await read(file);
      expect(text, file).toMatch(/^# \S/);
      for (const address of addressesIn(text)) {
        if (/^mailto:/.test(address)) continue;
        expect(address, file).toMatch(published === undefined ? /^(?:https?:\/\/|\/)/ : /^https?:\/\//);
        const url = new URL(address, origin);
        if (url.origin !== new URL(origin).origin || !url.pathname.startsWith(base)) continue;
        const path = decodeURIComponent(url.pathname.slice(base.length));
        expect(files.has(path === '' || path.endsWith('/') ? `${path}index.html` : path), `${file}: ${address}`).toBe(
          true,
        );
      }
    }
  });

  test('is listed in llms.txt, each once', async () => {
    const { files, read } = sites[name];
    const listed = addressesIn(await read('llms.txt')).filter((address) => address.endsWith('/index.md'));
    const paths = listed.map((address) => decodeURIComponent(new URL(address, origin).pathname.slice(base.length)));
    expect(paths.toSorted()).toEqual([...files].filter((file) => file.endsWith('/index.md')).sort());
  });

  test('is found from log.json, which fits its published schema', async () => {
    const { files, read } = sites[name];
    const graph = JSON.parse(await read('log.json')) as Record<string, unknown>;
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
      JSON.parse(await read('schemas/log-file.schema.json')) as object,
    );
    expect(validate(graph), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...graph, resources: [{ id: 'a', type: 'paper' }] })).toBe(false);
    expect(graph.learnlog).toBe(1);
    if (published === undefined) return;
    expect(graph.$schema).toBe(`${published}schemas/log-file.schema.json`);
    const lists = ['resources', 'notes', 'weeks', 'pages'].flatMap((list) =>
      ((graph[list] ?? []) as readonly { readonly id: string }[]).map(({ id }) => ({ list, id })),
    );
    for (const { list, id } of lists) {
      const address = String(graph.markdown).replace('{list}', list).replace('{+id}', id);
      expect([...files]).toContain(address.slice(published.length));
    }
  });

  test('and its pages name the sitemap, and so does robots.txt at the root of a host', async () => {
    const { files, pages, read } = sites[name];
    for (const page of pages.filter(({ html }) => !/<meta http-equiv="refresh"/.test(html))) {
      const [link] = named(page.elements, 'link').filter(({ properties }) => `${properties.rel}` === 'sitemap');
      expect(link?.properties.href).toBe(published && `${base}sitemap-index.xml`);
    }
    expect(files.has('sitemap-index.xml')).toBe(published !== undefined);
    expect(files.has('robots.txt')).toBe(published !== undefined && base === '/');
    if (files.has('robots.txt'))
      expect(await read('robots.txt')).toContain(`\nSitemap: ${published}sitemap-index.xml\n`);
  });
});
