/**
 * A calendar date without a time zone, to the year, month or day
 * (ISO 8601 calendar dates: `2025`, `2025-02` or `2025-02-07`).
 */
export interface CalendarDate {
  readonly iso: string;
  /** Whether the author marked it with `~` as reconstructed or estimated. */
  readonly about: boolean;
}

/** A time of day with its zone, after a day (ISO 8601, RFC 3339, and as Git and Jekyll write it). */
export const timeForm = String.raw`[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:[Zz]|[+-]\d{2}:?\d{2})?`;

const pattern = new RegExp(String.raw`^(~)?(\d{4})(?:-(\d{2})(?:-(\d{2})(?:${timeForm})?)?)?$`);

/**
 * Parses `2025`, `2025-02` or `2025-02-07`, with an optional leading `~`; undefined if invalid (30 February). A time
 * after the day is dropped, without converting its zone.
 */
export function parseDate(text: string): CalendarDate | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, tilde, year, month, day] = match;
  const iso = [year, month, day].filter((part) => part !== undefined).join('-');
  const firstDay = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const instant = new Date(`${firstDay}T00:00:00Z`);
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== firstDay) return undefined;
  return { iso, about: tilde !== undefined };
}

/** A date in frontmatter format: `2025-02`, or `~2025-02` if reconstructed. */
export function formatDate({ iso, about }: CalendarDate): string {
  return `${about ? '~' : ''}${iso}`;
}

/** The earliest day of a date, as `YYYY-MM-DD`: `2025-02` gives `2025-02-01`. */
export function firstDay(date: CalendarDate): string {
  return `${date.iso}${'-01-01'.slice(date.iso.length - 4)}`.slice(0, 10);
}

/** The latest day of a date, as `YYYY-MM-DD`: `2025-02` gives `2025-02-28`. */
export function lastDay(date: CalendarDate): string {
  if (date.iso.length === 10) return date.iso;
  const [year, month] = date.iso.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 12, 0)).toISOString().slice(0, 10);
}

/** The year of a date. */
export function yearOf(date: CalendarDate): number {
  return Number(date.iso.slice(0, 4));
}

/** The number of days from one day to another, inclusive; days are `YYYY-MM-DD`. */
export function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000) + 1;
}

/** Adds a number of days, possibly negative, to a day; days are `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day before a day; days are `YYYY-MM-DD`. */
export function dayBefore(day: string): string {
  return dayAfter(day, -1);
}

/** The day of the week, 1 for Monday and 7 for Sunday (ISO 8601); the day is `YYYY-MM-DD`. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The day of a moment in the local time zone, as `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
