import { describe, expect, test } from 'vitest';
import type { Entry } from '../log/entry.ts';
import { link, logEntry, page, resource, week } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import type { Site } from '../site.ts';
import { makeUrls } from '../urls/urls.ts';
import { makeWording } from '../i18n/wording.ts';
import type { Chart, ChartId } from './chart.ts';
import { chartsOf } from './charts.ts';
import { hasCharts, showsHours } from './hasCharts.ts';

function siteOf(entries: readonly Entry[], language = 'en'): Site {
  const { log } = buildLog([logEntry({ language, topics: { rl: 'RL', nets: 'Nets' } }), ...entries], { drafts: false });
  const html = { get: () => undefined, keys: () => [].values(), hashOf: () => undefined, sizeOf: () => undefined };
  const made = { urls: makeUrls(undefined), wording: makeWording(language), html, theme: undefined };
  return {
    log,
    ...made,
    hasCharts: hasCharts(log),
    shares: { of: () => undefined },
    colours: { light: { paper: '#fff', accent: '#000' }, dark: { paper: '#000', accent: '#fff' } },
    today: '2025-12-31',
    problems: [],
  };
}

function chart(id: ChartId, entries: readonly Entry[], language?: string): Chart {
  return chartsOf(siteOf(entries, language)).find((one) => one.id === id) ?? expect.fail(`there is no chart "${id}"`);
}

/** Replaces the no-break spaces between a number and its unit. */
const plain = (text: string) => text.replaceAll('\u00A0', ' ');
const told = (one: Chart) => plain(one.description);
const table = ({ table: { columns, rows } }: Chart) => [columns, ...rows.map((row) => row.map(plain))];

const timed = [
  page('before', { place: 'before' }, link('resources/early')),
  week('1', { planned: '20h', spent: { rl: '~12h 40m' } }, link('resources/a')),
  week('2', { start: '2025-02-14', planned: '1h' }, link('resources/b')),
  resource('early', { spent: '15m' }),
  resource('a', { topics: 'nets', published: '2017', finished: '2025-02-09', spent: '50m' }),
  resource('b', {
    published: '~2019',
    sessions: [
      { on: '2025-02-14', time: '1h' },
      { on: '2025-02-16', time: '~30m' },
    ],
  }),
];

const counts = [
  week('1', {}, link('resources/a'), link('resources/b'), link('resources/c')),
  resource('a', { topics: 'nets', finished: '2025-02-09' }),
  resource('b', { topics: 'nets', finished: '2025-02' }),
  resource('c', { topics: 'rl' }),
];

test('only charts with data exist, in the order of the page', () => {
  expect(chartsOf(siteOf(timed)).map(({ id }) => id)).toEqual(['weeks', 'plan', 'papers', 'days']);
  expect(chartsOf(siteOf(counts)).map(({ id }) => id)).toEqual(['weeks', 'days']);
});

test.each([
  ['nothing', false, []],
  ['a plan alone', false, [week('1', { planned: '2h' })]],
  ['hours in no week', false, [resource('a', { spent: '2h' })]],
  ['resources on two topics met', true, [week('1', {}, link('resources/a'), link('resources/c')), ...counts.slice(1)]],
  ['a resource met', false, [week('1', {}, link('resources/a')), resource('a', { topics: 'nets' })]],
  ['papers of two years', true, [resource('a', { published: '2017' }), resource('b', { published: '2018' })]],
  ['a day', true, [resource('a', { finished: '2025-02-09' })]],
] as const)('a log with %s has charts: %s', (_, has, entries) => {
  const site = siteOf(entries as readonly Entry[]);
  expect(hasCharts(site.log)).toBe(has);
  expect(chartsOf(site).length > 0).toBe(has);
});

test('charts show hours if those have a week or a day', () => {
  const session = { on: '2025-02-09', time: '1h' };
  const logs = [timed, [resource('a', { sessions: session })], [resource('a', { spent: '1h' })], counts];
  expect(logs.map((entries) => showsHours(siteOf(entries).log))).toEqual([true, true, false, false]);
});

describe('the chart of weeks', () => {
  test('has a description and a table, with "about" for estimates and exact minutes in the table', () => {
    const weeks = chart('weeks', timed);
    expect(plain(weeks.total)).toBe('about 15 h, by topic');
    expect(told(weeks)).toBe(
      'The log has about 15 h over 2 weeks; the largest topic is RL (about 13 h). Week 1 has the most (about 14 h).',
    );
    expect(weeks.rows.map(({ name, href, amount }) => [name, href, plain(amount)])).toEqual([
      ['Week 1', '/weeks/1/', 'about 14 h'],
      ['Week 2', '/weeks/2/', 'about 1 h 30 min'],
    ]);
    expect(table(weeks)).toEqual([
      ['Week', 'RL', 'Nets', 'No topic', 'Total'],
      ['Week 1', 'about 12 h 40 min', '50 min', '0', 'about 13 h 30 min'],
      ['Week 2', '0', '0', 'about 1 h 30 min', 'about 1 h 30 min'],
      ['Total', 'about 12 h 40 min', '50 min', 'about 1 h 30 min', 'about 15 h'],
    ]);
    expect(plain(weeks.table.note ?? '')).toMatch(/ Outside the weeks: 15 min\.$/);
    expect(weeks.legend.map(({ name }) => name)).toEqual(['RL', 'Nets', 'No topic']);
  });

  test('of one week counts resources without hours', () => {
    const weeks = chart('weeks', counts);
    expect([weeks.total, told(weeks)]).toEqual([
      '3 resources, by topic',
      'The log has 3 resources over 1 week; the largest topic is Nets (2).',
    ]);
    expect(table(weeks)).toEqual([
      ['Week', 'RL', 'Nets', 'Total'],
      ['Week 1', '1', '2', '3'],
      ['Total', '1', '2', '3'],
    ]);
  });

  test('without topics has neither legend nor columns for them', () => {
    const second = week('2', { start: '2025-02-14' }, link('resources/c'));
    const entries = [week('1', {}, link('resources/a'), link('resources/b')), second];
    const weeks = chart('weeks', [...entries, resource('a'), resource('b'), resource('c')]);
    expect(weeks.legend).toEqual([]);
    expect(weeks.table.columns).toEqual(['Week', 'Total']);
    expect(told(weeks)).toBe('The log has 3 resources over 2 weeks. Week 1 has the most (2).');
  });
});

test('the chart of plans has a description and a table', () => {
  const plan = chart('plan', timed);
  expect(told(plan)).toBe(
    'Planned 21 h and spent about 15 h, over 2 weeks with a plan. 1 week took longer than planned.',
  );
  expect(plan.rows.map(({ amount }) => plain(amount))).toEqual(['about 14 h of 20 h', 'about 1 h 30 min of 1 h']);
  expect(table(plan)).toEqual([
    ['Week', 'Planned', 'Spent'],
    ['Week 1', '20 h', 'about 13 h 30 min'],
    ['Week 2', '1 h', 'about 1 h 30 min'],
  ]);
});

test('the chart of papers has a description and a table', () => {
  const papers = chart('papers', [...timed, resource('c', { published: '2017' })]);
  expect(told(papers)).toBe('3 papers, published from 2017 to 2019; 2017 has the most (2). 1 more has no date.');
  expect(table(papers)).toEqual([
    ['Year', 'Papers'],
    ['2017', '2'],
    ['2019', 'about 1'],
  ]);
});

describe('the calendar', () => {
  test('has a description and a table of minutes', () => {
    const days = chart('days', timed);
    expect(told(days)).toBe(
      'Sessions add up to about 1 h 30 min, on 2 days from 14 February 2025 to 16 February 2025. ' +
        '14 February 2025 has the most (1 h).',
    );
    expect(table(days)).toEqual([
      ['Day', 'Time', 'Finished'],
      ['9 February 2025', '0', '1'],
      ['14 February 2025', '1 h', '0'],
      ['16 February 2025', 'about 30 min', '0'],
    ]);
    expect(plain(days.table.note ?? '')).toBe('Logged without a date: about 14 h.');
    expect(days.legend.map(({ name }) => plain(name))).toEqual([
      'up to 30 min',
      'up to 1 h',
      'something finished',
      'nothing logged that day',
    ]);
  });

  test('has a description and a table of finished resources without sessions', () => {
    const days = chart('days', counts);
    expect(told(days)).toBe('Finished: 1 resource, all on 9 February 2025.');
    expect(table(days)).toEqual([
      ['Day', 'Finished'],
      ['9 February 2025', '1'],
    ]);
    expect(days.table.note).toBe('Logged without a date: 1 resource.');
  });
});

describe('every drawing', () => {
  const drawings = (language?: string) =>
    chartsOf(siteOf(timed, language)).flatMap((one) => one.drawings.map(({ svg }) => ({ id: one.id, svg })));

  test('is an image with a name and a description, without style, class of Plot or names for groups', () => {
    const all = drawings();
    expect(all.map(({ id }) => id)).toEqual(['weeks', 'plan', 'papers', 'days']);
    for (const { id, svg } of all) {
      expect(svg).toMatch(/<svg [^>]*role="img"/);
      expect(svg).toContain(`aria-labelledby="chart.${id}.title"`);
      expect(svg).toContain(`aria-describedby="chart.${id}.description"`);
      expect(svg).not.toMatch(/<style|style=|aria-label=|plot-|font-family|\sid=|\d\.\d{4}/);
    }
  });

  test('with text has a narrow and a wide version if they differ', () => {
    const papers = Array.from({ length: 30 }, (_, index) => resource(`p${index}`, { published: `${1990 + index}` }));
    expect(chart('papers', papers).drawings.map(({ width }) => width)).toEqual([300, 640, 856]);
    expect(chart('days', counts).drawings.map(({ width }) => width)).toEqual([300]);
  });

  test('takes its colours from tokens', () => {
    for (const { svg } of drawings()) {
      const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, colour = '']) => colour);
      expect(colours.filter((colour) => !/^(var\(--[a-z0-9-]+\)|currentColor|transparent)$/.test(colour))).toEqual([]);
    }
  });

  test('is the same each time', () => {
    expect(drawings()).toEqual(drawings());
  });

  test('runs from right to left in right-to-left languages', () => {
    const [bars] = drawings('he');
    const [first] = [...(bars?.svg ?? '').matchAll(/<rect [^>]*width="([\d.]+)" x="([\d.]+)"/g)];
    expect(Number(first?.[1]) + Number(first?.[2])).toBeCloseTo(1000, 0);
  });
});
