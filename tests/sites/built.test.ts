import { formulaText } from '../../src/markdown/formulaText.ts';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import type { Element } from 'hast';
import { HtmlValidate } from 'html-validate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  attribute,
  below,
  metaOf,
  named,
  readBuiltSite,
  textOf,
  toAudit,
  unpackedText,
  withClass,
  type BuiltPage,
  type BuiltSite,
} from '../html.ts';
import { breachesOf, readVocabulary } from '../schemaOrg.ts';
import { addressesIn } from '../siteAudit/addresses.ts';
import { formatViolations } from '../siteAudit/violation.ts';
import { auditSite } from '../siteAudit/auditSite.ts';
import { seededViolations } from '../seededViolations.ts';
import { copyLog, learnlog, logNames as names, logs, root, temporaryFolder, type LogName } from '../site.ts';

const sites = {} as Record<LogName, BuiltSite>;
const temporary: { remove(): Promise<void> }[] = [];

beforeAll(async () => {
  for (const name of names) sites[name] = await readBuiltSite(inject('folders')[name], logs[name].base);
});

afterAll(async () => {
  for (const { remove } of temporary) await remove();
});

const isRedirect = (page: BuiltPage) => /<meta http-equiv="refresh"/i.test(page.html);
const ownPages = (site: BuiltSite) => site.pages.filter((page) => !isRedirect(page));
const isNotFound = (page: BuiltPage) => page.file === '404.html';

describe.each(names)('the site of the log "%s"', (name) => {
  test('has a page for every entry and list', async () => {
    const site = sites[name];
    const entries = await Promise.all(
      ['weeks', 'notes', 'pages', 'resources'].map(async (folder) => {
        const path = join(logs[name].folder, 'content', folder);
        const files = await readdir(path, { recursive: true }).catch(() => []);
        const texts = files.map((file) => readFile(join(path, file), 'utf8').catch(() => ''));
        const isDraft = (await Promise.all(texts)).map((text) => /^draft: true$/m.test(text));
        return files
          .filter((file, index) => file.endsWith('.md') && !isDraft[index])
          .map((file) => `${folder}/${file.replaceAll(sep, '/').slice(0, -'.md'.length)}/index.html`);
      }),
    );
    const lists = ['index.html', 'resources/index.html', 'search/index.html', '404.html', 'icons.svg'];
    expect([...site.files]).toEqual(expect.arrayContaining([...entries.flat(), ...lists]));
    expect(entries.flat().length).toBeGreaterThan(1);
  });

  test('passes the audit: no foreign script or request, no broken link', async () => {
    const violations = await auditSite(await toAudit(sites[name], logs[name].site));
    expect(formatViolations(violations)).toBe('');
    expect(sites[name].pages.flatMap(({ elements }) => addressesIn(elements)).length).toBeGreaterThan(50);
  });

  test('describes its pages with the terms of schema.org', async () => {
    const vocabulary = await readVocabulary();
    const found = ownPages(sites[name]).flatMap(({ elements }) =>
      named(elements, 'script').filter(({ properties }) => properties.type === 'application/ld+json'),
    );
    const graphs = found.map((script) => JSON.parse(textOf(script))['@graph'] as readonly unknown[]);
    expect(graphs.flat().flatMap((node) => breachesOf(node, vocabulary))).toEqual([]);
    expect(found.length > 1).toBe(logs[name].site !== undefined);
  });

  test('is valid HTML', async () => {
    const pages = name === 'example' ? sampleOf(sites[name]) : ownPages(sites[name]);
    const reports = await Promise.all(pages.map((page) => validator.validateString(page.html, page.file)));
    const messages = reports.flatMap(({ results }) =>
      results.flatMap(({ filePath, messages: found }) =>
        found.map(({ ruleId, message, selector }) => `${filePath}: ${ruleId}: ${message} (${selector})`),
      ),
    );
    expect(messages).toEqual([]);
  });

  test('has a title, description and canonical address on each page', () => {
    const { site: published } = logs[name];
    const site = sites[name];
    const violations = ownPages(site).flatMap((page) => {
      const [head] = named(page.elements, 'head');
      const titles = named(head ? below(head) : [], 'title').filter((title) => textOf(title) !== '');
      const canonical = named(page.elements, 'link').filter(({ properties }) => `${properties.rel}` === 'canonical');
      const expected = published && !isNotFound(page) ? [new URL(page.address, published).href] : [];
      const checks: readonly [string, boolean][] = [
        ['one title', titles.length === 1],
        ['one heading h1', named(page.elements, 'h1').length === 1],
        ['its canonical address', `${canonical.map((link) => attribute(link, 'href'))}` === `${expected}`],
        ['og:site_name', metaOf(page, 'og:site_name') === metaOf(site.page('index.html'), 'og:title')],
        ['a description that is not empty', metaOf(page, 'description') !== ''],
      ];
      return checks.filter(([, holds]) => !holds).map(([what]) => `${page.file}: ${what}`);
    });
    expect(violations).toEqual([]);
  });

  test('is open to search engines, except for the 404 page', () => {
    const hidden = ownPages(sites[name]).filter((page) => metaOf(page, 'robots')?.includes('noindex'));
    expect(hidden.map(({ file }) => file)).toEqual(['404.html']);
  });

  test('has a sitemap of exactly its canonical pages, if its address is known', async () => {
    const site = sites[name];
    const { site: published } = logs[name];
    if (published === undefined) {
      expect([...site.files].filter((file) => file.startsWith('sitemap'))).toEqual([]);
      return;
    }
    const parts = [...(await site.read('sitemap-index.xml')).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url);
    expect(parts).toEqual([new URL('sitemap-0.xml', published).href]);
    const listed = [...(await site.read('sitemap-0.xml')).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url);
    const canonical = ownPages(site)
      .filter((page) => !isNotFound(page))
      .map((page) => new URL(page.address, published).href);
    expect(listed.sort()).toEqual(canonical.sort());
  });

  test('loads the formula styles only on pages with formulas, and one format of each font', () => {
    const site = sites[name];
    const wrong = site.pages.filter((page) => {
      const hasDialog = addressesIn(page.elements).some(
        ({ by, address }) => by === 'link stylesheet' && /formulas/.test(address),
      );
      return hasDialog !== withClass(page.elements, 'katex').length > 0;
    });
    expect(wrong.map(({ file }) => file)).toEqual([]);
    expect([...site.files].filter((file) => /\.(woff|ttf|otf|eot)$/.test(file))).toEqual([]);
    expect([...site.files].filter((file) => file.endsWith('.woff2')).length).toBeGreaterThan(0);
  });

  test('preloads the italic font exactly on pages with a verdict or emphasis', () => {
    const wrong = sites[name].pages.filter(({ elements }) => {
      const isPreloaded = addressesIn(elements).some(({ address }) => /serif-italic/.test(address));
      const main = named(elements, 'main').flatMap(below);
      return isPreloaded !== named(main, 'em').concat(withClass(main, 'verdict')).length > 0;
    });
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  test('serves every picture with its size', () => {
    const site = sites[name];
    const pictures = site.pages.flatMap((page) => named(page.elements, 'img').map((img) => ({ page, img })));
    const violations = pictures
      .filter(({ img }) => {
        const { src, width, height, alt } = img.properties;
        return !(typeof src === 'string' && Number(width) > 0 && Number(height) > 0 && String(alt ?? '').trim() !== '');
      })
      .map(({ page, img }) => `${page.file}: ${JSON.stringify(img.properties)}`);
    expect(violations).toEqual([]);
    // Each appears on its own page and with the whole log.
    if (name === 'everything') expect(pictures).toHaveLength(10);
  });

  test('quotes the words of each mention exactly', () => {
    const site = sites[name];
    const { wrong, total } = checkMentions(site);
    expect(wrong).toEqual([]);
    if (name !== 'minimal') expect(total).toBeGreaterThan(4);
  });

  test('has no colours in attributes', () => {
    const violations = sites[name].pages.flatMap((page) => {
      const inFormulas = new Set(withClass(page.elements, 'katex').flatMap(below));
      const styled = page.elements.filter(
        (element) => !inFormulas.has(element) && !/^(--|anchor-name:|$)/.test(attribute(element, 'style')),
      );
      const inCode = withClass(page.elements, 'code')
        .flatMap(below)
        .filter(({ properties }) => properties.style !== undefined);
      return [...styled, ...inCode].map(
        ({ tagName, properties }) => `${page.file}: <${tagName}> ${JSON.stringify(properties)}`,
      );
    });
    expect(violations).toEqual([]);
  });

  test('loads less than 15 KB of scripts on a week page before a search', async () => {
    const site = sites[name];
    const weeks = ownPages(site).filter(({ file }) => file.startsWith('weeks/'));
    for (const week of weeks) {
      const loaded = await scriptsOf(site, week);
      const bytes = loaded.map((text) => gzipSync(text).length).reduce((sum, size) => sum + size, 0);
      expect(loaded.length).toBeGreaterThan(1);
      expect(bytes).toBeLessThan(15 * 1024);
    }
    expect(weeks.length).toBeGreaterThan(0);
  });

  test('has feeds with absolute addresses, if its own is known', async () => {
    const site = sites[name];
    const { site: published } = logs[name];
    if (published === undefined) {
      expect([...site.files].filter((file) => file.startsWith('feed'))).toEqual([]);
      return;
    }
    const atom = await site.read('feed.xml');
    const json = await site.read('feed.json');
    const { entries = [], links } = parseAtomFeed(atom);
    const { items = [], feed_url: own } = parseJsonFeed(JSON.parse(json));
    expect(own).toBe(new URL('feed.json', published).href);
    expect(links?.map(({ href }) => href)).toContain(new URL('feed.xml', published).href);
    expect(entries.length).toBeGreaterThan(0);
    expect(items.map(({ url }) => url)).toEqual(entries.map((entry) => entry.links?.[0]?.href));
    const addresses = new Set(ownPages(site).map((page) => new URL(page.address, published).href));
    expect(items.filter(({ url }) => !addresses.has(url ?? ''))).toEqual([]);
    const relative = /\s(?:href|src)="(?!https?:|mailto:)[^"]*"/g;
    expect(items.flatMap(({ content_html: html = '' }) => html.match(relative) ?? [])).toEqual([]);
    expect(entries.flatMap(({ content }) => content?.value?.match(relative) ?? [])).toEqual([]);
  });
});

test('the footer names each author, with an ORCID iD beside the name', () => {
  const footer = named(sites.everything.page('index.html').elements, 'footer')[0] as Element;
  expect(textOf(footer)).toContain('Kept by Zoë Łukasiewicz (ORCID 0000-0002-1825-0097), Institut für Übung');
});

test('the footer has the feed of the page before the others', () => {
  const { elements } = sites.everything.page('topics/foundations/index.html');
  const lines = named(elements, 'footer').flatMap((footer) => withClass(below(footer), 'meta').map(textOf));
  expect(lines[1]).toBe('Feed: FoundationsAtom feedJSON feedAll feeds (OPML)');
});

test('the footer links to the licence, and says so to programs', () => {
  const [link] = named(sites.example.page('index.html').elements, 'a').filter(
    (one) => attribute(one, 'rel') === 'license',
  );
  expect(link && attribute(link, 'href')).toBe('https://creativecommons.org/licenses/by/4.0/');
});

test('a week offers the records of its resources, and every entry and the log a way to cite it', () => {
  const { page } = sites.everything;
  const links = named(page('weeks/01-first/index.html').elements, 'a').map((one) => attribute(one, 'href'));
  const records = ['bib', 'ris', 'csl.json'].map((ending) => `/log/exports/weeks/01-first.${ending}`);
  expect(links).toEqual(expect.arrayContaining(records));
  const cited = ['index.html', 'weeks/01-first/index.html', 'pages/after/index.html', 'resources/attention/index.html'];
  for (const file of cited) expect(withClass(page(file).elements, 'cite'), file).toHaveLength(1);
});

test('an entry links to where it is discussed', async () => {
  const links = (name: LogName, file: string) => {
    const [line] = withClass(sites[name].pages.find((page) => page.file === file)?.elements ?? [], 'discussions');
    return named(line ? below(line) : [], 'a').map((link) => [textOf(link), attribute(link, 'href')]);
  };
  expect(links('everything', 'weeks/01-first/index.html')).toEqual([
    ['Hacker News', 'https://news.ycombinator.com/item?id=1'],
    ['forum.example.org', 'https://forum.example.org/t/1'],
  ]);
  expect(links('everything', 'weeks/02-gap/index.html')).toEqual([]);
  expect(links('example', 'resources/karpathy-deep-dive/index.html')).toEqual([
    ['Hacker News', 'https://news.ycombinator.com/item?id=42952960'],
  ]);
  expect(await sites.everything.read('weeks/01-first/index.md')).toContain(
    '- Discussed on: [Hacker News](https://news.ycombinator.com/item?id=1); [forum.example.org](https://forum.example.org/t/1)\n',
  );
});

test('the app of a site has its title, its language and its direction', async () => {
  const manifest: unknown = JSON.parse(await sites['right-to-left'].read('manifest.webmanifest'));
  expect(manifest).toMatchObject({ lang: 'ar', dir: 'rtl', start_url: '/sijill/', scope: '/sijill/' });
});

describe('the site audit', () => {
  test.each(seededViolations)('finds $what in $file', async ({ rule, file, seed }) => {
    const site = await toAudit(sites.everything, logs.everything.site);
    const text = site.files.get(file) ?? '';
    const changed = seed(text);
    expect(changed).not.toBe(text);
    // Only the names of the other files: another test checks that they have no violations.
    const files = new Map([...site.files.keys()].map((name) => [name, name === file ? changed : undefined]));
    const violations = await auditSite({ ...site, files });
    expect(violations.map((violation) => `${violation.file} ${violation.rule}`)).toContain(`${file} ${rule}`);
  });
});

describe('the timeline', () => {
  const titlesOf = (name: LogName) =>
    below(withClass(sites[name].page('index.html').elements, 'timeline')[0] as Element)
      .filter(({ tagName }) => tagName === 'h2')
      .map(textOf);

  test('has pages marked "before", then weeks by date, then the other pages', () => {
    expect(titlesOf('everything')).toEqual([
      'Before it began',
      'First things, with every way of writing that there is',
      'After a gap, without an end',
      'Overlapping',
      'Still open',
      'Afterwards',
    ]);
    expect(titlesOf('minimal')).toEqual(['First steps']);
  });

  test('shows when each week was and how long it lasted', () => {
    const whens = withClass(sites.everything.page('index.html').elements, 'when').map((when) =>
      below(when).map(textOf).join(', '),
    );
    expect(whens).toEqual([
      'Before',
      'Week 1, 3 – 12 Feb, 10 days',
      'Week 2, ~ 17 – 23 Feb, 7 days',
      'Week 3, ~ 24 Feb – 2 Mar, 7 days',
      'Week 4, since 1 Mar',
      'After',
    ]);
  });

  test('links each week to the next', () => {
    const next = ['pages/before', 'weeks/01-first', 'weeks/02-gap', 'weeks/03-overlap', 'weeks/04-open'].map((entry) =>
      sites.everything
        .page(`${entry}/index.html`)
        .elements.filter(({ properties }) => `${properties.rel}` === 'next')
        .map((link) => attribute(link, 'href'))
        .join(),
    );
    const entries = ['weeks/01-first', 'weeks/02-gap', 'weeks/03-overlap', 'weeks/04-open', 'pages/after'];
    expect(next).toEqual(entries.map((entry) => `/log/${entry}/`));
  });
});

describe('a log with every field and feature', () => {
  const page = (file: string) => sites.everything.page(file);
  const factsOf = (file: string) => {
    const elements = page(file).elements;
    const values = named(elements, 'dd').map(textOf);
    return Object.fromEntries(named(elements, 'dt').map((name, index) => [textOf(name), values[index]]));
  };

  test('shows every fact of a resource', () => {
    expect(factsOf('resources/attention/index.html')).toEqual({
      Level: 'Intermediate',
      Published: '12 June 2017',
      'Appeared in': 'Advances in Neural Information Processing Systems',
      Volume: '30',
      Pages: '5998–6008',
      Editors: 'Isabelle Guyon, Ulrike von Luxburg and others',
      Publisher: 'Curran Associates',
      Code: 'github.com',
      Slides: 'example.org',
      Video: 'youtube.com',
      Length: '15 pages',
      Status: 'Finished, about 11 February 2025',
      Time: 'about 3 h 15 min',
      Access: 'free, as of 1 November 2026',
      arXiv: '1706.03762',
      DOI: '10.48550/arXiv.1706.03762',
      Archive: 'archived copy',
      'First seen in': 'Week 1',
      Topics: expect.stringMatching(/Sequence models\s*Foundations/),
    });
  });

  test('adds up the logged hours', () => {
    // Week: 6 h and 1 h 30. Paper: 3 h 15. Lecture: 4 h. Tool: 4 h 10. Thread: 55 min.
    const [hero] = withClass(page('index.html').elements, 'hero');
    expect(hero && textOf(hero)).toMatch(/20 hours logged/);
  });

  test('has a page with every chart, each with a name, a description and numbers', () => {
    const { elements, ids } = page('charts/index.html');
    const charts = withClass(elements, 'chart');
    expect(charts.map((chart) => named(below(chart), 'figcaption').map((caption) => textOf(caption)))).toEqual([
      [expect.stringContaining('By topic and week')],
      ['Planned and spent'],
      [expect.stringContaining('Papers by year')],
      [expect.stringContaining('Day by day')],
    ]);
    for (const chart of charts) {
      const drawings = below(chart).filter(({ properties }) => properties.role === 'img');
      expect(drawings.length).toBeGreaterThan(0);
      for (const { properties } of drawings) {
        expect(ids).toContain(`${properties.ariaLabelledBy}`);
        expect(ids).toContain(`${properties.ariaDescribedBy}`);
      }
      expect(named(below(chart), 'table')).toHaveLength(1);
      expect(textOf(chart)).toContain('about');
    }
  });

  test('redirects the old address of a resource to the new one', () => {
    for (const alias of ['attention-paper', 'Vaswani.2017']) {
      const redirect = page(`resources/${alias}/index.html`);
      expect(isRedirect(redirect)).toBe(true);
      expect(redirect.html).toContain('url=/log/resources/attention/');
    }
  });

  test('shows the addresses, the abstract and the citation of a resource, and the summary of one without a verdict', () => {
    const { elements } = page('resources/attention/index.html');
    const [side] = withClass(elements, 'side');
    const addresses = addressesIn(below(side as Element)).map(({ address }) => address);
    expect(addresses).toContain('https://example.org/slides/attention.pdf');
    const [abstract] = withClass(elements, 'abstract');
    expect(textOf(abstract as Element)).toContain('zebraquagga');
    expect(withClass(below(abstract as Element), 'katex')).toHaveLength(1);
    const [cite] = withClass(elements, 'cite');
    expect(textOf(cite as Element)).toContain('@inproceedings{vaswani2017,');
    for (const file of ['resources/podcast/index.html', 'resources/index.html', 'all/index.html']) {
      expect(page(file).html, file).toContain('An hour of <em>talk</em>');
    }
    expect(page('resources/podcast/index.html').html).toContain('content="An hour of talk, with x² in it."');
  });

  test('leaves drafts out of every file, the search index included', async () => {
    const site = sites.everything;
    const found: string[] = [];
    for (const file of site.files) {
      const text = await unpackedText(site.folder, file);
      if (/quokkadraft/i.test(text + file)) found.push(file);
    }
    expect(found).toEqual([]);
    // Drafts of every kind contain the word, in the folder of drafts and outside it.
    const content = join(logs.everything.folder, 'content');
    const drafts: string[] = [];
    for (const file of await readdir(content, { recursive: true })) {
      if (!file.endsWith('.md') || !/quokkadraft/.test(await readFile(join(content, file), 'utf8'))) continue;
      drafts.push(
        file
          .split(sep)
          .slice(0, file.startsWith('drafts') ? 2 : 1)
          .join('/')
          .replace(/\w+\.md$/, ''),
      );
    }
    const kinds = ['notes', 'pages', 'resources', 'weeks'];
    expect([...new Set(drafts)].sort()).toEqual(['drafts/', ...kinds.map((kind) => `drafts/${kind}`), ...kinds]);
    const fragments = [...site.files].filter((file) => file.endsWith('.pf_fragment'));
    const texts = await Promise.all(fragments.map((file) => unpackedText(site.folder, file)));
    expect(texts.join('')).toContain('Where this started from.');
  });

  test('serves pictures byte for byte', async () => {
    const site = sites.everything;
    const sizes = named(page('weeks/01-first/index.html').elements, 'img').map((img) => [
      img.properties.width,
      img.properties.height,
      attribute(img, 'src').replace(/-[0-9a-f]+\./, '.'),
    ]);
    expect(sizes).toEqual([
      [320, 200, '/log/images/notebook.png'],
      [320, 200, '/log/images/notebook.png'],
      [240, 180, '/log/images/attempt.webp'],
      [1600, 1000, '/log/images/evening.png'],
    ]);
    const [served] = [...site.files].filter((file) => file.startsWith('images/notebook'));
    const original = await readFile(join(logs.everything.folder, 'content/images/notebook.png'));
    expect(await readFile(join(site.folder, served ?? ''))).toEqual(original);
  });

  test('serves a document that an entry links to, and leads there from every page and feed', async () => {
    const site = sites.everything;
    const [file = '', ...others] = [...site.files].filter((name) => name.startsWith('files/'));
    expect(others).toEqual([]);
    expect(file).toMatch(/^files\/handout-1-[0-9a-f]{10}\.txt$/);
    expect(await site.read(file)).toBe('A handout.\n');
    for (const name of ['weeks/03-overlap/index.html', 'all/index.html']) {
      expect(page(name).html).toContain(`<a href="/log/${file}">handout</a>`);
    }
    const { items = [] } = JSON.parse(await site.read('feed.json')) as { items: { content_html?: string }[] };
    const link = `<a href="https://example.org/log/${file}">handout</a>`;
    expect(items.filter(({ content_html: html }) => html?.includes(link))).toHaveLength(1);
    expect((await site.read('feed.xml')).split(link)).toHaveLength(2);
  });

  test('offers narrower copies of a wide picture', async () => {
    const [source, ...others] = named(page('weeks/01-first/index.html').elements, 'source');
    expect(others).toEqual([]);
    const copies = String(source?.properties.srcSet).split(', ');
    expect(copies.map((copy) => copy.split(' ')[1])).toEqual(['400w', '700w', '1050w', '1400w']);
    for (const copy of copies) {
      const [address = '', width = ''] = copy.split(' ');
      const bytes = await readFile(join(sites.everything.folder, address.replace('/log/', '')));
      const { format, width: wide, height } = await sharp(bytes).metadata();
      expect([format, `${wide}w`, height]).toEqual(['webp', width, Math.round((wide * 1000) / 1600)]);
    }
  });

  test('escapes text that looks like HTML', () => {
    const title = named(page('resources/tool/index.html').elements, 'h1').map(textOf);
    expect(title).toEqual(["Ångström & Søn's <Notebook>"]);
    const verdict = withClass(page('resources/long-title/index.html').elements, 'verdict').map(textOf);
    expect(verdict).toEqual(['“Quoted” & <angled>, as a verdict may be.']);
    expect(page('weeks/01-first/index.html').html).not.toContain("<script>alert('only text')");
  });

  test('inlines drawings, whose parts have the classes of the site', () => {
    const drawing = page('weeks/01-first/index.html').elements.filter(({ properties }) => properties.role === 'img');
    expect(drawing.map(({ tagName }) => tagName)).toEqual(Array(5).fill('svg'));
    const inside = drawing
      .slice(0, 1)
      .flatMap(below)
      .map(({ tagName, properties }) => `${tagName}.${properties.className ?? ''}`);
    expect(inside).toEqual(['title.', 'path.fig-line', 'text.fig-text']);
  });

  const counted: [string, (elements: readonly Element[]) => readonly Element[], number][] = [
    ['cards', (all) => withClass(all, 'card'), 4],
    ['lists of cards', (all) => withClass(all, 'cards'), 1],
    ['callouts', (all) => withClass(all, 'callout'), 5],
    ['formulas', (all) => withClass(all, 'katex'), 6],
    ['displayed formulas', (all) => withClass(all, 'katex-display'), 2],
    ['blocks of code', (all) => withClass(all, 'code').filter(({ tagName }) => tagName === 'figure'), 4],
    ['highlighted lines', (all) => withClass(all, 'highlighted'), 1],
    ['removed lines', (all) => withClass(all, 'remove'), 1],
    ['added lines', (all) => withClass(all, 'add'), 1],
    ['figures', (all) => named(all, 'figure').filter((one) => below(one).some(({ tagName }) => tagName === 'img')), 3],
    ['footnotes', (all) => all.filter(({ properties: { id } }) => /^fn-[^-]+$/.test(String(id))), 3],
    ['marks of footnotes', (all) => all.filter(({ properties }) => properties.dataFootnoteRef !== undefined), 4],
    ['ways back from footnotes', (all) => all.filter(({ properties: p }) => p.dataFootnoteBackref !== undefined), 4],
    ['tables', (all) => named(all, 'table'), 1],
    ['task list items', (all) => withClass(all, 'task-list-item'), 2],
    ['pieces of allowed HTML', (all) => named(all, 'kbd', 'abbr', 'sub', 'details', 'summary'), 6],
  ];
  test.each(counted)('renders its %s', (_, find, number) => {
    expect(find(withClass(page('weeks/01-first/index.html').elements, 'prose').flatMap(below))).toHaveLength(number);
  });

  test('links a moment to that second of the recording', () => {
    const links = addressesIn(page('weeks/01-first/index.html').elements).map(({ address }) => address);
    expect(links).toContain('https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=5250s');
    expect(links).toContain('https://example.org/podcast.mp3#t=95');
  });
});

describe('notes', () => {
  const page = (file: string) => sites.everything.page(file);
  const linksIn = (elements: readonly Element[]) => named(elements, 'a').map((link) => attribute(link, 'href'));
  const menuOf = (name: LogName) => {
    const [header] = withClass(sites[name].page('index.html').elements, 'top');
    return named(below(header as Element), 'nav')
      .flatMap(below)
      .map(textOf);
  };

  test('are in the menu of a log that has some', () => {
    expect(menuOf('everything')).toContain('Notes');
    for (const name of ['example', 'minimal', 'right-to-left'] as const) {
      expect(menuOf(name)).not.toContain('Notes');
      expect([...sites[name].files].filter((file) => file.startsWith('notes'))).toEqual([]);
    }
  });

  test('are listed by month, newest first, beside their topics', () => {
    const { elements } = page('notes/index.html');
    const [found] = withClass(elements, 'found');
    const months = named(below(found as Element), 'h2').map(textOf);
    expect(months).toEqual(['February 2025', 'Without a date']);
    expect(linksIn(below(found as Element))).toEqual([
      '/log/notes/git/rebase-onto/',
      '/log/notes/git/tricks/reset/',
      '/log/notes/loose/',
    ]);
    const [topics] = withClass(elements, 'facets');
    expect(linksIn(below(topics as Element))).toEqual([
      '/log/topics/foundations/',
      '/log/topics/c.tools_2/',
      '/log/topics/git/',
    ]);
  });

  test('show their topics, date and reading time', () => {
    const [header] = named(
      withClass(page('notes/git/rebase-onto/index.html').elements, 'article').flatMap(below),
      'header',
    );
    expect(withClass(below(header as Element), 'kicker').map(textOf)).toEqual([expect.stringMatching(/Note\s*Git/)]);
    expect(linksIn(below(header as Element))).toEqual(['/log/notes/', '/log/topics/git/']);
    expect(withClass(below(header as Element), 'meta').map(textOf)).toEqual([
      expect.stringMatching(/5 February 2025\s*1 resource\s*1 min read/),
    ]);
    const [reset] = named(
      withClass(page('notes/git/tricks/reset/index.html').elements, 'article').flatMap(below),
      'header',
    );
    expect(textOf(reset as Element)).toContain('about February 2025');
    const [week] = withClass(page('weeks/02-gap/index.html').elements, 'kicker');
    expect(textOf(week as Element)).toMatch(/Week 2 of 4\s*Sequence models/);
    expect(textOf(reset as Element)).toContain('Going back without losing anything');
  });

  test('show where they come up, in notes as well', () => {
    const [mentions] = withClass(page('notes/git/rebase-onto/index.html').elements, 'mentions');
    expect(named(below(mentions as Element), 'h3').map(textOf)).toEqual([
      'Week 4: Still open',
      'Going back without losing anything',
      'A loose thought',
    ]);
    const tool = withClass(page('resources/tool/index.html').elements, 'mentions').flatMap(below);
    expect(named(tool, 'h3').map(textOf)).toEqual([
      'Week 1: First things, with every way of writing that there is',
      'Week 2: After a gap, without an end',
      'Going back without losing anything',
      'Rebase onto another branch',
    ]);
  });

  test('are on the pages of their topics, behind the resources, as weeks and pages are', () => {
    const found = (file: string) => withClass(page(file).elements, 'found').flatMap(below);
    expect(linksIn(found('topics/git/index.html'))).toEqual(
      expect.arrayContaining(['/log/notes/git/rebase-onto/', '/log/notes/git/tricks/reset/']),
    );
    const tools = linksIn(found('topics/c.tools_2/index.html'));
    expect(tools.indexOf('/log/notes/git/tricks/reset/')).toBeGreaterThan(tools.indexOf('/log/resources/tool/'));
    expect(tools.indexOf('/log/pages/about/')).toBeGreaterThan(tools.indexOf('/log/notes/git/tricks/reset/'));
    expect(withClass(page('topics/c.tools_2/index.html').elements, 'meta').map(textOf)[0]).toMatch(/1 note\s*1 page/);
    expect(linksIn(found('topics/sequence-models/index.html'))).toContain('/log/weeks/02-gap/');
  });

  test('count on the topic in lists of topics, as on its page', () => {
    const lists = withClass(page('types/tool/index.html').elements, 'facets').flatMap(below);
    const item = named(lists, 'li').find((one) => linksIn(below(one)).includes('/log/topics/c.tools_2/'));
    const counts = withClass(page('topics/c.tools_2/index.html').elements, 'meta').map(textOf)[0] ?? '';
    const all = [...counts.matchAll(/(\d+) (?:resource|note|week|page)s?/g)].map(([, number]) => Number(number));
    expect(all).toHaveLength(3);
    expect(item && textOf(item)).toMatch(new RegExp(` ${all.reduce((sum, number) => sum + number)}$`));
  });

  test('have a preview, an item in the feeds and a line in the graph', async () => {
    const site = sites.everything;
    expect(JSON.parse(await site.read('previews/notes/git/rebase-onto.json'))).toMatchObject({
      kicker: 'Note',
      title: 'Rebase onto another branch',
      facts: ['5 February 2025', 'Git'],
      text: 'How to move a branch, for n commits.',
    });
    const { items = [] } = parseJsonFeed(JSON.parse(await site.read('feed.json')));
    const item = items.find(({ url }) => url?.endsWith('/notes/git/rebase-onto/'));
    expect(item).toMatchObject({ date_published: '2025-02-05T00:00:00.000Z', tags: ['Note', 'Git'] });
    expect(items.filter(({ url }) => url?.endsWith('/notes/loose/'))).toEqual([]);
    const { notes } = JSON.parse(await site.read('log.json'));
    expect(notes.map(({ id }: { id: string }) => id)).toEqual(['git/tricks/reset', 'git/rebase-onto', 'loose']);
  });

  test('lead to the next older and the next newer one', () => {
    const [pager] = withClass(page('notes/git/tricks/reset/index.html').elements, 'pager');
    const [previous, next] = named(below(pager as Element), 'a');
    expect(attribute(pager as Element, 'ariaLabel')).toBe('Notes');
    expect(attribute(previous as Element, 'href')).toBe('/log/notes/loose/');
    expect(textOf(previous as Element)).toMatch(/Previous: Note\s*A loose thought/);
    expect(attribute(next as Element, 'href')).toBe('/log/notes/git/rebase-onto/');
    expect(textOf(next as Element)).toMatch(/Next: 5 February 2025\s*Rebase onto another branch/);
  });

  test('redirect from their old addresses', () => {
    for (const alias of ['git/moving', 'rebasing']) {
      const redirect = page(`notes/${alias}/index.html`);
      expect(isRedirect(redirect)).toBe(true);
      expect(redirect.html).toContain('url=/log/notes/git/rebase-onto/');
    }
  });

  test('can be changed by readers', () => {
    const links = linksIn(page('notes/git/tricks/reset/index.html').elements);
    expect(links).toContain('https://github.com/example/log/edit/main/content/notes/git/tricks/reset.md');
  });
});

describe.each(names)('the whole log "%s" on one page', (name) => {
  const whole = () => sites[name].page('all/index.html');
  const partsOf = () => withClass(whole().elements, 'part');
  const keyOf = (part: Element) => attribute(part, 'id').replaceAll(':', '/');

  test('has the timeline in its order, then notes and the other pages, then every resource', () => {
    const site = sites[name];
    const ids = partsOf().map(keyOf);
    const [timeline] = withClass(site.page('index.html').elements, 'timeline');
    const inOrder = named(below(timeline as Element), 'h2')
      .flatMap(below)
      .map(({ properties }) => `${properties.href}`);
    expect(ids.slice(0, inOrder.length).map((id) => `${site.base}${id}/`)).toEqual(inOrder);
    const own = (kind: RegExp) =>
      ownPages(site).flatMap(({ file }) => (kind.test(file) ? [file.replace('/index.html', '')] : []));
    expect(ids.slice(0, -1).sort()).toEqual(own(/^(?:weeks|notes|pages)\/.+\//).sort());
    const kinds = ids.slice(inOrder.length, -1).map((id) => id.split('/')[0]);
    expect(kinds).toEqual(kinds.toSorted());
    expect(ids.at(-1)).toBe('resources');
    const [list] = withClass(whole().elements, 'bibliography');
    const listed = named(below(list as Element), 'li').map((item) => attribute(item, 'id'));
    expect(listed.sort()).toEqual(own(/^resources\/[^/]+\//).sort());
  });

  test('has the text of its week pages', () => {
    for (const part of partsOf().slice(0, -1)) {
      const page = sites[name].page(`${keyOf(part)}/index.html`);
      const [there, here] = [page.elements, below(part)].map((elements) => withClass(elements, 'prose').map(wordsOf));
      expect(here).toEqual(there);
    }
  });

  test('numbers its footnotes from 1, each reference like its note', () => {
    const { elements } = whole();
    const lists = named(withClass(elements, 'footnotes').flatMap(below), 'ol').filter((list) =>
      below(list).some(({ properties }) => properties.dataFootnoteBackref !== undefined),
    );
    const notes = lists.flatMap((list) => {
      const start = Number(list.properties.start ?? 1);
      const items = list.children.filter((child) => child.type === 'element');
      return items.map((item, index) => ({ id: attribute(item, 'id'), number: start + index }));
    });
    expect(notes.map(({ number }) => number)).toEqual(notes.map((_, index) => index + 1));
    const marks = elements.filter(({ properties }) => properties.dataFootnoteRef !== undefined);
    const numbers = new Map(notes.map(({ id, number }) => [`#${id}`, `${number}`]));
    expect(marks.map(textOf)).toEqual(marks.map((mark) => numbers.get(decodeURIComponent(attribute(mark, 'href')))));
    const anchors = elements.flatMap(({ properties }) => `${properties.style ?? ''}`.match(/anchor-name:\S+/g) ?? []);
    expect(new Set(anchors).size).toBe(anchors.length);
    if (name !== 'minimal') expect(notes.length).toBeGreaterThan(1);
  });

  test('links to the entries on it by fragment', () => {
    const { elements } = whole();
    const bodies = withClass(elements, 'part')
      .flatMap((part) => withClass(below(part), 'prose'))
      .flatMap(below);
    const hrefs = named(bodies, 'a').map((link) => attribute(link, 'href'));
    expect(hrefs.filter((href) => /^[^#]*\/(?:weeks|notes|pages)\/[^/]+\/|\/resources\/[^/]+\/$/.test(href))).toEqual(
      [],
    );
    if (name !== 'minimal')
      expect(hrefs.filter((href) => /^#(?:weeks|pages|resources)\//.test(href)).length).toBeGreaterThan(1);
  });

  test('has headings in order, without skipped levels', () => {
    const levels = whole()
      .elements.flatMap(({ tagName }) => /^h([1-6])$/.exec(tagName)?.[1] ?? [])
      .map(Number);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    expect(levels.filter((level) => level === 2).length).toBe(partsOf().length);
  });

  test('is linked from the footer of every page', () => {
    const missing = ownPages(sites[name]).filter((page) => {
      const feet = withClass(page.elements, 'bottom').flatMap(below);
      return !feet.some((link) => attribute(link, 'href') === `${sites[name].base}all/`);
    });
    expect(missing.map(({ file }) => file)).toEqual([]);
  });
});

describe('a minimal log', () => {
  test('has no page of charts, and no link to one', () => {
    expect([...sites.minimal.files].filter((file) => file.startsWith('charts/'))).toEqual([]);
    expect(withClass(sites.minimal.page('index.html').elements, 'chart')).toEqual([]);
  });

  test('shows no empty places for missing fields', () => {
    const violations = ownPages(sites.minimal).flatMap((page) => {
      const containers = named(
        page.elements,
        'section',
        'ul',
        'ol',
        'dl',
        'dd',
        'dt',
        'figure',
        'nav',
        'p',
        'h2',
        'h3',
      );
      const empty = containers.filter((element) => textOf(element) === '' && element.properties.hidden === undefined);
      return empty.map(({ tagName, properties }) => `${page.file}: <${tagName}> ${JSON.stringify(properties)}`);
    });
    expect(violations).toEqual([]);
  });

  test('mentions no hours', () => {
    const speaking = ownPages(sites.minimal).filter((page) => /\bhours?\b|\bminutes?\b/i.test(bodyText(page)));
    expect(speaking.map(({ file }) => file)).toEqual([]);
  });

  test.each(['minimal', 'everything'] as const)('never shows an identifier of the program (%s)', (name) => {
    const words = /\b(undefined|null|NaN|Invalid Date|\[object \w+\]|Infinity)\b/;
    const speaking = ownPages(sites[name]).flatMap((page) => words.exec(bodyText(page) + page.file) ?? []);
    expect(speaking).toEqual([]);
  });
});

describe('a log with mistakes', () => {
  const expected = `
    content/ideas/loose.md:1:1 misplaced-file
    content/pages/_name.md:1:1 file-name
    content/pages/bare.md:1:1 missing-frontmatter
    content/resources/circle-a.md:6:7 part-without-series
    content/resources/circle-b.md:5:16 prerequisite-cycle
    content/resources/invalid-value.md:3:7 invalid-value
    content/resources/invalid-value.md:4:6 invalid-address
    content/resources/invalid-value.md:5:9 invalid-duration
    content/resources/missing-key.md:1:1 missing-key
    content/resources/references.md:5:10 unknown-topic
    content/resources/references.md:6:9 unknown-resource
    content/resources/references.md:10:17 unknown-resource
    content/resources/taken.md:5:11 address-taken
    content/resources/taken.md:5:18 address-taken
    content/resources/unknown-key.md:5:1 unknown-key
    content/resources/yaml.md:2:8 yaml-syntax
    content/weeks/01-links.md:6:5 unknown-entry
    content/weeks/01-links.md:6:62 unknown-heading
    content/weeks/01-links.md:8:1 unsafe-link
    content/weeks/01-links.md:8:44 absolute-path
    content/weeks/01-links.md:8:94 outside-content
    content/weeks/01-links.md:10:1 missing-image
    content/weeks/01-links.md:12:1 missing-alt
    content/weeks/01-links.md:14:14 refused-html
    content/weeks/01-links.md:16:1 refused-html
    content/weeks/01-links.md:18:1 invalid-moment
    content/weeks/01-links.md:18:46 link-to-draft
    content/weeks/01-links.md:20:1 image-kind
    content/weeks/02-text.md:4:6 end-before-start
    content/weeks/02-text.md:7:23 undefined-footnote
    content/weeks/02-text.md:9:1 unused-footnote
    content/weeks/02-text.md:11:38 invalid-math
    content/weeks/02-text.md:14:13 invalid-math
  `;
  let folder = '';
  let output = '';
  let code = 0;

  beforeAll(async () => {
    const { path, remove } = await temporaryFolder();
    temporary.push({ remove });
    folder = path;
    await copyLog(join(root, 'tests/logs/broken'), path);
    await cp(sites.minimal.folder, join(path, 'dist'), { recursive: true });
    ({ code, output } = await learnlog('--folder', path, 'build'));
  }, 60_000);

  test('is not built, with exit code 1 and every mistake listed once at its position', () => {
    expect(code).toBe(1);
    const listed = [...output.matchAll(/^(content\/\S+:\d+:\d+) {2}([a-z-]+)$/gm)].map(
      ([, at, rule]) => `${at} ${rule}`,
    );
    expect(listed).toEqual(expected.trim().split(/\n\s*/));
    expect(output).toContain(`\n${listed.length} errors, 1 warning: `);
  });

  test('gets a message for each mistake: what was found, how to fix it, and the line', () => {
    expect(output).toContain(
      [
        'content/weeks/01-links.md:6:5  unknown-entry',
        '  "content/resources/sond.md" is not in this log. Did you mean "content/resources/sound.md"?',
        '  Correct the path. It is relative to the file that contains the link.',
        '',
        '      5 |',
        '    > 6 | See [a resource that is not there](../resources/sond.md) and',
      ].join('\n'),
    );
  });

  test('leaves an earlier site unchanged, and no other files', async () => {
    expect((await readdir(folder)).filter((name) => !name.startsWith('.')).sort()).toEqual(['content', 'dist']);
    const before = await readBuiltSite(sites.minimal.folder, '/');
    const after = await readBuiltSite(join(folder, 'dist'), '/');
    expect([...after.files].sort()).toEqual([...before.files].sort());
    for (const file of before.files) {
      expect(await readFile(join(after.folder, file))).toEqual(await readFile(join(before.folder, file)));
    }
  });

  test('fails "check" with the same list', async () => {
    const checked = await learnlog('--folder', folder, 'check');
    expect(checked.code).toBe(1);
    expect(output).toContain(checked.output.trim());
  });
});

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
  elements: ['html5'],
  rules: {
    // Subresource integrity is for other origins, and the site loads nothing from them.
    'require-sri': 'off',
    // Inline styles set only custom properties and anchor names. Another test checks that.
    'no-inline-style': 'off',
    // The form of the library’s filters needs no submit button: filters apply at once, and need scripts.
    'wcag/h32': 'off',
    // Papers can have long titles.
    'long-title': 'off',
  },
});

/** A page of each kind, and the longest. */
function sampleOf(site: BuiltSite): BuiltPage[] {
  const kinds = new Map(
    ownPages(site).map((page) => [page.file.split('/').slice(0, -2).join('/') + page.file.split('/').length, page]),
  );
  const longest = ownPages(site)
    .toSorted((a, b) => b.html.length - a.html.length)
    .slice(0, 4);
  return [...new Set([...kinds.values(), ...longest])];
}

function checkMentions(site: BuiltSite): { wrong: string[]; total: number } {
  const wrong: string[] = [];
  let total = 0;
  for (const page of ownPages(site)) {
    for (const section of withClass(page.elements, 'mentions')) {
      for (const item of named(below(section), 'li')) {
        total += 1;
        const [link] = named(below(item), 'a');
        const [path = '', id = ''] = attribute(link as Element, 'href').split('#');
        const target = ownPages(site).find(({ address }) => decodeURIComponent(address) === decodeURIComponent(path));
        const place = target?.elements.find(({ properties }) => properties.id === decodeURIComponent(id));
        const [sentence] = named(below(item), 'p');
        const [mark] = named(below(item), 'mark');
        if (!target || !place) wrong.push(`${page.file}: ${path}#${id} is not there`);
        else if (sentence && !holds(target, textOf(sentence))) wrong.push(`${page.file}: ${textOf(sentence)}`);
        else if (mark && !wordsOf(place).includes(textOf(mark))) {
          wrong.push(`${page.file}: "${textOf(mark)}" is not the text of #${id}`);
        }
      }
    }
  }
  return { wrong, total };
}

/** Whether a page contains the words of a quoted sentence. Formulas are quoted as readable text. */
function holds(page: BuiltPage, sentence: string): boolean {
  const text = withClass(page.elements, 'prose')
    .map((prose) => textOf(withoutMarks(prose)))
    .join(' ');
  return text.includes(sentence);
}

function withoutMarks(element: Element): Element {
  const children = element.children
    .filter((child) => !(child.type === 'element' && child.tagName === 'sup'))
    .map((child) => (child.type === 'element' ? withoutMarks(child) : child));
  const [tex] = withClass([element], 'katex')
    .flatMap(below)
    .filter(({ tagName }) => tagName === 'annotation');
  return tex ? { ...element, children: [{ type: 'text', value: formulaText(textOf(tex)) }] } : { ...element, children };
}

/** The words of a body without its footnote numbers, which differ between pages. */
function wordsOf(prose: Element): string {
  return textOf(withoutMarks(prose));
}

function bodyText(page: BuiltPage): string {
  return named(page.elements, 'body').map(textOf).join(' ');
}

/** The scripts that a page loads at once: those it names, their imports, and inline ones. */
async function scriptsOf(site: BuiltSite, page: BuiltPage): Promise<string[]> {
  const scripts = named(page.elements, 'script');
  const loaded = new Map<string, string>();
  const load = async (address: string): Promise<void> => {
    const file = address.slice(site.base.length);
    if (loaded.has(file)) return;
    const text = await site.read(file);
    loaded.set(file, text);
    for (const [, path = ''] of text.matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g)) {
      await load(new URL(path, `http://host${address}`).pathname);
    }
  };
  for (const { properties } of scripts) if (typeof properties.src === 'string') await load(properties.src);
  const inline = scripts
    .filter(({ properties }) => properties.src === undefined)
    .map((script) => JSON.stringify(script));
  return [...inline, ...loaded.values()];
}
