import { counts } from '../log/counts.ts';
import { firstDay, lastDay } from '../log/date.ts';
import type { Duration } from '../log/length.ts';
import type { Log, Resource, Session, Topic, Week } from '../log/log.ts';
import { topicPath } from '../log/topicTree.ts';

/** What a chart counts. */
export type Unit = 'minutes' | 'resources';

/** An amount in some unit, and whether any part of it is an estimate. */
export interface Amount {
  readonly amount: number;
  readonly about: boolean;
}

/** The part of a bar that belongs to one topic and the topics in it, or to no topic. */
export interface WeekPart extends Amount {
  readonly topic: Topic | undefined;
}

/** The bar of one week. */
export interface WeekBar {
  readonly week: Week;
  readonly total: Amount;
  /** By topic, in the order of the log's topics; the part without a topic is last. */
  readonly parts: readonly WeekPart[];
  /** How many resources of the week are not in the log; 0 in a chart of time. */
  readonly unrecorded: number;
}

/** Time by week and topic, or new resources if no time was logged. A series does not count, because its parts do. */
export interface WeekChart {
  readonly unit: Unit;
  readonly bars: readonly WeekBar[];
  /** The largest total of a bar; bars are drawn in proportion to it. */
  readonly longest: number;
  readonly total: Amount;
  /** The total of each topic, in the same order as the parts. */
  readonly topics: readonly WeekPart[];
  /** The amount that belongs to no week. */
  readonly outside: Amount;
}

interface Item extends Amount {
  readonly week: Week | undefined;
  readonly topic: Topic | undefined;
}

/** The chart of a log by week and topic; undefined if it would be empty. */
export function weekBars(log: Log): WeekChart | undefined {
  const time = timeIn(log);
  const isTimed = time.some(({ week }) => week);
  const items = underChartTopics(isTimed ? time : meetingsIn(log));
  const byWeek = Map.groupBy(items, ({ week }) => week);
  const bars = log.weeks.map((week) => {
    const parts = byTopic(log, byWeek.get(week) ?? []);
    return { week, total: sumOf(parts), parts, unrecorded: isTimed ? 0 : (week.unrecorded?.count ?? 0) };
  });
  const total = sumOf(items.filter(({ week }) => week));
  if (total.amount === 0) return undefined;
  return {
    unit: isTimed ? 'minutes' : 'resources',
    bars,
    longest: Math.max(...bars.map(lengthOf)),
    total,
    topics: byTopic(
      log,
      items.filter(({ week }) => week),
    ),
    outside: sumOf(byWeek.get(undefined) ?? []),
  };
}

/** The length of a bar, including what is not in the log. */
export function lengthOf({ total, unrecorded }: Pick<WeekBar, 'total' | 'unrecorded'>): number {
  return total.amount + unrecorded;
}

/** A duration as an amount, in minutes. */
export function amountOf({ minutes, about }: Duration): Amount {
  return { amount: minutes, about };
}

/** Adds up amounts; the sum is an estimate if one of them is. */
export function sumOf(amounts: readonly Amount[]): Amount {
  return {
    amount: amounts.reduce((sum, { amount }) => sum + amount, 0),
    about: amounts.some(({ about }) => about),
  };
}

/**
 * The items, each under the outermost topic that contains its own, so that there are few topics. If all are in the same
 * one, the topics directly in that one count, and so on.
 */
function underChartTopics(items: readonly Item[]): readonly Item[] {
  const paths = new Map(
    [...new Set(items.map(({ topic }) => topic))].map((topic) => [topic, topic && topicPath(topic)]),
  );
  const all = [...paths.values()].filter((path) => path !== undefined);
  let depth = 0;
  while (all.every((path) => path[depth] === all[0]?.[depth]) && all.some((path) => path.length > depth + 1))
    depth += 1;
  return items.map((item) => {
    const path = paths.get(item.topic);
    return { ...item, topic: path?.[depth] ?? item.topic };
  });
}

function byTopic(log: Log, items: readonly Item[]): WeekPart[] {
  const groups = Map.groupBy(items, ({ topic }) => topic);
  return [...log.topics, undefined].flatMap((topic) => {
    const group = groups.get(topic);
    return group ? [{ topic, ...sumOf(group) }] : [];
  });
}

function meetingsIn(log: Log): Item[] {
  const counted = log.resources.filter((resource) => counts(log, resource));
  return counted.map((resource) => ({
    week: weekMet(log, resource),
    topic: resource.topics[0],
    amount: 1,
    about: false,
  }));
}

function timeIn(log: Log): Item[] {
  const topics = new Map(log.topics.map((topic) => [topic.id, topic]));
  const ofWeeks = log.weeks.flatMap((week) =>
    [...week.spent].map(([id, time]) => ({ week, topic: topics.get(id), ...amountOf(time) })),
  );
  const ofResources = log.resources.flatMap((resource) => {
    const met = weekMet(log, resource);
    const item = (week: Week | undefined, time: Duration) => ({ week, topic: resource.topics[0], ...amountOf(time) });
    if (resource.sessions.length === 0) return resource.spent ? [item(met, resource.spent)] : [];
    return resource.sessions.map(({ on, time }) => item(weekOn(log, on, met), time));
  });
  return [...ofWeeks, ...ofResources];
}

/** The week of a session. If weeks overlap, or no week has the day, it is the week that first mentions the resource. */
function weekOn(log: Log, { iso }: Session['on'], met: Week | undefined): Week | undefined {
  if (iso.length < 10) return met;
  const weeks = log.weeks.filter(({ start, end }) => firstDay(start) <= iso && (!end || iso <= lastDay(end)));
  return met && weeks.includes(met) ? met : (weeks.at(-1) ?? met);
}

function weekMet(log: Log, resource: Resource): Week | undefined {
  const met = log.firstMet(resource);
  return met?.kind === 'week' ? met : undefined;
}
