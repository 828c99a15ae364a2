import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attribute, below, named, readBuiltSite, textOf, withClass, type BuiltPage, type BuiltSite } from '../html.ts';
import { learnlog, temporaryFolder } from '../site.ts';

const removers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const remove of removers) await remove();
});

const days = ['01', '02', '03', '04', '05', '06', '07'];

/** A log of seven days, one of which is in `weeks/`. Its text never says “day” or “week”. */
function content(lines: readonly string[], folder: string): Readonly<Record<string, readonly string[]>> {
  const place = (id: string) => `${id === '06' ? 'weeks' : folder}/${id}.md`;
  const entries = days.map((id) => [
    place(id),
    [`title: Part ${id}`, `start: 2025-02-${id}`, 'planned: 1h', `spent: { rl: ${Number(id)}h }`, '---'].concat(
      '## Sources',
      `[Source](../resources/r${id}.md) after [another](../${place('01')}) and [that](../${place('06')}).`,
    ),
  ]);
  const resources = days.map((id) => [
    `resources/r${id}.md`,
    [
      ...[`title: Source ${id}`, 'type: paper', `url: https://example.org/r${id}`, 'topics: rl', `published: 20${id}`],
      ...[`sessions: [{ on: 2025-02-${id}, time: 1h }]`, '---'],
    ],
  ]);
  return {
    'log.md': ['title: A log', 'site: https://example.org/', 'topics: { rl: RL }', ...lines, '---'],
    ...Object.fromEntries([...entries, ...resources]),
    'pages/about.md': ['title: About', '---', 'Text.'],
  };
}

interface Built {
  readonly folder: string;
  readonly site: BuiltSite;
}

async function build(lines: readonly string[], folder = 'days'): Promise<Built> {
  const { path, remove } = await temporaryFolder();
  removers.push(remove);
  for (const [file, text] of Object.entries(content(lines, folder))) {
    await mkdir(dirname(join(path, 'content', file)), { recursive: true });
    await writeFile(join(path, 'content', file), `${['---', ...text].join('\n')}\n`);
  }
  const { code, output } = await learnlog('--folder', path, 'build', '--strict');
  if (code !== 0) throw new Error(output);
  const site = await readBuiltSite(join(path, 'dist'), '/');
  return { folder: path, site };
}

/** Everything on a page that a reader sees or hears, with plain spaces. */
function textOfPage({ elements }: BuiltPage): string {
  const hidden = elements.flatMap((element) => ['ariaLabel', 'title', 'alt'].map((name) => attribute(element, name)));
  const metas = named(elements, 'meta').flatMap((meta) =>
    /title|description/.test(attribute(meta, 'name') + attribute(meta, 'property')) ? attribute(meta, 'content') : [],
  );
  const shown = named(elements, 'title', 'body').map(textOf);
  // The folder of an address is not a word.
  const text = [...shown, ...hidden, ...metas].join(' ').replaceAll(/https?:\S+/g, '');
  return text.replaceAll('\u00A0', ' ');
}

const kickers = ({ elements }: BuiltPage) => withClass(elements, 'kicker').map(textOf);
const whens = ({ elements }: BuiltPage) =>
  withClass(elements, 'when').map((element) => below(element).map(textOf).join(' '));

describe.each([
  {
    language: 'en',
    week: /week/i,
    of: 'Day 5 of 7',
    when: 'Day 5 5 Feb',
    count: '7 days',
    chart: 'By topic and day',
    total: 'The log has 35 h over 7 days;',
    over: '7 days took longer than planned.',
    dated: 'Logged with a date: 35 h, on 7 days from',
    keys: 'Next day, page or part',
  },
  {
    language: 'de',
    week: /woche/i,
    of: 'Tag 5 von 7',
    when: 'Tag 5 5. Feb.',
    count: '7 Tage',
    chart: 'Nach Thema und Tag',
    total: 'Insgesamt 35 h (7 Tage);',
    over: '7 Tage dauerten länger als geplant.',
    dated: 'Mit Datum erfasst: 35 h (7 Tage, 1. Februar',
    keys: 'Weiter: Tag, Seite oder Teil',
  },
])('a log of days in "$language"', ({ language, week, of, when, count, chart, total, over, dated, keys }) => {
  let built: Built;
  beforeAll(async () => {
    built = await build(['period: day', `language: ${language}`]);
  });

  test('is kept in its own folder and in weeks/, which are both in addresses', () => {
    const { pages, page } = built.site;
    const own = pages.map(({ address }) => address).filter((address) => /^\/(?:days|weeks)\//.test(address));
    expect(own.toSorted()).toEqual([...days.filter((id) => id !== '06').map((id) => `/days/${id}/`), '/weeks/06/']);
    const links = named(page('days/02/index.html').elements, 'a').map((link) => attribute(link, 'href'));
    expect(links).toEqual(expect.arrayContaining(['/days/01/', '/weeks/06/', '/resources/r02/']));
  });

  test('has the word for a day in place of that for a week', () => {
    const { page } = built.site;
    expect(kickers(page('days/05/index.html'))).toEqual([of]);
    expect(whens(page('index.html'))[4]).toBe(when);
    const facts = withClass(page('index.html').elements, 'hero').flatMap((hero) => withClass(below(hero), 'meta'));
    expect(facts.map(textOf).join(' ')).toContain(count);
    const charts = textOfPage(page('charts/index.html'));
    for (const text of [chart, total, over, dated]) expect(charts).toContain(text);
  });

  test('has no word for a week on any page, in its feeds and in the words of scripts', async () => {
    const told = built.site.pages.filter((page) => week.test(textOfPage(page))).map(({ file }) => file);
    expect(told).toEqual([]);
    for (const feed of ['feed.xml', 'feed.json']) {
      expect((await built.site.read(feed)).replaceAll('/weeks/', '')).not.toMatch(week);
    }
    const [words] = [...built.site.files].filter((file) => /^_astro\/words\..*\.js$/.test(file));
    const script = await built.site.read(words ?? '');
    expect(script).toContain(keys);
    expect(script.replaceAll(/"week":/g, '')).not.toMatch(week);
  });
});

test('a log without numbers shows the dates of its periods', async () => {
  const { site } = await build(['period: session', 'numbered: false'], 'sessions');
  expect(kickers(site.page('sessions/05/index.html'))).toEqual(['5 February 2025']);
  expect(whens(site.page('index.html'))[4]).toBe('5 Feb');
  expect(textOfPage(site.page('resources/index.html'))).toContain('5 Feb 2025');
  expect(JSON.parse(await site.read('feed.json'))).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ title: '5 Feb 2025: Part 05' })]),
  });
  for (const page of site.pages) expect(textOfPage(page), page.file).not.toMatch(/Session \d|[Ww]eek/);
});

test('a log has a word of its own', async () => {
  const { folder, site } = await build(['period: { one: sprint, other: sprints }'], 'sprints');
  expect(kickers(site.page('sprints/05/index.html'))).toEqual(['Sprint 5 of 7']);
  expect(whens(site.page('index.html')).slice(4)).toEqual(['Sprint 5 5 Feb', 'Sprint 6 6 Feb', 'Sprint 7 7 Feb']);
  for (const page of site.pages) expect(textOfPage(page), page.file).not.toMatch(/week/i);

  expect(await learnlog('--folder', folder, 'new', 'sprint', 'Next')).toEqual({
    code: 0,
    output: 'content/sprints/08-next.md\n',
  });
  expect(await learnlog('--folder', folder, 'new', 'week', '--title', 'Again')).toEqual({
    code: 0,
    output: 'content/sprints/09-again.md\n',
  });
  const other = await learnlog('--folder', folder, 'new', 'day', 'Next');
  expect([other.code, other.output]).toEqual([1, expect.stringContaining("unknown command 'day'")]);

  await rm(join(folder, 'content/log.md'));
  await writeFile(join(folder, 'content/log.md'), '---\ntitle: A log\ntopics: { rl: RL }\nperiod: sprint\n---\n');
  const broken = await learnlog('--folder', folder, 'check');
  expect(broken.output).toContain(
    '"period" is one of week, day, month, session, lecture, chapter, or { one: …, other: … }',
  );
  expect(broken.output).toMatch(/1 error/);
});
