import { arrow, boxes, label, shape, writeSvg, type Point } from './svg.ts';

type Gpu = 1 | 2;

interface Split {
  readonly name: string;
  readonly what: string;
  /** The boxes of the batch, side by side. */
  readonly batch: readonly string[];
  /** The GPUs that hold each of the four layers, side by side, the first layer on top. */
  readonly layers: readonly (readonly Gpu[])[];
  /** Whether the two GPUs hold copies, instead of the two halves of one layer. */
  readonly copies: boolean;
  readonly exchange: readonly [string, string];
}

const both: readonly Gpu[] = [1, 2];

export const splits: readonly Split[] = [
  {
    name: 'Data parallel',
    what: 'splits the batch',
    batch: ['half', 'half'],
    layers: [both, both, both, both],
    copies: true,
    exchange: ['gradients averaged', 'once per step'],
  },
  {
    name: 'Tensor parallel',
    what: 'splits each layer',
    batch: ['whole batch'],
    layers: [both, both, both, both],
    copies: false,
    exchange: ['results combined', 'in every layer'],
  },
  {
    name: 'Pipeline parallel',
    what: 'splits the stack',
    batch: ['in small pieces'],
    layers: [[1], [1], [2], [2]],
    copies: false,
    exchange: ['activations passed', 'on at the cut'],
  },
];

const [panelWidth, gap] = [138, 32] as const;
const [batchY, layersY, layerHeight, layerStep] = [58, 112, 32, 40] as const;
const below = layersY + 4 * layerStep;

/** Draws a model of four layers on two GPUs, split in three ways. */
export function trainingSplit(): string {
  return writeSvg({
    title: 'One training step on two GPUs: split by data, within each layer, or between layers.',
    description:
      'Three panels with four layers each, and the number of its GPU in each box. Data parallel: each GPU has all ' +
      'four layers and takes half of the batch; gradients are averaged once per step. Tensor parallel: each GPU has ' +
      'half of every layer; results are combined in every layer. Pipeline parallel: GPU 1 has the first two layers, ' +
      'GPU 2 the other two; activations are passed on at the cut.',
    height: below + 76,
    shapes: [
      ...splits.flatMap((split, index) => panel(split, 1 + index * (panelWidth + gap))),
      ...both.flatMap((gpu, index) => {
        const x = 152 + index * 100;
        return [...held([[x, below + 46]], [24, 24], gpu), label([x + 32, below + 63], `GPU ${gpu}`)];
      }),
    ],
  });
}

function panel({ name, what, batch, layers, copies, exchange }: Split, left: number): string[] {
  const middle = left + panelWidth / 2;
  const half = (panelWidth - 16) / 2;
  const widthOf = (parts: number) => (parts === 1 ? panelWidth : copies ? half : panelWidth / 2);
  const leftOf = (part: number) => left + part * (copies ? half + 16 : panelWidth / 2);
  return [
    label([middle, 20], name, { as: 'fig-strong', anchor: 'middle' }),
    label([middle, 38], what, { anchor: 'middle' }),
    ...batch.flatMap((words, part) => {
      const centre = leftOf(part) + widthOf(batch.length) / 2;
      return [
        shape('rect', {
          class: 'fig-box fig-dashed',
          x: leftOf(part),
          y: batchY,
          width: widthOf(batch.length),
          height: 28,
        }),
        label([centre, batchY + 19], words, { anchor: 'middle' }),
        arrow([
          [centre, batchY + 30],
          [centre, layersY - 2],
        ]),
      ];
    }),
    ...both.flatMap((gpu) => {
      const corners = layers.flatMap((gpus, layer) =>
        gpus.includes(gpu) ? [[leftOf(gpus.indexOf(gpu)), layersY + layer * layerStep] as const] : [],
      );
      return held(corners, [widthOf(layers[0]?.length ?? 1), layerHeight], gpu);
    }),
    ...exchange.map((words, row) => label([middle, below + 14 + row * 18], words, { anchor: 'middle' })),
  ];
}

/** What one GPU holds: shaded for the first, and with its number. */
function held(corners: readonly Point[], size: Point, gpu: Gpu): string[] {
  const [width, height] = size;
  return [
    boxes(corners, size, gpu === 1 ? 'fig-box fig-wash' : 'fig-box'),
    ...corners.map(([x, y]) => label([x + width / 2, y + height / 2 + 5], String(gpu), { anchor: 'middle' })),
  ];
}
