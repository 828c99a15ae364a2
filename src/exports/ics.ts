import { dayAfter } from '../log/date.ts';

/** A week of a plan, for a calendar. */
export interface CalendarWeek {
  readonly number: number;
  /** The first and the last day, `YYYY-MM-DD`. */
  readonly start: string;
  readonly end: string;
  readonly title: string;
  readonly description: string;
}

/** A plan for a path, for a calendar. */
export interface PlanCalendar {
  /** Identifies the log: its address, or else its title. */
  readonly log: string;
  /** The id of the goal of the path. */
  readonly path: string;
  /** The address of the page of the path, if any. */
  readonly address?: string | undefined;
  readonly weeks: readonly CalendarWeek[];
}

/**
 * A plan as iCalendar (RFC 5545), created at `moment`: an all-day event for each week, marked as free time. The UIDs are
 * the same for each plan of a path, so a new plan replaces the old one in a calendar.
 */
export function planCalendar({ log, path, address, weeks }: PlanCalendar, moment: Date): string {
  const stamp = `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const events = weeks.flatMap(({ number, start, end, title, description }) => [
    'BEGIN:VEVENT',
    `UID:${escaped(`week-${number}.${path}@${log}`)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${calendarDay(start)}`,
    // The end is exclusive (section 3.6.1).
    `DTEND;VALUE=DATE:${calendarDay(dayAfter(end, 1))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    ...(address === undefined ? [] : [`URL:${address}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Learnlog//Plan//EN', ...events, 'END:VCALENDAR'];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function calendarDay(day: string): string {
  return day.replaceAll('-', '');
}

/** A value of type TEXT (section 3.3.11), without control characters except line breaks and tabs. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

const longestLine = 75;

/** Folds a line after at most 75 octets (section 3.1), never within a character. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let written = '';
  let length = 0;
  for (const character of line) {
    const octets = encoder.encode(character).length;
    if (length + octets > longestLine) {
      written += '\r\n ';
      length = 1;
    }
    written += character;
    length += octets;
  }
  return written;
}
