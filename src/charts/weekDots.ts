import { counts } from '../log/counts.ts';
import type { Log, Resource, Topic, Week } from '../log/log.ts';
import { weekBars } from './weekBars.ts';

/** A week with a dot for each resource that it mentions first. */
export interface WeekDots {
  readonly week: Week;
  /** By topic, in the order of the log's topics. */
  readonly resources: readonly Resource[];
  /** How many resources of the week are not in the log. */
  readonly unrecorded: number;
}

/** The dots of a log, and the topics that they show. */
export interface DotChart {
  readonly weeks: readonly WeekDots[];
  readonly topics: readonly Topic[];
  readonly hasUnread: boolean;
  readonly hasUnrecorded: boolean;
}

/** More would not fit beside the title of a log. */
const [mostWeeks, mostDots] = [8, 60];

/**
 * The dots of a short log. Undefined if it is long, if it has nothing, or if it logs its time, which bars show better.
 */
export function weekDots(log: Log): DotChart | undefined {
  if (log.weeks.length > mostWeeks || weekBars(log)?.unit !== 'resources') return undefined;
  const rank = ({ topics: [first] }: Resource) => first?.number ?? Number.MAX_SAFE_INTEGER;
  const weeks = log.weeks.map((week): WeekDots => {
    const met = log.metIn(week).flatMap(({ resources }) => resources);
    return {
      week,
      resources: met.filter((resource) => counts(log, resource)).sort((a, b) => rank(a) - rank(b)),
      unrecorded: week.unrecorded?.count ?? 0,
    };
  });
  if (weeks.some(({ resources, unrecorded }) => resources.length + unrecorded > mostDots)) return undefined;
  const all = weeks.flatMap(({ resources }) => resources);
  const shown = new Set(all.flatMap(({ topics }) => topics[0] ?? []));
  return {
    weeks,
    topics: log.topics.filter((topic) => shown.has(topic)),
    hasUnread: all.some(({ status }) => status === 'queued'),
    hasUnrecorded: weeks.some(({ unrecorded }) => unrecorded > 0),
  };
}
