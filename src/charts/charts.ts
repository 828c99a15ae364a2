import type { Site } from '../site.ts';
import type { Chart } from './chart.ts';
import { daysChart } from './daysChart.ts';
import { papersChart } from './papersChart.ts';
import { planChart } from './planChart.ts';
import { weeksChart } from './weeksChart.ts';

/** The charts that are not empty, in the order of the page. */
export function chartsOf(site: Site): Chart[] {
  return [weeksChart, planChart, papersChart, daysChart].flatMap((make) => make(site) ?? []);
}
