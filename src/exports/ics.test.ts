import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { planCalendar, type CalendarWeek, type PlanCalendar } from './ics.ts';

const moment = new Date('2026-11-28T09:05:07.089Z');
const week: CalendarWeek = {
  number: 1,
  start: '2026-12-28',
  end: '2027-01-03',
  title: 'Week 1: The way to PPO',
  description: 'Attention, 2 h',
};
const calendar = (given: Partial<PlanCalendar> = {}): string =>
  planCalendar({ log: 'https://example.org/log/', path: 'ppo', weeks: [week], ...given }, moment);

/** The events that a parser of the format finds. */
function eventsIn(text: string) {
  const root = new ICAL.Component(ICAL.parse(text));
  return root.getAllSubcomponents('vevent').map((component) => ({ component, event: new ICAL.Event(component) }));
}

describe('a plan as a calendar', () => {
  test('has an event of whole days for each week, which ends before the day after it', () => {
    const next = { ...week, number: 2, start: '2027-01-04', end: '2027-01-10' };
    const events = eventsIn(calendar({ weeks: [week, next] }));
    expect(
      events.map(({ event }) => [event.startDate.isDate, event.startDate.toString(), event.endDate.toString()]),
    ).toEqual([
      [true, '2026-12-28', '2027-01-04'],
      [true, '2027-01-04', '2027-01-11'],
    ]);
    expect(events[0]?.component.getFirstProperty('dtstart')?.toICALString()).toBe('DTSTART;VALUE=DATE:20261228');
  });

  test('has its time in UTC, its producer and address, and marks the days as free', () => {
    const text = calendar({ address: 'https://example.org/log/path/to/ppo/' });
    expect(text).toContain('\r\nDTSTAMP:20261128T090507Z\r\n');
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:\S+\r\n/);
    const [first] = eventsIn(text);
    expect(first?.component.getFirstPropertyValue('url')).toBe('https://example.org/log/path/to/ppo/');
    expect(first?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
    expect(calendar()).not.toContain('\r\nURL');
  });

  test('names an event by its log, path and week, whatever else changes', () => {
    const idOf = (text: string) => eventsIn(text)[0]?.event.uid;
    const id = idOf(calendar());
    expect(idOf(calendar({ weeks: [{ ...week, start: '2028-01-01', title: 'x' }] }))).toBe(id);
    const others = [{ log: 'https://example.com/' }, { path: 'r1' }, { weeks: [{ ...week, number: 2 }] }];
    expect(new Set([id, ...others.map((other) => idOf(calendar(other)))]).size).toBe(4);
  });

  test('escapes titles that look like another property', () => {
    const title = 'A\r\nEND:VEVENT\r\nBEGIN:VEVENT\rX-BAD:1';
    const events = eventsIn(calendar({ weeks: [{ ...week, title }] }));
    expect(events.map(({ event }) => event.summary)).toEqual(['A\nEND:VEVENT\nBEGIN:VEVENT\nX-BAD:1']);
    expect(calendar({ weeks: [{ ...week, title }] })).not.toMatch(/^X-BAD/m);
  });

  test('omits control characters, which the format forbids', () => {
    expect(eventsIn(calendar({ weeks: [{ ...week, title: 'a\u0000b\u001bc\u007fd\te' }] }))[0]?.event.summary).toBe(
      'abcd\te',
    );
  });
});

describe('whatever the words are', () => {
  const part = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('\\', ';', ',', '\n', '\\n', '你好', '👩‍🚀', 'ß'),
  );
  const words = fc.array(part, { maxLength: 60 }).map((parts) => parts.join('').replace(/[^\P{Cc}\n\t]/gu, ''));

  test('a parser reads them unchanged', () => {
    fc.assert(
      fc.property(words, words, (title, description) => {
        const [first] = eventsIn(calendar({ weeks: [{ ...week, title, description }] }));
        expect([first?.event.summary, first?.event.description]).toEqual([title, description]);
      }),
    );
  });

  test('each line has at most 75 octets and is whole UTF-8', () => {
    fc.assert(
      fc.property(words, (description) => {
        const bytes = Buffer.from(calendar({ weeks: [{ ...week, description }] }));
        let start = 0;
        for (let end = bytes.indexOf('\r\n'); end >= 0; end = bytes.indexOf('\r\n', start)) {
          const line = bytes.subarray(start, end);
          expect(line.length).toBeLessThanOrEqual(75);
          expect(() => new TextDecoder('utf-8', { fatal: true }).decode(line)).not.toThrow();
          start = end + 2;
        }
        expect(start).toBe(bytes.length);
      }),
    );
  });
});
