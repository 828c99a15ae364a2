import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAtomFeed, parseOpml } from 'feedsmith';
import type { Element } from 'hast';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { below, named, readBuiltSite, textOf, withClass, type BuiltSite } from '../html.ts';
import { logs, logNames, root, type LogName } from '../site.ts';
import { elementsIn } from '../siteAudit/auditPage.ts';

interface ReadFeed {
  readonly file: string;
  readonly xml: string;
  readonly feed: ReturnType<typeof parseAtomFeed>;
}

const sites = {} as Record<LogName, BuiltSite>;
const feeds = {} as Record<LogName, readonly ReadFeed[]>;

beforeAll(async () => {
  for (const name of logNames) {
    const site = await readBuiltSite(inject('folders')[name], logs[name].base);
    const files = [...site.files].filter((file) => file === 'feed.xml' || file.startsWith('feeds/')).sort();
    sites[name] = site;
    feeds[name] = await Promise.all(
      files.map(async (file) => {
        const xml = await site.read(file);
        return { file, xml, feed: parseAtomFeed(xml) };
      }),
    );
  }
});

test('each kind of entry, each topic and the best resources have a feed, and a log without an address has none', () => {
  expect(feeds.minimal).toEqual([]);
  expect([...sites.minimal.files]).not.toContain('feeds.opml');
  expect(feeds.everything.map(({ file }) => file)).toEqual([
    ...['feed.xml', 'feeds/best.xml', 'feeds/notes.xml', 'feeds/resources.xml'],
    ...[...topicsOf('everything')].map((topic) => `feeds/topics/${topic}.xml`).sort(),
    'feeds/weeks.xml',
  ]);
});

function topicsOf(name: LogName): readonly string[] {
  return sites[name].pages.flatMap(({ file }) => /^topics\/(.+)\/index\.html$/.exec(file)?.[1] ?? []);
}

describe.each(logNames.filter((name) => logs[name].site !== undefined))('the feeds of the log "%s"', (name) => {
  const published = logs[name].site ?? '';
  const addressOf = (file: string) => new URL(file, published).href;

  test('are valid Atom, by a RELAX NG schema', async () => {
    const schema = await readFile(join(root, 'tests/sites/atom.rng'), 'utf8');
    const xml = feeds[name].map(({ file, xml: contents }) => ({ fileName: file, contents }));
    const { valid, rawOutput } = await validateXML({ xml, schema, extension: 'relaxng' });
    expect(valid, rawOutput).toBe(true);
    const [first] = xml;
    const broken = { ...first, fileName: 'broken.xml', contents: first?.contents.replace('<id>', '<id>x') ?? '' };
    expect((await validateXML({ xml: broken, schema, extension: 'relaxng' })).valid).toBe(false);
  });

  test('name themselves, and no two feeds or items have one id', () => {
    for (const { file, feed } of feeds[name]) {
      expect(feed.links?.find(({ rel }) => rel === 'self')?.href).toBe(addressOf(file));
      const ids = feed.entries?.map(({ id }) => id) ?? [];
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(new Set(feeds[name].map(({ feed }) => feed.id)).size).toBe(feeds[name].length);
  });

  test('are no newer than now, newest first, and each item is as old in one feed as in another', () => {
    const days = new Map<string, string>();
    for (const { file, feed } of feeds[name]) {
      const { entries = [], updated = '' } = feed;
      const dates = entries.map((entry) => entry.published ?? '');
      expect(dates, file).toEqual(dates.toSorted().reverse());
      for (const { id = '', published, updated: changed } of entries) {
        const [day, change] = [String(published), String(changed)];
        expect(change >= day, file).toBe(true);
        expect(new Date(change).getTime()).toBeLessThanOrEqual(Date.now());
        expect(days.get(id) ?? day).toBe(day);
        days.set(id, day);
      }
      if (entries.length > 0)
        expect(updated).toBe(
          entries
            .map((entry) => entry.updated ?? '')
            .sort()
            .at(-1),
        );
      expect(entries.length).toBeLessThanOrEqual(file === 'feed.xml' ? 100 : 30);
    }
  });

  test('are all in the OPML list and in no other', async () => {
    const { head, body } = parseOpml(await sites[name].read('feeds.opml'));
    const all = (body?.outlines ?? []).flatMap((outline) => [outline, ...(outline.outlines ?? [])]);
    const addresses = all.flatMap(({ xmlUrl }) => xmlUrl ?? []);
    expect(addresses.toSorted()).toEqual(feeds[name].map(({ file }) => addressOf(file)).sort());
    const whole = feeds[name].find(({ file }) => file === 'feed.xml')?.feed;
    expect(head?.title).toBe(whole?.title?.value);
    expect(head?.ownerName).toBe(whole?.authors?.map((author) => author.name).join(', '));
    for (const { htmlUrl } of all.filter(({ xmlUrl }) => xmlUrl)) {
      expect(sites[name].pages.map(({ address }) => new URL(address, published).href)).toContain(htmlUrl);
    }
  });

  test('are announced in the head and the footer of their pages', () => {
    for (const { file, feed } of feeds[name]) {
      const shown = feed.links?.find(({ rel }) => rel === 'alternate')?.href ?? '';
      const page = sites[name].pages.find(({ address }) => new URL(address, published).href === shown);
      const { pathname } = new URL(addressOf(file));
      const isThis = ({ properties }: Element) => properties.href === pathname;
      const [head] = named(page?.elements ?? [], 'link').filter(isThis);
      expect(head?.properties, file).toMatchObject({ rel: ['alternate'], type: 'application/atom+xml' });
      expect(head?.properties.title).toBe(feed.title?.value);
      const [footer] = withClass(page?.elements ?? [], 'bottom');
      const [link] = named(below(footer as Element), 'a').filter(isThis);
      expect(link && textOf(link), file).toMatch(/\p{L}/u);
    }
  });

  test('have footnotes whose marks and notes lead to each other, in the item and on the page', () => {
    for (const { feed } of feeds[name]) {
      for (const { id, content } of feed.entries ?? []) {
        const elements = elementsIn(content?.value ?? '');
        const ids = elements.flatMap(({ properties }) => (properties.id === undefined ? [] : [String(properties.id)]));
        expect(new Set(ids).size).toBe(ids.length);
        const targets = named(elements, 'a')
          .map(({ properties }) => String(properties.href ?? ''))
          .filter((href) => /#fn(?:ref)?-/.test(href));
        const page = sites[name].pages.find(({ address }) => new URL(address, published).href === id);
        for (const target of targets) {
          // As written: ids have the letters of other scripts encoded too.
          const fragment = target.split('#')[1];
          expect(target.split('#')[0]).toBe(id);
          expect(ids).toContain(fragment);
          expect(page?.elements.some(({ properties }) => properties.id === fragment)).toBe(true);
        }
      }
    }
  });
});

test('a feed has formulas as MathML with their TeX, and only elements that a reader without styles shows', () => {
  const contents = feeds.everything
    .flatMap(({ feed }) => feed.entries ?? [])
    .map(({ content }) => content?.value ?? '');
  const elements = contents.flatMap(elementsIn);
  const formulas = named(elements, 'math');
  expect(formulas.length).toBeGreaterThan(5);
  for (const formula of formulas) {
    expect(formula.properties.xmlns).toBe('http://www.w3.org/1998/Math/MathML');
    const [annotation] = named(below(formula), 'annotation');
    expect(annotation && textOf(annotation)).not.toBe('');
  }
  expect(formulas.some(({ properties }) => properties.display === 'block')).toBe(true);
  expect(elements.filter(({ properties, tagName }) => properties.className || tagName === 'span')).toEqual([]);
});
