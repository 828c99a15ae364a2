import { firstDay, lastDay } from '../log/date.ts';
import type { Log, Resource, Session, Week } from '../log/log.ts';
import { amountOf, sumOf, type Amount, type Unit } from './weekBars.ts';

/** A day on which something was logged. */
export interface LoggedDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Minutes of the sessions on the day, and of a week that consists only of this day. */
  readonly time: Amount;
  /** Resources finished on the day. It is an estimate if the day is. */
  readonly finished: Amount;
}

/** Minutes by day if times have days, otherwise finished resources. */
export interface DayCalendar {
  readonly unit: Unit;
  /** Whether all the time comes from sessions. */
  readonly isOfSessions: boolean;
  /** Days on which something was logged, oldest first. */
  readonly days: readonly LoggedDay[];
  /** First and last day of each week of the log. */
  readonly weeks: readonly (readonly [first: string, last: string])[];
  /** The largest amount on a day. */
  readonly longest: number;
  readonly total: Amount;
  /** Time or finished resources without a day. */
  readonly loose: Amount;
}

interface Event extends Amount {
  readonly on: Session['on'];
  readonly of: 'time' | 'finished';
}

/** The calendar of everything logged with a full date; undefined if it would be empty. */
export function dayCalendar(log: Log): DayCalendar | undefined {
  const ofWeeks = log.weeks.flatMap(weekEvents);
  const events = [...ofWeeks, ...log.resources.flatMap(eventsOf)];
  const byDay = Map.groupBy(events.filter(isOnDay), ({ on }) => on.iso);
  const days = [...byDay].map(toDay).sort((a, b) => (a.day < b.day ? -1 : 1));
  const latest = days.at(-1)?.day;
  if (latest === undefined) return undefined;
  const unit = days.some(({ time }) => time.amount > 0) ? 'minutes' : 'resources';
  const amounts = days.map((day) => shownOf(day, unit));
  return {
    unit,
    isOfSessions: ofWeeks.length === 0,
    days,
    weeks: log.weeks.map((week) => stretchOf(week, latest)),
    longest: Math.max(...amounts.map(({ amount }) => amount)),
    total: sumOf(amounts),
    loose: unit === 'minutes' ? looseTime(log) : sumOf(events.filter((event) => !isOnDay(event))),
  };
}

/** The amount of a day in the unit of its calendar. */
export function shownOf({ time, finished }: LoggedDay, unit: Unit): Amount {
  return unit === 'minutes' ? time : finished;
}

/** The time of a week if it has only one day, as in a log of days. */
function weekEvents({ start, end, spent }: Week): Event[] {
  if (start.iso !== end?.iso || !isOnDay({ on: start })) return [];
  return [...spent.values()].map(({ minutes, about }) => ({
    on: start,
    of: 'time',
    amount: minutes,
    about: about || start.about,
  }));
}

function eventsOf({ sessions, finished }: Resource): Event[] {
  const ofSessions = sessions.map(
    ({ on, time }): Event => ({
      on,
      of: 'time',
      amount: time.minutes,
      about: on.about || time.about,
    }),
  );
  return finished ? [...ofSessions, { on: finished, of: 'finished', amount: 1, about: finished.about }] : ofSessions;
}

function toDay([day, events]: readonly [string, readonly Event[]]): LoggedDay {
  const sum = (kind: Event['of']) => sumOf(events.filter(({ of }) => of === kind));
  return { day, time: sum('time'), finished: sum('finished') };
}

/** The first and last day of a week. An open week ends on the last day on which something was logged. */
function stretchOf({ start, end }: Week, latest: string): readonly [string, string] {
  const first = firstDay(start);
  if (end) return [first, lastDay(end)];
  return [first, first < latest ? latest : first];
}

function looseTime(log: Log): Amount {
  const ofWeeks = log.weeks.filter((week) => weekEvents(week).length === 0).flatMap(({ spent }) => [...spent.values()]);
  const ofResources = log.resources.flatMap(({ spent, sessions }) =>
    sessions.length > 0 ? sessions.filter((session) => !isOnDay(session)).map(({ time }) => time) : (spent ?? []),
  );
  return sumOf([...ofWeeks, ...ofResources].map(amountOf));
}

function isOnDay({ on }: Pick<Session, 'on'>): boolean {
  return on.iso.length === 10;
}
