import { fill } from '../i18n/phrase.ts';
import type { Site } from '../site.ts';
import { frameOf, type Chart } from './chart.ts';
import { drawPlans } from './draw.ts';
import { planBars, type PlanBar } from './planBars.ts';
import { exactFormat, shortFormat } from './formatAmount.ts';

/** The chart of planned and spent time; undefined if there is nothing to compare. */
export function planChart({ log, urls, wording }: Site): Chart | undefined {
  const data = planBars(log);
  if (!data) return undefined;
  const { charts } = wording.words;
  const [exact, short] = [exactFormat('minutes', wording), shortFormat('minutes', wording)];
  const amount = ({ planned, spent }: PlanBar) =>
    planned ? fill(charts.ofPlan, { spent: short(spent), planned: short(planned) }) : short(spent);
  const name = ({ week }: PlanBar) => wording.kicker(week);
  const rows = data.bars.map((bar) => ({
    planned: bar.planned?.amount,
    spent: bar.spent.amount,
    title: fill(charts.part, { name: name(bar), amount: amount(bar) }),
  }));
  const summary = fill(charts.planSummary, {
    spent: short(data.spent),
    planned: short(data.planned),
    weeks: wording.count('weeks', data.weeksPlanned),
  });
  return {
    id: 'plan',
    title: charts.plan,
    total: '',
    description: wording.sentences(
      data.weeksOver > 0 ? [summary, wording.count('weeksOver', data.weeksOver)] : [summary],
    ),
    rows: data.bars.map((bar) => ({ name: name(bar), href: urls.entry(bar.week), amount: amount(bar) })),
    legend: [
      { name: charts.planned, swatch: 'swatch-planned' },
      { name: charts.spent, swatch: 'swatch-accent' },
    ],
    topics: [],
    drawings: [{ width: 0, svg: drawPlans(rows, data.longest, frameOf('plan', wording)) }],
    table: {
      columns: [charts.week, charts.planned, charts.spent],
      rows: data.bars.map((bar) => [name(bar), bar.planned ? exact(bar.planned) : charts.noPlan, exact(bar.spent)]),
      note: undefined,
    },
  };
}
