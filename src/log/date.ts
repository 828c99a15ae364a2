/**
 * A calendar date without a time zone, as precise as it is known
 * (ISO 8601 calendar dates: `2025`, `2025-02` or `2025-02-07`).
 */
export interface CalendarDate {
  readonly iso: string;
  /** Whether the author marked it with `~`: reconstructed or estimated. */
  readonly about: boolean;
}

const pattern = /^(~)?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Reads `2025`, `2025-02`, `2025-02-07`, each with an optional leading `~`; undefined for anything else, 30 February included. */
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

/** A date as frontmatter has it: `2025-02`, with `~` before it where it is reconstructed. */
export function formatDate({ iso, about }: CalendarDate): string {
  return `${about ? '~' : ''}${iso}`;
}

/** The first day that a date may mean, as `YYYY-MM-DD`: `2025-02` gives `2025-02-01`. */
export function firstDay(date: CalendarDate): string {
  return `${date.iso}${'-01-01'.slice(date.iso.length - 4)}`.slice(0, 10);
}

/** The last day that a date may mean, as `YYYY-MM-DD`: `2025-02` gives `2025-02-28`. */
export function lastDay(date: CalendarDate): string {
  if (date.iso.length === 10) return date.iso;
  const [year, month] = date.iso.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 12, 0)).toISOString().slice(0, 10);
}

/** The year of a date. */
export function yearOf(date: CalendarDate): number {
  return Number(date.iso.slice(0, 4));
}

/** How many days lie from one day to another, both counted; days are `YYYY-MM-DD`. */
export function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000) + 1;
}

/** The day so many days after a day, or before it where the number is negative; days are `YYYY-MM-DD`. */
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

/** The day on which a moment falls where the program runs, as `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
