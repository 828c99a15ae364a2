import { arrow, box, label, line, writeSvg, type Point } from './svg.ts';

/** Draws the three stages of RLHF: fine-tuning and a reward model above, PPO with its KL penalty below. */
export function rlhfPipeline(): string {
  return writeSvg({
    title:
      'RLHF in three stages: supervised fine-tuning, a reward model, and PPO held near the reference by a KL leash.',
    description:
      'One: a pre-trained model is fine-tuned on answers written by people and becomes the reference. ' +
      'Two: people choose the better of two answers sampled from it, and a reward model learns from the choices. ' +
      'Three: the policy starts as a copy of the reference; it writes answers, their reward is the score of the reward ' +
      'model less beta times the divergence from the reference, and PPO updates the policy.',
    height: 360,
    shapes: [
      label([8, 20], '1. Supervised fine-tuning', { as: 'fig-strong' }),
      boxed([8, 32], 'pre-trained model'),
      arrow([
        [112, 72],
        [112, 124],
      ]),
      label([122, 95], 'on answers'),
      label([122, 112], 'by people'),
      boxed([8, 128], 'reference *π*_ref_'),
      label([264, 20], '2. Reward model', { as: 'fig-strong' }),
      arrow([
        [216, 148],
        [240, 148],
        [240, 52],
        [260, 52],
      ]),
      boxed([264, 32], 'two sampled answers'),
      arrow([
        [368, 72],
        [368, 124],
      ]),
      label([378, 95], 'people pick'),
      label([378, 112], 'the better'),
      boxed([264, 128], 'reward model *r*_ϕ_'),
      box([0, 204], [480, 156], 'fig-soft'),
      label([16, 228], '3. PPO', { as: 'fig-strong' }),
      line(
        [
          [112, 168],
          [112, 252],
        ],
        'fig-accent-line fig-dashed',
      ),
      label([122, 192], 'KL leash, *β*'),
      arrow([
        [368, 168],
        [368, 248],
      ]),
      label([378, 192], 'score'),
      box([20, 252], [184, 40], 'fig-box fig-wash'),
      label([112, 277], 'policy *π*_θ_, first a copy', { anchor: 'middle' }),
      box([276, 252], [184, 40]),
      label([368, 277], 'reward = score − *β* KL', { anchor: 'middle' }),
      arrow([
        [204, 272],
        [272, 272],
      ]),
      label([238, 263], 'answers', { anchor: 'middle' }),
      arrow([
        [368, 292],
        [368, 324],
        [112, 324],
        [112, 296],
      ]),
      label([240, 344], 'PPO update', { anchor: 'middle' }),
    ],
  });
}

function boxed([x, y]: Point, words: string): string {
  return `${box([x, y], [208, 40])}\n${label([x + 104, y + 25], words, { anchor: 'middle' })}`;
}
