import { dayAfter, firstDay, lastDay, type CalendarDate } from './date.ts';
import { idForm, unmetByName } from './ids.ts';

/** What the dated entries of a log can be, unless it uses its own word. In code, each of them is a week. */
export const periodNames = ['week', 'day', 'month', 'session', 'lecture', 'chapter'] as const;
export type PeriodName = (typeof periodNames)[number];

/** What a log calls its dated entries: one of the six, or a word of the owner’s own. */
export type Period = PeriodName | { readonly one: string; readonly other: string };

/** How a log names its periods. */
export interface PeriodNaming {
  readonly period: Period;
  /** Whether a period is called by its number; otherwise, by its dates. */
  readonly numbered: boolean;
}

export const defaultNaming: PeriodNaming = { period: 'week', numbered: true };

/** The folder of periods in every log. */
export const weeksFolder = 'weeks';

/** Folders of other entries and of the site, where a period would share an address with another page. */
const taken: ReadonlySet<string> = new Set([
  ...['notes', 'pages', 'resources', 'drafts', 'images', 'files', 'previews', 'schemas', 'pagefind', 'page', 'path'],
  ...['topics', 'types', 'levels', 'statuses', 'years', 'exports', 'table', 'charts', 'search', 'all', 'slots'],
  ...['feeds', 'share'],
]);

/** The folder below `content/` that is named after a period: its plural, in lower case and with `-` for spaces. */
export function periodFolder(period: Period): string {
  const name = idOfWord(periodWords(period).other);
  return idForm.test(name) && unmetByName(name) === undefined && !taken.has(name) ? name : weeksFolder;
}

/** A word in lower case, and with `-` for spaces: the name of a folder or of a command. */
export function idOfWord(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s'’.]+/gu, '-');
}

/** The words for a period in the language of messages, which is English, or the owner’s own. */
export function periodWords(period: Period): { readonly one: string; readonly other: string } {
  return typeof period === 'string' ? { one: period, other: `${period}s` } : period;
}

/** How long a period without `end` lasts. A word of the owner’s own lasts as long as a week. */
export function usualSpan(period: Period): 'day' | 'week' | 'month' {
  if (typeof period !== 'string' || period === 'week') return 'week';
  return period === 'month' ? 'month' : 'day';
}

/**
 * Whether the periods of a log have a date but no end, such as the issues of a newsletter: they are called by a word of
 * the owner’s own, and none has an end. They still last as long as usual, so that every day is in one.
 */
export function hasOnlyStarts(period: Period, ends: readonly (CalendarDate | undefined)[]): boolean {
  return typeof period !== 'string' && ends.every((end) => end === undefined);
}

/**
 * The last day of a period without `end`: the day itself, its seventh day, or the last of its month; for a date without a
 * day, at least the last of that date.
 */
export function usualEnd(start: CalendarDate, period: Period): string {
  const ends = {
    day: () => firstDay(start),
    week: () => dayAfter(firstDay(start), 6),
    month: () => lastDay({ iso: firstDay(start).slice(0, 7), about: false }),
  };
  const end = ends[usualSpan(period)]();
  return end > lastDay(start) ? end : lastDay(start);
}
