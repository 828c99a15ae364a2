import { authorName } from '../log/authorName.ts';
import { daysBetween, firstDay, lastDay, type CalendarDate } from '../log/date.ts';
import type { Length } from '../log/length.ts';
import { defaultNaming, usualSpan, type PeriodNaming } from '../log/period.ts';
import type { Facet, LengthBand } from '../log/facets.ts';
import type { Level } from '../log/level.ts';
import { resourceKey } from '../log/entry.ts';
import type { Log, Node, Prose, Resource, Week } from '../log/log.ts';
import type { ResourceType, Status } from '../log/schema.ts';
import type { ListPage } from '../log/listPages.ts';
import { makeEffortWording, type EffortWording } from './effortWording.ts';
import { counted, fill, isolate, isolateRightToLeft, joined, localeOf } from './phrase.ts';
import { formatRange } from './dateRange.ts';
import { wordsFor, type Words } from './languages.ts';
import type { OwnWords } from './ownWords.ts';

/** Names, numbers, dates and durations in the language of a log (ECMA-402). */
export interface Wording extends EffortWording {
  readonly words: Words;
  /** Whether a week is called by its number; otherwise, by its dates. */
  readonly hasNumbers: boolean;
  /** The attributes of text from the log; empty if the log and the interface have the same language. */
  readonly ofLog: { readonly lang?: string };
  /** The attributes of interface words inside text from the log. */
  readonly ofWords: { readonly lang?: string };
  /** `rtl` for a language written from right to left. */
  readonly direction: 'ltr' | 'rtl';
  /** A number with its noun: `1 week`, `4 weeks`. */
  count(noun: keyof Words['numbers'], number: number): string;
  /** A number by itself: `1,200`. */
  number(number: number): string;
  /** Marks a text as estimated: `about 3 h`; other texts are unchanged. */
  about(what: string, isEstimated: boolean): string;
  /** A duration or a number of pages. */
  length(length: Length): string;
  /** The name of a stage of a path; the last of `all` is the goal’s. */
  stage(number: number, all: number): string;
  /** The phrase for a prerequisite with a reason after its name. */
  afterBecause(name: string): string;
  /** Several names as one text. */
  list(names: readonly string[]): string;
  /** Several facts as one text: `paid, as of May 2025`. */
  facts(facts: readonly string[]): string;
  /** Several sentences, one after the other. */
  sentences(sentences: readonly string[]): string;
  /** The parts of a list of alternatives, `A`, ` or ` and `B`. */
  either<Item>(items: readonly Item[]): readonly ({ readonly item: Item } | { readonly text: string })[];
  /** `12 June 2017`, `June 2017` or `2017`, as precise as the date; starts with `about` if reconstructed. */
  date(date: CalendarDate): string;
  /** The dates of a week, `7–16 February 2025`; only the start if it is open. */
  stretch(week: Week): string;
  /** The same in short: `7–16 Feb`. With a year if asked for, or if the years differ. */
  shortStretch(week: Week, withYear?: boolean): string;
  /** The number of days of a week; undefined if it is open, or one day in a log of days, lectures and the like. */
  days(week: Week): string | undefined;
  /** The months from one day to another, `Feb – Mar`; with years if they differ. */
  months(first: string, last: string): string;
  /** The same with full names and years: `February – March 2025`. */
  longMonths(first: string, last: string): string;
  /** A year by itself: `2017`. */
  year(year: number): string;
  /** The years from one to another, `2014–2018`, or only one if they are the same. */
  years(first: number, last: number): string;
  /** The short name of the month of a day (`YYYY-MM-DD`), optionally with its year: `Feb`, `Feb 2025`. */
  month(day: string, withYear: boolean): string;
  /** The short name of a day of the week; 1 is Monday. */
  weekday(number: number): string;
  /** The first day of the week in the locale; 1 is Monday. */
  readonly firstWeekday: number;
  /** The authors in short: `Andrej Karpathy`, `Russell & Norvig`, `Vaswani et al.`; empty if there are none. */
  makers(resource: Pick<Resource, 'authors' | 'hasMoreAuthors' | 'institutions'>): string;
  /** All listed authors. */
  authors(resource: Pick<Resource, 'authors' | 'hasMoreAuthors'>): string;
  /** The authors, date and length of a resource, for one line. */
  shortFacts(
    resource: Pick<Resource, 'authors' | 'hasMoreAuthors' | 'institutions' | 'published' | 'length'>,
  ): string[];
  /** The label above the title of an entry: `Week 1`, `Before`, `Note`, `Paper`; dates for a week without a number. */
  kicker(entry: Node): string;
  /** The name of an entry in running text: `Week 1: Pre-training`, or its title. */
  entryName(entry: Node): string;
  /** The name of the entry where a resource first appears, for a list: `Week 1`, or its title. */
  placeName(entry: Prose): string;
  /** The title of a list page, with its number if there are several. */
  listPageTitle(title: string, listPage: Pick<ListPage<unknown>, 'number' | 'all'>): string;
  /** The order of the resources of a log, in words: without mentions, there is no order of appearance. */
  libraryOrder(log: Log): string;
  /** The attributes of the names of a facet’s values. For some facets, these are text from the log. */
  ofFacet(facet: Facet): Wording['ofLog'];
  /** The name of a facet value. */
  valueName(log: Log, facet: Facet, value: string): string;
}

const made = new Map<string, Wording>();

/**
 * The wording for the language of a log (BCP 47 tag) with an owner's words and the naming of its periods, cached. English
 * without a region puts days before months.
 */
export function makeWording(
  language: string,
  own: OwnWords = {},
  { period, numbered }: PeriodNaming = defaultNaming,
): Wording {
  const key = `${language} ${JSON.stringify([own, period, numbered])}`;
  const wording = made.get(key) ?? wordingFor(language, own, { period, numbered });
  made.set(key, wording);
  return wording;
}

function wordingFor(language: string, own: OwnWords, { period, numbered }: PeriodNaming): Wording {
  const words = wordsFor(language, own, period);
  const locale = localeOf(words.language);
  const direction = directionOf(language);
  const isolated = direction === 'rtl' ? isolate : (text: string) => text;
  const about: Wording['about'] = (what, isEstimated) => (isEstimated ? fill(words.time.about, { what }) : what);
  const number = (value: number) => value.toLocaleString(locale);
  const count: Wording['count'] = (noun, value) => isolated(counted(words.numbers[noun], value, locale));
  const efforts = makeEffortWording(words.clientProgress.effort, locale, isolated);
  const { duration } = efforts;
  const length: Wording['length'] = (value) =>
    'minutes' in value ? duration(value) : about(count('pages', value.pages), value.about);
  const makers = makersIn(words, isolated);
  const dates = datesIn(locale, words);
  return {
    words,
    hasNumbers: numbered,
    ofLog: words.language === language ? {} : { lang: language },
    ofWords: words.language === language ? {} : { lang: words.language },
    ofFacet: (facet) =>
      ['topic', 'series', 'week'].includes(facet) && words.language !== language ? { lang: language } : {},
    direction,
    count,
    number,
    about,
    ...efforts,
    length,
    ...pathsIn(words, number),
    ...listsIn(locale, words),
    ...dates,
    ...calendarIn(locale, language),
    days: ({ start, end, hasOnlyStart }) => {
      const days = end && !hasOnlyStart ? daysBetween(firstDay(start), lastDay(end)) : 0;
      return days === 0 || (days === 1 && usualSpan(period) === 'day') ? undefined : count('days', days);
    },
    makers,
    authors: ({ authors, hasMoreAuthors }) => {
      const names = joined(words.joins.names, authors.map(isolated));
      return hasMoreAuthors ? fill(words.names.andOthers, { names }) : names;
    },
    shortFacts: (resource) =>
      [
        makers(resource),
        resource.published?.iso.slice(0, 4) ?? '',
        resource.length ? length(resource.length) : '',
      ].filter((fact) => fact !== ''),
    ...namesIn(words, number, numbered ? undefined : (week) => dates.shortStretch(week, true)),
  };
}

function listsIn(locale: string, { joins }: Words): Pick<Wording, 'list' | 'facts' | 'sentences' | 'either'> {
  const alternatives = new Intl.ListFormat(locale, { type: 'disjunction' });
  return {
    list: (names) => joined(joins.names, names),
    facts: (facts) => joined(joins.facts, facts),
    sentences: (sentences) => joined(joins.sentences, sentences),
    either: (items) => {
      const rest = items.values();
      return alternatives.formatToParts(items.map(() => 'x')).map(({ type, value }) => {
        const next = type === 'element' ? rest.next() : undefined;
        return next && !next.done ? { item: next.value } : { text: value };
      });
    },
  };
}

function pathsIn({ path }: Words, number: Wording['number']): Pick<Wording, 'stage' | 'afterBecause'> {
  return {
    stage: (stage, all) => {
      const names = [path.start, path.second, path.third];
      if (stage === all) return path.goal;
      if (stage === all - 1 && all > 3) return path.last;
      return (stage === 1 || all <= 5 ? names[stage - 1] : undefined) ?? fill(path.stage, { number: number(stage) });
    },
    afterBecause: (name) => (/[\p{P}]$/u.test(name) ? path.afterBecauseApart : path.afterBecause),
  };
}

function directionOf(language: string): 'ltr' | 'rtl' {
  // ECMA-402’s Intl Locale Info is not in TypeScript’s types yet.
  const locale = new Intl.Locale(language) as Intl.Locale & { getTextInfo(): { readonly direction: string } };
  return locale.getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr';
}

const instant = (day: string) => new Date(`${day}T00:00:00Z`);

function datesIn(
  locale: string,
  words: Words,
): Pick<Wording, 'date' | 'stretch' | 'shortStretch' | 'months' | 'longMonths'> {
  const inUtc = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', ...options });
  const formats: Readonly<Record<number, Intl.DateTimeFormat>> = {
    4: inUtc({ year: 'numeric' }),
    7: inUtc({ month: 'long', year: 'numeric' }),
    10: inUtc({ day: 'numeric', month: 'long', year: 'numeric' }),
  };
  const dayFormat = inUtc({ day: 'numeric', month: 'long', year: 'numeric' });
  const shortFormat = inUtc({ day: 'numeric', month: 'short' });
  const shortFormatInYear = inUtc({ day: 'numeric', month: 'short', year: 'numeric' });
  const monthFormat = inUtc({ month: 'short' });
  const monthInYearFormat = inUtc({ month: 'short', year: 'numeric' });
  const longMonthFormat = inUtc({ month: 'long', year: 'numeric' });
  const plain = ({ iso }: CalendarDate) => formats[iso.length]?.format(instant(firstDay({ iso, about: false }))) ?? iso;
  const date = (value: CalendarDate) => (value.about ? fill(words.time.about, { what: plain(value) }) : plain(value));
  const range = (format: Intl.DateTimeFormat, first: string, last: string) =>
    formatRange(format, instant(first), instant(last));
  const stretch = ({ start, end, hasOnlyStart }: Week, format: Intl.DateTimeFormat, about: string) => {
    const last = hasOnlyStart ? start : end;
    if (!last) return undefined;
    const what = range(format, firstDay(start), lastDay(last));
    return start.about || last.about ? fill(about, { what }) : what;
  };
  return {
    date,
    stretch: (week) => stretch(week, dayFormat, words.time.about) ?? fill(words.time.since, { date: date(week.start) }),
    shortStretch: (week, withYear = false) => {
      const format = withYear ? shortFormatInYear : shortFormat;
      const since = () => fill(words.time.since, { date: format.format(instant(firstDay(week.start))) });
      return stretch(week, format, words.time.aboutShort) ?? since();
    },
    months: (first, last) =>
      range(first.slice(0, 4) === last.slice(0, 4) ? monthFormat : monthInYearFormat, first, last),
    longMonths: (first, last) => range(longMonthFormat, first, last),
  };
}

function calendarIn(
  locale: string,
  language: string,
): Pick<Wording, 'year' | 'years' | 'month' | 'weekday' | 'firstWeekday'> {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const { format: write } = new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', ...options });
    return (day: string) => write(instant(day));
  };
  const [year, weekday, letter] = [
    format({ year: 'numeric' }),
    format({ weekday: 'short' }),
    format({ weekday: 'narrow' }),
  ];
  const yearFormat = new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', year: 'numeric' });
  const firstOf = (year: number) => `${String(year).padStart(4, '0')}-01-01`;
  const [month, monthInYear] = [format({ month: 'short' }), format({ month: 'short', year: 'numeric' })];
  // ECMA-402’s Intl Locale Info is not in TypeScript’s types yet.
  const info = new Intl.Locale(localeOf(language)) as Intl.Locale & { getWeekInfo(): { readonly firstDay: number } };
  return {
    year: (number) => year(firstOf(number)),
    years: (first, last) => yearFormat.formatRange(instant(firstOf(first)), instant(firstOf(last))),
    month: (day, withYear) => (withYear ? monthInYear : month)(day),
    weekday: (number) => {
      // 1 January 2024 was a Monday.
      const day = `2024-01-0${number}`;
      // Some languages have no short names for days.
      return weekday(day).length > 4 ? letter(day) : weekday(day);
    },
    firstWeekday: info.getWeekInfo().firstDay,
  };
}

function makersIn({ names, language }: Words, isolated: (text: string) => string): Wording['makers'] {
  const phrase = (text: string, values: Readonly<Record<string, string>>) => {
    const isolates = Object.entries(values).map(([name, value]) => [name, isolated(value)]);
    const made = fill(text, Object.fromEntries(isolates));
    return directionOf(language) === 'rtl' ? isolateRightToLeft(made) : isolated(made);
  };
  return ({ authors, hasMoreAuthors, institutions }) => {
    const [first, second] = authors;
    if (first === undefined) return '';
    if (second === undefined && !hasMoreAuthors) return isolated(first);
    const short = (name: string) => (institutions.includes(name) ? name : familyName(name));
    if (second !== undefined && authors.length === 2 && !hasMoreAuthors)
      return phrase(names.both, { first: short(first), second: short(second) });
    return phrase(names.etAl, { name: short(first) });
  };
}

/** `von Werra` for `Leandro von Werra`; the first word in Chinese and Korean. A name that cannot be split stays whole. */
function familyName(name: string): string {
  const parts = authorName(name);
  if (!('literal' in parts)) return [parts.particle, parts.family].filter((part) => part).join(' ');
  return (/^[\p{Script=Han}\p{Script=Hangul}]/u.test(name) && name.split(' ')[0]) || name;
}

/** The names of entries. `dates` gives the dates of a week whose number is not shown. */
function namesIn(
  words: Words,
  number: Wording['number'],
  dates?: (week: Week) => string,
): Pick<Wording, 'kicker' | 'entryName' | 'placeName' | 'listPageTitle' | 'libraryOrder' | 'valueName'> {
  const weekName = (week: Week) => dates?.(week) ?? fill(words.names.week, { number: number(week.number) });
  return {
    listPageTitle: (title, listPage) =>
      listPage.all === 1
        ? title
        : fill(words.lists.listPageOf, { title, number: number(listPage.number), all: number(listPage.all) }),
    libraryOrder: (log) => {
      if (log.resources.some((resource) => log.firstMet(resource))) return words.lists.inOrderMet;
      return log.resources.some(({ published }) => published) ? words.lists.oldest : words.lists.byTitle;
    },
    kicker: (entry) => {
      if (entry.kind === 'week') return weekName(entry);
      if (entry.kind === 'resource') return words.types[entry.type].one;
      return entry.kind === 'page' && entry.place ? words.names[entry.place] : words.kinds[entry.kind].one;
    },
    placeName: (entry) => (entry.kind === 'week' ? weekName(entry) : entry.title),
    entryName: (entry) => {
      const { title } = entry;
      if (entry.kind !== 'week') return title;
      if (dates) return fill(words.names.dated, { dates: dates(entry), title });
      return fill(words.names.weekTitled, { number: number(entry.number), title });
    },
    valueName: (log, facet, value) => {
      const names: Readonly<Record<Facet, (value: string) => string | undefined>> = {
        type: (type) => words.types[type as ResourceType]?.one,
        topic: (id) => log.topics.find((topic) => topic.id === id)?.title,
        level: (level) => words.levels[level as Level],
        status: (status) => words.statuses[status as Status],
        year: (year) => year,
        length: (band) => words.lengths[band as LengthBand],
        access: (access) => words.accesses[access as keyof Words['accesses']],
        series: (id) => log.find(resourceKey(id))?.title,
        week: (id) => log.weeks.find((week) => week.id === id)?.title,
      };
      return names[facet](value) ?? value;
    },
  };
}

/** Minutes to read a number of words, at 230 words a minute; at least 1. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 230));
}
