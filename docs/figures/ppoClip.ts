import { arrow, label, line, shape, writeSvg, type Point } from './svg.ts';

const epsilon = 0.2;
const [lowest, highest] = [0.2, 1.8];
const unit = { x: 115, y: 100 };

/** The ratio of the example in the text. */
export const workedRatio = 1.5;

/** PPO's clipped objective for one action (Schulman et al., 2017, equation 7). */
export function clippedObjective(ratio: number, advantage: number): number {
  const clipped = Math.min(Math.max(ratio, 1 - epsilon), 1 + epsilon);
  return Math.min(ratio * advantage, clipped * advantage);
}

/** Draws the clipped objective as a function of the ratio, for a good action and for a bad one. */
export function ppoClip(): string {
  const [good, bad] = [1, -1].map((advantage) => signed(clippedObjective(workedRatio, advantage)));
  return writeSvg({
    title: `The clipped objective over the ratio: at ${workedRatio} a good action counts ${good} and a bad one ${bad}.`,
    description:
      'Two panels, with epsilon 0.2. For advantage 1 the line rises with the ratio up to 1.2 and is flat beyond. ' +
      'For advantage −1 it is flat at −0.8 up to a ratio of 0.8 and falls beyond. Dashed: the same without the clip.',
    height: 284,
    shapes: [
      ...panel({
        advantage: 1,
        origin: [36, 252],
        title: 'Good action: advantage 1',
        tickLine: 272,
        unclipped: [184, 92],
      }),
      ...panel({
        advantage: -1,
        origin: [272, 72],
        title: 'Bad action: advantage −1',
        tickLine: 62,
        unclipped: [322, 112],
      }),
    ],
  });
}

interface Panel {
  readonly advantage: 1 | -1;
  /** The origin: the lowest ratio and the value 0. */
  readonly origin: Point;
  readonly title: string;
  readonly tickLine: number;
  /** The position of the label of the dashed line, on its empty side. */
  readonly unclipped: Point;
}

function panel({ advantage, origin: [left, zero], title, tickLine, unclipped }: Panel): string[] {
  const at = (ratio: number, value: number): Point => [left + (ratio - lowest) * unit.x, zero - value * unit.y];
  const on = (ratio: number): Point => at(ratio, clippedObjective(ratio, advantage));
  const bend = 1 + advantage * epsilon;
  const free = advantage > 0 ? highest : lowest;
  const worked = clippedObjective(workedRatio, advantage);
  const levels = [...new Set([0, clippedObjective(bend, advantage), worked])];
  const [end] = at(highest, 0);
  return [
    label([left, 24], title, { as: 'fig-strong' }),
    ...levels.map((value) => {
      const reach = value === worked ? workedRatio : bend;
      return value === 0 ? '' : line([at(lowest, value), at(reach, value)], 'fig-grid');
    }),
    line([at(workedRatio, 0), at(workedRatio, worked)], 'fig-grid'),
    line([at(lowest, 0), at(lowest, advantage * highest)]),
    arrow([at(lowest, 0), [end + 6, zero]]),
    label([end + 10, zero + 5], '*ρ*'),
    ...[0.8, 1, 1.2, workedRatio].flatMap((ratio) => {
      const [x] = at(ratio, 0);
      const as = ratio === workedRatio ? 'fig-strong' : 'fig-text';
      return [
        line([
          [x, zero],
          [x, zero + 5 * advantage],
        ]),
        label([x, tickLine], String(ratio), { as, anchor: 'middle' }),
      ];
    }),
    ...levels.map((value) => {
      const as = value === worked ? 'fig-strong' : 'fig-text';
      return label([left - 6, at(0, value)[1] + 5], signed(value), { as, anchor: 'end' });
    }),
    line([at(bend, advantage * bend), at(free, advantage * free)], 'fig-line fig-dashed'),
    label(unclipped, 'unclipped', { anchor: advantage > 0 ? 'end' : 'start' }),
    line([on(lowest), on(bend), on(highest)], 'fig-accent-line'),
    shape('circle', { class: 'fig-accent', cx: on(workedRatio)[0], cy: on(workedRatio)[1], r: 5 }),
  ].filter((text) => text !== '');
}

function signed(value: number): string {
  return String(value).replace('-', '−');
}
