import { runsOf } from '../../bench/bars.ts';
import type { Results } from '../../bench/results.ts';
import { spreadOf } from '../../bench/spread.ts';
import { toolNames, tools, type ToolName } from '../../bench/tools.ts';
import { bar, label, line, writeSvg } from './svg.ts';

const [left, longest, top, rowHeight] = [92, 320, 56, 52];

/**
 * Draws cold and warm build times of each tool, relative to a cold build of Learnlog, at the size that most tools
 * built.
 */
export function buildTimes(results: Results): string {
  const plan = [...results.plans].sort((a, b) => b.tools.length - a.tools.length)[0];
  if (!plan) throw new Error('The results have no builds.');
  const { size } = plan;
  const seconds = (tool: ToolName, kind: 'cold' | 'warm') =>
    spreadOf(runsOf(results, [size, kind, tool]).map(({ cpu }) => cpu))?.median ?? 0;
  const rows = toolNames
    .filter((tool) => plan.tools.includes(tool))
    .map((tool) => {
      const times = (['cold', 'warm'] as const).map((kind) => seconds(tool, kind) / seconds('learnlog', 'cold'));
      return { tool, title: tools[tool].title, times };
    });
  const most = Math.max(...rows.flatMap(({ times }) => times));
  const bottom = top + rows.length * rowHeight;
  const said = rows.map(
    ({ title, times: [cold = 0, warm = 0] }) => `${title} ${cold.toFixed(2)} and ${warm.toFixed(2)}`,
  );
  return writeSvg({
    title: `Processor time of builds of ${size.toLocaleString('en')} resources, in cold builds of Learnlog`,
    description: `From nothing and after a change of one entry: ${said.join(', ')}.`,
    drawnBy: 'docs/generate.ts',
    height: bottom + 16,
    shapes: [
      ...legend(),
      ...rows.flatMap(({ tool, title, times }, index) => {
        const at = top + index * rowHeight;
        const name = label([left - 10, at + rowHeight / 2 + 5], title, {
          as: tool === 'learnlog' ? 'fig-strong' : 'fig-text',
          anchor: 'end',
        });
        const bars = times.flatMap((time, turn) => {
          const y = at + 6 + turn * 20;
          const length = (time / most) * longest;
          return [
            bar([left, y], [length, 18], turn === 0 ? 'fig-accent' : 'fig-accent fig-faint'),
            label([left + length + 8, y + 14], time.toFixed(2), { as: 'fig-text fig-small' }),
          ];
        });
        const lacks = label([left - 10, at + rowHeight / 2 + 19], 'no formulas', {
          as: 'fig-text fig-small',
          anchor: 'end',
        });
        return [name, ...(tools[tool].marks.formula === undefined ? [lacks] : []), ...bars];
      }),
      line([
        [left, top],
        [left, bottom],
      ]),
    ],
  });
}

function legend(): string[] {
  return [
    bar([left, 18], [18, 18], 'fig-accent'),
    label([left + 26, 32], 'from nothing'),
    bar([left + 140, 18], [18, 18], 'fig-accent fig-faint'),
    label([left + 166, 32], 'one entry changed'),
  ];
}
