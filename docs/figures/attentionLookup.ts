import { arrow, bar, box, label, line, writeSvg } from './svg.ts';

/** Weights that add up to 1, larger for larger scores (softmax). */
export function softmax(scores: readonly number[]): number[] {
  const powers = scores.map((score) => Math.exp(score));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Scores of the query of "its" with the keys so far, already divided by the root. Invented to illustrate the shape. */
export const scores = [
  ['The', 0],
  ['cat', 2.4],
  ['licked', 0.9],
  ['its', 0.6],
] as const;

const hidden = 'paw';
const firstRow = 66;
const rowHeight = 44;

/** Draws attention as a lookup: a query against the key of every token, the weights, and the average of the values. */
export function attentionLookup(): string {
  const weights = softmax(scores.map(([, score]) => score));
  const rows = scores.map(([token], index) => ({
    token,
    weight: weights[index] ?? 0,
    y: firstRow + index * rowHeight,
  }));
  const middle = firstRow + ((scores.length - 1) / 2) * rowHeight;
  const last = firstRow + scores.length * rowHeight;
  const said = rows.map(({ token, weight }) => `${token} ${weight.toFixed(2)}`).join(', ');
  return writeSvg({
    title: 'Attention as a lookup: one query meets four keys, and the values are mixed by the weights that come out.',
    description:
      `The query of the token "its" is compared with the keys of the tokens so far. The weights are ${said}; ` +
      `together 1. The output is the average of the values with these weights. The next token, "${hidden}", is masked.`,
    height: 312,
    shapes: [
      ...['query', 'key', 'weight', 'value', 'output'].map((name, index) =>
        label([[44, 160, 262, 350, 452][index] ?? 0, 24], name, { as: 'fig-strong', anchor: 'middle' }),
      ),
      box([8, middle - 18], [72, 36], 'fig-box fig-wash'),
      label([44, middle + 5], 'its', { anchor: 'middle' }),
      ...rows.flatMap(({ token, weight, y }, index) => [
        arrow([
          [84, middle],
          [120, y],
        ]),
        box([124, y - 16], [72, 32]),
        label([160, y + 5], token, { anchor: 'middle' }),
        bar([216, y - 8], [72 * weight, 16], 'fig-accent'),
        label([224 + 72 * weight, y + 5], weight.toFixed(2)),
        label([318, y + 5], '×', { anchor: 'middle' }),
        box([328, y - 16], [44, 32]),
        label([350, y + 5], `*v*_${index + 1}_`, { anchor: 'middle' }),
        line([
          [376, y],
          [412, middle],
        ]),
      ]),
      arrow([
        [412, middle],
        [428, middle],
      ]),
      box([432, middle - 18], [40, 36], 'fig-box fig-wash'),
      label([452, middle + 5], 'mix', { anchor: 'middle' }),
      box([124, last - 16], [72, 32], 'fig-box fig-dashed'),
      label([160, last + 5], hidden, { anchor: 'middle' }),
      label([216, last + 5], '0: comes later, masked'),
      line(
        [
          [8, 280],
          [472, 280],
        ],
        'fig-grid',
      ),
      label([102, 302], 'compare', { anchor: 'middle' }),
      label([262, 302], 'softmax', { anchor: 'middle' }),
      label([394, 302], 'average', { anchor: 'middle' }),
    ],
  });
}
