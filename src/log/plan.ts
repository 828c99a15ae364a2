import { dayAfter, parseDate } from './date.ts';

/** A step of a path and its effort in whole minutes; 0 if other steps already cover it. */
export interface PlannedStep {
  readonly id: string;
  readonly minutes: number;
}

/** A step, or a part of one, in a week of a plan. */
export interface PlanItem {
  readonly id: string;
  /** Minutes planned for this week. */
  readonly minutes: number;
  /** Whether it continues from an earlier week. */
  readonly isBegun: boolean;
  /** Whether it continues in a later week. */
  readonly continues: boolean;
}

/** Seven days of a plan. */
export interface PlanWeek {
  /** 1 for the first week. */
  readonly number: number;
  /** The first and the last day, `YYYY-MM-DD`. */
  readonly start: string;
  readonly end: string;
  readonly items: readonly PlanItem[];
}

/** Minutes planned for a step of unknown length. */
export const guessedMinutes = 60;

/** Limits and default for the hours per week. */
export const planHours = { least: 1, most: 80, usual: 5 } as const;

/** The range of start days for a plan. */
export const planStart = { first: '2000-01-01', last: '2999-12-31' } as const;

/** The maximum length of a plan, ten years. */
export const mostPlanWeeks = 520;

/** The minutes that must be left in a week to start a step that continues in the next one. */
const leastBeginning = 20;

/** Parses the first day of a plan; undefined if it is not a day within `planStart`. */
export function readPlanStart(text: string): string | undefined {
  const day = parseDate(text);
  if (day?.iso.length !== 10 || day.about || day.iso < planStart.first || day.iso > planStart.last) return undefined;
  return day.iso;
}

/** Parses hours per week, `5` or `2.5`, into minutes; undefined outside `planHours`. */
export function readPlanHours(text: string): number | undefined {
  if (!/^\d{1,2}(?:\.\d{1,2})?$/.test(text)) return undefined;
  const hours = Number(text);
  return hours >= planHours.least && hours <= planHours.most ? Math.round(hours * 60) : undefined;
}

/** What the address of a plan contains in addition to its goal. */
export interface PlanAddress {
  /** The first day, `YYYY-MM-DD`. */
  readonly start?: string;
  /** The hours per week, as `readPlanHours()` takes them. */
  readonly hours?: string;
  /** The ids of the steps that are left out; undefined if the address does not say. */
  readonly without?: readonly string[];
  /** Whether the plan is of the free path. */
  readonly isFree: boolean;
}

/** Parses the query of a plan’s address. Ignores what is not valid; undefined if that leaves nothing. */
export function readPlanAddress(query: string): PlanAddress | undefined {
  const values = new URLSearchParams(query);
  const start = readPlanStart(values.get('start') ?? '');
  const hours = values.get('hours') ?? '';
  const hasHours = readPlanHours(hours) !== undefined;
  const without = values.get('without')?.split(',');
  if (start === undefined && !hasHours && without === undefined) return undefined;
  return {
    ...(start !== undefined && { start }),
    ...(hasHours && { hours }),
    ...(without && { without: without.filter((id) => id !== '') }),
    isFree: values.has('free'),
  };
}

/** The query of a plan’s address: `?start=2026-12-07&hours=5&without=a,b`. */
export function writePlanAddress({ start, hours, without = [], isFree }: PlanAddress): string {
  const parts = [
    start === undefined ? '' : `start=${start}`,
    hours === undefined ? '' : `hours=${hours}`,
    // A comma needs no escape, and is easier to read without.
    without.length > 0 ? `without=${without.map(encodeURIComponent).join(',')}` : '',
    isFree ? 'free' : '',
  ].filter((part) => part !== '');
  return `?${parts.join('&')}`;
}

/**
 * Distributes steps over weeks from `start` (`YYYY-MM-DD`), in order, within the weekly minutes. A step that does not
 * fit continues in the next week, or starts there if little time is left. Undefined for more than `mostPlanWeeks`.
 */
export function planWeeks(
  steps: readonly PlannedStep[],
  { start, minutesPerWeek }: { readonly start: string; readonly minutesPerWeek: number },
): readonly PlanWeek[] | undefined {
  const all = steps.reduce((sum, { minutes }) => sum + minutes, 0);
  if (all / minutesPerWeek > mostPlanWeeks) return undefined;
  const weeks: PlanItem[][] = [];
  let room = 0;
  const nextWeek = () => {
    weeks.push([]);
    room = minutesPerWeek;
  };
  for (const { id, minutes } of steps) {
    if (weeks.length === 0) nextWeek();
    let left = minutes;
    if (room < minutesPerWeek && left > room && room < leastBeginning) nextWeek();
    do {
      if (left > 0 && room === 0) nextWeek();
      const now = Math.min(left, room);
      weeks.at(-1)?.push({ id, minutes: now, isBegun: left < minutes, continues: now < left });
      left -= now;
      room -= now;
    } while (left > 0);
  }
  if (weeks.length > mostPlanWeeks) return undefined;
  return weeks.map((items, index) => {
    const first = dayAfter(start, index * 7);
    return { number: index + 1, start: first, end: dayAfter(first, 6), items };
  });
}
