import type { Log, Week } from '../log/log.ts';
import { amountOf, sumOf, weekBars, type Amount } from './weekBars.ts';

/** One week of the chart: what was meant and what was done. */
export interface PlanBar {
  readonly week: Week;
  /** Missing for a week without a plan. */
  readonly planned: Amount | undefined;
  readonly spent: Amount;
}

/** Planned against spent time. */
export interface PlanChart {
  readonly bars: readonly PlanBar[];
  /** The longest time of all, planned or spent, in minutes. */
  readonly longest: number;
  /** Both sums are of the weeks with a plan alone. */
  readonly planned: Amount;
  readonly spent: Amount;
  readonly weeksPlanned: number;
  /** Weeks that took more than was planned. */
  readonly weeksOver: number;
}

/** Compares what was planned with what was spent; undefined where no week has a plan, or no time was logged. */
export function planBars(log: Log): PlanChart | undefined {
  const chart = weekBars(log);
  if (chart?.unit !== 'minutes') return undefined;
  const bars = chart.bars
    .map(({ week, total, about }): PlanBar => ({
      week,
      planned: week.planned && amountOf(week.planned),
      spent: { amount: total, about },
    }))
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
