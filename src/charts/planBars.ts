import type { Log, Week } from '../log/log.ts';
import { amountOf, sumOf, weekBars, type Amount } from './weekBars.ts';

/** The planned and spent time of one week. */
export interface PlanBar {
  readonly week: Week;
  /** Undefined for a week without a plan. */
  readonly planned: Amount | undefined;
  readonly spent: Amount;
}

/** Planned against spent time. */
export interface PlanChart {
  readonly bars: readonly PlanBar[];
  /** The longest time, planned or spent, in minutes. */
  readonly longest: number;
  /** Both sums cover only weeks with a plan. */
  readonly planned: Amount;
  readonly spent: Amount;
  readonly weeksPlanned: number;
  /** The number of weeks that took more time than planned. */
  readonly weeksOver: number;
}

/** Compares planned with spent time; undefined if no week has a plan or no time was logged. */
export function planBars(log: Log): PlanChart | undefined {
  const chart = weekBars(log);
  if (chart?.unit !== 'minutes') return undefined;
  const bars = chart.bars
    .map(({ week, total }): PlanBar => ({ week, planned: week.planned && amountOf(week.planned), spent: total }))
    .filter(({ planned, spent }) => planned || spent.amount > 0);
  const withPlan = bars.flatMap(({ planned, spent }) => (planned ? [{ planned, spent }] : []));
  if (withPlan.length === 0) return undefined;
  return {
    bars,
    longest: Math.max(...bars.flatMap(({ planned, spent }) => [planned?.amount ?? 0, spent.amount])),
    planned: sumOf(withPlan.map(({ planned }) => planned)),
    spent: sumOf(withPlan.map(({ spent }) => spent)),
    weeksPlanned: withPlan.length,
    weeksOver: withPlan.filter(({ planned, spent }) => spent.amount > planned.amount).length,
  };
}
