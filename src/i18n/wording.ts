import { daysBetween, firstDay, lastDay, type CalendarDate } from '../log/date.ts';
import type { Length } from '../log/length.ts';
import type { Facet, LengthBand } from '../log/facets.ts';
import type { Level } from '../log/level.ts';
import { resourceKey } from '../log/entry.ts';
import type { Log, Node, Prose, Resource, Week } from '../log/log.ts';
import type { ResourceType, Status } from '../log/schema.ts';
import type { ListPage } from '../log/listPages.ts';
import { makeEffortWording, type EffortWording } from './effortWording.ts';
import { counted, fill, isolate, localeOf, phraseFor } from './phrase.ts';
import { wordsFor, type Words } from './languages.ts';

/** Names, numbers, dates and durations in the language of a log (ECMA-402). */
export interface Wording extends EffortWording {
  readonly words: Words;
  /** `rtl` for a language written from right to left. */
  readonly direction: 'ltr' | 'rtl';
  /** A number with its noun: `1 week`, `4 weeks`. */
  count(noun: keyof Words['numbers'], number: number): string;
  /** The noun without its number, in the plural form for the number. */
  noun(noun: keyof Words['numbers'], number: number): string;
  /** A number by itself: `1,200`. */
  number(number: number): string;
  /** Marks a text as estimated: `about 3 h`; other texts are unchanged. */
  about(what: string, isEstimated: boolean): string;
  /** A duration or a number of pages. */
  length(length: Length): string;
  /** The name of a stage of a path; the last of `all` is the goal’s. */
  stage(number: number, all: number): string;
  /** The reason for a prerequisite, to append to its name: `: it is tuned here`. */
  reasonAfter(name: string, reason: string): string;
  /** `12 June 2017`, `June 2017` or `2017`, as precise as the date; starts with `about` if reconstructed. */
  date(date: CalendarDate): string;
  /** The dates of a week, `7–16 February 2025`; only the start if it is open. */
  stretch(week: Week): string;
  /** The same in short, with years only if they differ: `7–16 Feb`. */
  shortStretch(week: Week): string;
  /** The number of days of a week; undefined if it is open. */
  days(week: Week): string | undefined;
  /** The months from one day to another, `Feb – Mar`, to show next to the year of the last. */
  months(first: string, last: string): string;
  /** A year by itself: `2017`. */
  year(year: number): string;
  /** The short name of the month of a day (`YYYY-MM-DD`), optionally with its year: `Feb`, `Feb 2025`. */
  month(day: string, withYear: boolean): string;
  /** The short name of a day of the week; 1 is Monday. */
  weekday(number: number): string;
  /** The first day of the week in the locale; 1 is Monday. */
  readonly firstWeekday: number;
  /** The authors in short: `Andrej Karpathy`, `Russell & Norvig`, `Vaswani et al.`; empty if there are none. */
  makers(resource: Pick<Resource, 'authors' | 'hasMoreAuthors'>): string;
  /** All listed authors. */
  authors(resource: Pick<Resource, 'authors' | 'hasMoreAuthors'>): string;
  /** The authors, date and length of a resource, for one line. */
  shortFacts(resource: Pick<Resource, 'authors' | 'hasMoreAuthors' | 'published' | 'length'>): string[];
  /** The label above the title of an entry: `Week 1`, `Before`, `Note`, `Paper`. */
  kicker(entry: Node): string;
  /** The name of an entry in running text: `Week 1: Pre-training`, or its title. */
  entryName(entry: Node): string;
  /** The name of the entry where a resource first appears, for a list: `Week 1`, or its title. */
  placeName(entry: Prose): string;
  /** The title of a list page, with its number if there are several. */
  listPageTitle(title: string, listPage: Pick<ListPage<unknown>, 'number' | 'all'>): string;
  /** The name of a facet value. */
  valueName(log: Log, facet: Facet, value: string): string;
}

const made = new Map<string, Wording>();

/** The wording for a language (BCP 47 tag), cached. English without a region puts days before months. */
export function makeWording(language: string): Wording {
  const wording = made.get(language) ?? wordingFor(language);
  made.set(language, wording);
  return wording;
}

function wordingFor(language: string): Wording {
  const words = wordsFor(language);
  const locale = localeOf(language);
  const direction = directionOf(language);
  const isolated = direction === 'rtl' ? isolate : (text: string) => text;
  const about: Wording['about'] = (what, isEstimated) => (isEstimated ? fill(words.time.about, { what }) : what);
  const number = (value: number) => value.toLocaleString(locale);
  const count: Wording['count'] = (noun, value) => isolated(counted(words.numbers[noun], value, locale));
  const efforts = makeEffortWording(words.clientProgress.effort, locale, isolated);
  const { duration } = efforts;
  const length: Wording['length'] = (value) =>
    'minutes' in value ? duration(value) : about(count('pages', value.pages), value.about);
  const makers: Wording['makers'] = (resource) => isolated(makersIn(words)(resource));
  return {
    words,
    direction,
    count,
    noun: (noun, value) => fill(phraseFor(words.numbers[noun], value, locale), { n: '' }).trim(),
    number,
    about,
    ...efforts,
    length,
    ...pathsIn(words, number),
    ...datesIn(locale, words),
    ...calendarIn(locale),
    days: ({ start, end }) => end && count('days', daysBetween(firstDay(start), lastDay(end))),
    makers,
    authors: ({ authors, hasMoreAuthors }) => {
      const names = new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(authors.map(isolated));
      return hasMoreAuthors ? fill(words.names.andOthers, { names }) : names;
    },
    shortFacts: (resource) =>
      [
        makers(resource),
        resource.published?.iso.slice(0, 4) ?? '',
        resource.length ? length(resource.length) : '',
      ].filter((fact) => fact !== ''),
    ...namesIn(words, number),
  };
}

function pathsIn({ path }: Words, number: Wording['number']): Pick<Wording, 'stage' | 'reasonAfter'> {
  return {
    stage: (stage, all) => {
      const names = [path.start, path.second, path.third];
      if (stage === all) return path.goal;
      if (stage === all - 1 && all > 3) return path.last;
      return (stage === 1 || all <= 5 ? names[stage - 1] : undefined) ?? fill(path.stage, { number: number(stage) });
    },
    reasonAfter: (name, reason) => fill(/[\p{P}]$/u.test(name) ? path.becauseApart : path.because, { reason }),
  };
}

function directionOf(language: string): 'ltr' | 'rtl' {
  // ECMA-402’s Intl Locale Info is not in TypeScript’s types yet.
  const locale = new Intl.Locale(language) as Intl.Locale & { getTextInfo(): { readonly direction: string } };
  return locale.getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr';
}

const instant = (day: string) => new Date(`${day}T00:00:00Z`);

function datesIn(locale: string, words: Words): Pick<Wording, 'date' | 'stretch' | 'shortStretch' | 'months'> {
  const inUtc = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', ...options });
  const formats: Readonly<Record<number, Intl.DateTimeFormat>> = {
    4: inUtc({ year: 'numeric' }),
    7: inUtc({ month: 'long', year: 'numeric' }),
    10: inUtc({ day: 'numeric', month: 'long', year: 'numeric' }),
  };
  const dayFormat = inUtc({ day: 'numeric', month: 'long', year: 'numeric' });
  const shortFormat = inUtc({ day: 'numeric', month: 'short' });
  const monthFormat = inUtc({ month: 'short' });
  const monthInYearFormat = inUtc({ month: 'short', year: 'numeric' });
  const plain = ({ iso }: CalendarDate) => formats[iso.length]?.format(instant(firstDay({ iso, about: false }))) ?? iso;
  const date = (value: CalendarDate) => (value.about ? fill(words.time.about, { what: plain(value) }) : plain(value));
  const range = (format: Intl.DateTimeFormat, first: string, last: string) =>
    format.formatRange(instant(first), instant(last));
  const stretch = ({ start, end }: Week, format: Intl.DateTimeFormat, about: string) => {
    if (!end) return undefined;
    const what = range(format, firstDay(start), lastDay(end));
    return start.about || end.about ? fill(about, { what }) : what;
  };
  return {
    date,
    stretch: (week) => stretch(week, dayFormat, words.time.about) ?? fill(words.time.since, { date: date(week.start) }),
    shortStretch: (week) =>
      stretch(week, shortFormat, words.time.aboutShort) ??
      fill(words.time.since, { date: shortFormat.format(instant(firstDay(week.start))) }),
    months: (first, last) => {
      if (first.slice(0, 4) === last.slice(0, 4)) return range(monthFormat, first, last);
      return `${monthInYearFormat.format(instant(first))} – ${monthFormat.format(instant(last))}`;
    },
  };
}

function calendarIn(locale: string): Pick<Wording, 'year' | 'month' | 'weekday' | 'firstWeekday'> {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const { format: write } = new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', ...options });
    return (day: string) => write(instant(day));
  };
  const [year, weekday, letter] = [
    format({ year: 'numeric' }),
    format({ weekday: 'short' }),
    format({ weekday: 'narrow' }),
  ];
  const [month, monthInYear] = [format({ month: 'short' }), format({ month: 'short', year: 'numeric' })];
  // ECMA-402’s Intl Locale Info is not in TypeScript’s types yet.
  const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo(): { readonly firstDay: number } };
  return {
    year: (number) => year(`${String(number).padStart(4, '0')}-01-01`),
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

function makersIn({ names }: Words): Wording['makers'] {
  return ({ authors, hasMoreAuthors }) => {
    const [first, second] = authors;
    if (first === undefined) return '';
    if (second === undefined && !hasMoreAuthors) return first;
    if (second !== undefined && authors.length === 2 && !hasMoreAuthors)
      return fill(names.both, { first: familyName(first), second: familyName(second) });
    return fill(names.etAl, { name: familyName(first) });
  };
}

function familyName(name: string): string {
  return name.split(' ').at(-1) ?? name;
}

function namesIn(
  words: Words,
  number: Wording['number'],
): Pick<Wording, 'kicker' | 'entryName' | 'placeName' | 'listPageTitle' | 'valueName'> {
  const weekName = (week: Week) => fill(words.names.week, { number: number(week.number) });
  return {
    listPageTitle: (title, listPage) =>
      listPage.all === 1
        ? title
        : fill(words.lists.listPageOf, { title, number: number(listPage.number), all: number(listPage.all) }),
    kicker: (entry) => {
      if (entry.kind === 'week') return weekName(entry);
      if (entry.kind === 'resource') return words.types[entry.type].one;
      return entry.kind === 'page' && entry.place ? words.names[entry.place] : words.kinds[entry.kind].one;
    },
    placeName: (entry) => (entry.kind === 'week' ? weekName(entry) : entry.title),
    entryName: (entry) =>
      entry.kind === 'week'
        ? fill(words.names.weekTitled, { number: number(entry.number), title: entry.title })
        : entry.title,
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
