import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { tables, wordsFor } from './languages.ts';
import { isCounted } from './ownWords.ts';
import { periodPlaceholders } from './periodPhrases.ts';
import type { Week } from '../log/log.ts';
import { periodNames, type Period } from '../log/period.ts';
import type { Counted } from './phrase.ts';
import { makeWording } from './wording.ts';

type Leaf = string | Counted;

/** The phrases of a table by their path, such as `frame.search`. */
function leavesOf(part: unknown, path = ''): readonly (readonly [path: string, leaf: Leaf])[] {
  if (typeof part === 'string' || isCounted(part)) return [[path, part]];
  return Object.entries(part as object).flatMap(([key, below]) =>
    leavesOf(below, path === '' ? key : `${path}.${key}`),
  );
}

const english = new Map(leavesOf(en));
const formsOf = (leaf: Leaf): readonly string[] => (typeof leaf === 'string' ? [leaf] : Object.values(leaf));
/** The placeholders of a phrase except those for periods, which a language needs in other places. */
const placeholdersOf = (phrase: string): string => {
  const all = [...new Set(phrase.match(/\{\w+\}/g))];
  return all
    .filter((name) => !periodPlaceholders.includes(name))
    .toSorted()
    .join(' ');
};

/** Words that are the same as in English. */
const shared: Readonly<Record<string, readonly string[]>> = {
  de: [
    'Code',
    'Export',
    'Link',
    'Paper',
    'Papers',
    'Podcast',
    'Podcasts',
    'Start',
    'Status',
    'System',
    'Thread',
  ].concat(['Threads', 'Video', 'Videos', 'Info', 'in {name}', 'Feed: {name}']),
  fr: ['Article', 'Articles', 'Bug', 'Code', 'Danger', 'Important', 'Info', 'Note', 'Page', 'Pages', 'Podcast'].concat([
    'Podcasts',
    'Question',
    'Total',
    'Type',
    'section',
    'Site',
    '{n} page',
    '{n} pages',
    'Archive',
    'note',
    'notes',
    'Notes',
    '{n} note',
    '{n} notes',
    'Volume',
  ]),
  es: ['Total', 'Error'],
  it: ['Feed: {name}', 'in {name}', 'Podcast', 'Video', 'Link', 'Volume', 'note', '{n} note'],
  pt: ['Feed: {name}', 'Link', 'Podcast', 'Podcasts', 'Site', 'Slides', 'Total', 'Volume'],
  ja: [],
  zh: [],
  ar: [],
};

/** Names, units and stop words, which a language may share with English, or lack. */
const sharedPaths = /^(?:names\.etAl|time\.(?:hours|minutes)|client\.search\.(?:small|closeKey))$/;

const translations = Object.entries(tables).filter(([language]) => language !== 'en');

describe.each(translations)('the table "%s"', (language, table) => {
  const leaves = leavesOf(table);

  test('has the keys of English', () => {
    expect(leaves.map(([path]) => path).toSorted()).toEqual([...english.keys()].toSorted());
  });

  test('has the placeholders of English', () => {
    for (const [path, leaf] of leaves) {
      const wanted = placeholdersOf(formsOf(english.get(path) ?? '').at(-1) ?? '');
      const shown = typeof leaf === 'string' ? leaf : leaf.other;
      expect(placeholdersOf(shown), path).toBe(wanted);
      for (const form of formsOf(leaf)) {
        const isNamed = placeholdersOf(form)
          .split(' ')
          .every((name) => name === '' || wanted.split(' ').includes(name));
        expect(isNamed, `${path}: ${form}`).toBe(true);
      }
    }
  });

  test('has every plural form of its language', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [path, leaf] of leaves) {
      if (typeof leaf !== 'string') expect(Object.keys(leaf).toSorted(), path).toEqual(pluralCategories.toSorted());
    }
  });

  test('has no text in English', () => {
    const isShared = (path: string, form: string) =>
      sharedPaths.test(path) || shared[language]?.includes(form) || !/\p{L}/u.test(form.replace(/\{\w+\}/g, ''));
    const left = leaves.flatMap(([path, leaf]) => {
      const own = formsOf(english.get(path) ?? '');
      return formsOf(leaf)
        .filter((form) => form === '' || own.includes(form))
        .flatMap((form) => (isShared(path, form) ? [] : [`${path}: ${form}`]));
    });
    expect(left).toEqual([]);
  });

  test('has the marks of its language', () => {
    const wrong: Readonly<Record<string, RegExp>> = {
      fr: /[ ][:;!?»]|«[ ]|\S[:;!?»](?<![\u00A0\u202F].)|['"]/u,
      ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}}][,:;!?()"]|[,:;!?(][\p{Script=Han}\p{Script=Hiragana}]|['"]/u,
      zh: /[\p{Script=Han}}][,:;!?()"]|[,:;!?(][\p{Script=Han}]|['"]/u,
      ar: /[\p{Script=Arabic}][,;?]|['"]/u,
    };
    for (const [path, leaf] of leaves) {
      for (const form of formsOf(leaf)) expect(form, path).not.toMatch(wrong[language] ?? /['"]|\.\.\./);
    }
  });
});

test.each([
  ['en', 'en', 'Timeline'],
  ['en-US', 'en-US', 'Timeline'],
  ['fr-CA', 'fr-CA', 'Chronologie'],
  ['zh-CN', 'zh-CN', '时间线'],
  // Another script or language.
  ['zh-TW', 'en', 'Timeline'],
  ['zh-Hant', 'en', 'Timeline'],
  ['pl', 'en', 'Timeline'],
])('a log in "%s" has words in "%s"', (tag, language, timeline) => {
  const words = wordsFor(tag);
  expect(words.frame.timeline).toBe(timeline);
  expect([words.language, words.client.language, words.clientProgress.language]).toEqual([
    language,
    language,
    language,
  ]);
  expect(words.client.logLanguage).toBe(tag === language ? undefined : tag);
  expect(makeWording(tag).ofLog).toEqual(tag === language ? {} : { lang: tag });
});

test('scripts get the kinds of entries, with weeks, notes and pages first', () => {
  const { kinds } = wordsFor('en').client;
  expect(Object.keys(kinds).slice(0, 4)).toEqual(['week', 'note', 'page', 'paper']);
  expect(kinds.paper).toBe('Papers');
});

test('an owner’s words replace single ones, and all plural forms of one', () => {
  const own = { frame: { timeline: 'Diary' }, numbers: { weeks: { other: '{n} sprints' } } };
  const { words, count } = makeWording('en', own);
  expect([words.frame.timeline, words.frame.library]).toEqual(['Diary', 'Library']);
  expect([count('weeks', 1), count('days', 1)]).toEqual(['1 sprints', '1 day']);
  expect(wordsFor('en', own).clientPlan.weeks.other).toBe('{n} weeks');
  expect(makeWording('en').words.frame.timeline).toBe('Timeline');
});

describe.each(Object.entries(tables))('in "%s", the word for a period', (language, table) => {
  const shown = (period: Period) =>
    leavesOf(wordsFor(language, {}, period)).filter(
      ([path]) => !/^(?:client)?(?:\.?plan\b|Plan\.|periods\.)/i.test(path),
    );
  const texts = (period: Period) => shown(period).flatMap(([path, leaf]) => formsOf(leaf).map((form) => [path, form]));

  test.each<Period>([...periodNames, { one: 'sprint', other: 'sprints' }])('fills all phrases: %o', (period) => {
    const left = texts(period).filter(([, form = '']) => periodPlaceholders.some((name) => form.includes(name)));
    expect(left).toEqual([]);
  });

  test('is nowhere that of a week if the log is kept in something else', () => {
    const { one, many, counted } = table.periods.week;
    const weeks = [one, many, ...Object.values(counted)].map((word) => word.toLowerCase());
    const told = (period: Period) =>
      texts(period).filter(([, form = '']) => {
        const text = form.replace(/\{\w+\}/g, '').toLowerCase();
        return weeks.some((word) => text.includes(word));
      });
    expect(told('lecture')).toEqual([]);
    expect(told('week')).not.toEqual([]);
  });
});

describe('a period', () => {
  const day = { kind: 'week', title: 'Attention', number: 5, start: { iso: '2025-02-07', about: false } };
  const entry = { ...day, end: day.start } as Week;

  test.each<[string, Period, readonly string[]]>([
    ['en', 'day', ['Day 5', 'Day 5: Attention', '1 day', '76 days', 'Day', 'Days']],
    [
      'en',
      { one: 'sprint', other: 'sprints' },
      ['Sprint 5', 'Sprint 5: Attention', '1 sprint', '76 sprints', 'Sprint', 'Sprints'],
    ],
    ['de', 'chapter', ['Kapitel 5', 'Kapitel 5: Attention', '1 Kapitel', '76 Kapitel', 'Kapitel', 'Kapitel']],
    ['es', 'month', ['Mes 5', 'Mes 5: Attention', '1 mes', '76 meses', 'Mes', 'Meses']],
    ['fr', 'session', ['Séance 5', 'Séance 5\u00A0: Attention', '1 séance', '76 séances', 'Séance', 'Séances']],
    ['ja', 'day', ['第5日', '第5日：Attention', '1日間', '76日間', '日', '日']],
    ['zh', 'month', ['第 5 个月', '第 5 个月：Attention', '1 个月', '76 个月', '月', '月']],
  ])('in "%s" is called %o', (language, period, expected) => {
    const { kicker, entryName, count, words } = makeWording(language, {}, { period, numbered: true });
    const { one, many } = words.kinds.week;
    expect([kicker(entry), entryName(entry), count('weeks', 1), count('weeks', 76), one, many]).toEqual(expected);
  });

  test('has the plural forms that its language has and its word lacks', () => {
    const arabic = (period: Period) =>
      [0, 1, 2, 3, 11].map((number) =>
        makeWording('ar', {}, { period, numbered: true })
          .count('weeks', number)
          .replace(/[\u2066-\u2069]/g, ''),
      );
    expect(arabic('lecture')).toEqual(['لا محاضرات', '1 محاضرة', 'محاضرتان', '3 محاضرات', '11 محاضرة']);
    expect(arabic({ one: 'سباق', other: 'سباقات' })).toEqual([
      '0 سباقات',
      '1 سباق',
      '2 سباقات',
      '3 سباقات',
      '11 سباقات',
    ]);
    const french = makeWording('fr', {}, { period: { one: 'sprint', other: 'sprints' }, numbered: true });
    expect(french.count('weeks', 1_000_000)).toMatch(/^1\s000\s000 de sprints$/);
  });

  test('without a number is called by its dates', () => {
    const { kicker, entryName, placeName, days } = makeWording('en', {}, { period: 'day', numbered: false });
    expect([kicker(entry), entryName(entry), placeName(entry)]).toEqual([
      '7 Feb 2025',
      '7 Feb 2025: Attention',
      '7 Feb 2025',
    ]);
    expect(days(entry)).toBeUndefined();
    expect(makeWording('en').days(entry)).toBe('1 day');
    expect(makeWording('de', {}, { period: 'week', numbered: false }).entryName({ ...entry, end: undefined })).toBe(
      'seit 7. Feb. 2025: Attention',
    );
  });

  test('can have other words of the owner', () => {
    const own = { periods: { day: { one: 'Lerntag', many: 'Lerntage' } }, names: { week: '{number}. {Period}' } };
    const { kicker, words } = makeWording('de', own, { period: 'day', numbered: true });
    expect([kicker(entry), words.kinds.week.many]).toEqual(['5. Lerntag', 'Lerntage']);
  });
});

test.each([
  ['en', '12 June 2017', 'ltr'],
  ['en-US', 'June 12, 2017', 'ltr'],
  ['de', '12. Juni 2017', 'ltr'],
  ['fr', '12 juin 2017', 'ltr'],
  ['es', '12 de junio de 2017', 'ltr'],
  ['it', '12 giugno 2017', 'ltr'],
  ['pt', '12 de junho de 2017', 'ltr'],
  ['ja', '2017年6月12日', 'ltr'],
  ['zh', '2017年6月12日', 'ltr'],
  ['ar', '12 يونيو 2017', 'rtl'],
  ['he', '12 June 2017', 'rtl'],
])('in "%s", a date is written "%s" and text runs %s', (language, date, direction) => {
  const wording = makeWording(language);
  expect(wording.date({ iso: '2017-06-12', about: false })).toBe(date);
  expect(wording.direction).toBe(direction);
});
