import { describe, expect, test } from 'vitest';
import { parseDate, type CalendarDate } from '../log/date.ts';
import { parseDuration, parseLength } from '../log/length.ts';
import { facetIds } from '../log/facets.ts';
import { logEntry, page, resource, week } from '../log/fixtures/entries.ts';
import { buildLog } from '../log/buildLog.ts';
import type { Resource, Week } from '../log/log.ts';
import { levels } from '../log/level.ts';
import { resourceTypes, statuses } from '../log/schema.ts';
import { makeWording, readingMinutes } from './wording.ts';

const wording = makeWording('en');

/** Puts non-breaking spaces between numbers and units. */
const tied = (text: string) => text.replace(/ (?=h\b|min\b)|(?<=h) (?=\d)/g, '\u00A0');

const date = (text: string): CalendarDate => parseDate(text) ?? expect.fail(`"${text}" is no date`);

/** A week from one day to another; open without an end. */
function stretch(start: string, end?: string): Week {
  const [only] = buildLog([week('01', { start, end })], { drafts: false }).log.weeks;
  return only ?? expect.fail('there is no week');
}

function resourceWith(fields: Readonly<Record<string, unknown>>): Resource {
  const [only] = buildLog([resource('it', fields)], { drafts: false }).log.resources;
  return only ?? expect.fail('there is no resource');
}

test('every type, level, status and facet has a name', () => {
  const { types, levels: levelNames, statuses: statusNames, facets } = wording.words;
  expect(Object.keys(types).toSorted()).toEqual(resourceTypes.toSorted());
  expect(Object.keys(levelNames).toSorted()).toEqual(levels.toSorted());
  expect(Object.keys(statusNames).toSorted()).toEqual(statuses.toSorted());
  expect(Object.keys(facets).toSorted()).toEqual(facetIds.toSorted());
});

describe('the name of a facet value', () => {
  const { log } = buildLog([logEntry({ topics: { rl: 'Reinforcement learning' } })], { drafts: false });

  test.each([
    ['type', 'paper', 'Paper'],
    ['topic', 'rl', 'Reinforcement learning'],
    ['topic', 'unknown', 'unknown'],
    ['level', 'advanced', 'Advanced'],
    ['status', 'queued', 'Queued'],
  ] as const)('%s %s: %s', (facet, value, name) => {
    expect(wording.valueName(log, facet, value)).toBe(name);
  });
});

test.each([
  [wording.count('weeks', 0), '0 weeks'],
  [wording.count('weeks', 1), '1 week'],
  [wording.count('weeks', 4), '4 weeks'],
  [wording.count('resources', 12_345), '12,345 resources'],
  [wording.count('hoursLogged', 4), '4 hours logged'],
])('a count includes its noun: %s', (text, expected) => {
  expect(text).toBe(expected);
});

test.each([
  ['45m', '45 min'],
  ['2h', '2 h'],
  ['3h 31m', '3 h 31 min'],
  ['90m', '1 h 30 min'],
  ['~4h', 'about 4 h'],
])('the duration %s is shown as "%s"', (text, shown) => {
  expect(wording.duration(parseDuration(text) ?? expect.fail())).toBe(tied(shown));
});

test.each([
  ['15 pages', '15 pages'],
  ['1 page', '1 page'],
  ['~1200 pages', 'about 1,200 pages'],
  ['~1h', 'about 1 h'],
])('the length %s is shown as "%s"', (text, shown) => {
  expect(wording.length(parseLength(text) ?? expect.fail())).toBe(tied(shown));
});

test.each([
  ['2017', '2017'],
  ['2017-06', 'June 2017'],
  ['2017-06-12', '12 June 2017'],
  ['~2017', 'about 2017'],
  ['~2025-02', 'about February 2025'],
  ['2025-01-01', '1 January 2025'],
])('the date %s is shown as "%s"', (text, shown) => {
  expect(wording.date(date(text))).toBe(shown);
});

test.each([
  ['2025-02-07', '2025-02-16', '7\u2009–\u200916 February 2025', '7\u2009–\u200916 Feb', '10 days'],
  ['2025-02-24', '2025-03-02', '24 February\u2009–\u20092 March 2025', '24 Feb\u2009–\u20092 Mar', '7 days'],
  [
    '2024-12-30',
    '2025-01-05',
    '30 December 2024\u2009–\u20095 January 2025',
    '30 Dec 2024\u2009–\u20095 Jan 2025',
    '7 days',
  ],
  ['~2025-02-07', '2025-02-16', 'about 7\u2009–\u200916 February 2025', '~ 7\u2009–\u200916 Feb', '10 days'],
  ['2025-02-07', '~2025-02-16', 'about 7\u2009–\u200916 February 2025', '~ 7\u2009–\u200916 Feb', '10 days'],
  ['2025-02', '2025-02', '1\u2009–\u200928 February 2025', '1\u2009–\u200928 Feb', '28 days'],
  ['2025-02-07', undefined, 'since 7 February 2025', 'since 7 Feb', undefined],
  ['2025-02-07', '2025-02-07', '7 February 2025', '7 Feb', '1 day'],
])('a week from %s to %s is shown as "%s", in short "%s"', (start, end, long, short, days) => {
  const it = stretch(start, end);
  expect([wording.stretch(it), wording.shortStretch(it), wording.days(it)]).toEqual([long, short, days]);
});

test('a period without a stretch, such as an issue, is shown by its first day', () => {
  const log = logEntry({ period: { one: 'issue', other: 'issues' } });
  const entries = [log, week('1', { start: '2025-02-07' }), week('2', { start: '~2025-02-14' })];
  const issues = buildLog(entries, { drafts: false }).log.weeks;
  expect(issues.map((issue) => [wording.stretch(issue), wording.shortStretch(issue), wording.days(issue)])).toEqual([
    ['7 February 2025', '7 Feb', undefined],
    ['about 14 February 2025', '~ 14 Feb', undefined],
  ]);
});

test.each([
  ['de', '7.–16. Februar 2025', '30. Dezember 2024 – 5. Januar 2025', '24. Feb. – 2. März', 'seit 7. Feb.'],
  ['fr', '7–16 février 2025', '30 décembre 2024 – 5 janvier 2025', '24 févr. – 2 mars', 'début : 7 févr.'],
  ['it', '7–16 febbraio 2025', '30 dicembre 2024 – 5 gennaio 2025', '24 feb – 2 mar', 'inizio: 7 feb'],
  ['ja', '2025年2月7日～16日', '2024年12月30日～2025年1月5日', '2月24日～3月2日', '2月7日から'],
  ['zh', '2025年2月7日 – 16日', '2024年12月30日 – 2025年1月5日', '2月24日 – 3月2日', '2月7日起'],
  ['ar', '7–16 فبراير 2025', '30 ديسمبر 2024 – 5 يناير 2025', '24 فبراير – 2 مارس', 'منذ 7 فبراير'],
])('the dates of weeks in "%s"', (language, ...shown) => {
  const its = makeWording(language);
  const spaced = (text: string) => text.replace(/[\u00A0\u2009\u202F]/g, ' ');
  const dates = [
    its.stretch(stretch('2025-02-07', '2025-02-16')),
    its.stretch(stretch('2024-12-30', '2025-01-05')),
    its.shortStretch(stretch('2025-02-24', '2025-03-02')),
    its.shortStretch(stretch('2025-02-07')),
  ];
  expect(dates.map(spaced)).toEqual(shown);
});

test.each([
  ['de', '1 h 30 min', '45 min', '12.345', '1.234 Quellen'],
  ['fr', '1 h 30 min', '45 min', '12 345', '1 234 ressources'],
  ['es', '1 h 30 min', '45 min', '12.345', '1234 recursos'],
  ['ja', '1時間30分', '45分', '12,345', '資料1,234件'],
  ['zh', '1 小时 30 分钟', '45 分钟', '12,345', '1,234 份资料'],
])('durations and numbers in "%s"', (language, ...shown) => {
  const its = makeWording(language);
  const durations = [90, 45].map((minutes) => its.duration({ minutes, about: false }));
  const all = [...durations, its.number(12_345), its.count('resources', 1234)];
  expect(all.map((text) => text.replace(/[\u00A0\u202F]/g, ' '))).toEqual(shown);
});

test.each([
  ['2025-02-07', '2025-02-16', 'Feb'],
  ['2025-02-07', '2025-03-16', 'Feb\u2009–\u2009Mar'],
  ['2024-12-30', '2025-01-16', 'Dec 2024 – Jan 2025'],
  ['2024-02-01', '2025-02-01', 'Feb 2024 – Feb 2025'],
])('from %s to %s the log covers "%s"', (first, last, shown) => {
  expect(wording.months(first, last)).toBe(shown);
});

test.each([
  [[], '', ''],
  [['Andrej Karpathy'], 'Andrej Karpathy', 'Andrej Karpathy'],
  [['Stuart Russell', 'Peter Norvig'], 'Russell & Norvig', 'Stuart Russell, Peter Norvig'],
  [['Ashish Vaswani', 'et al.'], 'Vaswani et al.', 'Ashish Vaswani and others'],
  [['A. One', 'B. Two', 'C. Three'], 'One et al.', 'A. One, B. Two, C. Three'],
  [['A. One', 'B. Two', 'et al.'], 'One et al.', 'A. One, B. Two and others'],
  [['García Márquez, Gabriel', 'et al.'], 'García Márquez et al.', 'García Márquez, Gabriel and others'],
  [['Leandro von Werra', 'Louis Castricato'], 'von Werra & Castricato', 'Leandro von Werra, Louis Castricato'],
  [['Martin Luther King Jr.', 'et al.'], 'King et al.', 'Martin Luther King Jr. and others'],
  [['Hugging Face', 'et al.'], 'Hugging Face et al.', 'Hugging Face and others'],
  [
    ['Ada Lovelace', { name: 'Analytical Engines', institution: true }],
    'Lovelace & Analytical Engines',
    'Ada Lovelace, Analytical Engines',
  ],
  [['OpenAI', 'DeepMind'], 'OpenAI & DeepMind', 'OpenAI, DeepMind'],
  [['山田 太郎', '王小明'], '山田 & 王小明', '山田 太郎, 王小明'],
])('the authors %j are "%s" in short', (authors, short, long) => {
  const it = resourceWith(authors.length > 0 ? { authors } : {});
  expect([wording.makers(it), wording.authors(it)]).toEqual([short, long]);
});

test.each([
  [
    { authors: 'Andrej Karpathy', published: '2023-01-17', length: '1h 56m' },
    ['Andrej Karpathy', '2023', '1 h 56 min'],
  ],
  [{ length: '15 pages' }, ['15 pages']],
  [{}, []],
])('the short facts of %j leave out unknown facts', (fields, facts) => {
  expect(wording.shortFacts(resourceWith(fields))).toEqual(facts.map(tied));
});

test.each([
  ['en', '1995', 'Feb', 'Feb 2025', 'Mon', 1],
  ['en-US', '1995', 'Feb', 'Feb 2025', 'Mon', 7],
  ['it', '1995', 'feb', 'feb 2025', 'lun', 1],
  ['zh', '1995年', '2月', '2025年2月', '周一', 1],
  // English words, in the calendar of the locale.
  ['he', '1995', 'Feb', 'Feb 2025', 'Mon', 7],
])('calendars use short names of years, months and days in "%s"', (language, year, month, withYear, weekday, first) => {
  const { firstWeekday, ...calendar } = makeWording(language);
  expect([calendar.year(1995), calendar.month('2025-02-01', false), calendar.month('2025-02-01', true)]).toEqual([
    year,
    month,
    withYear,
  ]);
  expect([calendar.weekday(1), firstWeekday]).toEqual([weekday, first]);
});

test('marks estimates', () => {
  expect([wording.about('3', true), wording.about('3', false)]).toEqual(['about 3', '3']);
});

describe('the name and label of an entry', () => {
  const { log } = buildLog(
    [
      week('01', { title: 'Pre-training' }),
      page('background', { title: 'Background', place: 'before' }),
      page('epilogue', { title: 'Epilogue', place: 'after' }),
      page('about', { title: 'About' }),
      resource('attention', { title: 'Attention', type: 'paper' }),
    ],
    { drafts: false },
  );

  test.each([
    ['weeks/01', /^Week 1/, 'Week 1: Pre-training'],
    ['pages/background', /^Before$/, 'Background'],
    ['pages/epilogue', /^After$/, 'Epilogue'],
    ['pages/about', /^Page$/, 'About'],
    ['resources/attention', /^Paper$/, 'Attention'],
  ])('%s', (key, kicker, name) => {
    const entry = log.find(key as Parameters<typeof log.find>[0]) ?? expect.fail();
    expect(wording.kicker(entry)).toMatch(kicker);
    expect(wording.entryName(entry)).toBe(name);
  });
});

test.each([
  [0, 1],
  [100, 1],
  [230, 1],
  [350, 2],
  [2300, 10],
])('%i words take %i minutes to read', (words, minutes) => {
  expect(readingMinutes(words)).toBe(minutes);
});

test.each([
  [{ number: 1, all: 1 }, 'Library'],
  [{ number: 1, all: 3 }, 'Library, page 1 of 3'],
  [{ number: 1_200, all: 1_300 }, 'Library, page 1,200 of 1,300'],
])('the title of list page %o includes its number', (listPage, title) => {
  expect(wording.listPageTitle('Library', listPage)).toBe(title);
});

describe('in a right-to-left language', () => {
  const arabic = makeWording('ar');
  const isolated = (text: string) => `\u2068${text}\u2069`;

  test('isolates counts, durations and names', () => {
    expect(arabic.direction).toBe('rtl');
    expect(arabic.count('days', 7)).toBe(isolated('7 أيام'));
    expect(arabic.duration({ minutes: 90, about: false })).toBe(isolated('1\u00A0س\u00A030\u00A0د'));
    expect(arabic.makers(resourceWith({ authors: ['Ada Lovelace'] }))).toBe(isolated('Ada Lovelace'));
    expect(arabic.authors(resourceWith({ authors: ['A', 'B'] }))).toMatch(/^\u2068A\u2069.*\u2068B\u2069$/);
    expect(arabic.makers(resourceWith({ authors: ['Ada Lovelace', 'B', 'C'] }))).toBe(
      `\u2067${isolated('Lovelace')} وآخرون\u2069`,
    );
    expect(makeWording('he').makers(resourceWith({ authors: ['Ada Lovelace', 'B', 'C'] }))).toBe(
      isolated(`${isolated('Lovelace')} et al.`),
    );
    expect(arabic.makers(resourceWith({}))).toBe('');
  });

  test('adds no isolates in other languages', () => {
    expect(wording.count('days', 7)).toBe('7 days');
  });
});

test.each([
  [{ minutes: 86, about: false, unknown: 0 }, '1 h 26 min'],
  [{ minutes: 86, about: true, unknown: 0 }, 'about 1 h 25 min'],
  [{ minutes: 2, about: true, unknown: 0 }, 'about 5 min'],
  [{ minutes: 194, about: true, unknown: 0 }, 'about 3 h'],
  [{ minutes: 854, about: true, unknown: 3 }, 'about 14 h, and 3 of unknown length'],
  [{ minutes: 0, about: false, unknown: 2 }, '2 of unknown length'],
  [{ minutes: 0, about: false, unknown: 0 }, ''],
])('the effort %j is "%s"', (effort, said) => {
  expect(wording.effort({ ...effort, least: 0, most: 0 })).toBe(tied(said));
});

test.each([
  [{ minutes: 86, least: 86, most: 86, about: false, unknown: 0 }, '1 h 26 min'],
  [{ minutes: 48, least: 24, most: 96, about: true, unknown: 0 }, 'about 50 min (24–96 min)'],
  [{ minutes: 100, least: 75, most: 125, about: true, unknown: 0 }, 'about 1 h 40 min (1–2 h)'],
  [
    { minutes: 2277, least: 1300, most: 3800, about: true, unknown: 2 },
    'about 38 h (22–63 h), and 2 of unknown length',
  ],
])('the effort %j with its range is "%s"', (effort, said) => {
  expect(wording.effortRange(effort)).toBe(tied(said));
});

test.each([
  [2, ['Start here', 'The goal']],
  [3, ['Start here', 'Then', 'The goal']],
  [4, ['Start here', 'Then', 'Last step', 'The goal']],
  [5, ['Start here', 'Then', 'After that', 'Last step', 'The goal']],
  [6, ['Start here', 'Stage 2', 'Stage 3', 'Stage 4', 'Last step', 'The goal']],
])('names each of %i stages', (all, names) => {
  expect(Array.from({ length: all }, (_, index) => wording.stage(index + 1, all))).toEqual(names);
});

test.each([
  ['Attention', 'after {what}: {reason}'],
  ['What is attention?', 'after {what} – {reason}'],
  ['In code, spelled out.', 'after {what} – {reason}'],
])('the phrase for a reason after "%s" is "%s"', (name, phrase) => {
  expect(wording.afterBecause(name)).toBe(phrase);
});

test.each([
  ['en', ['A', 'B'], 'A or B', 'A, B', 'A B'],
  ['en', ['A', 'B', 'C'], 'A, B or C', 'A, B, C', 'A B C'],
  ['de', ['A', 'B', 'C'], 'A, B oder C', 'A, B, C', 'A B C'],
  ['ja', ['A', 'B', 'C'], 'A、B、またはC', 'A、B、C', 'ABC'],
  ['ar', ['A', 'B'], 'A أو B', 'A، B', 'A B'],
  ['en', ['A'], 'A', 'A', 'A'],
  ['en', [], '', '', ''],
])('in "%s", %j are the alternatives "%s", the facts "%s" and the sentences "%s"', (language, all, ...shown) => {
  const its = makeWording(language);
  const either = its.either(all).map((part) => ('item' in part ? part.item : part.text));
  expect([either.join(''), its.facts(all), its.sentences(all)]).toEqual(shown);
});
