import { dayAfter, parseDate, weekdayOf } from '../../../log/date.ts';

const tokens: Readonly<Record<string, string>> = {
  YYYY: String.raw`(?<year>\d{4})`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  DD: String.raw`(?<day>\d{2})`,
  D: String.raw`(?<day>\d{1,2})`,
  Do: String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)`,
};

/**
 * Matches the names that a Moment.js format produces, such as `YYYY/MM/DD`, with the groups `year`, `month` and `day`.
 * Names of months and days match any word. Undefined if a date cannot be read from it.
 */
export function literalPattern(format: string): RegExp | undefined {
  const seen = new Set<string>();
  const source = format
    .slice(0, 60)
    .replace(/\[([^\]]*)\]|YYYY|Do|D{1,2}(?!D)|M{1,4}|d{1,4}|w{1,2}|\W|\w/g, (part, text?: string) => {
      if (text !== undefined) return escaped(text);
      const known = tokens[part];
      const name = /<(\w+)>/.exec(known ?? '')?.[1] ?? '';
      if (known !== undefined && !seen.has(name)) {
        seen.add(name);
        return known;
      }
      if (known !== undefined) return String.raw`\d{1,4}`;
      return /^(?:M|d|w)/.test(part) ? String.raw`[\p{L}\d.]{1,20}` : escaped(part);
    });
  return ['year', 'month', 'day'].every((name) => seen.has(name)) ? new RegExp(`^${source}$`, 'u') : undefined;
}

/** The day, week or month that a name stands for. */
export interface Span {
  readonly period: 'day' | 'week' | 'month';
  /** `YYYY-MM-DD`, or `YYYY-MM` for a month. */
  readonly start: string;
  /** The last day of a week. */
  readonly end?: string;
}

/**
 * The day, week (ISO 8601, `2024-W09`) or month that a name stands for; undefined if there is none. `daily` is another
 * form of the names of days.
 */
export function spanOfName(name: string, daily?: RegExp): Span | undefined {
  const week = /^(\d{4})[-_ ]?W(\d{2})$/i.exec(name);
  if (week) return spanOfWeek(Number(week[1]), Number(week[2]));
  const found =
    daily?.exec(name)?.groups ?? /^(?<year>\d{4})[-_](?<month>\d{2})(?:[-_](?<day>\d{2}))?$/.exec(name)?.groups;
  if (!found) return undefined;
  const { year = '', month = '', day } = found;
  const start = [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-');
  if (!parseDate(start) || start < '1900' || start >= '2200') return undefined;
  return { period: day === undefined ? 'month' : 'day', start };
}

function spanOfWeek(year: number, week: number): Span | undefined {
  if (week < 1 || week > 53 || year < 1900 || year > 2199) return undefined;
  // The week with 4 January is the first.
  const fourth = `${year}-01-04`;
  const start = dayAfter(fourth, 1 - weekdayOf(fourth) + 7 * (week - 1));
  return { period: 'week', start, end: dayAfter(start, 6) };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
