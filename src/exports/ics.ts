import { dayAfter } from '../log/date.ts';

/** A week of a plan as a calendar shows it. */
export interface CalendarWeek {
  readonly number: number;
  /** The first and the last day, `YYYY-MM-DD`. */
  readonly start: string;
  readonly end: string;
  readonly title: string;
  readonly description: string;
}

/** A plan for a path as a calendar shows it. */
export interface PlanCalendar {
  /** What tells the log from all others: its address, else its title. */
  readonly log: string;
  /** The id of the resource that the path leads to. */
  readonly path: string;
  /** The address of the page of the path, where it has one. */
  readonly address?: string | undefined;
  readonly weeks: readonly CalendarWeek[];
}

/**
 * A plan as iCalendar (RFC 5545), made at a moment: an event for each week, which takes whole days and leaves them free.
 * An event has the same UID whenever the plan is made, so that a calendar takes a new plan in the place of the old one.
 */
export function planCalendar({ log, path, address, weeks }: PlanCalendar, moment: Date): string {
  const stamp = `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const events = weeks.flatMap(({ number, start, end, title, description }) => [
    'BEGIN:VEVENT',
    `UID:${escaped(`week-${number}.${path}@${log}`)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${calendarDay(start)}`,
    // The first day after it (section 3.6.1).
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

/** A value of the type TEXT (section 3.3.11), which has no control characters but breaks of lines and tabs. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

const longestLine = 75;

/** A line in pieces of at most 75 octets (section 3.1), none of which ends within a character. */
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
