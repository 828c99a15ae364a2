import type { Log, Resource, Topic, Week } from '../core/log.ts';

/** One week of the chart: its parts by topic, in the order of the vocabulary. */
export interface WeekBar {
  readonly week: Week;
  /** Minutes or resources, by the chart's unit. */
  readonly total: number;
  readonly about: boolean;
  readonly parts: readonly { readonly topic: Topic; readonly amount: number }[];
}

/** Where the time went: bars of minutes where time was logged, else of resources met. */
export interface WeekChart {
  readonly unit: 'minutes' | 'resources';
  readonly bars: readonly WeekBar[];
  /** The longest bar's total; bars are drawn in proportion to it. */
  readonly longest: number;
  readonly total: number;
  readonly topics: readonly Topic[];
}

/** Draws up the chart of a log by week and topic; undefined where no week has anything to show. */
export function weekBars(log: Log): WeekChart | undefined {
  const isTimed = log.weeks.some((week) => week.spent.size > 0) || log.resources.some(({ spent }) => spent);
  const bars = log.weeks.map((week) => toBar(log, week, isTimed));
  const total = bars.reduce((sum, bar) => sum + bar.total, 0);
  if (total === 0) return undefined;
  return {
    unit: isTimed ? 'minutes' : 'resources',
    bars,
    longest: Math.max(...bars.map((bar) => bar.total)),
    total,
    topics: log.topics.filter((topic) => bars.some(({ parts }) => parts.some((part) => part.topic === topic))),
  };
}

function toBar(log: Log, week: Week, isTimed: boolean): WeekBar {
  const met = log.metIn(week).flatMap(({ resources }) => resources);
  const amounts = new Map<Topic, number>();
  let about = false;
  const add = (topic: Topic | undefined, amount: number) => {
    if (topic && amount > 0) amounts.set(topic, (amounts.get(topic) ?? 0) + amount);
  };
  for (const resource of met) {
    add(resource.topics[0], isTimed ? minutesOf(resource) : 1);
    if (isTimed && resource.spent?.about) about = true;
  }
  for (const topic of isTimed ? log.topics : []) {
    const spent = week.spent.get(topic.id);
    add(topic, spent?.minutes ?? 0);
    if (spent?.about) about = true;
  }
  const parts = log.topics.flatMap((topic) => {
    const amount = amounts.get(topic);
    return amount === undefined ? [] : [{ topic, amount }];
  });
  return { week, total: parts.reduce((sum, { amount }) => sum + amount, 0), about, parts };
}

function minutesOf({ spent }: Resource): number {
  return spent?.minutes ?? 0;
}
